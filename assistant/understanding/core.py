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


def frame_free(core: str) -> str:
    """Take « que disent-ils sur… » away from the head of a text."""
    match = _FRAME.match(fold(core))
    return core[match.end() :].strip(_EDGES) if match else core
