"""The annex of a report: the members of the group, State by State."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.aligned import AlignedText
from corpus.model import ParagraphKind
from corpus.parsing.blocks import keep_lines, unwrap
from corpus.parsing.parsed import Draft, Unit

_STATES = re.compile(r"des \d+ États suivants : ([^.]+)\.")
_SEPARATOR = re.compile(r", | et ")


def states_named(text: str) -> tuple[str, ...]:
    """List the States that the letter of transmittal names: its list tells which lines of the annex are States."""
    match = _STATES.search(text)
    return tuple(_SEPARATOR.split(match.group(1))) if match else ()


@dataclass
class AnnexReader:
    """Reads the annex of the report whose whole text is `report`; each State and its experts make one unit."""

    draft: Draft
    report: str
    states: tuple[str, ...] = field(init=False)
    count: int = 0
    path: tuple[str, ...] = ("Annexe",)

    def __post_init__(self) -> None:
        self.states = states_named(self.report)

    def read(self, block: AlignedText) -> None:
        """Add `block` to the unit of its State; before the first State it is the title of the annex."""
        lines = keep_lines(block)
        if self._is_state(lines.text):
            self.count += 1
            self.draft.add(Unit(f"annexe, al. {self.count}", ParagraphKind.ANNEX, lines, self.path), flows=False)
        elif self.count:
            self.draft.append_line(lines)
        else:
            title = unwrap(block)
            self.draft.add(Unit("annexe, titre", ParagraphKind.TITLE, title, self.path), flows=False)
            self.path = (*self.path, title.text)

    def _is_state(self, line: str) -> bool:
        # The letter gives the full name (« États-Unis d'Amérique »), the annex often a short one (« États-Unis »).
        return any(state == line or state.startswith(f"{line} ") for state in self.states)
