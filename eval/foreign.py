"""The product's ranking over another corpus: its views and learnt weights, without anticipated questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assistant.features import PASSAGE_FEATURES, PassageFeatures
from assistant.linear import load_weights
from corpus import sentence_spans
from embeddings.encoder import Encoder, FloatArray, load_encoder
from embeddings.index import SearchIndex
from embeddings.lexical_index import LexicalIndex
from embeddings.manifest import Sources
from embeddings.token_index import TokenIndex
from embeddings.vector_index import VectorIndex
from embeddings.views import View, ViewKind
from eval.baselines import ScoringSystem
from eval.systems import Passage, SystemDescription


def full_over(passages: Sequence[Passage]) -> ScoringSystem:
    """Ranks any passages as the product ranks those that nobody anticipated a question on.

    A passage's views are its text, its text under its title, and its sentences.
    """
    encoder = load_encoder()
    index = index_over(passages, encoder)
    features = PassageFeatures(index, [passage.passage_id for passage in passages])
    model = load_weights("ranking", PASSAGE_FEATURES)

    def score(queries: Sequence[str]) -> FloatArray:
        views = (
            index.scores(query, encoded) for query, encoded in zip(queries, encoder.read_query(queries), strict=True)
        )
        return np.stack([_positive(model.score(features.compute(each))) for each in views])

    description = SystemDescription(encoder.name, encoder.revision, encoder.adapter_sha256)
    return ScoringSystem(tuple(passage.passage_id for passage in passages), score, description)


def index_over(passages: Sequence[Passage], encoder: Encoder) -> SearchIndex:
    """Encodes and indexes every view of the passages; nothing is kept on disk."""
    views = tuple(views_of(passages))
    vectors = VectorIndex.build(encoder.encode_document([view.text for view in views], progress=True))
    sources = Sources(encoder.name, encoder.revision, encoder.adapter_sha256, "", "", "", encoder.dim)
    tokens = TokenIndex.build(views, encoder.read_document([passage.text for passage in passages], progress=True))
    return SearchIndex(views, vectors, LexicalIndex.build([view.text for view in views]), tokens, sources)


def views_of(passages: Sequence[Passage]) -> Iterator[View]:
    """Yields the views of every passage."""
    for passage_id, text, title in passages:
        yield View(ViewKind.TEXT, passage_id, text, 0, len(text))
        yield View(ViewKind.CONTEXT, passage_id, f"{title} — {text}" if title else text, 0, len(text))
        for start, end in sentence_spans(text):
            yield View(ViewKind.SENTENCE, passage_id, text[start:end], start, end)


def _positive(scores: FloatArray) -> FloatArray:
    """Raises scores above 0, in the same order: a passage that scores 0 or less would count as not found."""
    shifted: FloatArray = scores - scores.min() + 1
    return shifted
