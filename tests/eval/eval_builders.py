"""Small values for the tests: paragraphs, passages, questions, answers."""

from __future__ import annotations

from collections.abc import Mapping

from eval.answers import GivenAnswer, GivenHit, GivenQuote
from eval.model import Piece, Question, QuestionKind, Span, WrittenEvidence, WrittenQuestion


class FakePassages:
    """Passages over a mapping of paragraph ids « A#1 » to texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def symbols(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(paragraph_id.split("#")[0] for paragraph_id in self.texts))

    def symbol_of(self, name: str) -> str:
        if name not in self.symbols():
            raise LookupError(f"no document {name!r}")
        return name

    def paragraph_id(self, symbol: str, label: str) -> str:
        if f"{symbol}#{label}" not in self.texts:
            raise LookupError(f"{symbol} has no paragraph {label!r}")
        return f"{symbol}#{label}"

    def locate(self, symbol: str, evidence: str, label: str | None) -> tuple[tuple[str, int, int], ...]:
        found = [
            (paragraph_id, text.index(evidence), text.index(evidence) + len(evidence))
            for paragraph_id, text in self.texts.items()
            if paragraph_id.startswith(f"{symbol}#{label or ''}") and evidence in text
        ]
        if not found:
            raise LookupError(evidence)
        return tuple(found[:1])

    def text(self, paragraph_id: str) -> str:
        return self.texts[paragraph_id]


def piece(*places: str) -> Piece:
    """A piece that stands in each of the paragraphs « A#1 », as their first five characters."""
    return Piece(places[0].split("#")[0], tuple(Span(place, 0, 5, "words") for place in places))


def question(
    kind: QuestionKind = QuestionKind.FACT,
    pieces: tuple[Piece, ...] = (),
    alternatives: tuple[Piece, ...] = (),
    query_id: str = "q1",
    style: str = "neutral",
) -> Question:
    evidence = tuple(WrittenEvidence((span.spans[0].paragraph_id,), "words") for span in pieces)
    written = WrittenQuestion(query_id, "Pourquoi ?", kind, style, (), evidence)
    return Question(written, pieces, alternatives)


def quote(place: str, start: int = 0, end: int = 5, text: str = "words", same_as: str | None = None) -> GivenQuote:
    symbol, label = place.split("#")
    return GivenQuote(place, symbol, label, start, end, text, same_as)


def answer(
    *quotes: GivenQuote, confidence: float = 0.5, abstained: bool = False, hits: tuple[str, ...] = ()
) -> GivenAnswer:
    ranked = tuple(GivenHit(place, rank, 1 / rank) for rank, place in enumerate(hits, start=1))
    return GivenAnswer("Pourquoi ?", abstained, confidence, quotes, ranked)
