"""Groups of questions: by style, kind, document, or place in a dialogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from eval.model import Question

Grouping: TypeAlias = Callable[[Question], tuple[str, ...]]

GROUPINGS: Mapping[str, Grouping] = {
    "style": lambda question: (question.written.style,),
    "kind": lambda question: (str(question.written.kind),),
    "document": lambda question: tuple(dict.fromkeys(piece.symbol for piece in question.pieces)),
    "turn": lambda question: (
        () if question.written.dialogue_id is None else ("first",) if question.written.turn == 1 else ("later",)
    ),
}


def group_ids(questions: Iterable[Question], grouping: str) -> dict[str, tuple[str, ...]]:
    """Gives group → query ids, groups in alphabetical order; a question of two documents is in both groups."""
    groups: dict[str, list[str]] = {}
    for question in questions:
        for name in GROUPINGS[grouping](question):
            groups.setdefault(name, []).append(question.query_id)
    return {name: tuple(groups[name]) for name in sorted(groups)}


def mean_over(values: Mapping[str, float], query_ids: Iterable[str]) -> float | None:
    """Gives the mean over the ids that have a value; None where none has."""
    kept = [values[query_id] for query_id in query_ids if query_id in values]
    return sum(kept) / len(kept) if kept else None
