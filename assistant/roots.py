"""Words brought to their roots, to tell whether a text holds a word in whatever form.

Once accents are folded, Snowball takes less off « protégée » (« protege ») than off « protégé » (« proteg »): here
words are stemmed until nothing more comes off. Ranking is no better with roots than with stems, and keeps stems.
"""

from __future__ import annotations

from functools import cache

from embeddings.analyser import stem, stop_words, words


def roots(text: str) -> list[str]:
    """Return the roots of the words of `text`, stop words left out."""
    return [root(word) for word in words(text) if word not in stop_words()]


@cache
def root(word: str) -> str:
    """Return the root of a folded word; one with a digit is kept whole."""
    while (shorter := stem(word)) != word:
        word = shorter
    return word
