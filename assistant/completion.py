"""What goes with the quotes chosen: the items of a list, words besides a heading, what the words refer to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assistant.model import PassageHit, Quote
from assistant.quoting import QuotePolicy, ScoredSentences, choose_quotes, score_sentences
from assistant.retriever import Ranking
from corpus import Corpus, Paragraph, ParagraphKind

NEAR = 8  # paragraphs among which several items of one family show that a list is asked
SHORT = 800  # characters
OTHERS = 2  # quotes kept besides a whole family


def whole(paragraph: Paragraph) -> Quote:
    """Quote all of a paragraph."""
    return Quote(paragraph, 0, len(paragraph.text), score=1.0)


def whole_where_alone(chosen: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Quote all of the one paragraph chosen, where it is short: a follow-up leans on what stands around a sentence."""
    paragraphs = {quote.paragraph for quote in chosen}
    if len(paragraphs) != 1 or len(chosen[0].paragraph.text) > SHORT:
        return chosen
    return (replace(whole(chosen[0].paragraph), score=chosen[0].score),)


def is_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph names or dates a text, and holds none."""
    return paragraph.kind is ParagraphKind.TITLE or paragraph.label.endswith((", date", ", signature"))


def with_items(corpus: Corpus, ranking: Ranking, chosen: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Where the best paragraph introduces items, or is one of several that were found, quote them all."""
    best = corpus.paragraphs[int(ranking.order[0])]
    head = best.parent_id or best.paragraph_id
    items = corpus.children(head)
    near = {corpus.paragraphs[row].paragraph_id for row in ranking.order[:NEAR].tolist()}
    if not items or (best.parent_id and len(near & {item.paragraph_id for item in items}) < 3):
        return chosen
    family = (corpus.by_id[head], *items)
    shown = {paragraph.paragraph_id for paragraph in family}
    others = (quote for quote in chosen[:OTHERS] if quote.paragraph.paragraph_id not in shown)
    return (*map(whole, family), *others)


def beyond_headings(
    corpus: Corpus, sentences: ScoredSentences, policy: QuotePolicy, chosen: tuple[Quote, ...], *, named: bool
) -> tuple[Quote, ...]:
    """Put texts before headings, which alone say nothing of what is asked, and quote a text where none was chosen.

    Where a name, a date or a document is asked (`named`), a heading may answer and stays first.
    """
    headings = tuple(quote for quote in chosen if is_heading(quote.paragraph))
    if len(headings) < len(chosen):
        return chosen if named else tuple(sorted(chosen, key=lambda quote: quote in headings))
    kept = [
        place
        for place, candidate in enumerate(sentences.candidates)
        if not is_heading(corpus.paragraphs[candidate.row])
    ]
    if not kept:
        return chosen
    texts = score_sentences([sentences.candidates[place] for place in kept], sentences.scores[np.array(kept)])
    others = choose_quotes(corpus, texts, policy)
    return (*headings, *others) if named else (*others, *headings)


def with_what_is_announced(
    corpus: Corpus, ranking: Ranking, chosen: tuple[Quote, ...], budget: int
) -> tuple[Quote, ...]:
    """Put after words that only announce items (« Demande aux États Membres : ») those items.

    Where they take more than `budget` characters, only the one that is ranked first, and none where one is quoted
    already.
    """
    announced = {quote: _announced(corpus, ranking, quote, chosen, budget) for quote in chosen}
    taken = {item for items in announced.values() for item in items}  # shown after their lead-in, not before it
    completed: list[Quote] = []
    for quote in chosen:
        if quote.paragraph not in taken:
            completed += [quote, *(replace(whole(item), score=quote.score) for item in announced[quote])]
    return tuple(completed)


def _announced(
    corpus: Corpus, ranking: Ranking, quote: Quote, chosen: tuple[Quote, ...], budget: int
) -> tuple[Paragraph, ...]:
    items = corpus.children(quote.paragraph.paragraph_id)
    if not items or not quote.text.rstrip().endswith(":"):
        return ()
    if sum(len(item.text) for item in items) <= budget:
        return items
    if any(other.paragraph in items for other in chosen):
        return ()
    return next(((item,) for row in ranking.order.tolist() if (item := corpus.paragraphs[row]) in items), ())


def with_items_after(hits: tuple[PassageHit, ...], quotes: tuple[Quote, ...]) -> tuple[PassageHit, ...]:
    """Put the items that are quoted with their lead-in right after it, with its score; as many hits as before."""
    quoted = {quote.paragraph: None for quote in quotes}
    own = {hit.paragraph: hit for hit in hits}
    ordered: dict[Paragraph, PassageHit] = {}
    for hit in hits:
        ordered.setdefault(hit.paragraph, hit)
        for item in quoted:
            if item.parent_id == hit.paragraph.paragraph_id and hit.paragraph in quoted and item not in ordered:
                ordered[item] = replace(own.get(item, PassageHit(item, 0, 0.0)), score=hit.score)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate([*ordered.values()][: len(hits)], start=1))


def referred(corpus: Corpus, quotes: tuple[Quote, ...]) -> tuple[Paragraph, ...]:
    """List the paragraphs that the quoted words refer to, other than those quoted, and the lead-ins of items."""
    shown = {quote.paragraph.paragraph_id for quote in quotes}
    targets = []
    for quote in quotes:
        if quote.paragraph.parent_id:
            targets.append(quote.paragraph.parent_id)
        for mention in corpus.references_from(quote.paragraph.paragraph_id):
            if mention.target_id and quote.start <= mention.start < max(quote.end, quote.start + 1):
                targets.append(mention.target_id)
    return tuple(corpus.by_id[target] for target in dict.fromkeys(targets) if target not in shown)
