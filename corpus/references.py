"""References inside the text: finding the mentions of other places, and resolving them.

What a mention says is found by `find_mentions`, from the words alone; which paragraph it means is
decided by `resolve_references`, with the corpus at hand. A mention that the corpus cannot resolve
keeps its normalised symbol, with `resolved` False.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Document, Paragraph, Reference, ReferenceKind

_SYMBOL = re.compile(r"A/(?:RES/)?\d+/\d+")
_NUMBER = r"\d+/\d+"
_NUMBERED = re.compile(_NUMBER)
_SEPARATOR = re.compile(r", | et ")
_DATED = r"(?: du \d{1,2}(?:er)? \w+ \d{4})?"
_RESOLUTIONS = re.compile(
    rf"\b(?P<what>résolutions?|décisions?)(?: de consensus)? (?={_NUMBER})"
    rf"(?P<list>{_NUMBER}{_DATED}(?:(?:, | ?et |, ainsi que ){_NUMBER}{_DATED})*)"
)
_COUNCIL = re.compile(r" du Conseil des droits de l['’]homme")
_PARAGRAPH = re.compile(r"\b(?:par\.|paragraphes?) (?P<number>\d+)(?P<letter> [a-z]\))?")
_OF_RESOLUTION = re.compile(rf" de (?:la|sa) résolution (?:A/RES/)?(?P<number>{_NUMBER})")
_OF_SAID_RESOLUTION = re.compile(r" de (?:ladite|cette) résolution")
_OF_THIS_TEXT = re.compile(r" (?:du présent rapport|de la présente résolution|ci-dessus|ci-dessous|ci-après)")
_NORMS = re.compile(r"\bnormes? (?P<list>\d+ [a-z]\)(?:(?:, | et )(?:\d+ )?[a-z]\))*)")
_NORM = re.compile(r"(?:(?P<number>\d+) )?(?P<letter>[a-z])\)")

# Reports that the corpus cites by name before « , par. 65 », and their symbols (A/76/135, par. 98, gives this one).
_NAMED_REPORTS = {"Rapport de fond final du Groupe de travail à composition non limitée": "A/75/816"}


@dataclass(frozen=True)
class Mention:
    """What `text[start:end]` names: a document, and perhaps a label in it.

    `symbol` is None for the document that speaks.
    """

    start: int
    end: int
    kind: ReferenceKind
    symbol: str | None
    label: str | None = None


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Find the mentions in a text, in order; where two overlap, the one that says more is kept."""
    kept: list[Mention] = []
    for finder in (_paragraphs, _norms, _resolutions, _symbols):
        for mention in finder(text):
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _paragraphs(text: str) -> Iterator[Mention]:
    for match in _PARAGRAPH.finditer(text):
        label = match["number"] + (match["letter"] or "")
        symbol, end = _document_of(text, match)
        yield Mention(match.start(), end, ReferenceKind.PARAGRAPH, symbol, label)


def _document_of(text: str, paragraph: re.Match[str]) -> tuple[str | None, int]:
    """Tell which document a mentioned paragraph belongs to (None: the one that speaks), and where the mention ends."""
    start, end = paragraph.span()
    if match := _OF_RESOLUTION.match(text, end):
        return f"A/RES/{match['number']}", match.end()
    if match := _OF_SAID_RESOLUTION.match(text, end):
        earlier = [item for item in _resolutions(text) if item.end <= start]
        return (earlier[-1].symbol if earlier else ""), match.end()
    if match := _OF_THIS_TEXT.match(text, end):
        return None, match.end()
    if text[:start].endswith(", "):
        name = text[:start].removesuffix(", ")
        return next((symbol for known, symbol in _NAMED_REPORTS.items() if name.endswith(known)), ""), end
    return None, end


def _norms(text: str) -> Iterator[Mention]:
    for listed in _NORMS.finditer(text):
        number, start = "", listed.start()
        for match in _NORM.finditer(text, listed.start("list"), listed.end()):
            number = match["number"] or number
            label = f"norme {number} {match['letter']})"
            yield Mention(start, match.end(), ReferenceKind.NORM, None, label)
            start = _after_separator(text, match.end())


def _after_separator(text: str, position: int) -> int:
    match = _SEPARATOR.match(text, position)
    return match.end() if match else position


def _resolutions(text: str) -> Iterator[Mention]:
    for listed in _RESOLUTIONS.finditer(text):
        body = "DEC" if listed["what"].startswith("décision") else "RES"
        prefix = "A/HRC/RES" if _COUNCIL.match(text, listed.end()) else f"A/{body}"
        start = listed.start()
        for match in _NUMBERED.finditer(text, listed.start("list"), listed.end()):
            yield Mention(start, match.end(), ReferenceKind.DOCUMENT, f"{prefix}/{match.group()}")
            following = _NUMBERED.search(text, match.end(), listed.end())
            start = following.start() if following else match.end()


def _symbols(text: str) -> Iterator[Mention]:
    for match in _SYMBOL.finditer(text):
        yield Mention(match.start(), match.end(), ReferenceKind.DOCUMENT, match.group())


def resolve_references(documents: Iterable[Document], paragraphs: Sequence[Paragraph]) -> tuple[Reference, ...]:
    """Find and resolve the references of all paragraphs, in reading order.

    A document of the corpus is resolved without a `target_id`; one of its paragraphs that the file
    does not hold is not resolved, and keeps the document's symbol. A call mark has no width.
    """
    symbols = {document.symbol for document in documents}
    ids = {(paragraph.symbol, paragraph.label): paragraph.paragraph_id for paragraph in paragraphs}
    found: list[Reference] = []
    for paragraph in paragraphs:
        inside = [_resolve(mention, paragraph, symbols, ids) for mention in find_mentions(paragraph.text)]
        found += sorted([*inside, *_calls(paragraph)], key=lambda reference: (reference.start, reference.end))
    return tuple(found)


def _resolve(mention: Mention, paragraph: Paragraph, symbols: set[str], ids: dict[tuple[str, str], str]) -> Reference:
    symbol = paragraph.symbol if mention.symbol is None else mention.symbol
    target = ids.get((symbol, mention.label)) if mention.label else None
    resolved = target is not None if mention.label else symbol in symbols
    return Reference(paragraph.paragraph_id, mention.start, mention.end, mention.kind, symbol, target, resolved)


def _calls(paragraph: Paragraph) -> Iterator[Reference]:
    for call in paragraph.note_calls:
        at = call.position
        kind = ReferenceKind.FOOTNOTE
        yield Reference(paragraph.paragraph_id, at, at, kind, paragraph.symbol, call.note_id, True)
