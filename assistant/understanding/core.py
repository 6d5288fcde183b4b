"""The core of a question: what it asks, without the documents, references and frame words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from assistant.understanding.reading import Reading, fold

_LEADING_LINKS = re.compile(
    r"(?:\b(?:selon|d'apres|dans|suivant|chez|du|de|des|en|a|au|aux|la|le|les|par|celui|celle|ceux"
    r"|document|texte|et|comme|puis"
    r"|ou|resolution|rapport|declaration|a la fois)\b[ ,]*|\b[dl]'|[(«,])\s*$"
)
_FRAME = re.compile(
    r"^\s*(?:(?:et|alors|donc|mais)\s+)?(?:que |qu'est-ce que? |qu'|quoi |comment )?(?:dis\w*|dit\w*"
    r"|prevoi\w*|contien\w*|parl\w+|precis\w+|pens\w+|racont\w+|enonc\w+)"
    r"(?:-(?:t-)?(?:ils?|elles?|on))?(?: (?:exactement|precisement|au juste|ils|elles|elle|il|on|quoi))*"
    r" (?:(?:sur|de|du|des|a propos d\w+|concernant|au sujet d\w+|quant aux?|en matiere d\w+)\b|d')\s*(?:les? |la |l')?"
)
_GIVE = r"(?:donn|cit|trouv|montr|affich|indiqu|cherch|rappell?)(?:e|er|ez|es)"
_POLITE = (
    r"(?:peux-tu|peut-on|pourrais-tu|pouvez-vous|pourriez-vous|merci de|il me faut|j'aimerais(?: avoir)?"
    r"|je (?:veux|voudrais|souhaite|recherche))"
)
_PASSAGE = r"(?:textes?|passages?|paragraphes?|extraits?|references?|citations?|phrases?)"
_ABOUT = (
    r"(?:sur|concernant|a propos d[eu]s?|au sujet d[eu]s?|relati\w+ aux?|qui (?:parle(?:nt)?|traite(?:nt)?) d[eu]s?"
    r"|ou (?:on|il|ils) parle(?:nt)? d[eu]s?)"
)
_REQUEST = re.compile(  # « donne-moi la référence exacte du passage sur… »
    rf"^\s*(?:{_POLITE} )?(?:(?:je |me |m')?{_GIVE}(?:[ -](?:moi|nous))? )?(?:juste |exactement )?"
    rf"(?:les? |la |l'|une? |des ){_PASSAGE}(?: (?:exact|precis|complet|officiel|pertinent)e?s?)?"
    rf"(?: (?:du|des|de ce) {_PASSAGE})?"
    rf" {_ABOUT}\b\s*(?=\w)"
)
_SPEAKS = r"(?:parle|traite|mentionne|evoque|aborde|trouve)(?:nt)?(?:-t-(?:on|ils?))?"
_WHERE = re.compile(  # « quel paragraphe parle de… », « où est-il question de… »
    rf"^\s*(?:(?:dans )?quels? (?:documents?|rapports?|{_PASSAGE}) {_SPEAKS}"
    rf"|(?:dans quels? (?:documents?|rapports?|{_PASSAGE})|ou) (?:est-il|il est|est-ce qu'il est) question"
    rf"|ou (?:(?:on|ils?|ca) )?{_SPEAKS})"
    r"(?: (?:explicitement|expressement|exactement))? (?:d[eu]s?\b|d'|l[ae]s?\b|l')\s*(?=\w)"
)
_EDGES = " \t\n,.;:?!-–—()«»\"'’"


class Span(Protocol):
    """Something that stands in `text[start:end]` of a reading."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


def without_spans(reading: Reading, spans: Iterable[Span]) -> str:
    """Cut spans out of the original question, with the small words that tie them to it."""
    cuts = sorted((_tied_start(reading.text, span.start), span.end) for span in spans)
    pieces: list[str] = []
    done = 0
    for start, end in cuts:
        if start > done:
            pieces.append(reading.written(done, start))
        done = max(done, end)
    pieces.append(reading.written(done, len(reading.text)))
    return " ".join(" ".join(pieces).split()).strip(_EDGES)


def _tied_start(text: str, start: int) -> int:
    while match := _LEADING_LINKS.search(text, 0, start):
        start = match.start()
    return start


def request_free(question: str) -> str:
    """Take « donne-moi le passage exact sur… » away from the head of a question: it is no part of what is sought."""
    folded = fold(question)
    match = _REQUEST.match(folded) or _WHERE.match(folded)
    return question[match.end() :] if match else question


def frame_free(core: str) -> str:
    """Take « que disent-ils sur… » away from the head of a text."""
    match = _FRAME.match(fold(core))
    return core[match.end() :].strip(_EDGES) if match else core
