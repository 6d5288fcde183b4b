"""Resolutions of the General Assembly: cover, title, preamble, operative paragraphs, closing mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.aligned import AlignedText
from corpus.errors import ParsingError
from corpus.model import ParagraphKind
from corpus.parsing.blocks import LETTER_MARK, NUMBER_MARK, continues, keep_lines, unwrap
from corpus.parsing.cover import take_cover
from corpus.parsing.footnotes import take_footnote
from corpus.parsing.parsed import Draft, Parsed, Unit

_TITLE = re.compile(r"\d+/\d+\. \S")
_OPENING = re.compile(r"L['’]Assemblée générale,")
_CLOSING = re.compile(r"\d+e séance plénière")


def read_resolution(blocks: Sequence[AlignedText], draft: Draft) -> Parsed:
    """Sort the blocks of a resolution into units and headings.

    Raises ParsingError at a block that is neither.
    """
    reader = _ResolutionReader(draft)
    for block in blocks:
        reader.read(block)
    return draft.finish()


@dataclass
class _ResolutionReader:
    draft: Draft
    on_cover: bool = True
    section_path: tuple[str, ...] = ()
    preambular: int = 0
    number: int = 0

    def read(self, block: AlignedText) -> None:
        draft = self.draft
        text = unwrap(block)
        if draft.flowing is not None and continues(block, draft.units[draft.flowing].text.text.rstrip(",")):
            draft.continue_flow(text)
        elif take_footnote(block, draft):
            return
        elif self.on_cover and _TITLE.match(text.text):
            self.on_cover = False
            draft.add(Unit("titre", ParagraphKind.TITLE, text), flows=False)
        elif self.on_cover:
            take_cover(block, draft)
        elif _OPENING.fullmatch(text.text):
            self.section_path = (text.text.rstrip(","),)
            draft.heading(text)
        elif _CLOSING.match(text.text):
            draft.add(Unit("mention finale", ParagraphKind.TITLE, keep_lines(block)), flows=False)
        else:
            self._read_paragraph(text)

    def _read_paragraph(self, text: AlignedText) -> None:
        if (match := NUMBER_MARK.match(text.text)) and int(match.group(1)) == self.number + 1:
            self.number += 1
            self._add(str(self.number), ParagraphKind.OPERATIVE, text, match.end())
        elif (match := LETTER_MARK.match(text.text)) and self.number:
            parent = str(self.number)
            self._add(f"{parent} {match.group(1)})", ParagraphKind.ITEM, text, match.end(), parent)
        elif not self.number:
            self.preambular += 1
            self._add(f"préambule {self.preambular}", ParagraphKind.PREAMBLE, text)
        else:
            raise ParsingError(f"after operative paragraph {self.number}, no place for {text.text[:80]!r}")

    def _add(
        self, label: str, kind: ParagraphKind, text: AlignedText, mark_end: int = 0, parent: str | None = None
    ) -> None:
        unit = Unit(label, kind, text[mark_end:], self.section_path, text[:mark_end].strip(), parent)
        self.draft.add(unit)
