"""Small values for the tests: paragraphs, a corpus of them, hits."""

from __future__ import annotations

from collections.abc import Mapping

from paragraph_builder import paragraph

from corpus import Corpus


def corpus_of(texts: Mapping[str, str]) -> Corpus:
    """A corpus without documents: paragraph ids « A#1 » and their texts."""
    return Corpus((), (), tuple(paragraph(paragraph_id, text) for paragraph_id, text in texts.items()), ())
