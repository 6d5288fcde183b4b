"""Small values for the tests: paragraphs, a corpus of them, hits."""

from __future__ import annotations

from collections.abc import Mapping

from corpus import Corpus
from corpus.model import Paragraph, ParagraphKind, Run


def paragraph(paragraph_id: str, text: str, kind: ParagraphKind = ParagraphKind.PARAGRAPH) -> Paragraph:
    symbol, label = paragraph_id.split("#")
    return Paragraph(
        paragraph_id=paragraph_id,
        symbol=symbol,
        label=label,
        kind=kind,
        section_path=(),
        position=0,
        text=text,
        source_file="source.txt",
        source_start=0,
        source_end=len(text),
        runs=(Run(0, 0, len(text)),),
    )


def corpus_of(texts: Mapping[str, str]) -> Corpus:
    """A corpus without documents: paragraph ids « A#1 » and their texts."""
    return Corpus((), (), tuple(paragraph(paragraph_id, text) for paragraph_id, text in texts.items()), ())
