"""`python -m embeddings.training`: train the query adapter from the bank (what `make train` runs)."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

from corpus import load_bank, load_corpus
from embeddings.encoder import DEFAULT_ADAPTER
from embeddings.training.adapter import make_adapter
from embeddings.training.recipe import Recipe


def main() -> None:
    """Train, show progress, and write the adapter."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    arguments = _parser().parse_args()
    recipe = replace(Recipe(), epochs=arguments.epochs, seed=arguments.seed, strength=arguments.strength)
    corpus = load_corpus()
    make_adapter(corpus, load_bank(corpus), recipe, arguments.output, held_out=frozenset(arguments.held_out))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m embeddings.training", description=__doc__)
    parser.add_argument("--output", type=Path, default=DEFAULT_ADAPTER, help="where to write the adapter")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--strength", type=float, default=Recipe().strength, help="share of the learnt change to keep")
    parser.add_argument("--held-out", action="append", default=[], metavar="SYMBOL", help="leave a document out")
    return parser


if __name__ == "__main__":
    main()
