"""Footnotes that stand in the flow of the text."""

from __future__ import annotations

from corpus.aligned import AlignedText
from corpus.model import ParagraphKind
from corpus.parsing.blocks import unwrap
from corpus.parsing.markup import FOOTNOTE_MARK, footnote_number
from corpus.parsing.parsed import Draft, Unit


def take_footnote(block: AlignedText, draft: Draft) -> bool:
    """Add `block` to `draft` where it is a footnote, and tell whether it was one.

    A starred note is named after the unit that calls it: « titre, note * ».
    """
    match = FOOTNOTE_MARK.match(block.text)
    if match is None:
        return False
    number = footnote_number(match.group(1))
    label = f"{_caller(draft, block.start)}, note *" if number == "*" else f"note {number}"
    unit = Unit(label, ParagraphKind.FOOTNOTE, unwrap(block[match.end() :]), mark=block[: match.end()].strip())
    draft.add(unit, flows=False)
    return True


def _caller(draft: Draft, offset: int) -> str:
    call = max(call.offset for call in draft.calls if call.mark == "*" and call.offset < offset)
    return max((unit for unit in draft.units if unit.text.start < call), key=lambda unit: unit.text.start).label
