"""`alinea eval ablation`, `confidence`, `tuning`, `strength` and `unseen`: the tables of `docs/retrieval.md`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answerer import Answerer
from corpus.errors import CorpusError
from eval.ablation.confidence_variants import CONFIDENCE_VARIANTS, ConfidenceTrials
from eval.ablation.experiments import Experiments
from eval.ablation.strength import STRENGTHS, measured_strengths
from eval.ablation.table import (
    CONFIDENCE_MARKS,
    STRENGTH_MARKS,
    TUNING_MARKS,
    Ablation,
    confidence_table,
    replace_tables,
    strength_table,
    tables,
    tuning_table,
    with_unseen_document,
)
from eval.ablation.tuned import GRIDS, tuned_numbers
from eval.ablation.unseen_document import searched_questions, unseen_document
from eval.ablation.variants import VARIANTS
from eval.beir import read_beir, with_even_titles
from eval.commands.console import note, progress_bar
from eval.errors import EvalError
from eval.manifest import current_commit, now

PAGE = Path(__file__).parents[2] / "docs" / "retrieval.md"
HELD_OUT_DOCUMENTS = ("A/76/135", "A/68/98")


def write_ablation(page: Path, *, seed: int = 0) -> None:
    """Runs every experiment and writes the tables between their marks in the page, or a page that has only them."""
    note("Chargement…")
    experiments = Experiments(seed)
    total = 2 * len(VARIANTS) + 12 + 3 * len(HELD_OUT_DOCUMENTS)
    with progress_bar("ablation", total) as advance:
        parts, search = experiments.parts(advance)
        found = Ablation(
            parts,
            search,
            experiments.typing(advance),
            experiments.topics(advance),
            experiments.broad(advance),
            [(symbol, experiments.without_questions_on(symbol, advance)) for symbol in HELD_OUT_DOCUMENTS],
        )
    text = tables(found, seed=seed, made=_made())
    page.write_text(replace_tables(page.read_text(encoding="utf-8"), text), encoding="utf-8")


def write_confidence(page: Path, *, seed: int = 0) -> None:
    """Learns the confidence without some of its signals or lessons, or otherwise, and writes what it then tells."""
    note("Chargement…")
    trials = ConfidenceTrials()
    rows = []
    with progress_bar("confiance", len(CONFIDENCE_VARIANTS)) as advance:
        for variant in CONFIDENCE_VARIANTS:
            rows.append((variant.name, trials.told(variant)))
            advance(1)
    sizes = ", ".join(f"{sum(map(len, told))} {name}" for name, told in rows[0][1].items())
    text = f"{_made()} Questions: {sizes}.\n\n{confidence_table(rows, seed)}"
    page.write_text(replace_tables(page.read_text(encoding="utf-8"), text, CONFIDENCE_MARKS), encoding="utf-8")


def write_tuning(page: Path) -> None:
    """Tries other values of each number of `assistant.tuning`, and writes what they are worth."""
    note("Chargement…")
    answerer = Answerer.load()
    with progress_bar("réglages", sum(map(len, GRIDS.values()))) as advance:
        rows = list(tuned_numbers(answerer, advance))
    conversations = rows[0].worth.shape[1]
    text = f"{_made()} {conversations} conversations.\n\n{tuning_table(rows)}"
    page.write_text(replace_tables(page.read_text(encoding="utf-8"), text, TUNING_MARKS), encoding="utf-8")


def write_strength(page: Path, beir: Path, qrels_name: str) -> None:
    """Measures each strength of the query adapter on the half of a BEIR folder that may be learnt from."""
    note("Chargement…")
    data = with_even_titles(read_beir(beir, qrels_name))
    with progress_bar("force", len(STRENGTHS) + 1) as advance:
        base, rows = measured_strengths(data, advance)
    text = f"{_made()} {len(data.qrels)} questions, base model {base:.4f}.\n\n{strength_table(rows)}"
    page.write_text(replace_tables(page.read_text(encoding="utf-8"), text, STRENGTH_MARKS), encoding="utf-8")


def write_unseen(page: Path, names: Sequence[str] = (), *, seed: int = 0) -> None:
    """Makes the product again without the questions of each document in turn, and writes how it then finds it.

    `names` limits it to these documents: the tables of others stay. Raises EvalError where one is unknown.
    """
    note("Chargement…")
    loaded = Answerer.load()
    try:
        wanted = [loaded.corpus.document(name) for name in names] or loaded.corpus.documents
    except CorpusError as error:
        raise EvalError(str(error)) from error
    symbols = [document.symbol for document in wanted if searched_questions(document.symbol)]
    for place, symbol in enumerate(symbols, start=1):
        note(f"{symbol} ({place}/{len(symbols)}) : entraînement et mesure, plusieurs minutes…")
        rows = unseen_document(loaded, symbol)
        text = with_unseen_document(page.read_text(encoding="utf-8"), symbol, rows, seed=seed, made=_made())
        page.write_text(text, encoding="utf-8")


def _made() -> str:
    return f"Measured {now()[:10]}, code `{current_commit() or 'unknown'}`."
