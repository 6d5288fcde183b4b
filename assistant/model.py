"""The values of an answer: hits, quotes, and what framed them.

A `Quote` holds a paragraph and two offsets; its text is a slice of that paragraph and cannot be
anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model import Paragraph


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A paragraph that the retriever proposes, with what made its score."""

    paragraph: Paragraph
    rank: int  # from 1
    score: float  # higher is better
    components: Mapping[str, float] = field(default_factory=dict)  # for `--explain`


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one paragraph: `paragraph.text[start:end]`.

    Raises ValueError where the offsets are not those of a non-empty slice.
    """

    paragraph: Paragraph
    start: int
    end: int
    same_as: str | None = None  # paragraph_id of the near-identical passage shown in its place
    score: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.paragraph.text):
            raise ValueError(
                f"[{self.start}:{self.end}] is not a slice of the {len(self.paragraph.text)} characters"
                f" of {self.paragraph.paragraph_id}"
            )

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.paragraph.text[self.start : self.end]


class AnswerKind(StrEnum):
    """How the question was understood, which decides how the quotes are framed."""

    SEARCH = "search"  # quotes chosen by relevance
    REFERENCE = "reference"  # paragraphs asked for by reference, shown whole
    LIST = "list"  # all items, in order
    COMPARISON = "comparison"  # the best quotes of each document, side by side
    MISSING_REFERENCE = "missing_reference"  # a paragraph that does not exist
    OUTSIDE_CORPUS = "outside_corpus"  # a document that the corpus only mentions
    REFUSAL = "refusal"  # the corpus does not answer
    SMALL_TALK = "small_talk"  # greetings, thanks, help
    UNREADABLE = "unreadable"  # empty, not words, or a language not understood


@dataclass(frozen=True, slots=True)
class Answer:
    """What Alinéa answers: quotes in the order shown, and fixed framing text.

    When `abstained`, `quotes` is empty and `hits` are only the nearest paragraphs.
    """

    question: str
    kind: AnswerKind
    quotes: tuple[Quote, ...]
    hits: tuple[PassageHit, ...]
    confidence: float  # calibrated probability that the quotes answer, 0..1
    abstained: bool
    framing: str = ""  # fixed French text from `assistant/phrases.py`, never a claim of the corpus
    understood_as: str | None = None  # the follow-up as it was understood, when it was one
    filters: tuple[str, ...] = ()  # symbols of the documents the answer was limited to
    also_see: tuple[Paragraph, ...] = ()  # paragraphs that the quoted ones refer to
