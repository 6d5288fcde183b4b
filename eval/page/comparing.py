"""Two runs of one question set, compared question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from eval.commands.compare import ComparedRun, compare_scores
from eval.page import texts
from eval.page.measuring import ANSWERS, RETRIEVAL


class NotComparableError(ValueError):
    """Says in French why two runs cannot be compared."""


def latest_pair(runs: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """Gives the two latest runs of one question set, the older first, among runs of which the latest come first."""
    return next(((a, b) for b, a in combinations(runs, 2) if a["digest"] == b["digest"]), None)


def compare_records(a: Mapping[str, Any], b: Mapping[str, Any], *, seed: int = 0) -> list[ComparedRun]:
    """Compares b with a on every measure that both have, over the questions that both have it for.

    The intervals are paired bootstraps, the p-values those of the paired randomisation test, corrected
    together. Raises NotComparableError on one run, or on runs of other questions.
    """
    if a["id"] == b["id"]:
        raise NotComparableError(texts.SAME_RUN)
    if a["digest"] != b["digest"]:
        raise NotComparableError(texts.OTHER_QUESTIONS)
    values: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for name in (*RETRIEVAL, *ANSWERS):
        left, right = a["values"].get(name, {}), b["values"].get(name, {})
        shared = [query_id for query_id in left if query_id in right]
        if shared:
            values[name] = ({q: left[q] for q in shared}, {q: right[q] for q in shared})
    baseline = {name: pair[0] for name, pair in values.items()}
    return compare_scores({b["id"]: {name: pair[1] for name, pair in values.items()}}, baseline, seed)
