"""Documents named by their place in time: « le dernier rapport », « … et le suivant », « huit ans plus tard »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from corpus import Corpus, Document

_KIND = r"(?P<kind>rapport|gge|groupe d'experts(?: gouvernementaux)?|resolution)\b"
_FIRST = re.compile(rf"\b1e {_KIND}")
_LAST = re.compile(rf"\b(?:derniere?|plus recente?) {_KIND}|\b(?P<before>rapport|resolution) l[ea] plus recente?\b")
_OTHER_END = re.compile(
    r"\b(?:l[ea]|du|de la|au|a la|celui|celle) (?:derniere?|2e|second)\b(?! (?:paragraphe|point|al))"
)
_NEIGHBOUR = re.compile(
    r"[ ,]*(?:(?:et|puis|a|dans|que|avec|contre|vs|comme) )*(?:l[ea]|au|du|de la|celui|celle) "
    r"(?:(?:rapport|texte|resolution) )?(?P<way>suivante?|d'apres|precedente?|d'avant)\b"
    r"(?! (?:paragraphe|point|alinea|passage|norme))"
)
_YEARS_AWAY = re.compile(r"\b(?P<years>\d{1,2}) ans (?P<way>plus tard|apres|plus tot|avant|auparavant)\b")
_TODAY = re.compile(r"\baujourd'hui\b|\bde nos jours\b")
_BACK = ("precedent", "precedente", "d'avant", "plus tot", "avant", "auparavant")

Place: TypeAlias = tuple[str, int, int]
"""The symbol of a document, and where the text names it: start and end."""


def named_alone(text: str, corpus: Corpus) -> Iterator[Place]:
    """Give « le dernier rapport », and both ends of « le premier rapport… et le dernier »."""
    for match in _LAST.finditer(text):
        series = _series(match["kind"] or match["before"], corpus)
        if series:
            yield series[-1].symbol, match.start(), match.end()
    for match in _FIRST.finditer(text):
        series, other = _series(match["kind"], corpus), _OTHER_END.search(text, match.end())
        if other and len(series) > 1:
            yield series[0].symbol, match.start(), match.end()
            yield series[-1].symbol, other.start(), other.end()


def named_from(symbol: str, end: int, text: str, corpus: Corpus) -> Iterator[Place]:
    """Give the documents that the text names from the mention of `symbol` that ends at `end`.

    They are its neighbours in the series (« … et le suivant »), the one so many years away (« huit ans plus tard »),
    and, for a report, the last one (« aujourd'hui »).
    """
    series = series_of(symbol, corpus)
    place = next((place for place, document in enumerate(series) if document.symbol == symbol), None)
    if place is None:
        return
    if match := _NEIGHBOUR.match(text, end):
        other = place + (-1 if match["way"] in _BACK else 1)
        if 0 <= other < len(series):
            yield series[other].symbol, match.start("way"), match.end()
    for match in _YEARS_AWAY.finditer(text):
        away = int(match["years"]) * (-1 if match["way"] in _BACK else 1)
        year = series[place].date.year + away
        yield from ((each.symbol, match.start(), match.end()) for each in series if each.date.year == year)
    if "RES" not in symbol and place < len(series) - 1 and (match := _TODAY.search(text)):
        yield series[-1].symbol, match.start(), match.end()


def series_of(symbol: str, corpus: Corpus) -> Sequence[Document]:
    """Return the reports, or the resolutions, among which `symbol` stands, by date."""
    return _series("resolution" if "RES" in symbol else "rapport", corpus)


def _series(kind: str, corpus: Corpus) -> Sequence[Document]:
    """The reports or the resolutions of the General Assembly, by date; « gge » is the group that reports."""
    resolutions = kind == "resolution"
    held = (document for document in corpus.documents if document.symbol.startswith("A/"))
    return sorted((d for d in held if ("RES" in d.symbol) is resolutions), key=lambda document: document.date)
