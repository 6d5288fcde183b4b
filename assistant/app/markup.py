"""The words of a paragraph as HTML: everything escaped, marks and links laid over it by offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote as percent

from assistant.app import texts
from corpus import Corpus
from corpus.model import Document, Paragraph, Reference, ReferenceKind


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` is to be marked with the CSS class `name`."""

    start: int
    end: int
    name: str = "al-cited"


def anchor(paragraph: Paragraph) -> str:
    """Give the part of a paragraph's id that follows #: « 71-g »."""
    return paragraph.paragraph_id.partition("#")[2]


def permalink(paragraph: Paragraph, start: int | None = None, end: int | None = None) -> str:
    """Build the permanent path of a paragraph, with the quoted extract where one is given.

    « /corpus?p=A/76/135#71-g », « /corpus?p=A/76/135&extrait=71-g:0-40#71-g ».
    """
    slug, _, name = paragraph.paragraph_id.partition("#")
    extract = "" if start is None or end is None else f"&extrait={percent(name)}:{start}-{end}"
    return f"/corpus?p={percent(slug, safe='/')}{extract}#{percent(name)}"


def document_link(document: Document) -> str:
    """Build the permanent path of a document."""
    return f"/corpus?p={percent(document.slug, safe='/')}"


def paragraph_link(paragraph: Paragraph, inner: str, css: str = "al-link", start: int = -1, end: int = -1) -> str:
    """Link to a paragraph: a plain permanent link, which the page opens beside the conversation."""
    extract = (start, end) if start >= 0 else (None, None)
    data = f' data-start="{start}" data-end="{end}"' if start >= 0 else ""
    return (
        f'<a class="{css}" href="{escape(permalink(paragraph, *extract))}"'
        f' data-paragraph="{escape(paragraph.paragraph_id)}"{data}>{inner}</a>'
    )


def render_text(corpus: Corpus, paragraph: Paragraph, marks: Sequence[Mark] = ()) -> str:
    """Render the text of a paragraph with its references as links, its note calls, and `marks`."""
    text = paragraph.text
    references = [ref for ref in corpus.references_from(paragraph.paragraph_id) if ref.start < ref.end]
    calls = {call.position: call.note_id for call in paragraph.note_calls}
    cuts = {0, len(text), *calls}
    for start, end in [(mark.start, mark.end) for mark in marks] + [(ref.start, ref.end) for ref in references]:
        cuts |= {start, end}
    pieces: list[str] = []
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
        if start in calls:
            pieces.append(_note_call(corpus, calls[start]))
        if start < end:
            inner = _marked(
                escape(text[start:end]), {mark.name for mark in marks if mark.start <= start and end <= mark.end}
            )
            over = next((ref for ref in references if ref.start <= start and end <= ref.end), None)
            pieces.append(inner if over is None else _reference(corpus, over, inner))
    return "".join(pieces)


def _marked(inner: str, names: Iterable[str]) -> str:
    for name in sorted(names):
        inner = f'<mark class="{escape(name)}">{inner}</mark>'
    return inner


def _reference(corpus: Corpus, reference: Reference, inner: str) -> str:
    if reference.target_id is not None and reference.target_id in corpus.by_id:
        return paragraph_link(corpus.by_id[reference.target_id], inner)
    if reference.resolved and reference.kind is ReferenceKind.DOCUMENT:
        document = corpus.document(reference.target_symbol)
        return f'<a class="al-link" href="{escape(document_link(document))}">{inner}</a>'
    return f'<span class="al-outside" title="{escape(texts.OUTSIDE)}">{inner}</span>'


def _note_call(corpus: Corpus, note_id: str) -> str:
    note = corpus.by_id[note_id]
    number = escape(note.label.rpartition(" ")[2])
    return f"<sup>{paragraph_link(note, number, 'al-call')}</sup>"
