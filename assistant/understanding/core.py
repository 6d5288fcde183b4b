"""The core of a question: what it asks, without the documents, references and frame words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from assistant.understanding.reading import Reading

_LEADING_LINKS = re.compile(
    r"(?:\b(?:selon|d'apres|dans|suivant|chez|du|de|des|en|a|au|aux|la|le|les|par|entre|celui|celle|ceux"
    r"|document|texte|et|comme|puis"
    r"|ou|resolution|rapport|declaration|a la fois)\b[ ,]*|\b[dl]'|[(«,])\s*$"
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
