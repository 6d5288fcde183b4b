"""Boosted trees in place of the linear fusion: tried, and no better (`docs/retrieval.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.features import PASSAGE_FEATURES
from assistant.linear import LinearModel
from embeddings.encoder import FloatArray
from eval.learning.fitting import Choice
from eval.learning.ranking import fit_ranking

LOOKED_AT = 20  # of the best paragraphs of the linear model: the trees order these, and no others
TREES, LEAVES, RATE = 100, 8, 0.1


@dataclass(frozen=True, slots=True)
class Trees(LinearModel):
    """Orders the best paragraphs of the linear model by `trees`, each taking the score of its new place."""

    trees: Any = None

    def score(self, matrix: FloatArray) -> FloatArray:
        """Return the score of each row of `matrix` (n, n_features), shape (n,)."""
        scores = LinearModel.score(self, matrix)  # not `super()`: a dataclass with slots is another class
        best = _best(scores)
        order = np.argsort(-self.trees.decision_function(_told(matrix, scores, best)), kind="stable")
        reordered = scores.copy()
        reordered[best[order]] = scores[best]
        return reordered


def fit_trees(choices: Sequence[Choice]) -> LinearModel:
    """Learn the linear model, then trees that tell the right paragraphs among its best."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    linear = fit_ranking(choices)
    rows, right, weights = [], [], []
    for choice in choices:
        scores = linear.score(choice.features)
        best = _best(scores)
        rows.append(_told(choice.features, scores, best))
        right.append(choice.right[best])
        weights.append(np.full(len(best), choice.weight))
    trees = HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, random_state=0)
    trees.fit(np.concatenate(rows), np.concatenate(right), sample_weight=np.concatenate(weights))
    return Trees(PASSAGE_FEATURES, linear.weights, trees=trees)


def _best(scores: FloatArray) -> NDArray[np.int64]:
    return np.asarray(np.argsort(-scores, kind="stable")[:LOOKED_AT], np.int64)


def _told(matrix: FloatArray, scores: FloatArray, best: NDArray[np.int64]) -> FloatArray:
    """What the trees read of the `best` rows: features, linear score, place, and distance to the best of each."""
    features = matrix[best]
    places = np.arange(len(best), dtype=np.float32)
    columns = (features, features - features.max(axis=0), scores[best], scores[best] - scores[best[0]], places)
    return np.column_stack(columns).astype(np.float32)
