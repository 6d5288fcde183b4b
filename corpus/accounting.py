"""Accounting for every visible character of a source, so that nothing is lost and nothing is quoted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.aligned import JOIN, AlignedText
from corpus.model import ParagraphKind
from corpus.parsing.parsed import Parsed, Role


@dataclass(frozen=True)
class Account:
    """How many visible characters each category holds, and the offsets where the account is wrong.

    Categories: « paragraph », « footnote », « heading », « mark: … », « noise: … ».
    """

    counts: tuple[tuple[str, int], ...]
    unaccounted: tuple[int, ...]
    double_counted: tuple[int, ...]

    @property
    def balanced(self) -> bool:
        """Tell whether every visible character is counted exactly once."""
        return not self.unaccounted and not self.double_counted


def account_for(source: str, parsed: Parsed) -> Account:
    """Count the visible characters of `source` by what its parser made of them."""
    counts: Counter[str] = Counter()
    times: Counter[int] = Counter()
    for category, text in _categories(parsed):
        offsets = [offset for offset in text.offsets if offset != JOIN and not source[offset].isspace()]
        counts[category] += len(offsets)
        times.update(offsets)
    visible = [offset for offset, character in enumerate(source) if not character.isspace()]
    return Account(
        counts=tuple(sorted(counts.items())),
        unaccounted=tuple(offset for offset in visible if times[offset] == 0),
        double_counted=tuple(offset for offset in visible if times[offset] > 1),
    )


def _categories(parsed: Parsed) -> Iterator[tuple[str, AlignedText]]:
    for unit in parsed.units:
        yield "footnote" if unit.kind is ParagraphKind.FOOTNOTE else "paragraph", unit.text
        yield "mark: number", unit.mark
    for piece in parsed.pieces:
        yield "heading" if piece.role is Role.HEADING else f"{piece.role}: {piece.name}", piece.text
