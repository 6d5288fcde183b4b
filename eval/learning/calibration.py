"""Makes the confidence a probability that the quotes answer, by two numbers read off the development set (Platt 1999).

Nothing is quoted under one half: that threshold is no number of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Answerer
from assistant.batch import answer_json
from assistant.confidence import LIKELIER_THAN_NOT
from assistant.linear import LinearModel
from eval.answers import parse_answer
from eval.full_system import answer_always
from eval.labelled_sets import load_labelled_set
from eval.measures.calibration import expected_calibration_error, reliability_bins
from eval.measures.quotes import evidence_quoted
from eval.model import QuestionKind

CERTAIN = 1e-6


class Outcome(NamedTuple):
    """What became of a question: the confidence told, whether the corpus answers it, whether the quotes did."""

    confidence: float
    answerable: bool
    right: bool


def development_outcomes(answerer: Answerer) -> list[Outcome]:
    """Ask the questions of the development set that are searched, withholding nothing."""
    answer_always(answerer)
    asked = [q for q in load_labelled_set("dev").questions if q.written.kind is not QuestionKind.REFERENCE]
    outcomes = []
    for question in asked:
        answer = answerer.ask(question.written.text).answer
        quotes = parse_answer(answer_json(answer), question.query_id).quotes
        right = question.answerable and evidence_quoted(question, quotes) == 1.0
        outcomes.append(Outcome(answer.confidence, question.answerable, right))
    return outcomes


def calibrated(model: LinearModel, outcomes: Sequence[Outcome]) -> LinearModel:
    """Return `model` stretched and shifted so that its probabilities are the shares of right answers."""
    odds = log_odds([outcome.confidence for outcome in outcomes])
    slope, shift = _platt(odds, np.array([outcome.right for outcome in outcomes]))
    return LinearModel(model.features, (model.weights * slope).astype(np.float32), model.bias * slope + shift)


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """What the calibration does on questions that it was not read off; mean and deviation."""

    error: tuple[float, float]  # expected calibration error
    answerable_refused: tuple[float, float]
    unanswerable_refused: tuple[float, float]


def cross_validated(outcomes: Sequence[Outcome], *, folds: int = 5, repeats: int = 20) -> CrossValidated:
    """Read the calibration off all folds but one, and judge it on that one; each repeat cuts anew."""
    told = np.array([outcome.confidence for outcome in outcomes])
    answerable = np.array([outcome.answerable for outcome in outcomes])
    right = np.array([outcome.right for outcome in outcomes])
    odds = log_odds(told.tolist())
    found = []
    for seed in range(repeats):
        fold = np.random.default_rng(seed).permutation(len(outcomes)) % folds
        chances = np.zeros(len(outcomes))
        for held in range(folds):
            inside, outside = fold != held, fold == held
            slope, shift = _platt(odds[inside], right[inside])
            chances[outside] = 1 / (1 + np.exp(-(slope * odds[outside] + shift)))
        found.append(held_out_figures(chances, answerable, right))
    return summarised(found)


def held_out_figures(
    chances: NDArray[np.float64], answerable: NDArray[np.bool_], right: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """Return the calibration error, and the shares of answerable and of unanswerable questions that are refused."""
    refused = chances < LIKELIER_THAN_NOT
    error = expected_calibration_error(reliability_bins(chances.tolist(), right.tolist()))
    return error, float(refused[answerable].mean()), float(refused[~answerable].mean())


def summarised(repeats: Sequence[tuple[float, float, float]]) -> CrossValidated:
    """Return the mean and the deviation of each figure over the repeats."""
    means, deviations = np.mean(repeats, axis=0).tolist(), np.std(repeats, axis=0).tolist()
    return CrossValidated(*zip(means, deviations, strict=True))


def _platt(odds: NDArray[np.floating[Any]], right: NDArray[np.bool_]) -> tuple[float, float]:
    """The slope and shift that turn log-odds into those of being right (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=np.inf).fit(odds[:, None], right)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def log_odds(probabilities: Sequence[float]) -> NDArray[np.floating[Any]]:
    """Return log(p / (1 - p)) of each probability."""
    kept = np.clip(np.asarray(probabilities, np.float64), CERTAIN, 1 - CERTAIN)
    return np.asarray(np.log(kept / (1 - kept)))
