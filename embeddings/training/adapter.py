"""Makes an adapter from questions of the bank: data, training with its checkpoint, files and card."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zlib import crc32

from corpus import AnticipatedQuestion, Corpus
from embeddings.builtin_model import REVISION, cache_directory
from embeddings.encoder import load_encoder
from embeddings.training.data import training_set
from embeddings.training.recipe import Recipe, TrainingSet
from embeddings.training.train import save_adapter, train_adapter

CARD = """# Query adapter

LoRA (rank {rank}) on every linear layer of the built-in encoder ({revision}), applied to queries only:
passage vectors are those of the base model.

- trained on {n_questions} anticipated questions of the corpus (SHA-256 of the data: `{data}`), {n_general} general
  French questions (PIAF v1.1, training half, MIT) kept near their base vectors;
- recipe: `recipe.json`; reproduce with `make train`{held_out};
- {today}. Figures: `docs/retrieval.md`.
"""


def teaches_adapter(question: AnticipatedQuestion) -> bool:
    """Whether the adapter learns from `question`: those written by paragraph, and half of those written by sentence.

    The other half is left unseen: ranking, quoting and confidence learn from questions encoded as a person's will be.
    """
    by_sentence = question.start is not None
    return question.teaches and (not by_sentence or crc32(question.question_id.encode()) % 2 == 0)


def make_adapter(
    corpus: Corpus,
    questions: tuple[AnticipatedQuestion, ...],
    recipe: Recipe,
    output: Path,
    *,
    held_out: frozenset[str] = frozenset(),
) -> None:
    """Train an adapter on its share of `questions` and write it to `output`; an interrupted training resumes.

    Questions on the documents whose symbols are `held_out` are left out.
    """
    data = training_set(corpus, tuple(filter(teaches_adapter, questions)), held_out=held_out)
    checkpoint = cache_directory() / "training" / f"{data.digest()[:12]}-{recipe.digest()}.pt"
    weights = train_adapter(load_encoder(adapter=None), data, recipe, checkpoint)
    save_adapter(weights, recipe, output, _card(recipe, data, held_out))
    checkpoint.unlink(missing_ok=True)


def _card(recipe: Recipe, data: TrainingSet, held_out: frozenset[str]) -> str:
    return CARD.format(
        rank=recipe.rank,
        revision=REVISION,
        n_questions=len(data.questions),
        n_general=len(data.general),
        data=data.digest()[:16],
        held_out=f" (held out: {', '.join(sorted(held_out))})" if held_out else "",
        today=date.today().isoformat(),
    )
