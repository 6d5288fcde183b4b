"""Finding a verbatim piece of a source in the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from corpus.corpus import Corpus
from corpus.errors import EvidenceError
from corpus.folded import fold_spaces
from corpus.identifiers import fold
from corpus.model import Paragraph

Located: TypeAlias = tuple[str, int, int]  # paragraph_id, start and end in its text


def locate(corpus: Corpus, name: str, evidence: str, label: str | None = None) -> tuple[Located, ...]:
    """Find `evidence` in the document called `name`, as (paragraph_id, start, end) in the text of each unit it covers.

    White space counts as one space and ’ as '. The evidence may be clean text, or source text with its
    footnote digits, marks and markup. The first place in reading order is returned; with `label` (« 53 »,
    or « annexe » for all its units) only paragraphs under that label are looked at.

    Raises CorpusError where the document is unknown, EvidenceError where no paragraph holds the evidence.
    """
    paragraphs = tuple(item for item in corpus.of_document(name) if label is None or _is_under(item, label))
    places = (*_in_clean_texts(paragraphs, evidence), *_in_source(corpus.source(name), paragraphs, evidence))
    if not places:
        where = name if label is None else f"{name}, {label}"
        raise EvidenceError(f"no paragraph of {where} holds the evidence {evidence!r}")
    return places[0]


def overlap(paragraph: Paragraph, source_start: int, source_end: int) -> tuple[int, int] | None:
    """Give the (start, end) of the text of `paragraph` that stands in a span of the source, or None."""
    spans = [
        (
            run.text_start + max(0, source_start - run.source_start),
            run.text_start + min(run.length, source_end - run.source_start),
        )
        for run in paragraph.runs
    ]
    inside = [(start, end) for start, end in spans if start < end]
    return (inside[0][0], inside[-1][1]) if inside else None


def _is_under(paragraph: Paragraph, label: str) -> bool:
    own, asked = fold(paragraph.label), fold(label)
    return own == asked or own.startswith(f"{asked}, ")


def _in_clean_texts(paragraphs: Sequence[Paragraph], evidence: str) -> Iterator[tuple[Located, ...]]:
    for paragraph in paragraphs:
        for start, end in fold_spaces(paragraph.text).occurrences(evidence):
            yield ((paragraph.paragraph_id, start, end),)


def _in_source(source: str, paragraphs: Sequence[Paragraph], evidence: str) -> Iterator[tuple[Located, ...]]:
    for start, end in fold_spaces(source).occurrences(evidence):
        located = [(paragraph.paragraph_id, overlap(paragraph, start, end)) for paragraph in paragraphs]
        units = tuple((paragraph_id, *span) for paragraph_id, span in located if span)
        if units:
            yield units
