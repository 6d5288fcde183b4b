"""The cover of a United Nations document."""

from __future__ import annotations

from corpus.aligned import AlignedText
from corpus.model import ParagraphKind
from corpus.parsing.blocks import keep_lines
from corpus.parsing.parsed import Draft, Unit

COVER_LABEL = "page de titre"


def take_cover(block: AlignedText, draft: Draft) -> None:
    """Add the lines of `block` to the one unit that holds the cover."""
    lines = keep_lines(block)
    if draft.units and draft.units[-1].label == COVER_LABEL:
        draft.append_line(lines)
    else:
        draft.add(Unit(COVER_LABEL, ParagraphKind.TITLE, lines), flows=False)
