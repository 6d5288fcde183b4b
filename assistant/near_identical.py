"""Passages that several documents repeat almost word for word, so that they are shown once."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz, process

from assistant.model import Quote
from corpus import Corpus, ParagraphKind, sentence_spans
from embeddings.analyser import fold

SIMILARITY = 88.0  # of 100, normalised Indel similarity of folded texts
SHORTEST = 80  # characters: shorter passages repeat by chance


class NearIdentical:
    """The pairs of paragraphs, of different documents, that say the same in nearly the same words."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        texts = [fold(paragraph.text) for paragraph in corpus.paragraphs]
        similar = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=SIMILARITY)
        self._twins: dict[str, tuple[str, ...]] = {}
        for row, paragraph in enumerate(corpus.paragraphs):
            others = (corpus.paragraphs[other] for other in similar[row].nonzero()[0].tolist() if other != row)
            if len(paragraph.text) >= SHORTEST and paragraph.kind is not ParagraphKind.FOOTNOTE:
                self._twins[paragraph.paragraph_id] = tuple(
                    other.paragraph_id for other in others if other.symbol != paragraph.symbol
                )

    def twins(self, paragraph_id: str) -> tuple[str, ...]:
        """Return the ids of the paragraphs near-identical to this one, in other documents."""
        return self._twins.get(paragraph_id, ())

    def fold_quotes(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """Show near-identical passages once: the first stays, its twins follow it as further references.

        A twin that was quoted itself is moved; one that was not is added, whole or by the same sentences.
        """
        folded: list[Quote] = []
        done: set[str] = set()
        for quote in quotes:
            paragraph_id = quote.paragraph.paragraph_id
            if paragraph_id in done:
                continue
            folded.append(quote)
            for twin in self.twins(paragraph_id):
                shown = [q for q in quotes if q.paragraph.paragraph_id == twin]
                folded.extend(replace(q, same_as=paragraph_id) for q in shown or [self._same_words(quote, twin)])
                done.add(twin)
        return tuple(dict.fromkeys(folded))

    def _same_words(self, quote: Quote, twin: str) -> Quote:
        """The part of `twin` that says what is quoted: the same sentences, or all where their number differs."""
        other = self._corpus.by_id[twin]
        here, there = sentence_spans(quote.paragraph.text), sentence_spans(other.text)
        if len(here) != len(there):
            return Quote(other, 0, len(other.text), same_as=quote.paragraph.paragraph_id, score=quote.score)
        places = [n for n, (start, end) in enumerate(here) if start < quote.end and quote.start < end]
        start, end = there[places[0]][0], there[places[-1]][1]
        return Quote(other, start, end, same_as=quote.paragraph.paragraph_id, score=quote.score)
