"""Documents named in a question: symbols, names, and kinds of text with a year (« le rapport de 2013 »)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.understanding.in_time import named_alone, named_from
from assistant.understanding.outside import outside_texts
from assistant.understanding.reading import Reading
from corpus import Corpus

REPORT_2013, REPORT_2021 = "A/68/98", "A/76/135"
RESOLUTION_2018, RESOLUTION_2019 = "A/RES/73/266", "A/RES/74/28"
DECLARATION = "Déclaration de Dinard"
REPORT_2010, REPORT_2015 = "A/65/201", "A/70/174"
WORKING_GROUP_REPORT = "A/75/816"


class Naming(StrEnum):
    """How a document is named, from the surest to the vaguest."""

    SYMBOL = "symbol"  # « A/76/135 », « la 74/28 »
    NAME = "name"  # « Dinard », « Convention de Budapest »
    TEXT = "text"  # « le rapport de 2013 », « la résolution de 2019 »
    GROUP = "group"  # « le groupe d'experts de 2013 », « le GGE »
    YEAR = "year"  # « en 2013 »


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """`text[start:end]` of the reading names the document `symbol`, which the corpus holds or not."""

    symbol: str
    naming: Naming
    start: int
    end: int
    inside: bool


_SYMBOL = re.compile(
    r"(?<![\w/])(?P<prefix>(?P<body>a|hrc)[/ -]+(?:hrc[/ -]+)?)?(?P<res>res[/. -]+)?"
    r"(?P<session>[2-9]\d)(?P<separator> ?[/-] ?| )(?P<number>\d{1,3})(?![\d/%])"
)
_BEFORE_RESOLUTION = re.compile(
    r"(?:\b(?:resolutions?|decisions?)(?: a/res/)?|\b(?:la|les|sa)|\d/\d+,?(?: et)?(?: la)?) $|^$"
)
_BOTH = re.compile(
    r"\b(?:les|ces|des|aux) (?:2 (?P<noun>resolutions|rapports|gge|groupes d'experts)\b(?! (?:prec|ant|de 20)))"
)
_NAMES = (
    (re.compile(r"\b(?:declaration|texte|initiative) (?:du g ?7 )?(?:de |a )?dinards?\b|\bdinards?\b"), DECLARATION),
    (re.compile(r"\b(?:declaration|texte) du g ?7\b(?! de luc)|\binitiative pour des normes\b"), DECLARATION),
    (re.compile(r"\bg ?7\b(?! de luc)"), DECLARATION),
    (
        re.compile(
            r"\brapport (?:final|de fond final|de fond) (?:du "
            r"|de ce )?(?:groupe de travail\b(?: a composition non limitee)?|gtcnl|oewg)"
        ),
        WORKING_GROUP_REPORT,
    ),
)

_NOUN = (
    r"(?P<noun>rapports?|resolutions?|declarations?|g\.?g\.?e\.?|groupes?|experts?|textes?|documents?|celui|celle|ceux"
    r"|votes?|assemblee|deliberation|sessions?|comptes? rendus?)"
)
_LINKS = (
    r"(?:[ ,(]+(?:de l'|d'|l'|de|du|des|en|la|le|les|final|publie|remis|rendu|ouvrage|experts?"
    r"|gouvernementaux|gge|groupe|onu"
    r"|nations|unies|fin|debut|adoptee?s?|votee?s?|datee?|portant|consensus|annee|l'annee|generale|15|quinze|25|date)\b)*"
)
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_YEAR = (
    rf"(?P<date>(?:(?P<day>\d{{1,2}})(?:e|er)? )?(?P<month>{_MONTH}) )?(?P<years>2019(?: ?[-/] ?| (?:et "
    r"|a )?)2021|20\d\d(?: ?[-/] ?20\d\d)?)(?!\d)"
)
_TEXT_OF_YEAR = re.compile(rf"\b{_NOUN}{_LINKS}[ ,(]*{_YEAR}")
_YEAR_ALONE = re.compile(rf"(?<![\d/-])\b{_YEAR}")
_NEXT_YEAR = re.compile(
    r"[ ,]*(?:,|et|ou|puis|comme|a|que|vs|contre|/|-| )[ ]*(?:aussi |aussi bien )?(?:celui |celle "
    r"|ceux )?(?:(?:de|du|d'|en|dans|la|le) )*"
    rf"(?:celui |celle |ceux )?(?:de |d'|en )?{_YEAR}"
)
_LISTED_BEFORE = re.compile(
    r"\b20(?:10|15)[ ,]*(?:et |ou )?(?:20\d\d[ ,]*(?:et |ou )?)*(?:de |en )?$"
)  # « 2010, 2013, 2015 »: cited
_LISTED_AFTER = re.compile(r"[ ,]*(?:et |ou )?(?:20\d\d[ ,]*(?:et |ou )?)*(?:de |en )?20(?:10|15)\b")
_UNHELD = {"rapport": "rapport", "resolution": "résolution", "declaration": "déclaration"}
_ONE_TEXT = re.compile(r"(?:^|\b(?:la|le|du|au|ce|cet|cette|selon|d'apres|et|dans)) ?$")
_PERIODS = {"2012": "2013", "2012-2013": "2013", "2019-2021": "2021"}
_OWN_DATES = {  # dates that a document bears; any other full date is that of an event
    ("decembre", "2018"),
    ("decembre", "2019"),
    ("avril", "2019"),
    ("juin", "2013"),
    ("juillet", "2021"),
}


def find_documents(reading: Reading, corpus: Corpus) -> tuple[DocumentMention, ...]:
    """Find the documents named in a question, in order; where two overlap, the surer is kept."""
    kept: list[DocumentMention] = []
    for finder in (_symbols, _outside, _names, _texts_of_years, _in_time, _years):
        _keep(finder(reading.text, corpus), kept)
    for anchor in [mention for mention in kept if mention.inside]:
        _keep(_from(anchor, reading.text, corpus), kept)
    named = (mention for mention in kept if mention.symbol)
    return tuple(sorted(named, key=lambda mention: mention.start))


def _keep(found: Iterator[DocumentMention], kept: list[DocumentMention]) -> None:
    """Add to `kept` the mentions that overlap none of it."""
    for mention in found:
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)


def _in_time(text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    for symbol, start, end in named_alone(text, corpus):
        yield DocumentMention(symbol, Naming.TEXT, start, end, True)


def _from(anchor: DocumentMention, text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    for symbol, start, end in named_from(anchor.symbol, anchor.end, text, corpus):
        yield DocumentMention(symbol, anchor.naming, start, end, True)


def _symbols(text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    held = {document.symbol for document in corpus.documents}
    cited = {reference.target_symbol for reference in corpus.references}
    for match in _SYMBOL.finditer(text):
        number = f"{match['session']}/{match['number']}"
        if match["body"] == "hrc" or "hrc" in (match["prefix"] or ""):
            candidates = [f"A/HRC/RES/{number}"]
        elif match["res"]:
            candidates = [f"A/RES/{number}"]
        elif match["prefix"]:
            candidates = [f"A/{number}", f"A/RES/{number}"]
        elif "/" in match["separator"]:
            candidates = [f"A/RES/{number}", f"A/{number}", f"A/DEC/{number}", f"A/HRC/RES/{number}"]
        else:
            candidates = []
        known = next((name for name in candidates if name in held), None) or next(
            (name for name in candidates if name in cited), None
        )
        if match["separator"].strip() != "/" and known not in held:
            continue
        bare = not match["prefix"] and not match["res"]
        if known is None and bare and not _BEFORE_RESOLUTION.search(text[: match.start()]):
            continue
        yield DocumentMention(known or candidates[0], Naming.SYMBOL, match.start(), match.end(), known in held)


def _names(text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    held = {document.symbol for document in corpus.documents}
    for match in _BOTH.finditer(text):
        pair = (RESOLUTION_2018, RESOLUTION_2019) if match["noun"] == "resolutions" else (REPORT_2013, REPORT_2021)
        middle = match.start("noun")
        yield DocumentMention(pair[0], Naming.NAME, match.start(), middle, pair[0] in held)
        yield DocumentMention(pair[1], Naming.NAME, middle, match.end(), pair[1] in held)
    for pattern, symbol in _NAMES:
        for match in pattern.finditer(text):
            yield DocumentMention(symbol, Naming.NAME, match.start(), match.end(), symbol in held)


def _outside(text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    del corpus
    for outside in outside_texts():
        for match in outside.pattern.finditer(text):
            yield DocumentMention(outside.name, Naming.NAME, match.start(), match.end(), False)


def _texts_of_years(text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    """Find « le rapport de 2013 », and the years that follow it: « … et de 2021 ».

    A kind of text that no document is (« la session de 2013 ») is given with an empty symbol, so
    that its year is not read again by itself.
    """
    held = {document.symbol for document in corpus.documents}
    for match in _TEXT_OF_YEAR.finditer(text):
        found: re.Match[str] | None = match
        start = match.start()
        one = _ONE_TEXT.search(text[:start])
        while found:
            symbol, naming = _document_of_year(match["noun"], found)
            if not symbol and one and not found["month"]:
                symbol = _unheld_name(match["noun"], found["years"])
            yield DocumentMention(symbol, naming, start, found.end(), symbol in held)
            found = _NEXT_YEAR.match(text, found.end())
            start = found.start("years") if found else start


def _years(text: str, corpus: Corpus) -> Iterator[DocumentMention]:
    held = {document.symbol for document in corpus.documents}
    for match in _YEAR_ALONE.finditer(text):
        symbol, _ = _document_of_year(None, match)
        listed = _LISTED_BEFORE.search(text[: match.start()]) or _LISTED_AFTER.match(text[match.end() :])
        if symbol in held and not listed:
            yield DocumentMention(symbol, Naming.YEAR, match.start(), match.end(), True)


def _unheld_name(noun: str, years: str) -> str:
    """Name a text of a year of which the corpus holds none: « rapport de 2025 »; empty for what is no text."""
    return f"{_UNHELD[noun]} de {years}" if noun in _UNHELD else ""


def _document_of_year(noun: str | None, match: re.Match[str]) -> tuple[str, Naming]:
    """Tell which document is meant by a kind of text and a date; an empty symbol where none is."""
    years = "-".join(re.findall(r"\d{4}", match["years"]))
    year = _PERIODS.get(years, years)
    month = match["month"]
    if month and (month, year) not in _OWN_DATES:
        return "", Naming.YEAR
    if year == "2019" and month == "avril":
        return DECLARATION, Naming.TEXT if noun else Naming.YEAR
    kind = _kind(noun)
    symbol = {
        "report": {"2013": REPORT_2013, "2021": REPORT_2021, "2010": REPORT_2010, "2015": REPORT_2015},
        "group": {"2013": REPORT_2013, "2021": REPORT_2021, "2010": REPORT_2010, "2015": REPORT_2015},
        "resolution": {"2018": RESOLUTION_2018, "2019": RESOLUTION_2019},
        "declaration": {"2019": DECLARATION},
        "session": {},
        "text": {
            "2010": REPORT_2010,
            "2013": REPORT_2013,
            "2015": REPORT_2015,
            "2018": RESOLUTION_2018,
            "2019": RESOLUTION_2019,
            "2021": REPORT_2021,
        },
        "year": {"2013": REPORT_2013, "2018": RESOLUTION_2018, "2019": RESOLUTION_2019, "2021": REPORT_2021},
    }[kind].get(year, "")
    naming = Naming.GROUP if kind == "group" else Naming.YEAR if kind == "year" else Naming.TEXT
    return symbol, naming


def _kind(noun: str | None) -> str:
    stem = (noun or "year").rstrip("s").replace(".", "")
    kinds = {"rapport": "report", "compte rendu": "report", "gge": "group", "groupe": "group", "expert": "group"}
    kinds |= {"resolution": "resolution", "vote": "resolution", "assemblee": "resolution", "declaration": "declaration"}
    kinds |= {"deliberation": "resolution", "session": "session", "year": "year"}
    return kinds.get(stem, "text")
