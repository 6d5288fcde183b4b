"""People's words: typos mended, hurried spellings and unknown abbreviations spelt out.

A word is mended only where the texts do not know it and a near one is far more usual (Norvig's
« how to write a spelling corrector », with the texts and the question bank as the language);
figures, symbols and names stay as they were written.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from rapidfuzz import fuzz, process

from embeddings.analyser import fold, stem, stop_words, words

WORD = re.compile(r"[^\W\d_]+(?!['’\w])")
SHORTEST = 6  # letters: shorter unknown words are left alone
NEAR = 90.0  # of 100, normalised Indel similarity: « amende » must not become « amener »
MORE_USUAL = 8  # times: how much more usual the near word must be


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the texts and of the anticipated questions, how usual each is, and the reviewed lexicon."""

    frequency: Mapping[str, int]
    sure: frozenset[str]  # stems of the texts' words, which are never mended
    short: Mapping[str, str]
    terms: Mapping[str, str]

    def mended(self, question: str) -> str:
        """Return `question` with hurried spellings spelt out and misspelt words replaced by a near one."""
        return WORD.sub(lambda found: self._mend(found.group(), found.start()), question)

    def _mend(self, word: str, position: int) -> str:
        folded = fold(word)
        if folded in self.short and folded not in stop_words():
            return self.short[folded]
        if folded in self.terms and folded not in self.frequency:
            return self.terms[folded]
        name = word[0].isupper() and position > 0
        if name or len(folded) < SHORTEST or stem(folded) in self.sure:
            return word
        near = process.extract(folded, self.frequency.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=4)
        return next((other for other, _, _ in near if self._replaces(other, folded)), word)

    def _replaces(self, other: str, word: str) -> bool:
        """Whether `other` is what was meant by `word`: begins alike, is no other form of it, and is far more usual."""
        usual = self.frequency[other] >= MORE_USUAL * max(self.frequency.get(word, 0), 1)
        return other[0] == word[0] and stem(other) != stem(word) and usual


def load_wording(texts: Iterable[str], questions: Iterable[str]) -> Wording:
    """Return the wording whose words are those of `texts` and of anticipated `questions` (some misspelt)."""
    lexicon = tomllib.loads(files("assistant").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    written = Counter(word for text in texts for word in words(text))
    asked = Counter(word for question in questions for word in words(question))
    frequency = {word: n for word, n in (written + asked).items() if not any(char.isdigit() for char in word)}
    sure = frozenset(map(stem, written)) | frozenset(map(stem, stop_words()))
    return Wording(frequency, sure, lexicon["short"], lexicon["terms"])
