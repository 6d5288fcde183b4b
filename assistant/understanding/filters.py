"""Which of the documents named in a question it is limited to, and which it only mentions.

A document that is named limits the question, except where the words around it say otherwise: « le
groupe créé par la résolution 73/266 », « les rapports de 2010, 2013 et 2015 », « avant 2013 ».
« Que dit la 73/266 du rapport de 2013 ? » is limited to the first, and about the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.understanding.documents import DocumentMention, Naming
from assistant.understanding.reading import Reading

_DETERMINER = r"(?:l[ea]s? |l'|ce |cette |ces |celui |celle |ceux |sa )?(?:document |texte )?[«(]? ?"
_ORIGIN = re.compile(
    r"\b(?:prevu\w*|cree\w*|etabli\w*|constitue\w*|nomme\w*|institue\w*|defini\w*|prescrit\w*|fixe\w*"
    r"|mandat|en application"
    r"|conformement|en vertu|disposition|lien|rapport)(?: (?:a|de|du|des|avec|par|dans|que|en))*"
    rf"(?: (?:quelle )?(?:disposition|mandat) de)? {_DETERMINER}$"
)
_TIME = re.compile(
    r"\b(?:depuis|avant|(?<!d')apres|jusqu'en|jusqu'a|entre|vers|cree\w* en|suite a|lors d[eu])(?: fin"
    rf"| debut)? {_DETERMINER}$"
)
_BETWEEN = re.compile(rf"\bentre {_DETERMINER}$")
_OF = re.compile(
    rf"\b(?:d[eu]s?|de l[ae']s?|sur|a propos d[eu]s?|au sujet d[eu]s?|s'agissant d[eu]s?|quant aux?) {_DETERMINER}$"
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:(?:quand|quelle date|quelle annee|quel jour|date|combien de (?:voix|pays|temps)"
    r"|vot\w+)\b.*\b(?:adopt|vot|dat)\w*"
    r"|est(?:-elle)? de quand|date de (?:quand|l'adoption)|(?:gge|groupe)\b.*\b(?:cree|constitue|compose|tenu|mandat)"
    r"|(?:mandat|creation)\b.*\b(?:gge|groupe))\b|^date\b"
)
_COMPARES = re.compile(
    r"\b(?:compar\w*|differen\w*|evolu\w*|chang\w*|points? communs?|memes? choses?|contrairement|pareil|a la fois"
    r"|respectivement|par rapport a|entre (?:les rapports de )?2013)\b"
)
_JOINS = re.compile(
    r"^(?= $|.*(?:[,/-]|\b(?:et|ou|comme|puis|a|vs|contre|ainsi que|avec)\b))[ ,]*(?:(?:et|ou|comme|puis|a"
    r"|-|/|vs|contre|ainsi que|avec) )*[ ,]*(?:aussi |aussi bien |que )*"
    r"(?:(?:dans|en|de|du|d'|a|selon|chez|que) ?)*(?:la |le |les |l'|celle |celui |ceux )*(?:de |du |d'|en )?"
    r"(?:declaration |resolution |rapport |texte )?(?:de |du |d')?$"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents of a question, each once, in order."""

    filters: tuple[str, ...]  # those of the corpus that it is limited to
    mentions: tuple[str, ...]  # the others of the corpus
    outside: tuple[str, ...]  # those that the corpus does not hold

    @property
    def compares(self) -> bool:
        """Tell whether several documents are to be set side by side."""
        return len(self.filters) > 1


def scope_of(reading: Reading, mentions: tuple[DocumentMention, ...]) -> Scope:
    """Decide which documents limit the question."""
    limiting = _limiting(reading.text, mentions)
    named = _symbols_of(mention for mention in mentions if mention.inside)
    filters = _symbols_of(limiting)
    if len(filters) < 2 <= len(named) and (_COMPARES.search(reading.text) or _between(reading.text, mentions)):
        filters = named
    return Scope(
        filters=filters,
        mentions=tuple(symbol for symbol in named if symbol not in filters),
        outside=_symbols_of(mention for mention in mentions if not mention.inside),
    )


def clusters(text: str, mentions: Iterable[DocumentMention]) -> tuple[tuple[DocumentMention, ...], ...]:
    """Group the mentions that a conjunction joins: « 2013 et 2021 », « Dinard et la 73/266 »."""
    groups: list[tuple[DocumentMention, ...]] = []
    for mention in mentions:
        if groups and _JOINS.match(text[groups[-1][-1].end : mention.start]):
            groups[-1] = (*groups[-1], mention)
        else:
            groups.append((mention,))
    return tuple(groups)


def _between(text: str, mentions: tuple[DocumentMention, ...]) -> bool:
    """Tell whether the question is about what lies between two texts: « entre le rapport de 2013 et le suivant »."""
    joined = (group for group in clusters(text, mentions) if len(group) > 1)
    return any(
        all(mention.naming is Naming.TEXT for mention in group) and bool(_BETWEEN.search(text[: group[0].start]))
        for group in joined
    )


def _limiting(text: str, mentions: tuple[DocumentMention, ...]) -> tuple[DocumentMention, ...]:
    kept: list[DocumentMention] = []
    for cluster in clusters(text, mentions):
        if not all(mention.inside for mention in cluster):
            continue  # « les rapports de 2010, 2013 et 2015 » are spoken of
        elsewhere = tuple(mention for mention in mentions if mention.inside and mention not in cluster)
        if _limits(text, cluster[0], elsewhere, spoken_of=bool(kept)):
            kept += cluster
    return tuple(kept)


def _limits(text: str, mention: DocumentMention, elsewhere: tuple[DocumentMention, ...], *, spoken_of: bool) -> bool:
    """Tell whether a mention limits the question, given the other mentions of documents of the corpus."""
    before = text[: mention.start]
    if spoken_of and _OF.search(before):
        return False
    if mention.naming is Naming.YEAR:
        others = any(other.naming is not Naming.YEAR for other in elsewhere)
        return not (others or _TIME.search(before))
    if mention.naming is Naming.GROUP:
        return not any("RES" in other.symbol for other in elsewhere)
    if "RES" in mention.symbol:
        return not (_ORIGIN.search(before) or _ABOUT_ITSELF.search(text))
    return not _TIME.search(before)


def _symbols_of(mentions: Iterable[DocumentMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.symbol for mention in mentions))
