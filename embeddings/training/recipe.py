"""What decides a training run: the recipe, and the data as indices and texts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hyper-parameters of the query adapter (LoRA on every linear layer, queries only)."""

    rank: int = 32
    learning_rate: float = 5e-4
    epochs: int = 4
    batch_size: int = 64
    temperature: float = 0.02
    mask_above: float = 0.965  # units whose base cosine to the positive exceeds it are not negatives
    question_weight: float = 0.5  # question against question of the same paragraph
    sentence_weight: float = 0.5  # question against the sentence that answers it
    late_weight: float = 0.5  # token against token of the passage (late interaction)
    late_passages: int = 96  # passages that a batch is compared with, token by token
    general_weight: float = 2.0  # keeps general questions where the base model puts them
    general_batch: int = 24
    typed_share: float = 0.3  # of the questions, seen as hurried people type them
    strength: float = 0.6  # how much of the learnt change is kept: all of it would cost general French
    seed: int = 13

    def digest(self) -> str:
        """Eight hexadecimal digits that change with any hyper-parameter."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Questions and what answers them, as indices into the passages and the sentences.

    `positives[i]` is the passage of question i; `sentence_positives[i]` the sentences that answer it,
    empty where only the paragraph is known.
    """

    questions: tuple[str, ...]
    positives: NDArray[np.int64]
    sentence_positives: tuple[tuple[int, ...], ...]
    passages: tuple[str, ...]
    contexts: tuple[str, ...]
    sentences: tuple[str, ...]
    general: tuple[str, ...]

    def digest(self) -> str:
        """SHA-256 of the questions, their answers and the passages."""
        content = [self.questions, self.positives.tolist(), self.sentence_positives, self.passages, self.general]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def paired_batches(positives: NDArray[np.int64], batch_size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return one epoch of batches of question indices, two questions of the same passage side by side.

    A passage with an odd number of questions leaves one of them alone in its pair (repeated).
    """
    pairs: list[NDArray[np.int64]] = []
    for passage in np.unique(positives):
        members = rng.permutation(np.flatnonzero(positives == passage))
        if len(members) % 2:
            members = np.append(members, members[0])
        pairs.extend(members.reshape(-1, 2))
    order = rng.permutation(len(pairs))
    stacked = np.stack(pairs)[order].reshape(-1)
    return [stacked[start : start + batch_size] for start in range(0, len(stacked), batch_size)]
