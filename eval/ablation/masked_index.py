"""The index with some of its views silent, or gone, without encoding anything again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embeddings.builtin_model import cache_directory
from embeddings.encoder import Encoder, FloatArray
from embeddings.index import SearchIndex, ViewScores
from embeddings.lexical_index import LexicalIndex
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
            np.where(self.cosine, 0, scores.dense),
            np.where(self.bm25, 0, scores.bm25),
            np.where(self.late, 0, scores.late),
        )


class MaskedVectors(VectorIndex):
    """A vector index that scores the kept views only, the silent ones 0."""

    def __init__(self, inner: VectorIndex, silent: Rows, kept: NDArray[np.int64]) -> None:
        self._inner, self._silent, self._kept = inner, silent, kept

    def __len__(self) -> int:
        return len(self._kept)

    def scores(self, query: FloatArray) -> FloatArray:
        """Return the cosine of `query` with the kept views, shape (n_kept,)."""
        return np.where(self._silent, 0, self._inner.scores(query))[self._kept].astype(np.float32)


class MaskedTerms(LexicalIndex):
    """A lexical index that scores the kept views only, the silent ones 0."""

    def __init__(self, inner: LexicalIndex, silent: Rows, kept: NDArray[np.int64]) -> None:
        self._inner, self._silent, self._kept = inner, silent, kept

    def __len__(self) -> int:
        return len(self._kept)

    def scores(self, query: str) -> FloatArray:
        """Return the BM25 score of `query` with the kept views, shape (n_kept,)."""
        return np.where(self._silent, 0, self._inner.scores(query))[self._kept].astype(np.float32)


class MaskedTokens(TokenIndex):
    """A token index that scores the kept views only, the silent ones 0."""

    def __init__(self, inner: TokenIndex, silent: Rows, kept: NDArray[np.int64]) -> None:
        self._inner, self._silent, self._kept = inner, silent, kept

    def __len__(self) -> int:
        return len(self._kept)

    def scores(self, query: FloatArray) -> FloatArray:
        """Return the late interaction of `query` with the kept views, shape (n_kept,)."""
        return np.where(self._silent, 0, self._inner.scores(query))[self._kept].astype(np.float32)


def masked(index: SearchIndex, mask: Mask) -> SearchIndex:
    """Gives an index that stands in for `index` with the views of `mask` silent or gone."""
    kept = np.flatnonzero(~mask.gone)
    return replace(
        index,
        views=tuple(index.views[row] for row in kept.tolist()),
        vectors=MaskedVectors(index.vectors, mask.cosine, kept),
        lexical=MaskedTerms(index.lexical, mask.bm25, kept),
        tokens=MaskedTokens(index.tokens, mask.late, kept),
    )


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
