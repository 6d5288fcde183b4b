"""The values of the corpus: documents, citable paragraphs, references between them.

Everything here is frozen and slotted, and free of I/O. A paragraph's text is clean (no markup, no
line wraps, no call marks of footnotes) and remembers, run by run, where each of its characters
stands in the source file, so that every quotation can be checked against the bytes received.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ParagraphKind(StrEnum):
    """What a citable unit is, as a reader of diplomatic texts would call it."""

    PARAGRAPH = "paragraph"  # numbered paragraph of a report: « par. 53 »
    ITEM = "item"  # lettered item: « par. 30 b) »
    NORM = "norm"  # « norme 13 g) »
    OPERATIVE = "operative"  # numbered operative paragraph of a resolution
    PREAMBLE = "preamble"  # unnumbered preambular paragraph
    CLAUSE = "clause"  # unnumbered paragraph of a declaration: « alinéa 2 »
    COMMITMENT = "commitment"  # dash item of a declaration: « engagement 3 »
    SUMMARY = "summary"
    FOREWORD = "foreword"
    LETTER = "letter"
    ANNEX = "annex"
    FOOTNOTE = "footnote"
    TITLE = "title"  # title, cover lines, transmission note, closing mention


@dataclass(frozen=True, slots=True)
class Run:
    """`length` consecutive characters of a text, standing unchanged at `source_start` in the file."""

    text_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Document:
    """One source text and how people name it."""

    symbol: str  # « A/76/135 », « Déclaration de Dinard »
    slug: str  # used in paragraph ids: « A/76/135 », « dinard »
    title: str
    short_name: str  # « rapport de 2021 »
    aliases: tuple[str, ...]  # « GGE 2021 », « résolution 74/28 »
    body: str
    date: date
    language: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A footnote's call mark: it stood after `text[:position]` of the paragraph."""

    position: int
    note_id: str  # paragraph_id of the footnote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A citable unit: the smallest thing that has an official reference of its own."""

    paragraph_id: str  # « A/76/135#71-g »: stable, used in links
    symbol: str
    label: str  # canonical label: « 71 g) », « norme 13 g) », « résumé, al. 2 »
    kind: ParagraphKind
    section_path: tuple[str, ...]  # headings above it, outermost first
    position: int  # reading order in the document, from 0
    text: str
    source_file: str
    source_start: int  # in the (decoded) source file, of its first character or of its mark (« 30. »)
    source_end: int  # one past its last
    runs: tuple[Run, ...]
    parent_id: str | None = None  # the lead-in of an item; the norm a paragraph comments on is not one
    note_calls: tuple[NoteCall, ...] = field(default=())

    def source_offset(self, position: int) -> int | None:
        """Offset in the source file of `text[position]`; None for a space that joins two lines.

        Raises IndexError where `position` is outside the text.
        """
        if not 0 <= position < len(self.text):
            raise IndexError(f"position {position} is outside the {len(self.text)} characters of {self.paragraph_id}")
        run = self.runs[bisect_right([run.text_start for run in self.runs], position) - 1]
        shift = position - run.text_start
        return run.source_start + shift if 0 <= shift < run.length else None


class ReferenceKind(StrEnum):
    """What a reference points at."""

    PARAGRAPH = "paragraph"  # « voir par. 86 »
    NORM = "norm"  # « norme 13 k) »
    DOCUMENT = "document"  # « A/68/98 », « résolution 73/266 »
    FOOTNOTE = "footnote"  # a call mark


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention, in `text[start:end]` of a paragraph, of another place.

    `target_id` is the paragraph meant, `target_symbol` the document meant; a document that the
    corpus does not hold keeps its symbol and has `resolved` False.
    """

    paragraph_id: str
    start: int
    end: int
    kind: ReferenceKind
    target_symbol: str
    target_id: str | None
    resolved: bool
