"""Whether a piece of text holds the kind of thing a question asks for: a figure, a date, a name…"""

from __future__ import annotations

import re

from assistant.understanding.model import Expected
from embeddings.analyser import fold, stop_words

MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
COUNTED = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|dix-huit|vingt|cent|mille"
DURATIONS = "heures?|jours?|semaines?|mois|ans|annees?"
ORDINALS = "premier|premiere|deuxieme|seconde?|troisieme|quatrieme|cinquieme"
COUNTRIES = (
    "afrique du sud|allemagne|argentine|australie|belarus|bresil|canada|chine|egypte|estonie|etats-unis|federation de "
    "russie|france|inde|indonesie|japon|jordanie|kazakhstan|kenya|kirghizistan|maroc|maurice|mexique|norvege|"
    "ouzbekistan|pays-bas|roumanie|royaume-uni|singapour|suisse|tadjikistan|uruguay"
)
FOLDED = {
    Expected.NUMBER: re.compile(rf"\b(?:{COUNTED})\b|(?<![/\d])\b\d{{1,3}}\b(?!/)"),
    Expected.DATE: re.compile(rf"\b(?:{MONTHS})\b|\b(?:19|20)\d\d\b|\bsession\b"),
    Expected.DURATION: re.compile(rf"\b(?:\d+|{COUNTED}) (?:{DURATIONS})\b|temps utile|rapidement"),
    Expected.MONEY: re.compile(r"\b(?:euros?|dollars?|budget|financ\w+|cout\w*)\b"),
    Expected.COUNTRY: re.compile(rf"\b(?:{COUNTRIES})\b"),
    Expected.PLACE: re.compile(r"\b(?:geneve|new york|siege|virtuelle|site web)\b"),
    Expected.ADDRESS: re.compile(r"https?://|www\.|@"),
    Expected.DOCUMENT: re.compile(r"\b[a-z]/\w+|\bresolutions?\b|\brapports?\b"),
}
PERSON = re.compile(r"[A-ZÉ][\w’'-]+(?: (?:de|von))* [A-ZÉ][\w’'-]+")
ORGANISATION = re.compile(r"\b[A-Z]{3,}\b|Organisation|Union|Institut|Commission|Bureau|Groupe|Forum|Ligue|Association")


def holds(text: str, expected: Expected) -> bool | None:
    """Say whether `text` holds a thing of the kind `expected`; None where its words cannot tell."""
    if expected in FOLDED:
        return FOLDED[expected].search(fold(text)) is not None
    if expected is Expected.PERSON:
        return any(fold(found.split()[0]) not in stop_words() for found in PERSON.findall(text))
    if expected is Expected.ORGANISATION:
        return ORGANISATION.search(text) is not None
    return None


def satisfaction(text: str, expected: frozenset[Expected]) -> float:
    """Return 1 where `text` holds one of the things expected, -1 where it holds none, 0 where it cannot be told."""
    verdicts = [verdict for kind in expected if (verdict := holds(text, kind)) is not None]
    if not verdicts:
        return 0.0
    return 1.0 if any(verdicts) else -1.0
