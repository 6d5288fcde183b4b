"""Writing a set of words as a text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, separated by white space."""
    return frozenset(text.split())
