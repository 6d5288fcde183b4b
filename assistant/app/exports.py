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
from assistant.app.reader_view import french_date
from assistant.app.records import QuoteRecord, TurnRecord
from assistant.citation import CITERS, csl_item, escape_markdown, reference
from corpus import Corpus
from corpus.model import Paragraph

ONE_ENTRY_A_PARAGRAPH = frozenset({"note", "bibtex", "csl"})
_PRINTED = (
    "@page{size:A4;margin:22mm 20mm}"
    "body{font:11.5pt/1.5 'Source Serif 4','Liberation Serif',Georgia,serif;color:#1c2430;max-width:42rem;"
    "margin:2rem auto;padding:0 1rem}h1,h2{text-wrap:pretty}h1{font-size:17pt;line-height:1.25;margin:0 0 1em}"
    "h2{font-size:12.5pt;line-height:1.35;margin:1.8em 0 .5em;break-after:avoid}"
    "blockquote{margin:.9em 0 0;padding-left:1em;border-left:2.5pt solid #8a9bb0;break-inside:avoid;"
    "break-after:avoid}blockquote p{margin:0}blockquote+p{margin:.2em 0 0 1.15em;font-size:10.5pt}a{color:#1d4f7c}"
    "cite{font-style:normal}footer{margin-top:2.5em;border-top:.75pt solid #b9bec5;font-size:10pt}footer h2{"
    "font-size:11pt;margin-top:1em}footer ul{padding-left:1.2em}"
    "@media print{body{margin:0;padding:0;max-width:none}a{color:inherit;text-decoration:none}}"
)


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
    """Write citations one after the other in the format `format_name`; raises KeyError on an unknown one.

    Formats that name a paragraph, as reference managers do, have one entry for all that is quoted of it.
    """
    if format_name in ONE_ENTRY_A_PARAGRAPH:
        entries = [_together(same, base_url) for same in _by_paragraph(quotes)]
    else:
        entries = [(quote.paragraph, quote.text, _link(quote, base_url)) for quote in quotes]
    rows = [(corpus.document(paragraph.symbol), paragraph, words, link) for paragraph, words, link in entries]
    if format_name == "csl":
        return json.dumps([csl_item(*row) for row in rows], ensure_ascii=False, indent=2)
    citer = CITERS[format_name]
    return "\n\n".join(citer(*row).strip() for row in rows)


def answer_as(corpus: Corpus, turn: TurnRecord, format_name: str, base_url: str = "") -> str:
    """Write a whole answer (framing, quotes, references) in the format `format_name`."""
    cited = cite(corpus, list(proven_quotes(corpus, turn.quotes)), format_name, base_url)
    lines = framing_lines(turn)
    heads: Mapping[str, Callable[[], str]] = {
        "texte": lambda: "\n\n".join([turn.question, *lines]) + "\n\n",
        "markdown": lambda: "\n\n".join([f"## {_line(turn.question)}", *map(escape_markdown, lines)]) + "\n\n",
        "html": lambda: f"<h2>{escape(turn.question)}</h2>\n" + "".join(f"<p>{escape(line)}</p>\n" for line in lines),
    }
    return heads.get(format_name, str)() + cited


def framing_lines(turn: TurnRecord) -> list[str]:
    """List what is said around the quotes: how the question was understood, and what they are."""
    understood = turn.understood_as and turn.understood_as != turn.question
    said = [f"{texts.UNDERSTOOD_AS} {turn.understood_as}"] if understood else []
    return [*said, *(line for line in turn.framing.split("\n") if line.strip())]


def source_lines(corpus: Corpus, turns: Sequence[TurnRecord]) -> list[str]:
    """List the documents that a conversation quotes, each once, in order."""
    quoted = [quote.paragraph.symbol for turn in turns for quote in proven_quotes(corpus, turn.quotes)]
    return [
        f"{document.symbol} — {document.title}, {document.body}, {french_date(document)}."
        for document in map(corpus.document, dict.fromkeys(quoted))
    ]


def export_conversation(corpus: Corpus, title: str, turns: Sequence[TurnRecord], suffix: str, base_url: str) -> Export:
    """Build the file of a conversation with its sources; raises KeyError on an unknown format."""
    name = f"alinea-{_slug(title)}.{suffix}"
    if suffix == "md":
        return Export(name, "text/markdown; charset=utf-8", _markdown(corpus, title, turns, base_url).encode())
    if suffix == "html":
        return Export(name, "text/html; charset=utf-8", _printable(corpus, title, turns, base_url).encode())
    if suffix == "docx":
        media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return Export(name, media_type, _docx(corpus, title, turns, base_url))
    if suffix == "pdf":
        return Export(name, "application/pdf", _pdf(corpus, title, turns, base_url))
    raise KeyError(suffix)


def _together(quotes: Sequence[ProvenQuote], base_url: str) -> tuple[Paragraph, str, str]:
    """Give the paragraph, all that is quoted of it, and the link to the first words."""
    first = quotes[0]
    return first.paragraph, " […] ".join(quote.text for quote in quotes), _link(first, base_url)


def _by_paragraph(quotes: Sequence[ProvenQuote]) -> list[list[ProvenQuote]]:
    grouped: dict[str, list[ProvenQuote]] = {}
    for quote in quotes:
        grouped.setdefault(quote.paragraph.paragraph_id, []).append(quote)
    return list(grouped.values())


def _markdown(corpus: Corpus, title: str, turns: Sequence[TurnRecord], base_url: str) -> str:
    parts = [f"# {_line(title)}", *(answer_as(corpus, turn, "markdown", base_url).strip() for turn in turns)]
    if sources := source_lines(corpus, turns):
        parts += [f"## {texts.SOURCES}", "\n".join(f"- {escape_markdown(source)}" for source in sources)]
    return "\n\n".join(parts) + "\n"


def _printable(corpus: Corpus, title: str, turns: Sequence[TurnRecord], base_url: str) -> str:
    body = "\n".join(f"<section>{answer_as(corpus, turn, 'html', base_url)}</section>" for turn in turns)
    if sources := source_lines(corpus, turns):
        items = "".join(f"<li>{escape(source)}</li>" for source in sources)
        body += f"\n<footer><h2>{escape(texts.SOURCES)}</h2><ul>{items}</ul></footer>"
    return (
        f'<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_PRINTED}</style></head><body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
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
        for line in framing_lines(turn):
            document.add_paragraph(_printable_characters(line))
        for quote in proven_quotes(corpus, turn.quotes):
            document.add_paragraph(f"« {_printable_characters(quote.text)} »", style="Quote")
            document.add_paragraph(f"— {reference(quote.paragraph)}")
            document.add_paragraph(_link(quote, base_url))
    if sources := source_lines(corpus, turns):
        document.add_heading(texts.SOURCES, level=2)
        for source in sources:
            document.add_paragraph(source, style="List Bullet")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf(corpus: Corpus, title: str, turns: Sequence[TurnRecord], base_url: str) -> bytes:
    from assistant.app.pdf import PdfDocument  # imported here: nothing else needs its library

    document = PdfDocument(_printable_characters(title), texts.NAME)
    document.heading(_printable_characters(title), size=17, level=0)
    for turn in turns:
        document.heading(_printable_characters(turn.question), size=13, level=1)
        for line in framing_lines(turn):
            document.paragraph(_printable_characters(line))
        for quote in proven_quotes(corpus, turn.quotes):
            document.quotation(_printable_characters(quote.text), reference(quote.paragraph), _link(quote, base_url))
    if sources := source_lines(corpus, turns):
        document.heading(texts.SOURCES, size=13, level=1)
        for source in sources:
            document.paragraph(f"– {source}")
    return bytes(document.output())


def _printable_characters(text: str) -> str:
    """Drop the control characters, which XML cannot hold and no font shows."""
    return "".join(character for character in text if character >= " " or character in "\n\t")


def _link(quote: ProvenQuote, base_url: str) -> str:
    return base_url.rstrip("/") + permalink(quote.paragraph, quote.start, quote.end) if base_url else ""


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def _slug(title: str) -> str:
    kept = "".join(character if character.isascii() and character.isalnum() else "-" for character in title.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "conversation"
