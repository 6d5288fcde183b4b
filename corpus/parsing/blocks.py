"""Blocks of lines: splitting a text into them, and joining their lines."""

from __future__ import annotations

import re

from corpus.aligned import AlignedText

BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
LINE_END = re.compile(r"\n")
_WRAP = re.compile(r"[ \t]*\n[ \t]*|[ \t]{2,}")

NUMBER_MARK = re.compile(r"\s*(\d+)\. ")
LETTER_MARK = re.compile(r"\s*([a-z])\) ")

_TERMINAL = (".", ";", ":", "!", "?")


def split_blocks(text: AlignedText) -> tuple[AlignedText, ...]:
    """Split at blank lines; the blocks are stripped and none is empty."""
    return tuple(block for block in (piece.strip() for piece in text.split(BLANK_LINE)) if len(block))


def split_lines(block: AlignedText) -> tuple[AlignedText, ...]:
    """Split into lines, each with the white space around it."""
    return block.split(LINE_END)


def unwrap(block: AlignedText) -> AlignedText:
    """Join the lines of a block with one space, and keep one space where there are several."""
    return block.strip().replace(_WRAP, " ")


def keep_lines(block: AlignedText) -> AlignedText:
    """Keep the lines of a block, except that a line that goes on (lower case, or after a comma) is joined."""
    lines: list[AlignedText] = []
    for line in (unwrap(line) for line in split_lines(block)):
        if lines and (line.text[:1].islower() or lines[-1].text.endswith(",")):
            lines[-1] = AlignedText.joined([lines[-1], line], " ")
        else:
            lines.append(line)
    return AlignedText.joined(lines, "\n")


def is_complete(text: str) -> bool:
    """Tell whether a text ends as a sentence or a list item does."""
    return text.rstrip(" \xa0»)").endswith(_TERMINAL)


def continues(block: AlignedText, before: str) -> bool:
    """Tell whether a block carries on the text `before`, which a page break cut."""
    return block.text[:1].islower() and not LETTER_MARK.match(block.text) and not is_complete(before)
