"""What a document holds: its series of units, and how to say in French which ones exist."""

from __future__ import annotations

import re

from assistant.understanding.citation_rules import Unit
from assistant.understanding.numbers import roman_number
from assistant.understanding.reading import fold
from corpus import Corpus, Paragraph, ParagraphKind

_KINDS = {
    Unit.PARAGRAPH: frozenset({ParagraphKind.PARAGRAPH, ParagraphKind.OPERATIVE}),
    Unit.OPERATIVE: frozenset({ParagraphKind.OPERATIVE}),
    Unit.NORM: frozenset({ParagraphKind.NORM}),
    Unit.PREAMBLE: frozenset({ParagraphKind.PREAMBLE}),
    Unit.SUMMARY: frozenset({ParagraphKind.SUMMARY}),
    Unit.FOREWORD: frozenset({ParagraphKind.FOREWORD}),
    Unit.LETTER: frozenset({ParagraphKind.LETTER}),
    Unit.ANNEX: frozenset({ParagraphKind.ANNEX}),
    Unit.CLAUSE: frozenset({ParagraphKind.CLAUSE}),
    Unit.COMMITMENT: frozenset({ParagraphKind.COMMITMENT}),
    Unit.NOTE: frozenset({ParagraphKind.FOOTNOTE}),
    Unit.PART: frozenset({ParagraphKind.TITLE}),
    Unit.SECTION: frozenset(),
}
_NOUNS = {
    Unit.PARAGRAPH: ("paragraphe", "paragraphes"),
    Unit.OPERATIVE: ("paragraphe du dispositif", "paragraphes du dispositif"),
    Unit.NORM: ("norme", "normes"),
    Unit.PREAMBLE: ("alinéa du préambule", "alinéas du préambule"),
    Unit.SUMMARY: ("alinéa du résumé", "alinéas du résumé"),
    Unit.FOREWORD: ("alinéa de l’avant-propos", "alinéas de l’avant-propos"),
    Unit.LETTER: ("alinéa de la lettre d’envoi", "alinéas de la lettre d’envoi"),
    Unit.ANNEX: ("alinéa de l’annexe", "alinéas de l’annexe"),
    Unit.CLAUSE: ("alinéa", "alinéas"),
    Unit.COMMITMENT: ("engagement", "engagements"),
    Unit.NOTE: ("note", "notes"),
    Unit.PART: ("partie", "parties"),
    Unit.SECTION: ("section", "sections"),
}
_NUMBERED_HEADING = re.compile(r"(?P<number>[IVX]+)\. (?P<title>.+)")
# Places that the file received does not hold although the document published has them.
_TRUNCATED = {
    ("A/RES/73/266", Unit.PARAGRAPH): "le fichier reçu s’arrête au paragraphe 1 a)",
    ("A/RES/73/266", Unit.PREAMBLE): "le fichier reçu commence au cours du préambule",
    ("A/68/98", Unit.ANNEX): "l’annexe manque dans le fichier reçu",
}


def kinds_of(unit: Unit) -> frozenset[ParagraphKind]:
    """List the kinds of paragraph that a series is made of."""
    return _KINDS[unit]


def series(unit: Unit, symbol: str, corpus: Corpus) -> tuple[Paragraph, ...]:
    """List the units of a series in a document, in reading order; a numbered note only counts as a note."""
    units = tuple(item for item in corpus.of_document(symbol) if item.kind in _KINDS[unit])
    if unit is Unit.NOTE:
        return tuple(item for item in units if item.label.startswith("note "))
    return units


def sections(symbol: str, corpus: Corpus) -> dict[int, tuple[Paragraph, ...]]:
    """Give what stands under each numbered heading of a document, in order, without the notes."""
    found: dict[int, tuple[Paragraph, ...]] = {}
    for item in corpus.of_document(symbol):
        heading = _NUMBERED_HEADING.match(item.section_path[0]) if item.section_path else None
        if heading and item.kind is not ParagraphKind.FOOTNOTE:
            number = roman_number(heading["number"])
            found[number] = (*found.get(number, ()), item)
    return found


def section_called(name: str, symbol: str, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Give the numbered section whose heading begins with `name`, folded; empty where there is none."""
    for items in sections(symbol, corpus).values():
        heading = _NUMBERED_HEADING.match(items[0].section_path[0])
        if heading and fold(heading["title"]).startswith(name):
            return items
    return ()


def describe_existing(unit: Unit, number: int | None, symbol: str, corpus: Corpus) -> str:
    """Say which places exist near the one asked: « paragraphes 1 à 98 », « alinéas a) à g) du paragraphe 71 »."""
    if unit in (Unit.PARAGRAPH, Unit.OPERATIVE) and number is not None:
        lead_in = corpus.find(symbol, str(number))
        items = corpus.children(lead_in.paragraph_id) if lead_in else ()
        if lead_in:
            return _items(number, items)
    if unit is Unit.SECTION:
        numbers = sections(symbol, corpus)
        return f"sections 1 à {max(numbers)}" if numbers else _none("section numérotée")
    units = series(unit, symbol, corpus)
    truncated = _TRUNCATED.get((symbol, unit), "")
    if not units:
        return truncated or _none(_NOUNS[unit][0])
    described = _norms(units) if unit is Unit.NORM else _range(_NOUNS[unit], units)
    return f"{described} ; {truncated}" if truncated else described


def _items(number: int, items: tuple[Paragraph, ...]) -> str:
    if not items:
        return f"le paragraphe {number} n’a pas d’alinéa lettré"
    first, last = items[0].label.split()[-1], items[-1].label.split()[-1]
    return (
        f"alinéa {first} du paragraphe {number}"
        if first == last
        else f"alinéas {first} à {last} du paragraphe {number}"
    )


def _norms(units: tuple[Paragraph, ...]) -> str:
    return f"normes {units[0].label.removeprefix('norme ')} à {units[-1].label.removeprefix('norme ')}"


def _range(nouns: tuple[str, str], units: tuple[Paragraph, ...]) -> str:
    singular, plural = nouns
    return f"{singular} 1" if len(units) == 1 else f"{plural} 1 à {len(units)}"


def _none(noun: str) -> str:
    return f"pas d’{noun}" if noun[0] in "aeiou" else f"pas de {noun}"
