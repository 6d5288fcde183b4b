"""An encoder that remembers, for work that asks the same questions again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from embeddings.encoder import EncodedQuery, EncodedTokens, Encoder, FloatArray


class RememberingEncoder:
    """An encoder that encodes each query once."""

    def __init__(self, inner: Encoder) -> None:
        self.name, self.revision, self.adapter_sha256 = inner.name, inner.revision, inner.adapter_sha256
        self._inner = inner
        self._known: dict[str, EncodedQuery] = {}

    @property
    def dim(self) -> int:
        """Length of the vectors."""
        return self._inner.dim

    def encode_query(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        """Return the vectors of `texts` as queries."""
        return np.stack([encoded.vector for encoded in self.read_query(texts, progress=progress)])

    def encode_document(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        """Return the vectors of `texts` as passages."""
        return self._inner.encode_document(texts, progress=progress)

    def read_query(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedQuery]:
        """Return the vectors of `texts` as queries, and of their tokens."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(missing, self._inner.read_query(missing, progress=progress), strict=True))
        return [self._known[text] for text in texts]

    def read_document(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedTokens]:
        """Return the vectors of the tokens of `texts` as passages."""
        return self._inner.read_document(texts, progress=progress)
