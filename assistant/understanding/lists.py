"""Lists that the texts themselves number: the norms, the commitments of Dinard, the notes of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.citation_rules import Unit
from assistant.understanding.documents import DECLARATION, REPORT_2021
from assistant.understanding.inventory import series
from assistant.understanding.word_sets import word_set
from assistant.understanding.words import content_words
from corpus import Corpus, Paragraph

_ENUMERATES = re.compile(
    r"\b(?:quels|quelles|lesquels|lesquelles"
    r"|list(?:es?|er|ez)?|enumer\w*|recapitul\w*|tous les|toutes les|tous ces"
    r"|(?:quel|quelle) (?:sont|est la liste)|cite[zr]?(?:-moi)? (?:des|les|plusieurs)|donne[zr]?(?:-moi)? (?:des|les)"
    r"|what are|list of|all the"
    r"|exemples|(?:les|ces|des) (?:[2-9]|1\d|2\d) [a-z]+s)\b"
)


@dataclass(frozen=True, slots=True)
class _Series:
    """A series of the corpus: how it is asked for, and the only other words that such a question holds."""

    unit: Unit
    symbol: str
    asked: re.Pattern[str]
    allowed: frozenset[str]


_COMMON = word_set(
    """
    liste lister listez enumerer enumerez enumere enumeration integrale complete recapitulatif recapitule
    ensemble etats pays onu nations unies monde concretement juste rapport declaration cyberespace cyber
    responsable responsables comportement volontaires volontaire facultatives contraignantes non principes
    regles conduite adoptees enoncees pris prises prise gouvernementaux experts groupe gge 11 13 2 4 onze
    quatre all list are what the of
    besoin veux voudrais voudrait aimerais aimerait souhaite cherche recherche avoir
    differentes differents existe existent formulees figurant contenues recommandees affiche
    """
)
_SERIES = (
    _Series(
        Unit.NORM,
        REPORT_2021,
        re.compile(
            r"(?:\b(?:les|des|ces|de|toutes les|nos|the) |^ ?)(?:11 )?(?:normes|regles de (?:comportement|conduite))\b"
            r"|\b11 (?:normes|regles)\b|\bnormes? 13\b(?! ?[.-]?\(?[a-z]\b)|\bquelles normes\b"
        ),
        _COMMON | {"normes", "regles"},
    ),
    _Series(
        Unit.COMMITMENT,
        DECLARATION,
        re.compile(r"\b(?:engagements|promesses|engagent|engages?|promettent|promis|promesse|engagement)\b"),
        _COMMON
        | word_set(
            """
    engagements engagement promesses promesse engagent engages engage promettent promis prennent participants
    signataires membres initiative dinard g7 normes declaration etaient
    """
        ),
    ),
    _Series(
        Unit.ANNEX,
        REPORT_2021,
        re.compile(
            r"\b(?:membres|experts?|pays|etats)\b.*\b(?:gge|groupe|experts?|membres)\b|\b(?:membres|experts)\b"
            r"|\b25 (?:pays|etats)\b"
        ),
        _COMMON
        | word_set(
            """
    experts expert membres membre pays etats groupe gge avaient fourni envoye envoyaient siegeaient siegent siege
    partie faisaient composaient composent compose composition representes representaient participe participaient
    participants nationalites 25 2021 2019 2019-2021 nommes designes noms nom
    """
        ),
    ),
)
_NOTES = re.compile(
    r"^(?:(?:quelles sont|donne(?:-moi)?|liste|cite|affiche|toutes) )?(?:les )?notes(?: de bas de page)?\b"
    r"(?: d[eu]s?\b| ?$)"
)
_INTRODUCTION = re.compile(  # « je prépare un discours : »
    r"^\W*(?:je|j'|nous|pour (?:une?|mon|ma|mes|notre|nos)|dans le cadre d\w+|en (?:tant que|vue d\w+))\b"
    r"[^:.!?]*[:.!,]\s*(?=\w)"
)
_PURPOSE = re.compile(r"[ ,]+pour (?:une?|mon|ma|mes|notre|nos) [^?.!]*\W*$")  # « … pour un discours »
_OTHER_YEAR = re.compile(r"\b20(?!21|19)\d\d\b")
_BARE = re.compile(
    r"^ ?(?:les |toutes les )?(?:11 )?(?:normes|regles)\b(?!.*\?)|^ ?les (?:pays |etats )?membres\b"
    r"|\bqui (?:etaient|sont) les (?:membres|experts)\b"
)


def is_list(text: str) -> bool:
    """Tell whether a read question asks for several things."""
    return bool(_ENUMERATES.search(text))


def structural_list(masked: str, symbols: tuple[str, ...], corpus: Corpus) -> tuple[Paragraph, ...]:
    """Find the series that a question asks for as such; none where it also asks something else.

    `masked` is the read question without the names of its documents, `symbols` those documents.
    """
    plain = _PURPOSE.sub("", _INTRODUCTION.sub("", masked.replace("¤", " ")))
    if len(symbols) == 1 and _NOTES.search(plain.strip()):
        return series(Unit.NOTE, symbols[0], corpus)
    for known in _SERIES:
        if symbols and symbols != (known.symbol,):
            continue
        if known.unit is Unit.COMMITMENT and not symbols:
            continue
        if known.unit is Unit.ANNEX and _OTHER_YEAR.search(plain):
            continue
        asked = known.asked.search(plain) and (known.unit is Unit.COMMITMENT or _asks_list(plain))
        if asked and {word.lower() for word in content_words(plain)} <= known.allowed:
            return series(known.unit, known.symbol, corpus)
    return ()


def _asks_list(text: str) -> bool:
    return is_list(text) or bool(_BARE.search(text))
