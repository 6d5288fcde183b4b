"""The « Corpus » pages as HTML: the list of documents, one document with its outline and its search."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.icons import icon
from assistant.app.markup import Mark, anchor, document_link
from assistant.app.pages import page_links
from assistant.app.reader_view import french_date, render_headings, render_paragraph
from assistant.citation import reference
from corpus import Corpus
from corpus.model import Document, Paragraph, ParagraphKind

MAX_SEARCH = 200


def render_corpus(corpus: Corpus, message: str = "") -> str:
    """Render the list of documents; `message` says what was not found."""
    cards = "".join(
        f'<li class="al-card"><p class="al-eyebrow">{escape(document.symbol)} · {escape(french_date(document))}</p>'
        f'<h2><a href="{escape(document_link(document))}">{escape(document.title)}</a></h2>'
        f"<p>{escape(document.body)} — "
        f"{escape(texts.PARAGRAPH_COUNT.format(n=len(corpus.of_document(document.symbol))))}</p></li>"
        for document in sorted(corpus.documents, key=lambda document: document.date, reverse=True)
    )
    alert = f'<p class="al-error" role="alert">{escape(message)}</p>' if message else ""
    return page(
        texts.CORPUS_PAGE,
        f'<main class="al-page al-list" id="contenu"><h1>{escape(texts.CORPUS_PAGE)}</h1>{alert}'
        f"<p>{escape(texts.CORPUS_INTRO)}</p><ul>{cards}</ul></main>",
    )


def render_document(
    corpus: Corpus, document: Document, query: str = "", extract: tuple[str, int, int] | None = None
) -> str:
    """Render a whole document: outline, search, every paragraph with its permanent link.

    `extract` is (anchor, start, end) of words to highlight.
    """
    paragraphs = corpus.of_document(document.symbol)
    query = query.strip()[:MAX_SEARCH]
    found = {item.paragraph_id: search_marks(item.text, query) for item in paragraphs} if query else {}
    parts: list[str] = []
    above: tuple[str, ...] = ()
    for item in paragraphs:
        if item.kind is not ParagraphKind.FOOTNOTE:  # a footnote stands between two paragraphs of one section
            if item.section_path and item.section_path != above:
                parts.append(f'<span class="al-anchor" id="section-{escape(anchor(item))}"></span>')
            parts.append(render_headings(above, item.section_path, level=2))
            above = item.section_path
        marks = list(found.get(item.paragraph_id, ()))
        current = extract is not None and extract[0] == anchor(item)
        if extract is not None and current:
            marks.append(Mark(extract[1], extract[2]))
        parts.append(render_paragraph(corpus, item, marks, current=current))
    body = (
        f'<div class="al-page al-reading"><aside class="al-outline">{_search_form(document, query)}'
        f"{_results(paragraphs, found, query) if query else ''}{_outline(paragraphs)}</aside>"
        f'<main id="contenu"><p class="al-eyebrow">{escape(document.symbol)} · {escape(document.body)} · '
        f"{escape(french_date(document))}</p><h1>{escape(document.title)}</h1>{''.join(parts)}</main></div>"
    )
    return page(document.symbol, body)


def search_marks(text: str, query: str) -> tuple[Mark, ...]:
    """Find `query` in `text`; case, accents and ’ do not matter, and offsets are those of `text`."""
    folded, sought = _fold(text), _fold(query)
    marks: list[Mark] = []
    at = folded.find(sought) if sought.strip() else -1
    while at >= 0:
        marks.append(Mark(at, at + len(sought), "al-found"))
        at = folded.find(sought, at + len(sought))
    return tuple(marks)


def page(title: str, body: str, here: str = "/corpus", head: str = "") -> str:
    """Wrap a page that needs no script to be read; `here` is its link, `head` is HTML for the end of its head."""
    current = ' aria-current="page"'
    links = "".join(
        f'<a href="{escape(address)}"{current if address == here else ""}>{escape(name)}</a>'
        for address, name in (("/", texts.ASK_PAGE), ("/corpus", texts.CORPUS_PAGE), *page_links())
    )
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} — {texts.NAME}</title>"
        '<link rel="icon" href="/app/favicon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/app/theme.css"><link rel="stylesheet" href="/app/alinea.css">'
        f'<script src="/app/appearance.js"></script><script src="/app/page.js" defer></script>{head}</head>'
        f'<body class="al-standalone"><a class="al-skip" href="#contenu">{escape(title)}</a>'
        f'<header class="al-top"><a class="al-brand" href="/"><img src="/app/logo.svg" alt="" width="28" height="28">'
        f'{texts.NAME}</a><nav aria-label="{texts.NAME}">{links}</nav>'
        f'<button type="button" class="al-tool al-square" data-action="appearance" aria-label="{escape(texts.THEME)}"'
        f' title="{escape(texts.THEME)}">{icon("moon")}</button></header>{body}</body></html>'
    )


def _search_form(document: Document, query: str) -> str:
    return (
        f'<form class="al-search" role="search" action="/corpus" method="get">'
        f'<label for="cherche">{escape(texts.SEARCH_LABEL)}</label>'
        f'<input type="hidden" name="p" value="{escape(document.slug)}"><div>'
        f'<input id="cherche" name="cherche" type="search" maxlength="{MAX_SEARCH}" value="{escape(query)}">'
        f'<button class="al-primary">{escape(texts.SEARCH_BUTTON)}</button></div></form>'
    )


def _results(paragraphs: Sequence[Paragraph], found: dict[str, tuple[Mark, ...]], query: str) -> str:
    hits = [item for item in paragraphs if found[item.paragraph_id]]
    if not hits:
        return f'<p class="al-note" role="status">{escape(texts.SEARCH_NONE.format(query=query))}</p>'
    count = texts.SEARCH_ONE if len(hits) == 1 else texts.SEARCH_MANY
    items = "".join(f'<li><a href="#{escape(anchor(hit))}">{escape(reference(hit))}</a></li>' for hit in hits)
    said = escape(count.format(n=len(hits), query=query))
    return f'<div class="al-results" role="status"><p class="al-note">{said}</p><ul>{items}</ul></div>'


def _outline(paragraphs: Sequence[Paragraph]) -> str:
    items: list[str] = []
    above: tuple[str, ...] = ()
    for item in (item for item in paragraphs if item.kind is not ParagraphKind.FOOTNOTE):
        for depth, heading in enumerate(item.section_path):
            if item.section_path[: depth + 1] != above[: depth + 1]:
                target = "section-" + anchor(item)
                items.append(
                    f'<li class="al-depth-{min(depth, 3)}"><a href="#{escape(target)}">{escape(heading)}</a></li>'
                )
        above = item.section_path
    if not items:
        items = [
            f'<li><a href="#{escape(anchor(item))}">{escape(reference(item))}</a></li>'
            for item in paragraphs
            if item.kind is not ParagraphKind.FOOTNOTE
        ]
    return f'<nav aria-label="{escape(texts.OUTLINE)}"><h2>{escape(texts.OUTLINE)}</h2><ol>{"".join(items)}</ol></nav>'


def _fold(text: str) -> str:
    """Fold character by character, so that offsets stay those of the text."""
    return "".join((unicodedata.normalize("NFKD", char)[:1] or char).lower()[:1] for char in text.replace("’", "'"))
