"""Uncertainty over the questions: bootstrap intervals, a paired randomisation test, Holm's correction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

DEFAULT_SAMPLES = 10_000
_CHUNK = 500  # resamples drawn at once: keeps memory small on thousands of questions


class Interval(NamedTuple):
    """A mean with the bounds of its confidence interval."""

    mean: float
    low: float
    high: float


class Comparison(NamedTuple):
    """System B minus system A on one measure: the interval of the difference and its p-value."""

    mean_a: float
    mean_b: float
    difference: Interval
    p_value: float


def bootstrap_interval(
    values: Sequence[float], *, seed: int = 0, samples: int = DEFAULT_SAMPLES, level: float = 0.95
) -> Interval:
    """Gives the mean and its percentile bootstrap interval (Efron & Tibshirani, 1993, ch. 13).

    `values`: one a question, any unit. Raises ValueError where there are none.
    """
    data = np.asarray(values, dtype=np.float64)
    if data.ndim != 1 or not len(data):
        raise ValueError(f"expected one value a question, at least one; got shape {data.shape}")
    generator = np.random.default_rng(seed)
    means = np.concatenate(
        [data[generator.integers(0, len(data), size=(size, len(data)))].mean(axis=1) for size in _chunk_sizes(samples)]
    )
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(data.mean()), float(low), float(high))


def bootstrap_statistic(
    statistic: Callable[[npt.NDArray[np.int64]], float],
    n_questions: int,
    *,
    seed: int = 0,
    samples: int = 1_000,
    level: float = 0.95,
) -> Interval:
    """Gives a statistic that is no mean (an area, a calibration error) and its percentile bootstrap interval.

    `statistic` takes question numbers, `(n_questions,)`; resamples on which it raises ValueError
    (an area with one kind of question only) are left out.
    """
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(samples):
        with suppress(ValueError):
            values.append(statistic(generator.integers(0, n_questions, size=n_questions)))
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(statistic(np.arange(n_questions)), float(low), float(high))


def randomisation_test(differences: Sequence[float], *, seed: int = 0, samples: int = DEFAULT_SAMPLES) -> float:
    """Gives the two-sided p-value of the paired randomisation (sign-flip) test (Smucker et al., CIKM 2007).

    The observed assignment counts among the samples, so p is at least 1 / (samples + 1). Raises
    ValueError where there are no differences.
    """
    data = np.asarray(differences, dtype=np.float64)
    if data.ndim != 1 or not len(data):
        raise ValueError(f"expected one difference a question, at least one; got shape {data.shape}")
    generator = np.random.default_rng(seed)
    tolerance = 1e-12 * np.abs(data).sum()  # sums that differ by rounding only are equal
    observed = abs(float(data.sum())) - tolerance
    extreme = sum(
        int((np.abs(_random_signs(generator, size, len(data)) @ data) >= observed).sum())
        for size in _chunk_sizes(samples)
    )
    return (extreme + 1) / (samples + 1)


def compare(
    a: Mapping[str, float], b: Mapping[str, float], *, seed: int = 0, samples: int = DEFAULT_SAMPLES
) -> Comparison:
    """Compares two systems question by question (query id → value).

    Raises ValueError where they were not scored on the same questions.
    """
    if a.keys() != b.keys():
        odd = sorted(a.keys() ^ b.keys())
        raise ValueError(f"expected the same queries on both sides, got {len(odd)} on one only, first {odd[0]!r}")
    differences = [b[query_id] - a[query_id] for query_id in a]
    return Comparison(
        float(np.mean(list(a.values()))),
        float(np.mean(list(b.values()))),
        bootstrap_interval(differences, seed=seed, samples=samples),
        randomisation_test(differences, seed=seed, samples=samples),
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusts p-values of several comparisons made together (Holm, 1979), in the order given."""
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for passed, index in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        highest = max(highest, min(1.0, (len(p_values) - passed) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def _chunk_sizes(samples: int) -> list[int]:
    full, rest = divmod(samples, _CHUNK)
    return [_CHUNK] * full + ([rest] if rest else [])


def _random_signs(generator: np.random.Generator, rows: int, columns: int) -> npt.NDArray[np.float64]:
    return generator.integers(0, 2, size=(rows, columns)).astype(np.float64) * 2 - 1
