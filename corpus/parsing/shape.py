"""Recognising the family of shape of a source, from what it looks like."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.errors import ParsingError


class Shape(StrEnum):
    """The families of shape that the corpus knows how to read."""

    FLATTENED_PAGE = "one page flattened to a single line"
    MARKDOWN_REPORT = "Markdown-like report"
    MARKDOWN_RESOLUTION = "Markdown-like resolution"
    WEB_PAGE = "text of a web page"
    WRAPPED_REPORT = "hard-wrapped report (pdftotext)"


_FOOTNOTE_RULE = re.compile(r"_{5,}")
_WEB_FURNITURE = re.compile(r"(?m)^(?:haut de la page|Dernière modification, le .*)$")
_MARKDOWN = re.compile(r"\]\(#\)|\*\*\S|\^\{")
_RESOLUTION = re.compile(r"(?m)^L['’]Assemblée générale,$")
_SUMMARY = re.compile(r"(?m)^\s*Résumé\s*$")
_WIDEST_WRAP = 100  # characters: a hard-wrapped line is never longer


def detect_shape(source: str) -> Shape:
    """Tell the family of shape of `source`; raises ParsingError where it is none that is known."""
    longest = max(map(len, source.splitlines()), default=0)
    if longest > len(source) / 2 and _FOOTNOTE_RULE.search(source):
        return Shape.FLATTENED_PAGE
    if _WEB_FURNITURE.search(source):
        return Shape.WEB_PAGE
    if _MARKDOWN.search(source):
        return Shape.MARKDOWN_RESOLUTION if _RESOLUTION.search(source) else Shape.MARKDOWN_REPORT
    if longest <= _WIDEST_WRAP and _SUMMARY.search(source):
        return Shape.WRAPPED_REPORT
    raise ParsingError(f"unknown shape of source, which begins {source[:60]!r}; known: {', '.join(Shape)}")
