"""How much of what the query adapter learnt is kept: what each share gains or loses on another corpus."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import DEFAULT_ADAPTER, Encoder, load_encoder, passages_through
from embeddings.training.recipe import Recipe
from embeddings.vector_index import VectorIndex
from eval.baselines import ScoringSystem
from eval.beir import BeirFolder
from eval.measures.retrieval import score_run
from eval.systems import SystemDescription, passages_of_beir

MEASURE = "nDCG@10"
STRENGTHS = tuple(step / 20 for step in range(6, 21))  # .3 to 1
TOP_K = 100


@dataclass(frozen=True, slots=True)
class Strength:
    """One share of the learnt change: the gain of each query over the base model, shape (n_queries,)."""

    strength: float
    gains: NDArray[np.float64]

    @property
    def gain(self) -> float:
        """The mean gain."""
        return float(self.gains.mean())

    @property
    def standard_error(self) -> float:
        """The standard error of the mean gain, query by query."""
        return float(self.gains.std(ddof=1) / np.sqrt(len(self.gains)))


def chosen_strength(rows: Sequence[Strength]) -> float | None:
    """Return the largest strength that gains at least one standard error; None where none does."""
    return max((row.strength for row in rows if row.gain >= row.standard_error), default=None)


def measured_strengths(data: BeirFolder, advance: Callable[[int], object]) -> tuple[float, list[Strength]]:
    """Measure bare cosines over `data`: the base model's mean, then what each strength of the adapter gains.

    `advance` is told of each run that is done, `len(STRENGTHS) + 1` in all.
    """
    passages = passages_of_beir(data.documents)
    ids = tuple(passage.passage_id for passage in passages)
    index = VectorIndex.build(load_encoder(adapter=None).encode_document([p.titled for p in passages], progress=True))

    def scores(adapter: Path | None) -> NDArray[np.float64]:
        vectors = load_encoder(adapter=adapter).encode_query(list(data.queries.values()))
        system = ScoringSystem(
            ids, lambda _: np.stack([index.scores(vector) for vector in vectors]), SystemDescription()
        )
        by_query = score_run(data.qrels, system.search(data.queries, TOP_K), [MEASURE])[MEASURE]
        advance(1)
        return np.array([by_query[query_id] for query_id in data.qrels])

    base = scores(None)
    rows = []
    for strength in STRENGTHS:
        with adapter_of_strength(strength) as adapter:
            rows.append(Strength(strength, scores(adapter) - base))
    return float(base.mean()), rows


def passage_encoder(share: float) -> Encoder:
    """Load the built-in model so that passages go through this share of what the query adapter keeps."""
    with adapter_of_strength(Recipe().strength * share) as adapter:
        return passages_through(load_encoder(adapter=None), adapter)


@contextmanager
def adapter_of_strength(strength: float, adapter: Path = DEFAULT_ADAPTER) -> Iterator[Path]:
    """Give, for a block, a copy of `adapter` that keeps this share of what it learnt."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "adapter"
        shutil.copytree(adapter, copy)
        path = copy / "adapter_config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["lora_alpha"] = config["r"] * strength
        path.write_text(json.dumps(config), encoding="utf-8")
        yield copy
