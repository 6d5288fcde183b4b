"""People's words: typos mended, hurried spellings and unknown abbreviations spelt out.

A word is mended only where neither the texts nor French know it, and a near word of the texts or of
the anticipated questions is far more usual (Norvig's « how to write a spelling corrector », with
these as the language); accents left out are put back. Figures, symbols and names stay as written.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from embeddings.analyser import fold, stem, stop_words, words

WORD = re.compile(r"[^\W\d_]+(?!['’\w])")
LETTERS = re.compile(r"[^\W\d_]+")
ELIDED = re.compile(r"([cdjlmnst]|qu)([aeiouyh][a-z]{3,})")  # « dassistance », where the apostrophe was left out
SHORTEST = 5  # letters: shorter unknown words are left alone
TWO_SLIPS = 9  # letters from which a word may have two letters wrong (swapped, missed, added or mistaken)
MORE_USUAL = 8  # times: how much more usual the near word must be


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the texts and of the anticipated questions, those of French, and the reviewed lexicon.

    Keys are folded words; `spelling` gives a word its accents back.
    """

    frequency: Mapping[str, int]
    spelling: Mapping[str, str]
    sure: frozenset[str]  # stems of the texts' words, which are never mended
    french: frozenset[str]  # every word of the language, as it is spelt
    french_folded: frozenset[str]
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
        if name or len(folded) < SHORTEST or word.lower() in self.french:
            return word
        if folded in self.french_folded or stem(folded) in self.sure:
            return self._with_accents(word, folded)
        return self._with_apostrophe(folded) or self._nearest(folded) or word

    def _with_accents(self, word: str, folded: str) -> str:
        """Return `word` with the accents that were left out; those that were typed stay."""
        spelt = self.spelling.get(folded, folded)
        kept = len(spelt) == len(word) and all(
            typed in {right, fold(right)} for typed, right in zip(word[1:], spelt[1:], strict=True)
        )
        return word[0] + spelt[1:] if kept and word[0].isupper() else spelt if kept else word

    def _with_apostrophe(self, word: str) -> str | None:
        """Return « d'assistance » for « dassistance », where the rest is a usual word."""
        parts = ELIDED.fullmatch(word)
        if parts is None or not self._replaces(parts[2], word):
            return None
        return f"{parts[1]}'{self.spelling[parts[2]]}"

    def _nearest(self, word: str) -> str | None:
        """Return the nearest word that may have been meant, the most usual of those equally near."""
        slips = 2 if len(word) >= TWO_SLIPS else 1
        near = process.extract(word, self.frequency.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        meant = [(distance, -self.frequency[other], other) for other, distance, _ in near]
        meant = [item for item in meant if item[2][0] == word[0] and self._replaces(item[2], word)]
        return self.spelling[min(meant)[2]] if meant else None

    def _replaces(self, other: str, word: str) -> bool:
        """Whether `other` is no other form of `word`, and far more usual."""
        usual = self.frequency.get(other, 0) >= MORE_USUAL * max(self.frequency.get(word, 0), 1)
        return stem(other) != stem(word) and usual


def load_wording(texts: Iterable[str], questions: Iterable[str]) -> Wording:
    """Return the wording whose words are those of `texts` and of anticipated `questions` (some misspelt)."""
    lexicon = tomllib.loads(files("assistant").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    texts, questions = tuple(texts), tuple(questions)
    written = Counter(word for text in texts for word in words(text))
    asked = Counter(word for question in questions for word in words(question))
    frequency = {word: n for word, n in (written + asked).items() if word.isalpha()}
    french = frozenset(SpellChecker(language="fr").word_frequency.dictionary)
    return Wording(
        frequency=frequency,
        spelling=usual_spelling((*texts, *questions)),
        sure=frozenset(map(stem, written)) | frozenset(map(stem, stop_words())),
        french=french,
        french_folded=frozenset(fold("\n".join(french)).split("\n")),
        short=lexicon["short"],
        terms=lexicon["terms"],
    )


def usual_spelling(texts: Iterable[str]) -> dict[str, str]:
    """Return, for each folded word of `texts`, the way it is spelt most often."""
    spelt = Counter(word for text in texts for word in LETTERS.findall(text.lower()))
    return {fold(word): word for word, _ in reversed(spelt.most_common())}
