"""BM25 over views, with the French analyser."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import bm25s
import numpy as np

from embeddings.analyser import analyse
from embeddings.encoder import FloatArray

K1 = 1.2
B = 0.6


class LexicalIndex:
    """BM25 (Lucene's variant, Kamphuis et al. 2020) in which document i is view i."""

    def __init__(self, bm25: bm25s.BM25, size: int) -> None:
        self._bm25 = bm25
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index the terms of `texts`."""
        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        bm25.index([analyse(text) for text in texts], show_progress=False)
        return cls(bm25, len(texts))

    def __len__(self) -> int:
        return self._size

    def scores(self, query: str) -> FloatArray:
        """Return the BM25 score of `query` with every view, shape (n,); 0 where no term is shared."""
        known = [term for term in analyse(query) if term in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._bm25.get_scores(known), np.float32)

    def save(self, directory: Path) -> None:
        """Write the index into `directory`."""
        self._bm25.save(directory, show_progress=False)

    @classmethod
    def load(cls, directory: Path) -> LexicalIndex:
        """Read an index written by `save`."""
        bm25 = bm25s.BM25.load(directory)
        return cls(bm25, int(bm25.scores["num_docs"]))


def analysis_sha256() -> str:
    """SHA-256 of what decides the terms and their weights: the analyser's code, the stop words, BM25's constants."""
    room = files("embeddings")
    parts = (room.joinpath(name).read_bytes() for name in ("analyser.py", "stop_words.txt"))
    return hashlib.sha256(b"\0".join((*parts, f"k1={K1} b={B}".encode()))).hexdigest()
