"""How a paragraph is cited, as the United Nations do in footnotes, and in the formats of reference managers.

Pure functions over the corpus's values: « A/76/135, par. 71 g) », « A/76/135, norme 13 g) »,
« A/RES/74/28, préambule, al. 4 », « Déclaration de Dinard, engagement 3 ».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from corpus.model import Document, Paragraph, ParagraphKind

_NUMBERED = (ParagraphKind.PARAGRAPH, ParagraphKind.ITEM, ParagraphKind.OPERATIVE)
_PREAMBLE = re.compile(r"préambule (?P<number>\d+)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&])")
_BIBTEX = re.compile(r"[\\&%$#_{}~^]")
_BIBTEX_WORDS = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
_KEY = re.compile(r"[^a-z0-9]+")


def locator(paragraph: Paragraph) -> str:
    """Say where a paragraph stands in its document: « par. 71 g) », « préambule, al. 4 », « résumé, al. 2 »."""
    if paragraph.kind in _NUMBERED:
        return f"par. {paragraph.label}"
    preamble = _PREAMBLE.fullmatch(paragraph.label)
    return f"préambule, al. {preamble['number']}" if preamble else paragraph.label


def reference(paragraph: Paragraph) -> str:
    """Give the official reference of a paragraph: « A/76/135, par. 71 g) »."""
    return f"{paragraph.symbol}, {locator(paragraph)}"


def escape_markdown(text: str) -> str:
    """Escape every character that Markdown (and its LaTeX extensions) could read as markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def as_text(document: Document, paragraph: Paragraph, words: str, link: str = "") -> str:
    """Cite as plain text: the words in guillemets, the reference, then the link where there is one."""
    del document
    cited = f"« {words} » ({reference(paragraph)})"
    return f"{cited}\n{link}" if link else cited


def as_markdown(document: Document, paragraph: Paragraph, words: str, link: str = "") -> str:
    """Cite as a Markdown quotation; what the words hold is never read as markup."""
    del document
    quoted = "\n".join(f"> {escape_markdown(line)}" for line in words.split("\n"))
    name = escape_markdown(reference(paragraph))
    return f"{quoted}\n>\n> — {f'[{name}](<{link}>)' if link else name}\n"


def as_html(document: Document, paragraph: Paragraph, words: str, link: str = "") -> str:
    """Cite as an HTML quotation, everything escaped."""
    name = escape(reference(paragraph))
    cited = f'<a href="{escape(link)}">{name}</a>' if link else name
    lines = "<br>".join(escape(line) for line in words.split("\n"))
    return (
        f'<blockquote><p>« {lines} »</p></blockquote>\n<p>— <cite title="{escape(document.title)}">{cited}</cite></p>'
    )


def as_footnote(document: Document, paragraph: Paragraph, words: str, link: str = "") -> str:
    """Cite as a footnote of the United Nations, which gives the reference alone."""
    del document, words, link
    return f"{reference(paragraph)}."


def as_bibtex(document: Document, paragraph: Paragraph, words: str, link: str = "") -> str:
    """Cite as a BibTeX entry (UTF-8) whose note holds the place quoted."""
    fields = {
        "title": f"{{{_bibtex(document.title)}}}",
        "author": f"{{{_bibtex(document.body)}}}",
        "institution": _bibtex(document.body),
        "number": _bibtex(document.symbol),
        "year": str(document.date.year),
        "month": str(document.date.month),
        "note": _bibtex(locator(paragraph)),
        "abstract": _bibtex(" ".join(words.split())),
        "language": "french",
    }
    if link:
        fields["url"] = link  # read verbatim: an escape in it would be part of the address
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@techreport{{{citation_key(paragraph)},\n{lines}\n}}\n"


def csl_item(document: Document, paragraph: Paragraph, words: str = "", link: str = "") -> dict[str, Any]:
    """Build the CSL-JSON item of a paragraph (the `locator` says where the words stand)."""
    resolution = document.symbol.startswith("A/RES/")
    item: dict[str, Any] = {
        "id": citation_key(paragraph),
        "type": "legislation" if resolution else "report",
        "title": document.title,
        "number": document.symbol,
        "author": [{"literal": document.body}],
        "publisher": document.body,
        "issued": {"date-parts": [[document.date.year, document.date.month, document.date.day]]},
        "language": document.language,
        "locator": locator(paragraph).removeprefix("par. "),
        "note": reference(paragraph),
    }
    if words:
        item["abstract"] = words
    if link:
        item["URL"] = link
    return item


def citation_key(paragraph: Paragraph) -> str:
    """Build a key of ASCII letters, digits and hyphens: « a-76-135-71-g »."""
    plain = unicodedata.normalize("NFKD", paragraph.paragraph_id.casefold()).encode("ascii", "ignore").decode()
    return _KEY.sub("-", plain).strip("-")


def _bibtex(text: str) -> str:
    return _BIBTEX.sub(lambda found: _BIBTEX_WORDS.get(found[0], f"\\{found[0]}"), text)


Citer = Callable[[Document, Paragraph, str, str], str]

CITERS: Mapping[str, Citer] = {
    "texte": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "note": as_footnote,
    "bibtex": as_bibtex,
}
