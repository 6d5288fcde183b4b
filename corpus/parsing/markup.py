"""Inline markup of the Markdown-like sources: taken out of the text, each mark accounted for."""

from __future__ import annotations

import re

from corpus.aligned import AlignedText
from corpus.parsing.parsed import Call, Draft

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FOOTNOTE_MARK = re.compile(rf"([{SUPERSCRIPTS}]+|\*) ")
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

# The capturing groups are what is taken out. Strong emphasis comes first: « **…*** » is one, then a call mark.
_MARKUP = (
    re.compile(r"(\*\*)(?=\S).+?(?<=\S)(\*\*)", re.DOTALL),
    re.compile(r"(?<!\*)(\*)(?=\w)[^*\n]+?(?<=\w)(\*)(?!\*)"),
    re.compile(r"(\[)[^\]\n]+(\]\(#\))"),
    re.compile(r"(\^\{)\w+(\})"),
    re.compile(r"(\^)(?=\w)"),
    re.compile(r"(</?i>)"),
    re.compile(r"(<)https?://[^>\s]+(>)"),
)
_CALL = re.compile(rf"(?<=\S)[{SUPERSCRIPTS}]+|(?<=\w)\*")


def strip_markup(text: AlignedText, draft: Draft) -> AlignedText:
    """Take markup and call marks of footnotes out of `text`; they go to `draft`."""
    for pattern in _MARKUP:
        spans = [
            match.span(group) for match in pattern.finditer(text.text) for group in range(1, (match.lastindex or 0) + 1)
        ]
        text, marks = text.cut(spans)
        draft.mark("markup", *marks)
    text, marks = text.cut(match.span() for match in _CALL.finditer(text.text))
    draft.mark("call mark", *marks)
    draft.calls.extend(Call(footnote_number(mark.text), mark.start) for mark in marks)
    return text


def footnote_number(mark: str) -> str:
    """Write a footnote's mark in plain digits: « ³ » gives « 3 », « * » stays."""
    return mark.translate(_DIGITS)
