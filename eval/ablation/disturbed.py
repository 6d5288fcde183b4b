"""Questions as hurried people type them: without accents and capitals, or with letters swapped."""

from __future__ import annotations

import re
import unicodedata
from random import Random

LONG_WORD = re.compile(r"[^\W\d_]{5,}")
SHARE = 1 / 3  # of the long words


def bare(text: str) -> str:
    """Gives the text without accents, capitals or final punctuation."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).rstrip(" ?!.")


def mistyped(text: str, random: Random) -> str:
    """Swaps two neighbouring letters inside a third of the words of five letters or more."""

    def swap(word: re.Match[str]) -> str:
        letters = word.group()
        if random.random() >= SHARE:
            return letters
        place = random.randrange(1, len(letters) - 2)
        return letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]

    return LONG_WORD.sub(swap, text)
