"""From a citation to paragraphs of the corpus, or to what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.understanding.citation_rules import Unit
from assistant.understanding.citations import Citation
from assistant.understanding.inventory import describe_existing, kinds_of, section_called, sections, series
from assistant.understanding.model import MissingReference
from corpus import Corpus, Paragraph, ParagraphKind


@dataclass(frozen=True, slots=True)
class Resolved:
    """The paragraphs that citations mean, in the order asked, and those that do not exist."""

    paragraphs: tuple[Paragraph, ...]
    missing: tuple[MissingReference, ...]

    def __or__(self, other: Resolved) -> Resolved:
        """Join two results, each paragraph once."""
        paragraphs = dict.fromkeys((*self.paragraphs, *other.paragraphs))
        return Resolved(tuple(paragraphs), tuple(dict.fromkeys((*self.missing, *other.missing))))


NOTHING = Resolved((), ())


def resolve_in(citation: Citation, symbols: Sequence[str], corpus: Corpus) -> Resolved:
    """Find what a citation means in each of the documents `symbols`."""
    found = NOTHING
    for symbol in symbols:
        found |= _resolve_in(citation, symbol, corpus)
    return found


def resolve_among(citation: Citation, candidates: Sequence[str], corpus: Corpus) -> Resolved:
    """Find what a citation that names no document means: in every candidate that has the place.

    Where none has it, it is missing from the one that has the most such units.
    """
    able = [symbol for symbol in candidates if citation.unit is Unit.PART or _has_series(citation.unit, symbol, corpus)]
    held = [symbol for symbol in able if _resolve_in(citation, symbol, corpus).paragraphs]
    if not held and citation.letter and citation.unit is Unit.PARAGRAPH:
        held = [symbol for symbol in able if corpus.find(symbol, str(citation.number))]  # « 71 h) »: who has a 71?
    fullest = sorted(able, key=lambda symbol: -len(series(citation.unit, symbol, corpus)))[:1]
    return resolve_in(citation, held or fullest, corpus)


def _has_series(unit: Unit, symbol: str, corpus: Corpus) -> bool:
    return bool(sections(symbol, corpus) if unit is Unit.SECTION else series(unit, symbol, corpus))


def newest_first(corpus: Corpus) -> tuple[str, ...]:
    """List the symbols of the corpus, the most recent document first."""
    documents = sorted(corpus.documents, key=lambda document: document.date, reverse=True)
    return tuple(document.symbol for document in documents)


def with_items(paragraphs: Iterable[Paragraph], corpus: Corpus) -> tuple[Paragraph, ...]:
    """Complete each paragraph with its lettered items, each once, in order."""
    complete: dict[Paragraph, None] = {}
    for paragraph in paragraphs:
        complete |= dict.fromkeys((paragraph, *corpus.children(paragraph.paragraph_id)))
    return tuple(complete)


def _resolve_in(citation: Citation, symbol: str, corpus: Corpus) -> Resolved:
    unit = _unit_in(citation.unit, symbol, corpus)
    if unit is Unit.PART:
        part = corpus.find(symbol, citation.name)
        return Resolved((part,), ()) if part else NOTHING
    if unit is Unit.SECTION:
        return _section(citation, symbol, corpus)
    units = series(unit, symbol, corpus)
    if not units:
        return _missing(citation, symbol, corpus)
    if citation.letter:
        return _lettered(citation, unit, symbol, corpus)
    if citation.number is None:
        return Resolved(with_items(units, corpus), ())
    chosen = _numbered(citation.number, unit, units)
    return Resolved(with_items((chosen,), corpus), ()) if chosen else _missing(citation, symbol, corpus)


def _section(citation: Citation, symbol: str, corpus: Corpus) -> Resolved:
    if citation.name:
        return Resolved(section_called(citation.name, symbol, corpus), ())
    section = sections(symbol, corpus).get(citation.number or 0, ())
    return Resolved(section, ()) if section else _missing(citation, symbol, corpus)


def _unit_in(unit: Unit, symbol: str, corpus: Corpus) -> Unit:
    """Read « alinéa 2 » as a paragraph where a document has no unnumbered ones, and the other way round."""
    kinds = {paragraph.kind for paragraph in corpus.of_document(symbol)}
    if unit is Unit.CLAUSE and ParagraphKind.CLAUSE not in kinds:
        return Unit.PARAGRAPH
    if unit in (Unit.PARAGRAPH, Unit.OPERATIVE) and not kinds & kinds_of(Unit.PARAGRAPH):
        return Unit.CLAUSE
    return unit


def _numbered(number: int, unit: Unit, units: Sequence[Paragraph]) -> Paragraph | None:
    if number < 0:
        return units[number] if -number <= len(units) else None
    if unit in (Unit.PARAGRAPH, Unit.NOTE, Unit.OPERATIVE):
        return next((item for item in units if item.label.split()[-1] == str(number)), None)
    counted = [item for item in units if not item.label.endswith((", date", ", signature", ", titre"))]
    return counted[number - 1] if 0 < number <= len(counted) else None


def _lettered(citation: Citation, unit: Unit, symbol: str, corpus: Corpus) -> Resolved:
    if unit is Unit.NORM:
        label = f"norme 13 {citation.letter})"
    else:
        number = citation.number
        if number is not None and number < 0:
            units = series(unit, symbol, corpus)
            number = int(units[number].label) if -number <= len(units) and units[number].label.isdigit() else None
        label = f"{number} {citation.letter})"
    found = corpus.find(symbol, label)
    return Resolved((found,), ()) if found else _missing(citation, symbol, corpus)


def _missing(citation: Citation, symbol: str, corpus: Corpus) -> Resolved:
    label = label_of(citation)
    return Resolved(
        (), (MissingReference(symbol, label, describe_existing(citation.unit, citation.number, symbol, corpus)),)
    )


def label_of(citation: Citation) -> str:
    """Write a citation as the corpus writes labels: « 120 », « norme 13 l) », « note 9 », « résumé »."""
    number = "" if citation.number is None else str(citation.number)
    if citation.unit is Unit.PART:
        return citation.name
    if citation.unit is Unit.NORM:
        return f"norme 13 {citation.letter})" if citation.letter else f"norme {number}".strip()
    noun = {
        Unit.PARAGRAPH: "",
        Unit.OPERATIVE: "",
        Unit.NOTE: "note ",
        Unit.SECTION: "section ",
        Unit.PREAMBLE: "préambule ",
        Unit.CLAUSE: "alinéa ",
        Unit.COMMITMENT: "engagement ",
        Unit.SUMMARY: "résumé, al. ",
        Unit.FOREWORD: "avant-propos, al. ",
        Unit.LETTER: "lettre d'envoi, al. ",
        Unit.ANNEX: "annexe, al. ",
    }[citation.unit]
    letter = f" {citation.letter})" if citation.letter else ""
    return f"{noun}{number}{letter}".strip() if number else noun.removesuffix(", al. ").strip() or "dispositif"
