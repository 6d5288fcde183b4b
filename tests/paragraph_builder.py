"""A paragraph for the tests."""

from corpus.model import Paragraph, ParagraphKind, Run


def paragraph(
    paragraph_id: str, text: str, kind: ParagraphKind = ParagraphKind.PARAGRAPH, parent_id: str | None = None
) -> Paragraph:
    """A paragraph « A#1 » of the document A, whole in its source."""
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
        parent_id=parent_id,
    )
