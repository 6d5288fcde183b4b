"""The French words that tell a follow-up as it was understood."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Corpus, Paragraph

NAMED = 4  # places that are named one by one


def described_places(paragraphs: Sequence[Paragraph], corpus: Corpus) -> str:
    """Name the paragraphs of an answer: « rapport de 2021, 20 », « … 71 à 71 g) », or the first of a mixed lot."""
    first, last = paragraphs[0], paragraphs[-1]
    if (last.symbol, last.position) == (first.symbol, first.position + len(paragraphs) - 1):
        more = f" à {last.label}" if len(paragraphs) > 1 else ""
        return f"{_place(first, corpus)}{more}"
    return " ; ".join(_place(paragraph, corpus) for paragraph in paragraphs[:NAMED]) + "…" * (len(paragraphs) > NAMED)


def _place(paragraph: Paragraph, corpus: Corpus) -> str:
    return f"{corpus.document(paragraph.symbol).short_name}, {paragraph.label}"


def described_more(search: str) -> str:
    """Tell that other passages of a search are asked for."""
    return f"d’autres passages pour «\u00a0{search.strip()}\u00a0»"


def described_follow_up(question: str, carried: Sequence[str], symbols: Sequence[str], corpus: Corpus) -> str:
    """Tell what a question took from the conversation: « … (à propos de : …), dans le rapport de 2013 »."""
    about = f" (à propos de : {', '.join(carried)})" if carried else ""
    names = " et ".join(corpus.document(symbol).short_name for symbol in symbols)
    within = f" — dans : {names}" if names else ""
    return f"{question.strip()}{about}{within}"
