"""What the index says of a question, paragraph by paragraph and sentence by sentence.

Each feature is one signal of one view, standardised over the paragraphs of the corpus, so that a
linear combination of them can be learnt and read. A paragraph without anticipated questions has an
unknown question signal, not a bad one: its value is estimated from the paragraph's other views.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.index import SearchIndex, ViewScores
from embeddings.views import ViewKind

IntArray = NDArray[np.int64]

PASSAGE_FEATURES = (
    "dense_text",
    "dense_context",
    "dense_sentence",
    "dense_question",
    "dense_question_mean",
    "bm25_context",
    "bm25_sentence",
    "bm25_question",
    "bm25_question_mean",
    "dense_best",
    "late_text",
    "question_unknown",
)
MEAN_OF = 3


class PassageFeatures:
    """Computes, for one question, the matrix of features (n_paragraphs, n_features)."""

    def __init__(self, index: SearchIndex, paragraph_ids: Sequence[str]) -> None:
        rows = {paragraph_id: row for row, paragraph_id in enumerate(paragraph_ids)}
        self.n_paragraphs = len(rows)
        owner = np.array([rows[view.paragraph_id] for view in index.views], np.int64)
        kinds = np.array([view.kind.value for view in index.views])
        self.rows_of = {kind: np.flatnonzero(kinds == kind.value) for kind in ViewKind}
        self.owner_of = {kind: owner[self.rows_of[kind]] for kind in ViewKind}
        self._questions_of = _table(self.rows_of[ViewKind.QUESTION], self.owner_of[ViewKind.QUESTION], len(rows))

    def compute(self, scores: ViewScores, *, hidden: NDArray[np.bool_] | None = None) -> FloatArray:
        """Return the features of every paragraph, columns as in `PASSAGE_FEATURES`.

        `hidden` marks views (rows of the index) to leave out, as when an anticipated question is
        scored as if it were not indexed.
        """
        unknown = self._without_question(hidden)
        dense = {kind: self._best(scores.dense, kind, hidden) for kind in ViewKind}
        bm25 = {kind: self._best(scores.bm25, kind, hidden) for kind in ViewKind}
        dense_mean = self._mean_of_best(scores.dense, hidden)
        bm25_mean = self._mean_of_best(scores.bm25, hidden)
        text, context = standardise(dense[ViewKind.TEXT]), standardise(dense[ViewKind.CONTEXT])
        sentence = standardise(dense[ViewKind.SENTENCE])
        passage: FloatArray = (text + context + sentence) / np.float32(3)
        lexical = standardise(bm25[ViewKind.CONTEXT])
        question = _known_or(standardise(dense[ViewKind.QUESTION], unknown), passage, unknown)
        columns = (
            text,
            context,
            sentence,
            question,
            _known_or(standardise(dense_mean, unknown), passage, unknown),
            lexical,
            standardise(bm25[ViewKind.SENTENCE]),
            _known_or(standardise(bm25[ViewKind.QUESTION], unknown), lexical, unknown),
            _known_or(standardise(bm25_mean, unknown), lexical, unknown),
            np.maximum(passage, question),
            standardise(self._best(scores.late, ViewKind.TEXT, hidden)),
            unknown.astype(np.float32),
        )
        return np.stack(columns, axis=1).astype(np.float32)

    def _best(self, values: FloatArray, kind: ViewKind, hidden: NDArray[np.bool_] | None) -> FloatArray:
        """Best value of each paragraph's views of one kind; the least of all where it has none."""
        rows, owner = self._visible(kind, hidden)
        best = np.full(self.n_paragraphs, -np.inf, np.float32)
        np.fmax.at(best, owner, values[rows])
        return _finite(best)

    def _mean_of_best(self, values: FloatArray, hidden: NDArray[np.bool_] | None) -> FloatArray:
        """Mean of the best `MEAN_OF` question views of each paragraph."""
        shown = values if hidden is None else np.where(hidden, -np.inf, values)
        by_paragraph = np.append(shown, np.float32(-np.inf))[self._questions_of]
        best = np.partition(by_paragraph, -MEAN_OF, axis=1)[:, -MEAN_OF:].astype(np.float64)
        known = np.isfinite(best)
        with np.errstate(invalid="ignore"):
            return _finite((best.sum(axis=1, where=known) / known.sum(axis=1)).astype(np.float32))

    def _visible(self, kind: ViewKind, hidden: NDArray[np.bool_] | None) -> tuple[IntArray, IntArray]:
        rows, owner = self.rows_of[kind], self.owner_of[kind]
        if hidden is None:
            return rows, owner
        shown = ~hidden[rows]
        return rows[shown], owner[shown]

    def _without_question(self, hidden: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        _, owner = self._visible(ViewKind.QUESTION, hidden)
        unknown = np.ones(self.n_paragraphs, bool)
        unknown[owner] = False
        return unknown


def _table(rows: IntArray, owner: IntArray, n_owners: int) -> IntArray:
    """The `rows` of each owner, one owner a line, filled up with -1 to the same length, `MEAN_OF` at least."""
    counts = np.bincount(owner, minlength=n_owners)
    order = np.argsort(owner, kind="stable")
    place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    table = np.full((n_owners, max(MEAN_OF, int(counts.max(initial=0)))), -1, np.int64)
    table[owner[order], place] = rows[order]
    return table


def standardise(values: FloatArray, unknown: NDArray[np.bool_] | None = None) -> FloatArray:
    """Return `values` with mean 0 and deviation 1 over the known ones; zeros where they are all equal."""
    known = values if unknown is None else values[~unknown]
    if not len(known) or (deviation := float(known.std())) < 1e-6:
        return np.zeros_like(values)
    scaled: FloatArray = (values - known.mean()) / deviation
    return scaled


def _known_or(values: FloatArray, estimate: FloatArray, unknown: NDArray[np.bool_]) -> FloatArray:
    return np.where(unknown, estimate, values).astype(np.float32)


def _finite(values: FloatArray) -> FloatArray:
    known = np.isfinite(values)
    floor = values[known].min() if known.any() else 0.0
    return np.where(known, values, floor).astype(np.float32)
