"""The forms that a reference takes, as regular expressions over a read question.

The names of documents are hidden behind « ¤ ». The order matters: where two forms overlap, the
earlier one is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The series of units that a number counts in."""

    PARAGRAPH = "paragraph"
    NORM = "norm"
    NOTE = "note"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    SUMMARY = "summary"
    FOREWORD = "foreword"
    LETTER = "letter"
    ANNEX = "annex"
    CLAUSE = "clause"  # an unnumbered paragraph: « alinéa 2 »
    COMMITMENT = "commitment"
    SECTION = "section"  # « section VI »: all that stands under a numbered heading
    PART = "part"  # one that has a name and no number: « titre », « page de titre »


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of reference. Groups: number, rank, last, before_last, letter. `listed`: a list may follow."""

    unit: Unit
    pattern: re.Pattern[str]
    name: str = ""
    listed: bool = False


_ENDS = r"(?=\s*(?:$|[,.;:?!»)¤]|d[eu]s?\b|dans\b|et\b|ou\b|selon\b|qui\b|que\b|svp\b|stp\b))"
_RANK = r"(?:(?P<rank>\d{1,2})e|(?P<before_last>avant-dernier)e?|(?:tout )?(?P<last>dernier)e?)"
_NUMBER = r"(?<!\d)(?P<number>\d{1,3}|(?!19|20[0-3])\d{4})(?![\d/%]|(?:e|er|eme)\b(?!\)))"
_NO = r"(?:numero |n° ?|no\.? )?"
_OF = r"(?: ?,? ?(?:du|de la|de l'|de|d'|dans le|dans la|dans l'|au|a la) ?)"
_CUE = r"(?:alineas?|al\.?|paragraphes?|par\.?|points?|tirets?|visas?|phrases?)"

# What a lettered item is called, and the space before its letter.
ITEM = (
    r"(?:(?:alinea|al|lettre|let|sous-paragraphe|sous-par|sous-alinea|sous-al|item|litt?|point|sous) "
    r"|(?:(?:sous-)?al|sous-par|let|litt?)\. ?)"
)
LETTER_STRICT = re.compile(r" ?[,.-]? ?\(?(?P<letter>[a-z])\)")
LETTER_CUED = re.compile(rf" ?,? ?(?:a |au |de |a l')?(?:l'|la |le )?{ITEM}\(?(?P<letter>[a-z])\b\)?(?!')")
LETTER_LOOSE = re.compile(rf"(?: ?, ?|[ .-])?(?P<letter>[a-z])\b(?!'){_ENDS}")
TO_LETTER = re.compile(rf" ?(?:-|a|au) ?\(?(?P<letter>[a-z])(?:\)|\b(?!'){_ENDS})")
AND_LETTER = re.compile(
    rf" ?(?:,|et|ou|&|,? puis) ?(?:l'alinea |la lettre |le |la )?\(?(?P<letter>[a-z])(?:\)|\b(?!'){_ENDS})"
)
TO_NUMBER = re.compile(
    rf" ?(?:-|\b(?:a|au|jusqu'a|jusqu'au)\b) ?(?:par\. |§ ?|paragraphe |point )?{_NUMBER}(?! ?[a-z]\))"
)
AND_NUMBER = re.compile(
    rf" ?(?:,|;|&|\bet\b|\band\b|\bou\b|,? puis) ?(?:(?:le|les|la|au|aux|du|des|celui du) )?(?:{_CUE} |§+ ?)?"
    rf"{_NUMBER}(?=\s*(?:$|[,.;:?!»)¤-]|d[eu]s?\b|dans\b|et\b|ou\b|a\b|au\b|selon\b|\(?[a-z]\)))"
)

_SECTIONS = {
    Unit.PREAMBLE: r"(?:(?:alineas du )?preambules?|considerants)",
    Unit.OPERATIVE: r"(?:(?:points|paragraphes|alineas) du )?dispositif(?= d[eu] | ?[?.!¤,]|$)",
    Unit.SUMMARY: r"resume(?!-)(?! (?:moi|le|la|les|ce|cette|en|nous)\b)(?! l')",
    Unit.FOREWORD: r"(?:avant[- ]propos(?: du secretaire general)?|preface)",
    Unit.LETTER: r"(?:lettre (?:d'envoi|d'accompagnement|de transmission|de couverture)"
    r"|lettre(?= d[eu] (?:la )?president))",
    Unit.ANNEX: r"annexe",
}
_PARTS = {
    "page de titre, note *": r"page de titre,? note \*?|note (?:\* )?de la page de titre",
    "titre, note *": r"(?:titre,? )?note \*",
    "page de titre": r"page de (?:titre|garde|couverture)",
    "note du Secrétaire général": r"note du secretaire general",
    "mention finale": r"mention finale",
    "annexe, titre": r"annexe, titre|titre de l'annexe",
    "lettre d'envoi, date": r"lettre d'envoi, date|date de la lettre d'envoi",
    "lettre d'envoi, signature": r"lettre d'envoi, signature|signature de la lettre d'envoi",
    "date": r"^(?:quelle est )?(?:la )?date(?= (?:de la |du )¤)",
    "titre": r"(?:titre|intitule)(?: exact| complet| integral)*(?= (?:de la |du |de )?¤)",
}


def _section_rules(unit: Unit, section: str) -> tuple[Rule, ...]:
    forms = (
        rf"\b{_RANK} {_CUE}{_OF}(?:le |la |l')?{section}",
        rf"\b{section},? ?(?:{_CUE} ?)?{_NO}{_NUMBER}",
        rf"\b{_CUE} ?{_NO}{_NUMBER}{_OF}(?:le |la |l')?{section}",
    )
    return tuple(Rule(unit, re.compile(form)) for form in forms)


RULES: tuple[Rule, ...] = (
    *(Rule(Unit.PART, re.compile(rf"\b(?:{form})"), name=name) for name, form in _PARTS.items()),
    *(
        rule
        for unit, section in _SECTIONS.items()
        if unit is not Unit.OPERATIVE
        for rule in _section_rules(unit, section)
    ),
    Rule(Unit.PREAMBLE, re.compile(rf"\b(?:considerant|visa) {_NO}{_NUMBER}|\b{_RANK} (?:considerant|visa)\b")),
    Rule(Unit.PREAMBLE, re.compile(rf"\bpp\.? ?{_NUMBER}"), listed=True),
    Rule(Unit.SECTION, re.compile(r"\bintroduction(?= (?:du|de la|de) ¤)"), name="introduction"),
    Rule(Unit.SECTION, re.compile(r"\bconclusions?(?= (?:du|des|de la|de) ¤)"), name="conclusion"),
    Rule(
        Unit.SECTION,
        re.compile(r"\b(?:(?:que|quoi|comment) conclut?(?= (?:le |la )?¤)|(?<=¤ )conclut quoi\b)"),
        name="conclusion",
    ),
    Rule(Unit.SECTION, re.compile(rf"\b(?:sections?|chapitres?|parties?) {_NO}{_NUMBER}(?! (?:de la )?charte)")),
    Rule(Unit.NOTE, re.compile(rf"\bnotes?(?: de bas(?: de)? page)? ?{_NO}\(?{_NUMBER}\)?"), listed=True),
    Rule(Unit.NOTE, re.compile(rf"\b{_RANK} note(?: de bas de page)?\b")),
    Rule(Unit.COMMITMENT, re.compile(rf"\b(?:engagements?|promesses?|tirets?) {_NO}{_NUMBER}"), listed=True),
    Rule(Unit.COMMITMENT, re.compile(rf"\b{_RANK} (?:des (?:4 )?)?(?:engagements?|promesses?|tirets?)\b")),
    Rule(Unit.NORM, re.compile(r"\b(?:normes?|regles?)? ?\(?(?<!\d)13[ .-]?\(?(?P<letter>[a-z])\)"), listed=True),
    Rule(Unit.NORM, re.compile(r"^ *(?:et )?(?:la |le )?13[ .-]?(?P<letter>[a-z])(?= *[?.!]*$)")),
    Rule(Unit.NORM, re.compile(rf"\b(?:normes?|regles?) {_NO}13[ .-]?(?P<letter>[a-z])\b(?!')"), listed=True),
    Rule(
        Unit.NORM,
        re.compile(rf"(?:\b(?:normes?|regles?|paragraphe|par\.?)|§) ?{_NO}13 ?,? {ITEM}\(?(?P<letter>[a-k])\b\)?"),
        listed=True,
    ),
    Rule(
        Unit.NORM,
        re.compile(
            rf"\b(?:normes?|regles?) (?:(?:de )?la )?(?:lettre )?\(?(?P<letter>[a-z])"
            rf"(?:\)|\b(?!')(?:{_ENDS}|(?=(?: ?-| a| au) ?\(?[a-k]\b)))"
        ),
        listed=True,
    ),
    Rule(Unit.NORM, re.compile(rf"\bnormes? {_NO}{_NUMBER}(?= ?(?:$|[?.!,;:¤)]|d[eu] |dans |l'|la |qu))")),
    Rule(
        Unit.NORM,
        re.compile(rf"(?<!une )\b{_RANK} (?:norme\b|des (?:11 )?(?:normes|regles)\b|de ces (?:11 )?normes\b)"),
    ),
    Rule(
        Unit.NORM,
        re.compile(
            r"(?<=normes|regles)(?:.{0,120}?)\b(?:porte|portant|designee par|a|marquee|commence par) l[ae] (?:lettre )?"
            rf"\(?(?P<letter>[a-z])(?:\)|\b(?!'){_ENDS})"
        ),
    ),
    Rule(
        Unit.PARAGRAPH,
        re.compile(
            rf"\b(?:{ITEM}|(?:le|la) ?)\(?(?P<letter>[a-k])\)?"
            rf"(?:{_OF}(?:paragraphe |par\. ?|point |§ ?|alinea |article )?| ?,? ?(?:paragraphe |par\. ?|§ ?))"
            rf"{_NO}{_NUMBER}"
        ),
    ),
    Rule(
        Unit.PARAGRAPH,
        re.compile(
            rf"\b{ITEM}\(?(?P<letter>[a-k])\)?{_OF}(?:le |la )?{_RANK} (?:paragraphe|point|alinea)"
            r"(?: du dispositif)?\b"
        ),
    ),
    Rule(
        Unit.PARAGRAPH,
        re.compile(
            r"(?:\b(?:sous-)?(?:paragraphes?|paras?|parags?|pgr|points?|numeros?"
            r"|art(?:icle|\.)(?= \d+(?: [a-z]\))? d[eu] (?:la )?(?:resolution |declaration |rapport )?¤))\.? ?"
            rf"|\bpars?\. ?|\bpars?(?=\d)|\bop\.? ?(?=\d)|\bpgf\.? ?|§+ ?|n° ?){_NO}"
            rf"{_NUMBER}(?! de (?:l'ordre|la liste))(?! (?:de telephone|pays|etats))"
        ),
        listed=True,
    ),
    Rule(
        Unit.PARAGRAPH,
        re.compile(
            rf"(?:^ *|(?<=[¤,;]) ?|\b(?:l[ea]s?|au|aux|du|des|et) )pars? {_NUMBER}"
            r"(?= ?(?:$|[?.,;:!¤-]|\(?[a-k]\)|[a-k]\b|d[eu] |(?:et|a|au) (?:par )?\d))"
        ),
        listed=True,
    ),
    Rule(Unit.PARAGRAPH, re.compile(rf"\bpar {_NUMBER}(?= ?(?:\(?[a-k]\)|$|[?.!]|d[eu] (?:la )?¤|¤))"), listed=True),
    Rule(
        Unit.PARAGRAPH,
        re.compile(
            rf"\b{_RANK} (?:paragraphe|point(?! de contact)|par\.)(?: numerote)?(?: du dispositif"
            rf"| du texte)?{_ENDS}"
        ),
    ),
    Rule(Unit.CLAUSE, re.compile(rf"\b(?:alineas?|al\.) {_NO}{_NUMBER}"), listed=True),
    Rule(Unit.CLAUSE, re.compile(rf"\b{_RANK} alinea\b")),
    Rule(
        Unit.PARAGRAPH, re.compile(rf"(?<=¤)(?: ?, ?| ){_NO}{_NUMBER}(?= ?(?:\(?[a-k]\)?)? ?(?:$|[?.!]))"), listed=True
    ),
    Rule(Unit.PARAGRAPH, re.compile(r"(?<![\d/.])(?P<number>\d{1,2})(?: ?[,.])? ?\(?(?P<letter>[a-k])\)"), listed=True),
    Rule(
        Unit.PARAGRAPH,
        re.compile(r"^ *(?:le |la |au )?(?P<number>\d{1,2})[ .]?(?P<letter>[a-k])(?= *(?:[?.!]*$|¤|-[a-k]\b))"),
        listed=True,
    ),
    Rule(Unit.PARAGRAPH, re.compile(rf"^ *(?:le |au )?{_NUMBER}(?=(?: ?,)?(?: du| de la| de| dans le)? ?¤+ *[?.!]*$)")),
    Rule(Unit.PARAGRAPH, re.compile(r"^ *(?P<number>\d{1,3})(?=(?: ?(?:,|et|a|-) ?\d{1,3})* *[?.!]*$)"), listed=True),
    *(Rule(unit, re.compile(rf"\b{section}\b")) for unit, section in _SECTIONS.items()),
)
