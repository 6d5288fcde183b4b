"""Small stand-ins for the tests: an encoder made of arithmetic, and unit vectors."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from embeddings.encoder import EncodedQuery, EncodedTokens, FloatArray


def unit_vectors(n: int, dim: int, seed: int = 0) -> FloatArray:
    """Random directions, shape (n, dim), float32, L2-normalised."""
    vectors = np.random.default_rng(seed).standard_normal((n, dim)).astype(np.float32)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


class HashEncoder:
    """Every text has a direction of its own, another one as a query; nothing is learnt, all is repeatable."""

    def __init__(self, dim: int = 16, revision: str = "1", adapter_sha256: str | None = None) -> None:
        self.name = "hash"
        self.revision = revision
        self.adapter_sha256 = adapter_sha256
        self.dim = dim

    def encode_query(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        return self._vectors(f"query: {text}" for text in texts)

    def encode_document(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        return self._vectors(f"passage: {text}" for text in texts)

    def read_query(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedQuery]:
        return [EncodedQuery(vector, vector[None, :]) for vector in self.encode_query(texts)]

    def read_document(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedTokens]:
        """A token for each word."""
        found = [list(re.finditer(r"\S+", text)) for text in texts]
        return [
            EncodedTokens(
                vector,
                self._vectors(word.group() for word in words),
                np.array([word.span() for word in words], np.int64).reshape(-1, 2),
            )
            for vector, words in zip(self.encode_document(texts), found, strict=True)
        ]

    def _vectors(self, texts) -> FloatArray:
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts]
        return np.concatenate([np.zeros((0, self.dim), np.float32), *(unit_vectors(1, self.dim, s) for s in seeds)])
