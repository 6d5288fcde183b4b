"""Text that remembers where each of its characters stands in its source, through every cleaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.model import Run

JOIN = -1  # offset of a character that the source does not have: it joins two pieces


@dataclass(frozen=True)
class AlignedText:
    """A text and, for each of its characters, its offset in the source (`JOIN` for an added one).

    Offsets other than `JOIN` increase along the text: pieces are cut out and joined, never reordered.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> AlignedText:
        """Align a whole source with itself."""
        return cls(source, tuple(range(len(source))))

    @classmethod
    def joined(cls, parts: Sequence[AlignedText], joiner: str) -> AlignedText:
        """Join `parts` with `joiner`, whose characters are aligned with nothing."""
        text = joiner.join(part.text for part in parts)
        offsets: list[int] = []
        for number, part in enumerate(parts):
            offsets.extend([JOIN] * len(joiner) if number else [])
            offsets.extend(part.offsets)
        return cls(text, tuple(offsets))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> AlignedText:
        return AlignedText(self.text[part], self.offsets[part])

    @cached_property
    def start(self) -> int:
        """Offset in the source of the first aligned character; ValueError where there is none."""
        return min(offset for offset in self.offsets if offset != JOIN)

    @cached_property
    def end(self) -> int:
        """Offset in the source one past the last aligned character; ValueError where there is none."""
        return max(offset for offset in self.offsets if offset != JOIN) + 1

    def aligned_before(self, offset: int) -> int:
        """Count the characters up to the last one that stands before `offset` in the source; 0 where none does."""
        return max((position + 1 for position, known in enumerate(self.offsets) if JOIN != known < offset), default=0)

    def strip(self) -> AlignedText:
        """Drop white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]

    def cut(self, spans: Iterable[tuple[int, int]]) -> tuple[AlignedText, tuple[AlignedText, ...]]:
        """Take `spans` of positions (in any order, not overlapping) out: what remains, what was taken."""
        ordered = sorted(spans)
        edges = [0, *(edge for span in ordered for edge in span), len(self)]
        kept = [self[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        return AlignedText.joined(kept, ""), tuple(self[start:end] for start, end in ordered)

    def split(self, pattern: re.Pattern[str]) -> tuple[AlignedText, ...]:
        """Cut at every match of `pattern`, which is dropped; empty pieces are kept, as `re.split` does."""
        spans = [match.span() for match in pattern.finditer(self.text)]
        edges = [0, *(edge for span in spans for edge in span), len(self)]
        return tuple(self[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))

    def replace(self, pattern: re.Pattern[str], replacement: str) -> AlignedText:
        """Put `replacement` for every match; it stays aligned where the match already begins with it."""
        pieces = []
        position = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            same = match.group().startswith(replacement)
            put = self[start : start + len(replacement)] if same else _added(replacement)
            pieces += [self[position:start], put]
            position = end
        return AlignedText.joined([*pieces, self[position:]], "")

    def runs(self) -> tuple[Run, ...]:
        """Group the aligned characters that are consecutive both in the text and in the source."""
        aligned = [position for position, offset in enumerate(self.offsets) if offset != JOIN]
        if not aligned:
            return ()
        breaks = [b for a, b in pairwise(aligned) if b != a + 1 or self.offsets[b] != self.offsets[a] + 1]
        starts = [aligned[0], *breaks]
        lasts = [a for a, b in pairwise(aligned) if b in set(breaks)] + [aligned[-1]]
        return tuple(
            Run(start, self.offsets[start], last - start + 1) for start, last in zip(starts, lasts, strict=True)
        )


def _added(text: str) -> AlignedText:
    return AlignedText(text, (JOIN,) * len(text))
