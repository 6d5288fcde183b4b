"""Risk and coverage of a system that answers its surest questions first (El-Yaniv & Wiener, JMLR 2010)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class RiskCoverage(NamedTuple):
    """`coverage[i]` of the questions answered (`(i + 1) / n`), at a mean loss of `risk[i]`; shapes `(n,)`."""

    coverage: npt.NDArray[np.float64]
    risk: npt.NDArray[np.float64]


def risk_coverage(confidences: npt.ArrayLike, losses: npt.ArrayLike) -> RiskCoverage:
    """Gives the mean loss of the i + 1 surest answers, for every i.

    Answers of equal confidence share their mean loss: the expectation over their orders, so that the
    curve does not depend on the order of the input. Raises ValueError on empty or unequal inputs.
    """
    sure, loss = np.asarray(confidences, dtype=np.float64), np.asarray(losses, dtype=np.float64)
    if sure.shape != loss.shape or sure.ndim != 1 or not len(sure):
        raise ValueError(f"expected as many losses as confidences, at least one; got {loss.shape} and {sure.shape}")
    distinct, group = np.unique(-sure, return_inverse=True)
    group_means = np.bincount(group, weights=loss) / np.bincount(group, minlength=len(distinct))
    answered = np.arange(1, len(sure) + 1)
    return RiskCoverage(answered / len(sure), np.cumsum(group_means[np.sort(group)]) / answered)


def aurc(confidences: npt.ArrayLike, losses: npt.ArrayLike) -> float:
    """Gives the area under the risk-coverage curve: the mean risk over all coverages (Geifman & El-Yaniv, 2019)."""
    return float(risk_coverage(confidences, losses).risk.mean())


def best_aurc(losses: npt.ArrayLike) -> float:
    """Gives the least AURC that any confidence could reach with these losses."""
    return aurc(-np.asarray(losses, dtype=np.float64), losses)
