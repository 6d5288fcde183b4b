"""Late interaction: the query's tokens against the tokens of the passages (Khattab & Zaharia 2020, ColBERT).

A passage is encoded once, as a whole; its sentences are runs of its tokens, so that each is read in its context.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import EncodedTokens, FloatArray
from embeddings.views import View, ViewKind

Runs = NDArray[np.int64]
KEPT_DIM = 128  # of the token vectors: their main directions keep the order, at a third of the time


class TokenIndex:
    """The token vectors of all passages and the run of them that each view owns, shape (n_views, 2).

    Vectors are kept in their `projection`, shape (dim, kept), on the main directions of all tokens; they are
    of shape (n_tokens, kept). Views that are no slice of a passage (its text under headings, questions) have
    empty runs.
    """

    def __init__(self, tokens: FloatArray, projection: FloatArray, runs: Runs) -> None:
        self._tokens = np.concatenate([tokens, np.zeros_like(tokens[:1])])  # one more, for the last bound
        self._projection = projection
        self._runs = runs
        self._owners = np.flatnonzero(runs[:, 0] < runs[:, 1])
        bounds = runs[self._owners].reshape(-1)
        self._pieces = np.unique(bounds)  # where the tokens are cut, so that each run is whole pieces
        self._bounds = np.searchsorted(self._pieces, bounds)

    @classmethod
    def build(cls, views: Sequence[View], passages: Sequence[EncodedTokens]) -> TokenIndex:
        """Index `passages`, one for each view of kind TEXT, in their order."""
        texts = [view.paragraph_id for view in views if view.kind is ViewKind.TEXT]
        if len(texts) != len(passages):
            raise ValueError(f"{len(passages)} encoded passages for {len(texts)} texts, expected one each")
        first = np.cumsum([0, *(len(passage.tokens) for passage in passages)])
        place = {paragraph_id: row for row, paragraph_id in enumerate(texts)}
        runs = np.zeros((len(views), 2), np.int64)
        for row, view in enumerate(views):
            if view.kind in (ViewKind.TEXT, ViewKind.SENTENCE):
                passage = place[view.paragraph_id]
                runs[row] = first[passage] + _run(passages[passage].spans, view.start, view.end)
        tokens = np.concatenate([passage.tokens for passage in passages])
        projection = main_directions(tokens, KEPT_DIM)
        return cls(tokens @ projection, projection, runs)

    def __len__(self) -> int:
        return len(self._runs)

    def scores(self, query: FloatArray) -> FloatArray:
        """Return, for each view, the mean over the query's tokens of the best cosine with a token of the view.

        `query` are token vectors (n_tokens, dim), L2-normalised; the result is (n_views,), NaN for empty runs.
        """
        import torch

        scores = np.full(len(self), np.nan, np.float32)
        if len(self._owners):
            directions = torch.from_numpy(query @ self._projection)
            similarity = (directions @ torch.from_numpy(self._tokens).T).numpy()  # NumPy takes twice as long
            best = np.maximum.reduceat(similarity, self._pieces, axis=1)
            scores[self._owners] = np.maximum.reduceat(best, self._bounds, axis=1)[:, ::2].mean(axis=0)
        return scores

    def save(self, path: Path) -> None:
        """Write the index to `path`, in half precision."""
        with path.open("wb") as file:
            np.savez(file, tokens=self._tokens[:-1].astype(np.float16), projection=self._projection, runs=self._runs)

    @classmethod
    def load(cls, path: Path) -> TokenIndex:
        """Read an index written by `save`."""
        with np.load(path) as stored:
            return cls(stored["tokens"].astype(np.float32), stored["projection"], stored["runs"])


def main_directions(vectors: FloatArray, n: int) -> FloatArray:
    """Return the `n` directions that keep most of the vectors (n_vectors, dim), shape (dim, n); all where dim <= n.

    The first eigenvectors of their second moment: a principal component analysis without centring, so that
    inner products are kept.
    """
    dim = vectors.shape[1]
    if dim <= n:
        return np.eye(dim, dtype=np.float32)
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, -n:], np.float32)


def _run(spans: NDArray[np.int64], start: int, end: int) -> tuple[int, int]:
    """The first token of the characters `start` to `end` and the one after the last; (0, 0) where there is none."""
    inside = np.flatnonzero((spans[:, 0] < end) & (start < spans[:, 1]) & (spans[:, 0] < spans[:, 1]))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)
