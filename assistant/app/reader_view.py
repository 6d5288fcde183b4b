"""Reading a paragraph where it stands: the side panel, and its view of the source file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from assistant.app import texts
from assistant.app.icons import icon
from assistant.app.markup import Mark, anchor, permalink, render_text
from assistant.app.proof import source_spans
from assistant.citation import locator, reference
from corpus import Corpus
from corpus.model import Document, Paragraph, ParagraphKind

NEIGHBOURS = 4
SOURCE_CONTEXT = 1800


def french_date(document: Document) -> str:
    """Write a document's date as in French: « 14 juillet 2021 », « 1er mars 2020 »."""
    day = "1er" if document.date.day == 1 else str(document.date.day)
    return f"{day} {texts.MONTHS[document.date.month - 1]} {document.date.year}"


def render_panel(corpus: Corpus, paragraph: Paragraph, start: int | None, end: int | None, *, source: bool) -> str:
    """Render the panel's content: header, the paragraph among its neighbours or in its source file."""
    document = corpus.document(paragraph.symbol)
    body = (
        render_source(corpus, paragraph, start, end) if source else _in_document(corpus, paragraph, _marks(start, end))
    )
    data = "" if start is None or end is None else f' data-start="{start}" data-end="{end}"'
    return (
        f'<div class="al-reader" data-paragraph="{escape(paragraph.paragraph_id)}"{data}>'
        f'<header class="al-reader-head"><p class="al-eyebrow">{escape(document.symbol)} · '
        f"{escape(document.short_name)} · {escape(french_date(document))}</p>"
        f'<h2 tabindex="-1">{escape(reference(paragraph))}</h2>{_views(source)}</header>'
        f'<div class="al-reader-body" tabindex="0" role="region" aria-label="{escape(texts.PANEL)}">{body}</div>'
        f"{_navigation(corpus, paragraph, start, end)}</div>"
    )


def render_paragraph(
    corpus: Corpus, paragraph: Paragraph, marks: Sequence[Mark] = (), *, current: bool = False, ids: bool = True
) -> str:
    """Render one paragraph with its label in the margin, which is its permanent link."""
    name = anchor(paragraph)
    css = f"al-par al-{paragraph.kind.value}" + (" al-current" if current else "")
    identifier = f' id="{escape(name)}"' if ids else ""
    aria = ' aria-current="true"' if current else ""
    label = _margin_label(paragraph)
    return (
        f'<div class="{css}"{identifier}{aria} data-paragraph-here="{escape(paragraph.paragraph_id)}">'
        f'<a class="al-label" href="{escape(permalink(paragraph))}" title="{escape(texts.PERMALINK)} : '
        f'{escape(reference(paragraph))}">{escape(label)}</a>'
        f'<p class="al-body">{render_text(corpus, paragraph, marks)}</p></div>'
    )


def render_headings(above: Sequence[str], path: Sequence[str], level: int = 3) -> str:
    """Render the headings of `path` that are not already open after `above`."""
    shared = 0
    while shared < min(len(above), len(path)) and above[shared] == path[shared]:
        shared += 1
    return "".join(
        f'<h{min(level + depth, 6)} class="al-heading">{escape(path[depth])}</h{min(level + depth, 6)}>'
        for depth in range(shared, len(path))
    )


def render_source(corpus: Corpus, paragraph: Paragraph, start: int | None, end: int | None) -> str:
    """Show the same words in the file as received, around them what stands there, noise included."""
    source = corpus.source(paragraph.symbol)
    first, last = (0, len(paragraph.text)) if start is None or end is None else (start, end)
    spans = [(begin, stop) for _, begin, stop in source_spans(paragraph, first, last)]
    merged: list[tuple[int, int]] = []
    for begin, stop in spans:
        if merged and not source[merged[-1][1] : begin].strip():
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((begin, stop))
    lowest, highest = merged[0][0], merged[-1][1]
    window_start, window_end = max(0, lowest - SOURCE_CONTEXT), min(len(source), highest + SOURCE_CONTEXT)
    pieces = [escape(source[window_start:lowest])]
    for (begin, stop), following in pairwise([*merged, (highest, highest)]):
        pieces.append(f'<mark class="al-cited">{escape(source[begin:stop])}</mark>')
        pieces.append(escape(source[stop : following[0]]))
    pieces.append(escape(source[highest:window_end]))
    note = texts.SOURCE_NOTE.format(file=paragraph.source_file, start=lowest, end=highest)
    return f'<p class="al-note">{escape(note)}</p><pre class="al-source">{"".join(pieces)}</pre>'


def neighbours_around(corpus: Corpus, paragraph: Paragraph, count: int = NEIGHBOURS) -> tuple[Paragraph, ...]:
    """List up to `count` paragraphs before and after, the paragraph between them, in reading order."""
    around = corpus.of_document(paragraph.symbol)
    return around[max(0, paragraph.position - count) : paragraph.position + count + 1]


def _marks(start: int | None, end: int | None) -> tuple[Mark, ...]:
    return () if start is None or end is None else (Mark(start, end),)


def _in_document(corpus: Corpus, paragraph: Paragraph, marks: Sequence[Mark]) -> str:
    parts: list[str] = []
    above: tuple[str, ...] = ()
    for item in neighbours_around(corpus, paragraph):
        if item.kind is not ParagraphKind.FOOTNOTE:
            parts.append(render_headings(above, item.section_path))
            above = item.section_path
        here = item.paragraph_id == paragraph.paragraph_id
        parts.append(render_paragraph(corpus, item, marks if here else (), current=here, ids=False))
    return "".join(parts) + _notes_of(corpus, paragraph)


def _notes_of(corpus: Corpus, paragraph: Paragraph) -> str:
    notes = [corpus.by_id[call.note_id] for call in paragraph.note_calls]
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note.label)} : {render_text(corpus, note)}</li>" for note in dict.fromkeys(notes))
    return f'<section class="al-notes"><h3>{escape(texts.NOTES)}</h3><ul>{items}</ul></section>'


def _views(source: bool) -> str:
    buttons = "".join(
        f'<button type="button" class="al-tab" data-action="view" data-view="{view}"'
        f' aria-pressed="{"true" if chosen else "false"}">{escape(label)}</button>'
        for view, label, chosen in (
            ("document", texts.VIEW_DOCUMENT, not source),
            ("source", texts.VIEW_SOURCE, source),
        )
    )
    return f'<div class="al-tabs" role="group" aria-label="{escape(texts.PANEL)}">{buttons}</div>'


def _navigation(corpus: Corpus, paragraph: Paragraph, start: int | None, end: int | None) -> str:
    before, after = corpus.neighbours(paragraph.paragraph_id)
    page = escape(permalink(paragraph, start, end))
    return (
        f'<nav class="al-reader-nav" aria-label="{escape(texts.PANEL)}">'
        f"{_step(before, texts.PREVIOUS, 'previous')}"
        f'<a class="al-tool" href="{page}" target="_blank" rel="noopener" data-page>{icon("book")}'
        f"{escape(texts.OPEN_PAGE)}</a>"
        f"{_step(after, texts.NEXT, 'next')}</nav>"
    )


def _step(target: Paragraph | None, label: str, name: str) -> str:
    if target is None:
        return (
            f'<button type="button" class="al-tool al-square" disabled aria-label="{escape(label)}">'
            f"{icon(name)}</button>"
        )
    described = f"{label} : {reference(target)}"
    return (
        f'<button type="button" class="al-tool al-square" data-action="go" data-go="{escape(target.paragraph_id)}"'
        f' aria-label="{escape(described)}" title="{escape(described)}">{icon(name)}</button>'
    )


def _margin_label(paragraph: Paragraph) -> str:
    if paragraph.kind is ParagraphKind.ITEM:
        return paragraph.label.rpartition(" ")[2]
    if paragraph.kind in (ParagraphKind.PARAGRAPH, ParagraphKind.OPERATIVE):
        return f"{paragraph.label}."
    return locator(paragraph).rpartition(", ")[2]
