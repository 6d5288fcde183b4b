"""Chooses the words that an answer quotes, from what a search found."""

from __future__ import annotations

from assistant.completion import beyond_headings, whole_where_alone, with_items, with_what_is_announced
from assistant.model import Quote
from assistant.near_identical import NearIdentical
from assistant.quoting import choose_quotes, merged
from assistant.scope import Scope
from assistant.search import Findings
from assistant.tuning import Tuning
from assistant.understanding import Expected, Understanding
from corpus import Corpus

NAMING = frozenset({Expected.DATE, Expected.DOCUMENT, Expected.PERSON, Expected.PLACE, Expected.NUMBER})

Quotes = tuple[Quote, ...]


class Quoter:
    """Chooses quotes by the budgets of a `Tuning`, and completes them with what they cannot be read without."""

    def __init__(self, corpus: Corpus, tuning: Tuning) -> None:
        self._corpus = corpus
        self._tuning = tuning
        self._near_identical = NearIdentical(corpus)

    def answering(self, found: Findings, parts: list[Findings], understanding: Understanding) -> Quotes:
        """The words that answer a question; `parts` were found for each of the questions that it joins."""
        policy = self._tuning.listing if understanding.is_list or understanding.follows else self._tuning.fact
        chosen = choose_quotes(self._corpus, found.sentences, policy)
        named = bool(understanding.expected & NAMING)
        chosen = beyond_headings(self._corpus, found.sentences, policy, chosen, named=named)
        if understanding.follows:
            chosen = whole_where_alone(chosen)
        if understanding.is_list:
            chosen = with_items(self._corpus, found.ranking, chosen)
        elif parts:
            each = (choose_quotes(self._corpus, part.sentences, self._tuning.part) for part in parts)
            chosen = merged((chosen, *each))[: self._tuning.fact.max_quotes]
        return self._completed(found, chosen)

    def compared(self, found: Findings) -> Quotes:
        """The words of one document of a comparison."""
        return self._completed(found, choose_quotes(self._corpus, found.sentences, self._tuning.side))

    def continuing(self, found: Findings) -> Quotes:
        """The words of further passages."""
        return choose_quotes(self._corpus, found.sentences, self._tuning.more)

    def around(self, found: Findings, understanding: Understanding, shown: Quotes) -> Quotes:
        """What the paragraphs around those that are cited and `shown` say on what is asked of them."""
        chosen = choose_quotes(self._corpus, found.sentences, self._tuning.part)
        near = frozenset(understanding.context_ids) - {quote.paragraph.paragraph_id for quote in shown}
        return tuple(quote for quote in chosen if quote.paragraph.paragraph_id in near)

    def folded(self, chosen: Quotes, scope: Scope) -> Quotes:
        """What is shown of `chosen`: one of near-identical passages, and nothing beyond the scope."""
        folded = self._near_identical.fold_quotes(chosen)
        return tuple(quote for quote in folded if scope.admits(self._corpus, quote.paragraph))

    def twins(self, paragraph_ids: tuple[str, ...]) -> set[str]:
        """The passages near-identical to those of `paragraph_ids`."""
        return {twin for paragraph_id in paragraph_ids for twin in self._near_identical.twins(paragraph_id)}

    def _completed(self, found: Findings, chosen: Quotes) -> Quotes:
        return with_what_is_announced(self._corpus, found.ranking, chosen, self._tuning.listing.budget)
