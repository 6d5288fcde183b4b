"""`alinea show`: paragraphs asked for by reference, whole, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant import phrases
from assistant.citation import reference
from assistant.cli import texts
from assistant.cli.console import UserError
from assistant.understanding import Understanding, understand
from corpus import Corpus, Paragraph, Reference, ReferenceKind


def find_paragraphs(wanted: str, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Return the paragraphs that `wanted` cites (an id or any way of citing), items with their lead-in.

    Raises UserError where it cites nothing, or something that the corpus does not hold.
    """
    if wanted in corpus.by_id:
        return (corpus.by_id[wanted], *corpus.children(wanted))
    understanding = understand(wanted, corpus)
    if not understanding.paragraph_ids:
        raise UserError(_why_not(wanted, understanding, corpus))
    return tuple(corpus.by_id[paragraph_id] for paragraph_id in understanding.paragraph_ids)


def paragraphs_text(paragraphs: Iterable[Paragraph], corpus: Corpus) -> str:
    """Write paragraphs for the terminal; headings that several in a row share are written once."""
    parts: list[str] = []
    section = None
    for paragraph in paragraphs:
        here = (paragraph.symbol, paragraph.section_path)
        parts.append(_paragraph_text(paragraph, corpus, with_headings=here != section))
        section = here
    return "\n\n".join(parts)


def _paragraph_text(paragraph: Paragraph, corpus: Corpus, *, with_headings: bool) -> str:
    headings = " › ".join(paragraph.section_path) if with_headings else ""
    parts = ["\n".join(part for part in (reference(paragraph), headings) if part), paragraph.text]
    if notes := [f"- {_cited(note)}" for note in _footnotes(paragraph, corpus)]:
        parts.append("\n".join([texts.NOTES, *notes]))
    if mentions := [f"- {line}" for line in _reference_lines(paragraph, corpus)]:
        parts.append("\n".join([texts.REFERENCES, *mentions]))
    return "\n\n".join(parts)


def paragraph_json(paragraph: Paragraph, corpus: Corpus) -> dict[str, Any]:
    """Return what `paragraphs_text` shows of one as a JSON object."""
    return {
        "paragraph_id": paragraph.paragraph_id,
        "symbol": paragraph.symbol,
        "label": paragraph.label,
        "reference": reference(paragraph),
        "kind": paragraph.kind.value,
        "section_path": list(paragraph.section_path),
        "text": paragraph.text,
        "parent_id": paragraph.parent_id,
        "notes": [{"paragraph_id": note.paragraph_id, "text": note.text} for note in _footnotes(paragraph, corpus)],
        "references": [
            {"start": each.start, "end": each.end, "symbol": each.target_symbol, "paragraph_id": each.target_id}
            for each in _mentions(paragraph, corpus)
        ],
    }


def _why_not(wanted: str, understanding: Understanding, corpus: Corpus) -> str:
    lines = [phrases.missing(each.symbol, each.label, each.exists) for each in understanding.missing]
    for outside in understanding.outside:
        lines.append(phrases.outside(outside.name, [reference(corpus.by_id[i]) for i in outside.mentioned_in]))
    return " ".join(lines) or texts.NOT_A_REFERENCE.format(reference=wanted)


def _footnotes(paragraph: Paragraph, corpus: Corpus) -> Iterable[Paragraph]:
    return (corpus.by_id[note_id] for note_id in dict.fromkeys(call.note_id for call in paragraph.note_calls))


def _cited(paragraph: Paragraph) -> str:
    return phrases.quoted(paragraph.text, reference(paragraph))


def _mentions(paragraph: Paragraph, corpus: Corpus) -> list[Reference]:
    every = corpus.references_from(paragraph.paragraph_id)
    return [mention for mention in every if mention.kind is not ReferenceKind.FOOTNOTE]


def _reference_lines(paragraph: Paragraph, corpus: Corpus) -> list[str]:
    lines = []
    for mention in _mentions(paragraph, corpus):
        if mention.target_id:
            target = reference(corpus.by_id[mention.target_id])
        else:
            target = mention.target_symbol + ("" if mention.resolved else f" ({texts.OUTSIDE_CORPUS})")
        words = paragraph.text[mention.start : mention.end]
        lines.append(f"«{phrases.NBSP}{words}{phrases.NBSP}» → {target}")
    return list(dict.fromkeys(lines))
