"""Questions as hurried people type them: accents and capitals dropped, letters swapped, missed or doubled.

The adapter learns from some questions in this state, so that a slip of the finger moves a question little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

SLIPS = 0.25  # share of the long words in which one letter goes wrong
LONG_WORD = re.compile(r"[^\W\d_]{5,}")
NEIGHBOURS = dict(zip("azertyuiopqsdfghjklmwxcvbn", "zertyuiopoqdfghjklmlxcvbnb", strict=True))  # on a French keyboard


def as_typed(texts: Sequence[str], share: float, rng: np.random.Generator) -> list[str]:
    """Return `texts` with about `share` of them as hurried people type them; `rng` decides which and how."""
    return [hurried(text, rng) if rng.random() < share else text for text in texts]


def hurried(text: str, rng: np.random.Generator) -> str:
    """Return `text` with slips in its long words and, every other time, bare of accents, capitals and punctuation."""
    slipped = LONG_WORD.sub(lambda word: _slip(word.group(), rng) if rng.random() < SLIPS else word.group(), text)
    return _bare(slipped) if rng.random() < 0.5 else slipped


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).rstrip(" \u00a0?!.…")


def _slip(word: str, rng: np.random.Generator) -> str:
    """Swap, miss, double or mistake one letter after the first."""
    at = int(rng.integers(1, len(word) - 1))
    before, here, after = word[:at], word[at], word[at + 1 :]
    wrong = (after[0] + here + after[1:], after, here + here + after, NEIGHBOURS.get(here, here) + after)
    return before + wrong[int(rng.integers(len(wrong)))]
