"""The text of a web page: a declaration of unnumbered paragraphs and dash items."""

from __future__ import annotations

import re

from corpus.aligned import AlignedText
from corpus.model import ParagraphKind
from corpus.parsing.blocks import split_blocks, unwrap
from corpus.parsing.parsed import Draft, Parsed, Unit

_FURNITURE = {
    "image caption": re.compile(r"JPEG|PNG|GIF"),
    "date of last change": re.compile(r"Dernière modification, le [\d/]+"),
    "link to the top": re.compile(r"haut de la page"),
}
_DATE = re.compile(r"\d{1,2}(?:er)? \w+ \d{4}")
_DASH = re.compile(r"-[ \xa0]")


def parse_webpage(source: str) -> Parsed:
    """Sort a declaration: its title, its date, `alinéa`s, and `engagement`s under the last alinéa."""
    draft = Draft()
    clauses = commitments = 0
    for text in (unwrap(block) for block in split_blocks(AlignedText.of(source))):
        furniture = next((name for name, pattern in _FURNITURE.items() if pattern.fullmatch(text.text)), None)
        if furniture:
            draft.noise(furniture, text)
        elif not draft.units:
            draft.add(Unit("titre", ParagraphKind.TITLE, text))
        elif _DATE.fullmatch(text.text):
            draft.add(Unit("date", ParagraphKind.TITLE, text))
        elif dash := _DASH.match(text.text):
            commitments += 1
            mark, body = text[: dash.end()].strip(), text[dash.end() :]
            label, parent = f"engagement {commitments}", f"alinéa {clauses}"
            draft.add(Unit(label, ParagraphKind.COMMITMENT, body, (), mark, parent))
        else:
            clauses += 1
            draft.add(Unit(f"alinéa {clauses}", ParagraphKind.CLAUSE, text))
    return draft.finish()
