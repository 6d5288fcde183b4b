"""Chooses what to quote: the sentences most likely to answer, within a budget of characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.linear import softmax
from assistant.model import Quote
from assistant.sentence_features import Candidate
from corpus import Corpus
from embeddings.encoder import FloatArray


@dataclass(frozen=True, slots=True)
class QuotePolicy:
    """How much to quote: sentences are taken, likeliest first, until they hold `mass` of the probability.

    A sentence that would carry the total over `budget` characters is passed over, unless it is the
    first; at most `max_quotes` paragraphs are quoted.
    """

    mass: float = 0.8
    budget: int = 700
    max_quotes: int = 5


@dataclass(frozen=True, slots=True)
class ScoredSentences:
    """The sentences of the best paragraphs, with their scores and probabilities (which sum to 1)."""

    candidates: tuple[Candidate, ...]
    scores: FloatArray
    probabilities: FloatArray


def score_sentences(candidates: Sequence[Candidate], scores: FloatArray) -> ScoredSentences:
    """Give each candidate its probability of being the one that answers."""
    return ScoredSentences(tuple(candidates), scores, softmax(scores))


def choose_quotes(corpus: Corpus, sentences: ScoredSentences, policy: QuotePolicy) -> tuple[Quote, ...]:
    """Return the quotes, best first; neighbouring sentences of a paragraph make one quote."""
    chosen: list[int] = []
    rows: set[int] = set()
    length, mass = 0, 0.0
    for place in np.argsort(-sentences.probabilities, kind="stable").tolist():
        candidate = sentences.candidates[place]
        size = candidate.end - candidate.start
        new_row = candidate.row not in rows
        if chosen and (length + size > policy.budget or (new_row and len(rows) >= policy.max_quotes)):
            continue
        chosen.append(place)
        rows.add(candidate.row)
        length += size
        mass += float(sentences.probabilities[place])
        if mass >= policy.mass:
            break
    return _as_quotes(corpus, sentences, chosen)[: policy.max_quotes]


def merged(groups: Sequence[tuple[Quote, ...]]) -> tuple[Quote, ...]:
    """Return the quotes of all the groups, each group in turn; those of a paragraph that meet become one."""
    kept: list[Quote] = []
    for quote in (quote for group in groups for quote in group):
        met = [other for other in kept if _meet(quote, other)]
        if not met:
            kept.append(quote)
            continue
        joined = [quote, *met]
        start, end = min(each.start for each in joined), max(each.end for each in joined)
        kept[kept.index(met[0])] = Quote(quote.paragraph, start, end, score=max(each.score for each in joined))
        kept = [other for other in kept if other not in met[1:]]
    return tuple(kept)


def _meet(one: Quote, other: Quote) -> bool:
    """Whether two quotes of a paragraph overlap, or have nothing but white space between them."""
    if one.paragraph.paragraph_id != other.paragraph.paragraph_id:
        return False
    first, second = sorted((one, other), key=lambda quote: quote.start)
    return not one.paragraph.text[first.end : second.start].strip()


def _as_quotes(corpus: Corpus, sentences: ScoredSentences, chosen: list[int]) -> tuple[Quote, ...]:
    """Join neighbouring sentences and order the quotes by their likeliest sentence."""
    in_order = sorted(chosen, key=lambda place: (sentences.candidates[place].row, sentences.candidates[place].start))
    groups: list[list[int]] = []
    for place in in_order:
        if groups and _adjacent(corpus, sentences.candidates[groups[-1][-1]], sentences.candidates[place]):
            groups[-1].append(place)
        else:
            groups.append([place])
    quotes = [_quote(corpus, sentences, group) for group in groups]
    return tuple(sorted(quotes, key=lambda quote: -quote.score))


def _adjacent(corpus: Corpus, before: Candidate, after: Candidate) -> bool:
    text = corpus.paragraphs[after.row].text
    return before.row == after.row and not text[before.end : after.start].strip()


def _quote(corpus: Corpus, sentences: ScoredSentences, group: list[int]) -> Quote:
    first, last = sentences.candidates[group[0]], sentences.candidates[group[-1]]
    score = max(float(sentences.probabilities[place]) for place in group)
    return Quote(corpus.paragraphs[first.row], first.start, last.end, score=score)
