"""The values of an evaluation: questions as written, questions as labelled, qrels and runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Qrels: TypeAlias = Mapping[str, Mapping[str, int]]
"""query id → document id → relevance (0: judged and not relevant)."""

Run: TypeAlias = Mapping[str, Mapping[str, float]]
"""query id → document id → score, higher is better."""

Scores: TypeAlias = Mapping[str, Mapping[str, float]]
"""measure name → query id → value."""


class QuestionKind(StrEnum):
    """What a question asks for, which decides how its evidence is counted."""

    FACT = "fact"  # one passage answers; an alternative answers alone
    MULTI = "multi"  # several pieces, all wanted
    LIST = "list"  # the items of a list, all wanted
    REFERENCE = "reference"  # a paragraph asked for by its reference
    UNANSWERABLE = "unanswerable"  # the corpus does not answer


class WrittenEvidence(NamedTuple):
    """Evidence as a person wrote it: where it may stand, and its words (None: the whole paragraph).

    Without a place it may stand anywhere in the question's documents, or in the corpus if it names none.
    """

    places: tuple[str, ...]  # « A/76/135 30 d) »
    text: str | None


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question as it stands in a file, before the corpus has been looked at.

    `dialogue_id` is None outside dialogues; `turn` counts from 1.
    """

    query_id: str
    text: str
    kind: QuestionKind
    style: str
    documents: tuple[str, ...]  # as people name them: « A/76/135 », « Dinard »
    evidence: tuple[WrittenEvidence, ...]
    alternatives: tuple[WrittenEvidence, ...] = ()
    why: str = ""
    dialogue_id: str | None = None
    turn: int = 1


class Span(NamedTuple):
    """Words of a paragraph: `text` stands at `[start:end]` of it.

    `whole` marks a paragraph given by reference only: any quote from it will do.
    """

    paragraph_id: str
    start: int
    end: int
    text: str
    whole: bool = False


class Piece(NamedTuple):
    """One piece of evidence: the places where its words stand, any of which will do."""

    symbol: str
    spans: tuple[Span, ...]

    @property
    def paragraph_ids(self) -> frozenset[str]:
        """The paragraphs that hold the piece."""
        return frozenset(span.paragraph_id for span in self.spans)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its evidence found in the corpus."""

    written: WrittenQuestion
    pieces: tuple[Piece, ...]
    alternatives: tuple[Piece, ...]

    @property
    def query_id(self) -> str:
        """The id that runs, qrels and answers use."""
        return self.written.query_id

    @property
    def answerable(self) -> bool:
        """Whether the corpus answers it."""
        return self.written.kind is not QuestionKind.UNANSWERABLE

    @property
    def needs_all_pieces(self) -> bool:
        """Whether each alternative replaces one piece only (instead of answering alone)."""
        return self.written.kind in (QuestionKind.MULTI, QuestionKind.LIST)

    @property
    def relevant_ids(self) -> frozenset[str]:
        """Every paragraph that holds a piece of evidence or an alternative."""
        return frozenset().union(*(piece.paragraph_ids for piece in (*self.pieces, *self.alternatives)))
