"""Answers as `alinea batch` writes them, read and checked line by line; turns become `id:turn`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from eval.errors import EvalError
from eval.model import Run
from eval.question_sets import turn_id
from eval.text_files import field, json_records
from eval.trec import as_run_scores


class GivenQuote(NamedTuple):
    """A quote that was shown. `same_as` is set on a further reference of the quote shown in its place."""

    paragraph_id: str
    symbol: str
    label: str
    start: int
    end: int
    text: str
    same_as: str | None


class GivenHit(NamedTuple):
    """A paragraph that the retriever proposed; `rank` counts from 1."""

    paragraph_id: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer of a system: what it quoted, what it had found, how sure it was (0..1).

    `withheld`: the quotes that an answer withheld would have shown; None where that is not known.
    """

    question: str
    abstained: bool
    confidence: float
    quotes: tuple[GivenQuote, ...]
    hits: tuple[GivenHit, ...]
    withheld: tuple[GivenQuote, ...] | None = None


def read_answers(path: Path) -> dict[str, GivenAnswer]:
    """Reads `{"id", "answer"}` and `{"id", "turns"}` lines into query id → answer.

    Raises EvalError with the line number of a malformed line or of an id met twice.
    """
    answers = answers_of_records((f"{path} line {number}", record) for number, record in json_records(path))
    if not answers:
        raise EvalError(f"{path}: expected the output of `alinea batch`, got no answers")
    return answers


def answers_of_records(records: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, GivenAnswer]:
    """Gives query id → answer from (where it stands, output line of the batch format).

    Raises EvalError saying where on a malformed one or on an id met twice.
    """
    answers: dict[str, GivenAnswer] = {}
    for where, record in records:
        for query_id, value in _answers_of_line(record, where):
            if query_id in answers:
                raise EvalError(f"{where}: a second answer for {query_id!r}; keep one of them")
            answers[query_id] = parse_answer(value, where)
    return answers


def parse_answer(value: dict[str, Any], where: str) -> GivenAnswer:
    """Checks one answer object of the batch format; raises EvalError saying what `where` lacks."""
    confidence = float(field(value, "confidence", (int, float), where))
    if not 0 <= confidence <= 1:
        raise EvalError(f"{where}: expected “confidence” between 0 and 1, got {confidence}")
    return GivenAnswer(
        question=field(value, "question", str, where),
        abstained=field(value, "abstained", bool, where),
        confidence=confidence,
        quotes=tuple(_quote(quote, where) for quote in field(value, "quotes", list, where)),
        hits=tuple(_hit(hit, where) for hit in field(value, "hits", list, where)),
        withheld=(
            tuple(_quote(quote, where) for quote in field(value, "withheld", list, where))
            if "withheld" in value
            else None
        ),
    )


def run_of_answers(answers: dict[str, GivenAnswer]) -> Run:
    """Takes the hits of the answers as a retrieval run, in the order of their ranks."""
    return {
        query_id: as_run_scores((hit.paragraph_id, hit.score) for hit in sorted(answer.hits, key=lambda hit: hit.rank))
        for query_id, answer in answers.items()
        if answer.hits
    }


def _answers_of_line(record: dict[str, Any], where: str) -> list[tuple[str, dict[str, Any]]]:
    name = field(record, "id", str, where)
    if "turns" in record:
        turns = field(record, "turns", list, where)
        if not all(isinstance(turn, dict) for turn in turns):
            raise EvalError(f"{where}: expected every turn of {name!r} as an answer object")
        return [(turn_id(name, turn), answer) for turn, answer in enumerate(turns, start=1)]
    return [(name, field(record, "answer", dict, where))]


def _quote(value: dict[str, Any], where: str) -> GivenQuote:
    quote = GivenQuote(
        paragraph_id=field(value, "paragraph_id", str, where),
        symbol=field(value, "symbol", str, where),
        label=field(value, "label", str, where),
        start=field(value, "start", int, where),
        end=field(value, "end", int, where),
        text=field(value, "text", str, where),
        same_as=value.get("same_as"),
    )
    if not 0 <= quote.start < quote.end:
        raise EvalError(f"{where}: [{quote.start}:{quote.end}] is no slice of {quote.paragraph_id!r}")
    return quote


def _hit(value: dict[str, Any], where: str) -> GivenHit:
    return GivenHit(
        paragraph_id=field(value, "paragraph_id", str, where),
        rank=field(value, "rank", int, where),
        score=float(field(value, "score", (int, float), where)),
    )
