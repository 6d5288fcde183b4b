"""A citation, an answer or a whole conversation in the formats that people paste and file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

from assistant.app import texts
from assistant.app.markup import permalink
from assistant.app.proof import ProofError, ProvenQuote, prove
from assistant.app.records import QuoteRecord, TurnRecord
from assistant.citation import CITERS, csl_item, escape_markdown, reference
from corpus import Corpus


@dataclass(frozen=True, slots=True)
class Export:
    """A file to download."""

    name: str
    media_type: str
    content: bytes


def proven_quotes(corpus: Corpus, records: Sequence[QuoteRecord]) -> Iterator[ProvenQuote]:
    """Give the quotes that still hold; the others are withheld from every export."""
    for record in records:
        try:
            yield prove(corpus, record)
        except ProofError:
            continue


def cite(corpus: Corpus, quotes: Sequence[ProvenQuote], format_name: str, base_url: str = "") -> str:
    """Write citations one after the other in the format `format_name`; raises KeyError on an unknown one."""
    rows = [(corpus.document(quote.paragraph.symbol), quote, _link(quote, base_url)) for quote in quotes]
    if format_name == "csl":
        items = [csl_item(document, quote.paragraph, quote.text, link) for document, quote, link in rows]
        return json.dumps(items, ensure_ascii=False, indent=2)
    citer = CITERS[format_name]
    return "\n\n".join(citer(document, quote.paragraph, quote.text, link).strip() for document, quote, link in rows)


def answer_as(corpus: Corpus, turn: TurnRecord, format_name: str, base_url: str = "") -> str:
    """Write a whole answer (framing, quotes, references) in the format `format_name`."""
    cited = cite(corpus, list(proven_quotes(corpus, turn.quotes)), format_name, base_url)
    heads: Mapping[str, Callable[[], str]] = {
        "texte": lambda: f"{turn.question}\n\n{turn.framing}\n\n",
        "markdown": lambda: f"## {_line(turn.question)}\n\n{escape_markdown(turn.framing)}\n\n",
        "html": lambda: f"<h2>{escape(turn.question)}</h2>\n<p>{escape(turn.framing)}</p>\n",
    }
    return heads.get(format_name, str)() + cited


def export_conversation(corpus: Corpus, title: str, turns: Sequence[TurnRecord], suffix: str, base_url: str) -> Export:
    """Build the file of a conversation with its sources; raises KeyError on an unknown format."""
    name = f"alinea-{_slug(title)}.{suffix}"
    if suffix == "md":
        body = "\n\n".join(answer_as(corpus, turn, "markdown", base_url).strip() for turn in turns)
        return Export(name, "text/markdown; charset=utf-8", f"# {_line(title)}\n\n{body}\n".encode())
    if suffix == "html":
        return Export(name, "text/html; charset=utf-8", _printable(corpus, title, turns, base_url).encode())
    if suffix == "docx":
        media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return Export(name, media_type, _docx(corpus, title, turns, base_url))
    raise KeyError(suffix)


def _printable(corpus: Corpus, title: str, turns: Sequence[TurnRecord], base_url: str) -> str:
    body = "\n".join(answer_as(corpus, turn, "html", base_url) for turn in turns)
    style = (
        "body{font:12pt/1.55 'Source Serif 4','Liberation Serif',Georgia,serif;max-width:42rem;margin:2rem auto;"
        "padding:0 1rem}blockquote{margin:1em 0 0;padding-left:1em;border-left:3px solid #8a9bb0}"
        "h1{font-size:18pt}h2{font-size:13pt;margin-top:2em}@media print{a{color:inherit;text-decoration:none}}"
    )
    return (
        f'<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head><body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def _docx(corpus: Corpus, title: str, turns: Sequence[TurnRecord], base_url: str) -> bytes:
    import docx  # imported here: nothing else needs it

    document = docx.Document()
    document.core_properties.title = _printable_characters(title)[:250]
    document.core_properties.author = texts.NAME
    document.core_properties.language = "fr"
    document.add_heading(_printable_characters(title), level=1)
    for turn in turns:
        document.add_heading(_printable_characters(turn.question), level=2)
        if turn.framing:
            document.add_paragraph(_printable_characters(turn.framing))
        for quote in proven_quotes(corpus, turn.quotes):
            document.add_paragraph(f"« {_printable_characters(quote.text)} »", style="Quote")
            document.add_paragraph(f"— {reference(quote.paragraph)}")
            document.add_paragraph(_link(quote, base_url))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _printable_characters(text: str) -> str:
    """Drop the control characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\n\t")


def _link(quote: ProvenQuote, base_url: str) -> str:
    return base_url.rstrip("/") + permalink(quote.paragraph, quote.start, quote.end) if base_url else ""


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def _slug(title: str) -> str:
    kept = "".join(character if character.isascii() and character.isalnum() else "-" for character in title.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "conversation"
