"""Text that remembers where each of its characters stands in its source, through every cleaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

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
        """Offset in the source of the first aligned character; IndexError where there is none."""
        return self.runs[0].source_start

    @cached_property
    def end(self) -> int:
        """Offset in the source one past the last aligned character; IndexError where there is none."""
        return self.runs[-1].source_start + self.runs[-1].length

    def aligned_before(self, offset: int) -> int:
        """Count the characters up to the last one that stands before `offset` in the source; 0 where none does."""
        before = [run for run in self.runs if run.source_start < offset]
        return before[-1].text_start + min(before[-1].length, offset - before[-1].source_start) if before else 0

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

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Group the aligned characters that are consecutive both in the text and in the source."""
        runs: list[Run] = []
        for _, group in groupby(enumerate(self.offsets), key=_distance):
            pairs = list(group)
            position, offset = pairs[0]
            if offset != JOIN:
                runs.append(Run(position, offset, len(pairs)))
        return tuple(runs)


def _distance(pair: tuple[int, int]) -> int | None:
    """Tell how far a character stands in the source from its place in the text: constant along a run."""
    position, offset = pair
    return None if offset == JOIN else offset - position


def _added(text: str) -> AlignedText:
    return AlignedText(text, (JOIN,) * len(text))
