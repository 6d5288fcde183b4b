"""The index with some of its views silent, gone, or encoded by another encoder."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embeddings.builtin_model import cache_directory
from embeddings.encoder import EncodedQuery, Encoder
from embeddings.index import SearchIndex, ViewScores
from embeddings.token_index import TokenIndex
from embeddings.vector_index import VectorIndex
from embeddings.views import ViewKind

Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Mask:
    """Views (rows of the index, `(n_views,)` each) that a signal is silent on, always 0, and views that are gone."""

    cosine: Rows
    bm25: Rows
    late: Rows
    gone: Rows

    def silence(self, scores: ViewScores) -> ViewScores:
        """Gives the scores of one question with 0 for the silent views; the rows of those gone are kept."""
        return ViewScores(
            np.where(self.cosine, np.float32(0), scores.dense),
            np.where(self.bm25, np.float32(0), scores.bm25),
            np.where(self.late, np.float32(0), scores.late),
        )


@dataclass(frozen=True, slots=True)
class MaskedIndex(SearchIndex):
    """Part of an index: `views` and `scores` leave out those that `mask` says are gone; the rest holds them all."""

    mask: Mask

    def scores(self, question: str, encoded: EncodedQuery) -> ViewScores:
        """Return how near `question` is to the kept views, 0 for the silent ones, shape (n_kept,) each."""
        # not `super()`: a dataclass with slots is another class than the one that the method was written in
        whole, kept = self.mask.silence(SearchIndex.scores(self, question, encoded)), ~self.mask.gone
        return ViewScores(whole.dense[kept], whole.bm25[kept], whole.late[kept])


def masked(index: SearchIndex, mask: Mask) -> SearchIndex:
    """Gives an index that stands in for `index` with the views of `mask` silent or gone."""
    views = tuple(view for view, gone in zip(index.views, mask.gone.tolist(), strict=True) if not gone)
    return MaskedIndex(views, index.vectors, index.lexical, index.tokens, index.sources, mask)


def with_other_questions(index: SearchIndex, encoder: Encoder) -> SearchIndex:
    """Gives the index with its anticipated questions encoded by another encoder of the same passages.

    Their vectors are kept in the user's cache, as encoding them takes minutes.
    """
    sources = replace(index.sources, adapter_sha256=encoder.adapter_sha256)
    kept = cache_directory() / "ablation" / f"{sources.key()}.npy"
    asked = [row for row, view in enumerate(index.views) if view.kind is ViewKind.QUESTION]
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, encoder.encode_query([index.views[row].text for row in asked], progress=True))
    vectors = index.vectors.vectors()
    vectors[asked] = np.load(kept)
    return replace(index, vectors=VectorIndex.build(vectors), sources=sources)


def with_other_passages(index: SearchIndex, encoder: Encoder) -> SearchIndex:
    """Gives the index with its passages, their sentences and their tokens encoded by another encoder (a minute)."""
    read = encoder.read_document([view.text for view in index.views if view.kind is ViewKind.TEXT], progress=True)
    rows = [row for row, view in enumerate(index.views) if view.kind is not ViewKind.QUESTION]
    vectors = index.vectors.vectors()
    vectors[rows] = encoder.encode_document([index.views[row].text for row in rows], progress=True)
    return replace(index, vectors=VectorIndex.build(vectors), tokens=TokenIndex.build(index.views, read))
