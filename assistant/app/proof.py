"""The proof mark: words about to be shown are sliced again and compared with the source file.

Three things must hold: the slice has the SHA-256 it had when the answer was made; each of its
characters stands in the source text where the paragraph's runs say (or is a space that joins two
lines of it); and the source text has the SHA-256 of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.app.records import QuoteRecord, digest
from corpus import Corpus
from corpus.model import Paragraph


class ProofError(Exception):
    """Words that cannot be shown, because they are not those of the source."""


@dataclass(frozen=True, slots=True)
class ProvenQuote:
    """Words that were found again in the source file."""

    paragraph: Paragraph
    start: int
    end: int
    same_as: str | None = None

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.paragraph.text[self.start : self.end]


def prove(corpus: Corpus, record: QuoteRecord) -> ProvenQuote:
    """Slice the words of `record` from the corpus again; raises ProofError where anything differs."""
    paragraph = corpus.by_id.get(record.paragraph_id)
    if paragraph is None:
        raise ProofError(f"{record.paragraph_id} is not in the corpus")
    if not 0 <= record.start < record.end <= len(paragraph.text):
        raise ProofError(f"[{record.start}:{record.end}] is not a slice of {record.paragraph_id}")
    words = paragraph.text[record.start : record.end]
    if digest(words) != record.sha256:
        raise ProofError(f"the words [{record.start}:{record.end}] of {record.paragraph_id} have changed")
    document = corpus.document(paragraph.symbol)
    source = corpus.source(paragraph.symbol)
    if _source_digest(source) != document.sha256:
        raise ProofError(f"the source text of {paragraph.symbol} is not the one of the catalogue")
    _compare(paragraph, record.start, record.end, source)
    return ProvenQuote(paragraph, record.start, record.end, record.same_as)


def source_spans(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """List (text position, source start, source end) of the parts of `text[start:end]`, in order."""
    for run in paragraph.runs:
        first, last = max(start, run.text_start), min(end, run.text_start + run.length)
        if first < last:
            shift = run.source_start - run.text_start
            yield first, first + shift, last + shift


def _compare(paragraph: Paragraph, start: int, end: int, source: str) -> None:
    """Raise ProofError unless every character of the slice is in the source, or joins two of its lines."""
    position = start
    for at, source_start, source_end in source_spans(paragraph, start, end):
        length = source_end - source_start
        if paragraph.text[position:at].strip() or paragraph.text[at : at + length] != source[source_start:source_end]:
            raise ProofError(f"{paragraph.paragraph_id} [{position}:{at + length}] is not in its source file")
        position = at + length
    if paragraph.text[position:end].strip():
        raise ProofError(f"{paragraph.paragraph_id} [{position}:{end}] is not in its source file")


@lru_cache(maxsize=32)
def _source_digest(source: str) -> str:
    return digest(source)
