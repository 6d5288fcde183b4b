"""`alinea eval score`: measures of a run file against a qrels file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.beir import is_beir_qrels, read_beir_qrels
from eval.measures.retrieval import aggregate, check_ids, missing_queries, score_run, tied_queries
from eval.model import Qrels, Run, Scores
from eval.trec import read_qrels, read_run


def score_files(qrels_path: Path, run_path: Path, measures: Sequence[str]) -> tuple[Qrels, Run, Scores]:
    """Reads both files and scores every judged query; raises EvalError where they do not belong together."""
    qrels, run = load_qrels(qrels_path), read_run(run_path)
    check_ids(qrels, run)
    return qrels, run, score_run(qrels, run, measures)


def load_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Reads TREC qrels, or a BEIR table, told apart by its header."""
    return read_beir_qrels(path) if is_beir_qrels(path) else read_qrels(path)


def score_lines(scores: Scores, *, by_query: bool) -> Iterator[str]:
    """Yields the lines that `ir_measures` prints: `measure, value`, or by query and then `all`."""
    totals = aggregate(scores)
    if not by_query:
        yield from (f"{measure}\t{value:.4f}" for measure, value in totals.items())
        return
    for measure, values in scores.items():
        yield from (f"{query_id}\t{measure}\t{value:.4f}" for query_id, value in values.items())
    yield from (f"all\t{measure}\t{value:.4f}" for measure, value in totals.items())


def doubtful_queries(qrels: Qrels, run: Run) -> dict[str, tuple[str, ...]]:
    """What a reader of the scores must know: queries without results, and queries with tied scores."""
    return {
        "Questions sans résultat, comptées 0": missing_queries(qrels, run),
        "Questions à scores égaux (l'ordre retenu dépend de la mesure)": tied_queries(qrels, run),
    }
