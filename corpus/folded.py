"""Folding of white space and apostrophes that remembers positions, to find a piece of text again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class FoldedText:
    """A text with white space collapsed and ’ written ', and the position of each character before folding."""

    text: str
    positions: tuple[int, ...]

    def occurrences(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield where `needle` (folded and stripped here) stands, as (start, end) before folding."""
        folded = fold_spaces(needle).text.strip()
        at = self.text.find(folded)
        while folded and at >= 0:
            yield self.positions[at], self.positions[at + len(folded) - 1] + 1
            at = self.text.find(folded, at + 1)


@lru_cache(maxsize=1024)
def fold_spaces(text: str) -> FoldedText:
    """Fold a text; every character that is not dropped keeps its own position."""
    positions = tuple(
        position
        for position, character in enumerate(text)
        if not character.isspace() or (position and not text[position - 1].isspace())
    )
    folded = "".join(_fold_character(text[position]) for position in positions)
    return FoldedText(folded, positions)


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    return "'" if character == "’" else character
