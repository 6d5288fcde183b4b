"""What the browser keeps of a conversation: offsets and hashes, never a copy of the words.

A turn is written as JSON into the page, kept by the browser, and sent back with the next question.
Nothing in it is trusted: every field is checked when it comes back, and the words are sliced again
from the corpus (see `proof`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from assistant.model import Answer, AnswerKind
from assistant.scope import Scope
from corpus.model import ParagraphKind

MAX_TURNS = 200
MAX_QUESTION = 2000
MAX_FRAMING = 4000


class RecordError(ValueError):
    """A conversation that the browser sent cannot be read."""


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """Where a quote stood, and the SHA-256 of its words when they were first shown."""

    paragraph_id: str
    start: int
    end: int
    sha256: str
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class ScopeRecord:
    """The filters that were in force, as JSON can hold them."""

    symbols: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def to_scope(self) -> Scope:
        """Build the answerer's scope; raises RecordError on an unknown kind or a malformed date."""
        try:
            return Scope(
                symbols=frozenset(self.symbols),
                kinds=frozenset(ParagraphKind(kind) for kind in self.kinds),
                since=date.fromisoformat(self.since) if self.since else None,
                until=date.fromisoformat(self.until) if self.until else None,
            )
        except ValueError as error:
            raise RecordError(f"filters {self!r} cannot be read: {error}") from error


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A question and its answer, as shown."""

    question: str
    kind: AnswerKind
    framing: str
    abstained: bool
    confidence: float
    quotes: tuple[QuoteRecord, ...]
    nearest: tuple[str, ...]  # paragraph ids
    also_see: tuple[str, ...]
    understood_as: str | None
    limited_to: tuple[str, ...]  # symbols the answer was limited to
    scope: ScopeRecord
    alone: bool = False  # asked without the questions before it

    def to_json(self) -> str:
        """Write the turn on one line."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def record_of(answer: Answer, scope: ScopeRecord, n_nearest: int = 5, *, alone: bool = False) -> TurnRecord:
    """Keep of an answer what is needed to show it again, word for word."""
    return TurnRecord(
        question=answer.question,
        kind=answer.kind,
        framing=answer.framing,
        abstained=answer.abstained,
        confidence=round(answer.confidence, 4),
        quotes=tuple(
            QuoteRecord(quote.paragraph.paragraph_id, quote.start, quote.end, digest(quote.text), quote.same_as)
            for quote in answer.quotes
        ),
        nearest=tuple(hit.paragraph.paragraph_id for hit in answer.hits[:n_nearest]),
        also_see=tuple(paragraph.paragraph_id for paragraph in answer.also_see),
        understood_as=answer.understood_as,
        limited_to=answer.filters,
        scope=scope,
        alone=alone,
    )


def digest(text: str) -> str:
    """SHA-256 (hexadecimal) of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def read_turns(payload: str | None) -> tuple[TurnRecord, ...]:
    """Read the turns that the browser sent, a JSON array; raises RecordError where it is not one of ours."""
    try:
        return _turns(json.loads(payload or "[]"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise RecordError(f"the conversation cannot be read: {error}") from error


def read_request(payload: str | None) -> tuple[tuple[TurnRecord, ...], int | None]:
    """Read what the page sends with a question: the turns, and the place of the one to ask again alone, if any.

    `[…]` or `{"turns": […], "alone": 1}`, counted from 1; raises RecordError where it is neither.
    """
    try:
        raw = json.loads(payload or "[]")
    except (json.JSONDecodeError, RecursionError) as error:
        raise RecordError(f"the request cannot be read: {error}") from error
    if isinstance(raw, dict):
        kept, number = raw.get("turns"), raw.get("alone")
        if not isinstance(kept, list) or not isinstance(number, int):
            raise RecordError("a request to ask again has turns and the place of one of them")
        turns = _turns(kept)
        again = number - 1 - (len(kept) - len(turns))
        if not 0 <= again < len(turns):
            raise RecordError("there is no such turn to ask again")
        return turns, again
    return _turns(raw), None


def _turns(raw: object) -> tuple[TurnRecord, ...]:
    if not isinstance(raw, list):
        raise RecordError(f"a conversation is a JSON array, not {type(raw).__name__}")
    try:
        return tuple(_turn(item) for item in raw[-MAX_TURNS:])
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"the conversation cannot be read: {error}") from error


def _turn(item: dict[str, Any]) -> TurnRecord:
    scope = item["scope"]
    return TurnRecord(
        question=_text(item["question"], MAX_QUESTION),
        kind=AnswerKind(item["kind"]),
        framing=_text(item["framing"], MAX_FRAMING),
        abstained=bool(item["abstained"]),
        confidence=float(item["confidence"]),
        quotes=tuple(_quote(quote) for quote in item["quotes"][:200]),
        nearest=_texts(item["nearest"]),
        also_see=_texts(item["also_see"]),
        understood_as=None if item["understood_as"] is None else _text(item["understood_as"], MAX_QUESTION),
        limited_to=_texts(item["limited_to"]),
        scope=ScopeRecord(
            _texts(scope["symbols"]), _texts(scope["kinds"]), _text(scope["since"], 10), _text(scope["until"], 10)
        ),
        alone=bool(item.get("alone", False)),
    )


def _quote(item: dict[str, Any]) -> QuoteRecord:
    same_as = item["same_as"]
    return QuoteRecord(
        _text(item["paragraph_id"]),
        int(item["start"]),
        int(item["end"]),
        _text(item["sha256"], 64),
        None if same_as is None else _text(same_as),
    )


def _text(value: object, longest: int = 300) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a string, not {type(value).__name__}")
    return value[:longest]


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"expected an array, not {type(values).__name__}")
    return tuple(_text(value, MAX_QUESTION) for value in values[:200])
