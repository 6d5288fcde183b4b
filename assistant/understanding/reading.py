"""A question as the rules read it: folded, cue words corrected, numbers as digits.

Every position of the read text is mapped to the original question, so that a span found by a rule
can be cut out of what the person wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.understanding.numbers import NUMBER_WORDS, ORDINAL, ROMAN, number_of, ordinal_of, roman_number
from assistant.understanding.spelling import correct_cue

_WORD = re.compile(r"[a-z]+")
_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "ß": "s"})
_ONE = re.compile(
    r"\b(?P<cue>paragraphe|point|alinea|norme|note|engagement|numero) une?\b(?=\s*(?:$|[?.,;!]|du\b|de\b|dans\b))"
)
_ROMAN_AFTER = re.compile(
    r"(?P<cue>(?:\b(?:paragraphes?|par\.|paras?\.?|points?|articles?|considerants?|engagements?|notes?|sections?"
    rf"|chapitres?|parties?) |§ ?))"
    rf"(?P<roman>(?![lc]\b|ci-|(?<=point )i\b|(?<=points )i\b){ROMAN.pattern})(?<=[ivxlc])\b(?!['’)])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is read; `origins[i]` is where its i-th character stands in `original` (one more for the end)."""

    original: str
    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `text` to `original`."""
        return self.origins[start], self.origins[end]

    def written(self, start: int, end: int) -> str:
        """Give what the person wrote where `text[start:end]` is read."""
        first, last = self.span(start, end)
        return self.original[first:last]


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Fold one character to one character: lower case, no accent, plain apostrophe, hyphen and space."""
    plain = character.translate(_SAME)
    if plain.isspace():
        return " "
    base = unicodedata.normalize("NFKD", plain)[0].lower()
    return base if len(base) == 1 else plain


def fold(text: str) -> str:
    """Fold a text without changing its length."""
    return "".join(map(fold_character, text))


def read(question: str) -> Reading:
    """Read a question: fold it, correct its cue words, write its numbers in digits."""
    reading = Reading(question, fold(question), tuple(range(len(question) + 1)))
    reading = _substitute(reading, _WORD, lambda match: correct_cue(match.group()))
    reading = _substitute(reading, _ROMAN_AFTER, lambda match: f"{match['cue']}{roman_number(match['roman'])}")
    reading = _substitute(reading, _ONE, lambda match: f"{match['cue']} 1")
    reading = _substitute(reading, ORDINAL, _rank)
    return _substitute(reading, NUMBER_WORDS, lambda match: str(number_of(match.group())))


def _rank(match: re.Match[str]) -> str:
    rank = ordinal_of(match)
    return match.group() if rank is None else f"{rank}e"


def _substitute(reading: Reading, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Reading:
    """Replace the matches of `pattern`, each replacement standing as a whole for what it replaces."""
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in pattern.finditer(reading.text):
        new = replace(match)
        if new == match.group():
            continue
        pieces += [reading.text[done : match.start()], new]
        origins += reading.origins[done : match.start()]
        origins += [reading.origins[match.start()]] * len(new)
        done = match.end()
    pieces.append(reading.text[done:])
    origins += reading.origins[done:]
    return Reading(reading.original, "".join(pieces), tuple(origins))
