"""References as people write them: « par. 30 c) », « §71e », « la huitième norme », « le préambule ».

`find_citations` reads what is asked, from the words alone; which paragraphs that is, and whether
they exist, is decided by `resolve`, with the corpus at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.understanding.citation_rules import (
    AND_LETTER,
    AND_NUMBER,
    LETTER_CUED,
    LETTER_LOOSE,
    LETTER_STRICT,
    RULES,
    TO_LETTER,
    TO_NUMBER,
    Rule,
    Unit,
)
from assistant.understanding.documents import DocumentMention
from assistant.understanding.reading import Reading

MASK = "¤"  # stands for each character of a document's name, so that its digits are not read as a reference
_LONGEST_RANGE = 40


@dataclass(frozen=True, slots=True)
class Citation:
    """One place asked for, standing in `text[start:end]` of the reading.

    `number` counts from 1, or from the end when negative (-1 is the last); without `number` and
    `letter` the whole series is meant (« le préambule »). `name` is the label of a `Unit.PART`.
    """

    unit: Unit
    start: int
    end: int
    number: int | None = None
    letter: str | None = None
    name: str = ""


def find_citations(reading: Reading, mentions: Iterable[DocumentMention]) -> tuple[Citation, ...]:
    """Find the places asked for, in order; where two overlap, the rule that says more is kept."""
    text = mask(reading.text, mentions)
    kept: list[Citation] = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            found = tuple(_read_match(rule, match, reading, text))
            spans = {(citation.start, citation.end) for citation in found}
            if not any(start < other.end and other.start < end for start, end in spans for other in kept):
                kept += found
    if any(citation.unit is Unit.PARAGRAPH for citation in kept):  # « le point 6 du dispositif » is not all of it
        kept = [citation for citation in kept if citation.unit is not Unit.OPERATIVE]
    return tuple(sorted(kept, key=lambda citation: citation.start))


def mask(text: str, mentions: Iterable[DocumentMention]) -> str:
    """Hide the names of documents, length kept."""
    for mention in mentions:
        text = text[: mention.start] + MASK * (mention.end - mention.start) + text[mention.end :]
    return text


def _read_match(rule: Rule, match: re.Match[str], reading: Reading, text: str) -> Iterator[Citation]:
    groups = match.groupdict()
    first = Citation(rule.unit, match.start(), match.end(), _number(groups), groups.get("letter"), rule.name)
    if first.letter and not _is_letter(reading, match.start("letter")):
        return
    if first.unit is Unit.NORM:
        first = _norm(first)
    if rule.listed:
        yield from _listed(first, reading, text)
    else:
        yield first


def _number(groups: dict[str, str | None]) -> int | None:
    if groups.get("last"):
        return -1
    if groups.get("before_last"):
        return -2
    written = groups.get("number") or groups.get("rank")
    return int(written) if written else None


def _norm(citation: Citation) -> Citation:
    """Read « norme 3 » as the third norm, and « norme 13 » as all of them; a letter is enough."""
    if citation.letter:
        return replace(citation, number=None)
    return replace(citation, number=None) if citation.number == 13 else citation


def _is_letter(reading: Reading, position: int) -> bool:
    """Tell whether a letter was written without accent: « à » is not the letter a."""
    return reading.written(position, position + 1).lower() == reading.text[position]


def _listed(first: Citation, reading: Reading, text: str) -> Iterator[Citation]:
    """Give `first` with its letter, and the places listed after it: « 30 a) et c), 45 et 76 à 78 »."""
    cited = [first]
    position = first.end
    if first.letter is None:
        position = _take_letter(cited, reading, text, position)
    while True:
        after = _take_next(cited, reading, text, position)
        if after == position:
            break
        position = after
    yield from (replace(citation, start=first.start, end=position) for citation in cited)


def _take_letter(cited: list[Citation], reading: Reading, text: str, position: int) -> int:
    """Complete the last citation with the letter that follows its number, if one does."""
    for pattern in (LETTER_STRICT, LETTER_CUED, LETTER_LOOSE):
        match = pattern.match(text, position)
        if match and _is_letter(reading, match.start("letter")):
            cited[-1] = replace(cited[-1], letter=match["letter"])
            return match.end()
    return position


def _take_next(cited: list[Citation], reading: Reading, text: str, position: int) -> int:
    """Add what the list or the range goes on with; give where it ends (`position` where it stops)."""
    last = cited[-1]
    if last.letter and (match := TO_LETTER.match(text, position)):
        letters = [chr(code) for code in range(ord(last.letter) + 1, ord(match["letter"]) + 1)]
        cited += [replace(last, letter=letter) for letter in letters]
        return match.end()
    if last.letter and (match := AND_LETTER.match(text, position)) and _is_letter(reading, match.start("letter")):
        cited.append(replace(last, letter=match["letter"]))
        return match.end()
    if last.number is None or last.unit is Unit.NORM:
        return position
    if last.letter is None and (match := TO_NUMBER.match(text, position)):
        end = min(int(match["number"]), last.number + _LONGEST_RANGE)
        cited += [replace(last, number=number) for number in range(last.number + 1, end + 1)]
        return match.end()
    if match := AND_NUMBER.match(text, position):
        cited.append(replace(last, number=int(match["number"]), letter=None))
        return _take_letter(cited, reading, text, match.end())
    return position
