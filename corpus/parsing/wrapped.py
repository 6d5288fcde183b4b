"""Hard-wrapped text of a paged document (pdftotext): its blocks, without the page furniture."""

from __future__ import annotations

import re

from corpus.aligned import AlignedText
from corpus.parsing.blocks import LETTER_MARK, NUMBER_MARK, split_lines
from corpus.parsing.parsed import Draft

_FURNITURE = {
    "running head": re.compile(r"\s*[A-Z]/(?:RES/)?\d+/\d+\s*"),
    "job number and page mark": re.compile(r"\s*\d\d-\d{5,7}\s*"),
}
_INDENTED = re.compile(r" {2,}\S")
_STANDALONE = re.compile(r"\s*Résumé\s*")  # a heading directly above its text, with no blank line between


def wrapped_blocks(source: AlignedText, draft: Draft) -> tuple[AlignedText, ...]:
    """Group hard-wrapped lines into blocks; page furniture goes to `draft`.

    A block begins after a blank line, at an indent of two spaces or more (one is no sign: wrapped
    lines have it too), at a letter mark, and at a number mark that follows the last one.
    """
    blocks: list[list[AlignedText]] = [[]]
    number = 0
    for line in split_lines(source):
        furniture = next((name for name, pattern in _FURNITURE.items() if pattern.fullmatch(line.text)), None)
        if furniture:
            draft.noise(furniture, line.strip())
            blocks.append([])
            continue
        mark = NUMBER_MARK.match(line.text)
        numbered = mark is not None and int(mark.group(1)) == number + 1
        number += numbered
        if numbered or _opens_block(line.text):
            blocks.append([])
        blocks[-1].append(line)
        if _STANDALONE.fullmatch(line.text):
            blocks.append([])
    joined = (AlignedText.joined(lines, "\n").strip() for lines in blocks if lines)
    return tuple(block for block in joined if len(block))


def _opens_block(line: str) -> bool:
    return not line.strip() or bool(LETTER_MARK.match(line) or _INDENTED.match(line) or _STANDALONE.fullmatch(line))
