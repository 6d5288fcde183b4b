"""The product itself under evaluation: asked as a person asks, its answers kept in the batch format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import groupby
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from assistant.batch import BatchItem, batch_line
from assistant.model import Answer
from eval.errors import EvalError
from eval.model import WrittenQuestion

Ask: TypeAlias = Callable[[Sequence[str]], list[Answer]]
"""Asks the questions of one conversation in order, each knowing those before; one answer a question."""


def load_asker() -> Ask:
    """Loads the assistant; raises EvalError where it is not installed, or on a dialogue (not offered yet)."""
    try:
        answerer = import_module("assistant.answerer").Answerer.load()
    except ModuleNotFoundError as error:
        raise EvalError(f'configuration "full" needs the assistant ({error}); choose another --config') from error

    def ask(questions: Sequence[str]) -> list[Answer]:
        if len(questions) > 1:
            raise EvalError("dialogues cannot be asked yet; use `alinea batch` and give its output to `report`")
        return [answerer.ask(question) for question in questions]

    return ask


class AskedQuestions(NamedTuple):
    """The output lines of the batch format, and the seconds that answering took."""

    lines: tuple[dict[str, Any], ...]
    seconds: float


def ask_all(ask: Ask, questions: Sequence[WrittenQuestion], advance: Callable[[int], object] = abs) -> AskedQuestions:
    """Asks every question, a dialogue as one conversation; `advance` is told how many more are done."""
    lines = []
    seconds = 0.0
    for item in batch_items(questions):
        begun = perf_counter()
        answers = ask(item.questions)
        seconds += perf_counter() - begun
        lines.append(batch_line(item, answers))
        advance(len(answers))
    return AskedQuestions(tuple(lines), seconds)


def batch_items(questions: Sequence[WrittenQuestion]) -> tuple[BatchItem, ...]:
    """Gathers the turns of each dialogue, which follow one another, into one item."""
    grouped = groupby(questions, key=lambda question: (question.dialogue_id, question.dialogue_id or question.query_id))
    return tuple(
        BatchItem(item_id, tuple(question.text for question in turns), is_dialogue=dialogue_id is not None)
        for (dialogue_id, item_id), turns in grouped
    )
