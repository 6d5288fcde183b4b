"""What a parser hands back: units, the pieces that are not units, and the call marks of footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.aligned import AlignedText
from corpus.errors import ParsingError
from corpus.model import ParagraphKind

NOTHING = AlignedText("", ())


class Role(StrEnum):
    """What a piece of the source is when it is not the text of a unit."""

    HEADING = "heading"
    MARK = "mark"  # number, letter, markup or call mark
    NOISE = "noise"  # page furniture, never quoted


@dataclass(frozen=True)
class Piece:
    """A piece of the source that no unit quotes; `name` says what it is (« running head »)."""

    role: Role
    name: str
    text: AlignedText


@dataclass(frozen=True)
class Call:
    """The call mark of a footnote (« 3 », « * ») at an offset of the source."""

    mark: str
    offset: int


@dataclass(frozen=True)
class Unit:
    """A citable unit in the making: clean text, without the `mark` (« 30. ») that its label carries."""

    label: str
    kind: ParagraphKind
    text: AlignedText
    section_path: tuple[str, ...] = ()
    mark: AlignedText = NOTHING
    parent_label: str | None = None


@dataclass(frozen=True)
class Parsed:
    """A source, entirely sorted out."""

    units: tuple[Unit, ...]
    pieces: tuple[Piece, ...]
    calls: tuple[Call, ...]


@dataclass
class Draft:
    """Collects units and pieces while a parser walks through a source."""

    units: list[Unit] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    flowing: int | None = None  # index of the unit that a page break may have cut

    def add(self, unit: Unit, flows: bool = True) -> None:
        """Add a unit; where it `flows`, the next block may continue it."""
        if flows:
            self.flowing = len(self.units)
        self.units.append(unit)

    def continue_flow(self, text: AlignedText) -> None:
        """Join `text` to the unit that a page break cut, with one space."""
        if self.flowing is None:
            raise ParsingError(f"no paragraph to continue with {text.text[:60]!r}")
        self._extend(self.flowing, text, " ")

    def append_line(self, text: AlignedText) -> None:
        """Put `text` on a new line of the last unit."""
        self._extend(-1, text, "\n")

    def _extend(self, index: int, text: AlignedText, joiner: str) -> None:
        unit = self.units[index]
        self.units[index] = replace(unit, text=AlignedText.joined([unit.text, text], joiner))

    def heading(self, text: AlignedText) -> None:
        """Set `text` aside as a heading; no unit flows over it."""
        self.pieces.append(Piece(Role.HEADING, "heading", text))
        self.flowing = None

    def mark(self, name: str, *texts: AlignedText) -> None:
        """Set `texts` aside as marks named `name`."""
        self.pieces.extend(Piece(Role.MARK, name, text) for text in texts)

    def noise(self, name: str, *texts: AlignedText) -> None:
        """Set `texts` aside as noise named `name`."""
        self.pieces.extend(Piece(Role.NOISE, name, text) for text in texts)

    def finish(self) -> Parsed:
        """Freeze what was collected."""
        return Parsed(tuple(self.units), tuple(self.pieces), tuple(self.calls))
