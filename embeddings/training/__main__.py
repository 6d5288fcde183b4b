"""`python -m embeddings.training`: train the query adapter from the bank (what `make train` runs)."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus import load_bank, load_corpus
from embeddings.builtin_model import REVISION, cache_directory
from embeddings.encoder import DEFAULT_ADAPTER, load_encoder
from embeddings.training.data import training_set
from embeddings.training.recipe import Recipe, TrainingSet
from embeddings.training.train import save_adapter, train_adapter

# The adapter learns from the questions written paragraph by paragraph. Those written sentence by sentence are left
# unseen, so that ranking, quoting and confidence are learnt on questions encoded as those of a person will be.
ADAPTER_SHARE = "q"
CARD = """# Query adapter

LoRA (rank {rank}) on every linear layer of the built-in encoder ({revision}), applied to queries only:
passage vectors are those of the base model.

- trained on {n_questions} anticipated questions of the corpus (SHA-256 of the data: `{data}`), {n_general} general
  French questions (PIAF v1.1, training half, MIT) kept near their base vectors;
- recipe: `recipe.json`; reproduce with `make train`{held_out};
- {today}. Figures: `docs/retrieval.md`.
"""


def main() -> None:
    """Train, show progress, and write the adapter."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    arguments = _parser().parse_args()
    recipe = replace(Recipe(), epochs=arguments.epochs, seed=arguments.seed, strength=arguments.strength)
    corpus = load_corpus()
    questions = tuple(q for q in load_bank(corpus) if q.question_id.startswith(tuple(arguments.only)))
    data = training_set(corpus, questions, held_out=frozenset(arguments.held_out))
    checkpoint = cache_directory() / "training" / f"{data.digest()[:12]}-{recipe.digest()}.pt"
    weights = train_adapter(load_encoder(adapter=None), data, recipe, checkpoint)
    save_adapter(weights, recipe, arguments.output, _card(recipe, data, arguments.held_out))
    checkpoint.unlink(missing_ok=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m embeddings.training", description=__doc__)
    parser.add_argument("--output", type=Path, default=DEFAULT_ADAPTER, help="where to write the adapter")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--strength", type=float, default=Recipe().strength, help="share of the learnt change to keep")
    parser.add_argument("--held-out", action="append", default=[], metavar="SYMBOL", help="leave a document out")
    parser.add_argument(
        "--only", nargs="*", default=[""], metavar="PREFIX", help="bank questions with these id prefixes"
    )
    return parser


def _card(recipe: Recipe, data: TrainingSet, held_out: list[str]) -> str:
    return CARD.format(
        rank=recipe.rank,
        revision=REVISION,
        n_questions=len(data.questions),
        n_general=len(data.general),
        data=data.digest()[:16],
        held_out=f" (held out: {', '.join(held_out)})" if held_out else "",
        today=date.today().isoformat(),
    )


if __name__ == "__main__":
    main()
