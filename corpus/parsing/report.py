"""Reports of groups of experts: cover, front matter, numbered paragraphs under headings, annex."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.aligned import AlignedText
from corpus.errors import ParsingError
from corpus.model import ParagraphKind
from corpus.parsing.annex import AnnexReader
from corpus.parsing.blocks import LETTER_MARK, NUMBER_MARK, continues, is_complete, keep_lines, unwrap
from corpus.parsing.cover import take_cover
from corpus.parsing.footnotes import take_footnote
from corpus.parsing.headings import Headings
from corpus.parsing.parsed import Draft, Parsed, Unit

_PARTS = {
    "note": re.compile(r"Note du Secrétaire général"),
    "summary": re.compile(r"Résumé"),
    "contents": re.compile(r"Table des matières"),
    "foreword": re.compile(r"Avant-propos du Secrétaire général"),
    "letter": re.compile(r"Lettre d['’]envoi"),
    "body": re.compile(r"[IVX]+\. [^\t]+"),
    "annex": re.compile(r"Annexe"),
}
_ONLY_AFTER_CONTENTS = ("foreword", "letter")
_NORM_MARK = re.compile(r"(Norme (\d+ [a-z]\))) : ")
_DATE = re.compile(r"(?:Le )?\d{1,2}(?:er)? \w+ \d{4}")


def read_report(blocks: Sequence[AlignedText], draft: Draft) -> Parsed:
    """Sort the blocks of a report into units, headings and noise.

    Raises ParsingError at a block that is none of these.
    """
    reader = _ReportReader(draft, AnnexReader(draft, "\n".join(unwrap(block).text for block in blocks)))
    for block in blocks:
        reader.read(block)
    return draft.finish()


@dataclass
class _ReportReader:
    draft: Draft
    annex: AnnexReader
    part: str = "cover"
    headings: Headings = field(default_factory=Headings)
    counts: dict[str, int] = field(default_factory=dict)
    number: int = 0

    def read(self, block: AlignedText) -> None:
        draft = self.draft
        if draft.flowing is not None and continues(block, draft.units[draft.flowing].text.text):
            draft.continue_flow(unwrap(block))
        elif not take_footnote(block, draft) and not self._opens_part(block):
            self._readers()[self.part](block)

    def _readers(self) -> dict[str, Callable[[AlignedText], None]]:
        return {
            "cover": lambda block: take_cover(block, self.draft),
            "note": self._read_note,
            "summary": lambda block: self._add(self._next("résumé"), ParagraphKind.SUMMARY, unwrap(block)),
            "contents": lambda block: self.draft.noise("table of contents", block),
            "foreword": lambda block: self._add(self._next("avant-propos"), ParagraphKind.FOREWORD, unwrap(block)),
            "letter": self._read_letter,
            "body": self._read_body,
            "annex": self.annex.read,
        }

    def _opens_part(self, block: AlignedText) -> bool:
        heading = unwrap(block)
        part = next((name for name, pattern in _PARTS.items() if pattern.fullmatch(heading.text)), None)
        if part is None or is_complete(heading.text) or (self.part == "contents" and part not in _ONLY_AFTER_CONTENTS):
            return False
        self.part = part
        if part == "contents":
            self.draft.noise("table of contents", heading)
            self.draft.flowing = None
        else:
            self.headings = Headings((heading.text,))
            self.draft.heading(heading)
        return True

    def _read_note(self, block: AlignedText) -> None:
        text = unwrap(block)
        if is_complete(text.text):
            self._add("note du Secrétaire général", ParagraphKind.TITLE, text)
        else:
            self.draft.add(Unit("titre", ParagraphKind.TITLE, text), flows=False)

    def _read_letter(self, block: AlignedText) -> None:
        text = unwrap(block)
        if _DATE.fullmatch(text.text):
            label = "lettre d'envoi, date"
        elif "(Signé)" in text.text:
            label, text = "lettre d'envoi, signature", keep_lines(block)
        else:
            label = self._next("lettre d'envoi")
        self._add(label, ParagraphKind.LETTER, text)

    def _read_body(self, block: AlignedText) -> None:
        text = unwrap(block)
        if match := _NORM_MARK.match(text.text):
            self.headings = self.headings.under_norm(match.group(1))
            self._add(f"norme {match.group(2)}", ParagraphKind.NORM, text, mark_end=match.end())
        elif (match := NUMBER_MARK.match(text.text)) and int(match.group(1)) == self.number + 1:
            self.number += 1
            self._add(str(self.number), ParagraphKind.PARAGRAPH, text, mark_end=match.end())
        elif match := LETTER_MARK.match(text.text):
            parent = str(self.number)
            self._add(f"{parent} {match.group(1)})", ParagraphKind.ITEM, text, parent, mark_end=match.end())
        elif not is_complete(text.text):
            self.headings = self.headings.under(text.text)
            self.draft.heading(text)
        else:
            raise ParsingError(f"after paragraph {self.number}, no place for the block {text.text[:80]!r}")

    def _next(self, front: str) -> str:
        self.counts[front] = self.counts.get(front, 0) + 1
        return f"{front}, al. {self.counts[front]}"

    def _add(
        self, label: str, kind: ParagraphKind, text: AlignedText, parent: str | None = None, mark_end: int = 0
    ) -> None:
        self.headings = self.headings.settled()
        mark, body = text[:mark_end].strip(), text[mark_end:]
        self.draft.add(Unit(label, kind, body, self.headings.path, mark, parent))
