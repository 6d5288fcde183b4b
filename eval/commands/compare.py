"""`alinea eval compare`: the first run against each of the others, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.errors import EvalError
from eval.measures.retrieval import check_ids, score_run
from eval.model import Qrels
from eval.significance import Comparison, compare, holm
from eval.trec import read_run

HEADER = "run\tmeasure\tbaseline\tvalue\tdifference\tlow\thigh\tp\tp_holm"


class ComparedRun(NamedTuple):
    """One run against the baseline on one measure; `adjusted` is its p-value after Holm's correction."""

    run: str
    measure: str
    comparison: Comparison
    adjusted: float


def compare_runs(qrels: Qrels, paths: Sequence[Path], measures: Sequence[str], seed: int) -> list[ComparedRun]:
    """Compares every run with the first one; raises EvalError on fewer than two, or on runs of other questions."""
    if len(paths) < 2:
        raise EvalError(f"expected at least two runs to compare, got {len(paths)}")
    scores = []
    for path in paths:
        run = read_run(path)
        check_ids(qrels, run)
        scores.append(score_run(qrels, run, measures))
    return compare_scores(
        {str(path): values for path, values in zip(paths[1:], scores[1:], strict=True)}, scores[0], seed
    )


def compare_scores(
    others: Mapping[str, Mapping[str, Mapping[str, float]]], baseline: Mapping[str, Mapping[str, float]], seed: int
) -> list[ComparedRun]:
    """Compares scores (name → measure → query id → value) with those of a baseline, corrected together."""
    pairs = [(name, measure, values) for name, scores in others.items() for measure, values in scores.items()]
    comparisons = [compare(baseline[measure], values, seed=seed) for _, measure, values in pairs]
    adjusted = holm([comparison.p_value for comparison in comparisons])
    return [
        ComparedRun(name, measure, comparison, p_value)
        for (name, measure, _), comparison, p_value in zip(pairs, comparisons, adjusted, strict=True)
    ]


def comparison_lines(compared: Sequence[ComparedRun]) -> Iterator[str]:
    """Yields a header and one line of tab-separated values a comparison."""
    yield HEADER
    for run, measure, (mean_a, mean_b, (difference, low, high), p_value), adjusted in compared:
        numbers = (mean_a, mean_b, difference, low, high, p_value, adjusted)
        yield "\t".join([run, measure, *(f"{number:.4f}" for number in numbers)])
