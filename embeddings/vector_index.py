"""Exact inner-product search over view vectors, with FAISS."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray

IntArray = NDArray[np.int64]


class VectorIndex:
    """A flat FAISS index: row i is the vector of view i; scores are cosines, as vectors are normalised."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: FloatArray) -> VectorIndex:
        """Index `vectors`, shape (n, dim), float32, L2-normalised. Raises ValueError on another shape or type."""
        if vectors.ndim != 2 or vectors.dtype != np.float32:
            raise ValueError(f"vectors are {vectors.dtype} of shape {vectors.shape}, expected float32 (n, dim)")
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Length of the vectors."""
        return int(self._index.d)

    def vectors(self) -> FloatArray:
        """Return all the vectors, shape (n, dim)."""
        stored: FloatArray = self._index.reconstruct_n(0, len(self))
        return stored

    def search(self, queries: FloatArray, top_k: int) -> tuple[tuple[IntArray, FloatArray], ...]:
        """Return, for each row of `queries` (n_queries, dim), the rows and scores of its nearest vectors.

        Best first, at most `top_k`; the `-1` with which FAISS pads a short list is dropped. Raises
        ValueError where the queries are not of the index's dimension.
        """
        if queries.ndim != 2 or queries.shape[1] != self.dim:
            raise ValueError(f"queries are of shape {queries.shape}, expected (n_queries, {self.dim})")
        scores, rows = self._index.search(np.ascontiguousarray(queries, np.float32), min(top_k, max(len(self), 1)))
        return tuple((row[row >= 0], score[row >= 0]) for row, score in zip(rows, scores, strict=True))

    def scores(self, query: FloatArray) -> FloatArray:
        """Return the cosine of one `query` (dim,) with every vector, in row order, shape (n,).

        Raises ValueError where the query is not of the index's dimension.
        """
        if query.shape != (self.dim,):
            raise ValueError(f"the query is of shape {query.shape}, expected ({self.dim},)")
        by_row, wanted = np.zeros(len(self), np.float32), np.ascontiguousarray(query, np.float32)
        stored = self._index.get_xb()  # type: ignore[attr-defined]  # of IndexFlat; the stubs know Index only
        inner_products = faiss.fvec_inner_products_ny  # type: ignore[attr-defined]
        # `search` for all of them would sort them too, which takes three times as long.
        inner_products(faiss.swig_ptr(by_row), faiss.swig_ptr(wanted), stored, self.dim, len(self))
        return by_row

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Read an index written by `save`."""
        return cls(faiss.read_index(str(path)))
