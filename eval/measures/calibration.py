"""Calibration: is an answer given with confidence .8 right eight times in ten?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class ReliabilityBin(NamedTuple):
    """Answers whose confidence lies in (low, high]: how many, how sure, how often right (0..1)."""

    low: float
    high: float
    size: int
    confidence: float
    accuracy: float


def reliability_bins(confidences: npt.ArrayLike, right: npt.ArrayLike, n_bins: int = 10) -> tuple[ReliabilityBin, ...]:
    """Sorts answers into bins of equal width, (low, high] with 0 in the first; empty bins are left out.

    `right`: 1 where the answer was right, 0 where wrong, or a share. Raises ValueError on unequal
    inputs or a confidence outside 0..1.
    """
    sure, correct = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    if sure.shape != correct.shape or not len(sure):
        raise ValueError(
            f"expected as many outcomes as confidences, at least one; got {correct.shape} and {sure.shape}"
        )
    if sure.min() < 0 or sure.max() > 1:
        raise ValueError(f"expected confidences within 0..1, got {sure.min()}..{sure.max()}")
    edges = np.arange(n_bins + 1) / n_bins
    index = np.clip(np.searchsorted(edges, sure, side="left") - 1, 0, n_bins - 1)
    return tuple(
        ReliabilityBin(
            float(edges[b]),
            float(edges[b + 1]),
            int((index == b).sum()),
            float(sure[index == b].mean()),
            float(correct[index == b].mean()),
        )
        for b in np.unique(index)
    )


def expected_calibration_error(bins: Sequence[ReliabilityBin]) -> float:
    """Gives the mean gap between confidence and accuracy, weighted by their size (Guo et al., ICML 2017, eq. 3)."""
    total = sum(b.size for b in bins)
    return sum(b.size * abs(b.confidence - b.accuracy) for b in bins) / total
