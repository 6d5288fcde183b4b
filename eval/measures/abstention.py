"""Does the confidence tell questions that the corpus answers from those that it does not?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def auroc(positives: npt.ArrayLike, negatives: npt.ArrayLike) -> float:
    """Gives the area under the ROC curve of a score: P(positive > negative), ties counting one half.

    The Mann-Whitney statistic divided by the number of pairs (Hanley & McNeil, 1982). Raises
    ValueError where a side is empty.
    """
    scores, ordered = np.asarray(positives, dtype=np.float64), np.sort(np.asarray(negatives, dtype=np.float64))
    if not len(scores) or not len(ordered):
        raise ValueError(f"AUROC needs scores of both kinds, got {len(scores)} positives and {len(ordered)} negatives")
    below = np.searchsorted(ordered, scores, side="left")
    not_above = np.searchsorted(ordered, scores, side="right")
    return float((below + not_above).sum() / (2 * len(scores) * len(ordered)))


def roc_curve(
    positives: npt.ArrayLike, negatives: npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Gives the false and true positive rates, `(n_distinct_scores + 1,)` each, from (0, 0) to (1, 1)."""
    thresholds = np.unique(np.concatenate([np.asarray(positives), np.asarray(negatives)]))[::-1]
    kept = [[np.mean(np.asarray(side) >= threshold) for threshold in thresholds] for side in (negatives, positives)]
    false_rate, true_rate = (np.concatenate([[0.0], rates]) for rates in kept)
    return false_rate, true_rate
