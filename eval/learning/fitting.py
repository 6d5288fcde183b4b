"""Fits linear models: a listwise softmax for rankings, a logistic regression for yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

FloatArray = NDArray[np.floating[Any]]


class Choice(NamedTuple):
    """One question: the features of its candidates (n, n_features), which are right (n,), how much it counts."""

    features: FloatArray
    right: NDArray[np.bool_]
    weight: float = 1.0


def fit_listwise(choices: Sequence[Choice], *, penalty: float, floor: float | None = None) -> NDArray[np.float64]:
    """Return the weights w that maximise the mean log-probability of a right candidate, less `penalty` * |w|².

    The probability of candidate i is exp(w·x_i) / Σ_j exp(w·x_j); the right candidates' probabilities
    are summed (ListNet's top-one model, Cao et al. 2007, marginalised over the right answers).
    Weights are kept at or above `floor`, where given. Choices without a right candidate teach nothing.
    """
    kept = [choice for choice in choices if choice.right.any()]
    total = sum(choice.weight for choice in kept)
    n_features = kept[0].features.shape[1]

    def objective(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        loss, gradient = 0.0, np.zeros(n_features)
        for features, right, weight in kept:
            scores = features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            mass = max(float(chances[right].sum()), 1e-12)
            loss -= weight * np.log(mass)
            gradient -= weight * ((chances * right / mass - chances) @ features)
        return loss / total + penalty * float(weights @ weights), gradient / total + 2 * penalty * weights

    bounds = None if floor is None else [(floor, None)] * n_features
    found = minimize(objective, np.full(n_features, 0.3), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, np.float64)


class Logistic(NamedTuple):
    """A logistic regression over raw features: weights and bias, the standardisation folded in."""

    weights: NDArray[np.float64]
    bias: float

    def decide(self, features: FloatArray) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        return np.asarray(features @ self.weights + self.bias, np.float64)


def fit_logistic(
    features: FloatArray,
    answers: NDArray[np.bool_],
    *,
    inverse_penalty: float,
    prior: float,
    standardised: bool = True,
    weights: NDArray[np.float64] | None = None,
) -> Logistic:
    """Return the logistic regression of `answers` on `features`, classes weighted as if `prior` were true.

    `weights` (n,) say how much each row counts, 1 where they are not given.
    """
    from sklearn.linear_model import LogisticRegression

    mean = features.mean(0) if standardised else np.zeros(features.shape[1])
    deviation = np.maximum(features.std(0), 1e-6) if standardised else np.ones(features.shape[1])
    counts = np.ones(len(answers)) if weights is None else weights
    model = LogisticRegression(C=inverse_penalty, max_iter=5000)
    model.fit((features - mean) / deviation, answers, sample_weight=balanced(answers, counts, prior))
    slopes = model.coef_[0] / deviation
    return Logistic(slopes, float(model.intercept_[0] - slopes @ mean))


def balanced(answers: NDArray[np.bool_], weights: NDArray[np.float64], prior: float) -> NDArray[np.float64]:
    """Return `weights` (n,) scaled so that the true `answers` (n,) hold the share `prior` of their sum."""
    share = np.average(answers, weights=weights)
    return np.asarray(weights * np.where(answers, prior / share, (1 - prior) / (1 - share)), np.float64)
