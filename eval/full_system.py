"""The product itself under evaluation: asked as a person asks, its answers kept in the batch format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from assistant.batch import BatchItem, batch_line, quote_json
from assistant.model import Answer, Quote
from eval.model import WrittenQuestion
from eval.systems import SystemDescription

if TYPE_CHECKING:
    from assistant.answerer import Answerer


class Asked(NamedTuple):
    """An answer, the seconds it took, and the quotes that it would have shown, had it not been withheld."""

    answer: Answer
    seconds: float = 0.0
    withheld: tuple[Quote, ...] = ()


Ask: TypeAlias = Callable[[Sequence[str]], list[Asked]]
"""Asks the questions of one conversation in order, each knowing those before; one answer a question."""


class AskedSystem(Protocol):
    """Anything that answers conversations."""

    @property
    def description(self) -> SystemDescription:
        """What it searches with."""
        ...

    def ask(self, questions: Sequence[str]) -> list[Asked]:
        """Ask the questions of one conversation."""
        ...


class FullSystem:
    """The assistant, and its twin that never withholds an answer."""

    def __init__(self, answerer: Answerer) -> None:
        encoder = answerer.encoder
        self.description = SystemDescription(encoder.name, encoder.revision, encoder.adapter_sha256)
        self._answerer = answerer
        self._unwithholding = type(answerer)(answerer.corpus, answerer.index, encoder)
        answer_always(self._unwithholding)

    def ask(self, questions: Sequence[str]) -> list[Asked]:
        """Ask one conversation; the seconds are those of the assistant, its twin left out."""
        state = None
        asked = []
        for question in questions:
            begun = perf_counter()
            turn = self._answerer.ask(question, state)
            seconds = perf_counter() - begun
            withheld = self._unwithholding.ask(question, state).answer.quotes if turn.answer.abstained else ()
            asked.append(Asked(turn.answer, seconds, withheld))
            state = turn.state
        return asked


def load_full() -> FullSystem:
    """Loads the assistant, building its index where there is none."""
    from assistant.answerer import Answerer

    return FullSystem(Answerer.load())


def answer_always(answerer: Answerer) -> None:
    """Makes an assistant answer however unsure it is."""
    answerer.searcher.confidence = replace(answerer.searcher.confidence, threshold=0.0)


def each_alone(ask: Ask) -> Ask:
    """Gives the same system without memory: every turn of a conversation is asked by itself."""
    return lambda questions: [ask([question])[0] for question in questions]


class AskedQuestions(NamedTuple):
    """The output lines of the batch format, and the seconds that answering took."""

    lines: tuple[dict[str, Any], ...]
    seconds: float


def ask_all(ask: Ask, questions: Sequence[WrittenQuestion], advance: Callable[[int], object] = abs) -> AskedQuestions:
    """Asks every question, a dialogue as one conversation; `advance` is told how many more are done.

    To each answer that was withheld, `withheld` adds the quotes that it would have shown.
    """
    lines = []
    seconds = 0.0
    for item in batch_items(questions):
        asked = ask(item.questions)
        seconds += sum(each.seconds for each in asked)
        lines.append(_line(item, asked))
        advance(len(asked))
    return AskedQuestions(tuple(lines), seconds)


def batch_items(questions: Sequence[WrittenQuestion]) -> tuple[BatchItem, ...]:
    """Gathers the turns of each dialogue, which follow one another, into one item."""
    grouped = groupby(questions, key=lambda question: (question.dialogue_id, question.dialogue_id or question.query_id))
    return tuple(
        BatchItem(item_id, tuple(question.text for question in turns), is_dialogue=dialogue_id is not None)
        for (dialogue_id, item_id), turns in grouped
    )


def _line(item: BatchItem, asked: Sequence[Asked]) -> dict[str, Any]:
    line = batch_line(item, [each.answer for each in asked])
    for rendered, each in zip(line.get("turns") or [line["answer"]], asked, strict=True):
        if each.answer.abstained:
            rendered["withheld"] = [quote_json(quote) for quote in each.withheld]
    return line
