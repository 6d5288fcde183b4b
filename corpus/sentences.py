"""Splitting the text of a paragraph into sentences."""

from __future__ import annotations

import re

# A sentence ends at . ! ? or … (and closing marks after it) before white space and the start of another one.
_END = re.compile(r"[.!?…][»”)\]]*(?:[ \xa0]+[»)\]])*(?=\s+[«“(\[]*\s*[A-ZÀ-ÖØ-ÞŒ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«'’])(?:par|paras|al|art|arts|p|pp|n|no|cf|ch|chap|vol|fig|éd|ibid|M|MM|Mme|Mlle|Dr|St|[A-ZÀ-Þ](?:-[A-ZÀ-Þ])?)\.$"
)
_NUMBERING = re.compile(r"^(?:\d+(?:/\d+)?|[IVXL]+)\.$")  # « 74/28. Favoriser », « IV. Droit international »
_LINE = re.compile(r"[^\n]+")
_VISIBLE = re.compile(r"\S")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Split a text into sentences, as (start, end) positions.

    The spans are trimmed, in order, do not overlap, and cover every visible character. A line end
    always splits; a semicolon never does, so an enumeration inside a sentence stays whole.
    """
    spans = []
    for line in _LINE.finditer(text):
        start = line.start()
        for match in _END.finditer(text, line.start(), line.end()):
            if not _is_abbreviation(text[start : match.end()]):
                spans.append((start, match.end()))
                start = match.end()
        spans.append((start, line.end()))
    return tuple(_trim(text, *span) for span in spans if _VISIBLE.search(text, *span))


def _is_abbreviation(sentence: str) -> bool:
    return bool(_ABBREVIATION.search(sentence) or _NUMBERING.match(sentence.strip()))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
