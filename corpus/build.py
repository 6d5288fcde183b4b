"""From a parsed source to its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.aligned import JOIN
from corpus.errors import ParsingError
from corpus.identifiers import paragraph_id
from corpus.model import Document, NoteCall, Paragraph, ParagraphKind
from corpus.parsing.parsed import Call, Parsed, Unit


def build_paragraphs(document: Document, parsed: Parsed) -> tuple[Paragraph, ...]:
    """Turn the units of `parsed` into the paragraphs of `document`, in reading order.

    Raises ParsingError where two units share a label, or a call mark has no footnote.
    """
    labels = [unit.label for unit in parsed.units]
    if len(set(labels)) < len(labels):
        twice = sorted({label for label in labels if labels.count(label) > 1})
        raise ParsingError(f"{document.symbol}: several units are labelled {twice}")
    calls = _assign_calls(parsed)
    return tuple(
        _paragraph(document, unit, position, _note_calls(document, unit, calls[position], parsed.units))
        for position, unit in enumerate(parsed.units)
    )


def _paragraph(document: Document, unit: Unit, position: int, note_calls: tuple[NoteCall, ...]) -> Paragraph:
    return Paragraph(
        paragraph_id=paragraph_id(document.slug, unit.label),
        symbol=document.symbol,
        label=unit.label,
        kind=unit.kind,
        section_path=unit.section_path,
        position=position,
        text=unit.text.text,
        source_file=document.file,
        source_start=unit.mark.start if len(unit.mark) else unit.text.start,
        source_end=unit.text.end,
        runs=unit.text.runs,
        parent_id=paragraph_id(document.slug, unit.parent_label) if unit.parent_label else None,
        note_calls=note_calls,
    )


def _assign_calls(parsed: Parsed) -> list[list[Call]]:
    """Give each call mark to the unit whose text stands nearest before it."""
    assigned: list[list[Call]] = [[] for _ in parsed.units]
    for call in parsed.calls:
        nearest = [_last_before(unit, call.offset) for unit in parsed.units]
        assigned[nearest.index(max(nearest))].append(call)
    return assigned


def _last_before(unit: Unit, offset: int) -> int:
    count = unit.text.aligned_before(offset)
    return unit.text.offsets[count - 1] if count else JOIN


def _note_calls(document: Document, unit: Unit, calls: Sequence[Call], units: Sequence[Unit]) -> tuple[NoteCall, ...]:
    labels = {known.label for known in units if known.kind is ParagraphKind.FOOTNOTE}
    found = []
    for call in sorted(calls, key=lambda call: call.offset):
        label = f"{unit.label}, note *" if call.mark == "*" else f"note {call.mark}"
        if label not in labels:
            raise ParsingError(f"{document.symbol} {unit.label}: call mark {call.mark!r} has no footnote")
        found.append(NoteCall(unit.text.aligned_before(call.offset), paragraph_id(document.slug, label)))
    return tuple(found)
