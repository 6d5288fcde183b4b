"""People's words: typos mended, hurried spellings spelt out, jargon put into the words of the texts.

A word is mended only where neither the corpus nor the bank knows it and one known word is near enough;
figures, symbols and names stay as they were written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from rapidfuzz import fuzz, process

from embeddings.analyser import fold, stem, stop_words, words

WORD = re.compile(r"[^\W\d_]+(?!['’\w])")
SHORTEST = 6  # letters: shorter unknown words are left alone
NEAR = 90.0  # of 100, normalised Indel similarity: « amende » must not become « amener »


@dataclass(frozen=True, slots=True)
class Wording:
    """The vocabulary that questions are brought to."""

    known: frozenset[str]
    stems: frozenset[str]
    short: Mapping[str, str]
    terms: Mapping[str, str]

    def mended(self, question: str) -> str:
        """Return `question` with hurried spellings spelt out and unknown words replaced by their near one."""
        return WORD.sub(lambda found: self._mend(found.group(), found.start()), question)

    def expanded(self, question: str) -> str:
        """Return `question` followed by the texts' words for its jargon, for the lexical search."""
        found = dict.fromkeys(self.terms[word] for word in words(question) if word in self.terms)
        return " ".join((question, *found))

    def _mend(self, word: str, position: int) -> str:
        folded = fold(word)
        if folded in self.short and folded not in stop_words():
            return self.short[folded]
        name = word[0].isupper() and position > 0
        if name or len(folded) < SHORTEST or folded in self.terms or self._knows(folded):
            return word
        near = process.extractOne(folded, self.known, scorer=fuzz.ratio, score_cutoff=NEAR)
        return near[0] if near and near[0][0] == folded[0] else word

    def _knows(self, folded: str) -> bool:
        """Whether the word, or another form of it, is known."""
        return folded in self.known or stem(folded) in self.stems


def load_wording(texts: Iterable[str]) -> Wording:
    """Return the wording whose known words are those of `texts`, with the reviewed lexicon."""
    lexicon = tomllib.loads(files("assistant").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    known = {word for text in texts for word in words(text) if not any(char.isdigit() for char in word)}
    known |= stop_words()
    return Wording(frozenset(known), frozenset(map(stem, known)), lexicon["short"], lexicon["terms"])
