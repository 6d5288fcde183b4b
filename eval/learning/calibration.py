"""Makes the confidence a probability that the quotes answer, and sets the threshold under which nothing is quoted.

Both are read off the development set: two numbers for the calibration (Platt 1999), one for the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Answerer
from assistant.batch import answer_json
from assistant.linear import LinearModel
from eval.answers import parse_answer
from eval.full_system import answer_always
from eval.labelled_sets import load_labelled_set
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
    from sklearn.linear_model import LogisticRegression

    odds = log_odds([outcome.confidence for outcome in outcomes])
    fitted = LogisticRegression(C=np.inf).fit(odds[:, None], [outcome.right for outcome in outcomes])
    slope, shift = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return LinearModel(model.features, (model.weights * slope).astype(np.float32), model.bias * slope + shift)


def refusing_threshold(confidences: Sequence[float], share: float) -> float:
    """Return the confidence under which `share` of the answerable questions fall."""
    return round(float(np.quantile(confidences, share)), 4)


def log_odds(probabilities: Sequence[float]) -> NDArray[np.floating[Any]]:
    """Return log(p / (1 - p)) of each probability."""
    kept = np.clip(np.asarray(probabilities, np.float64), CERTAIN, 1 - CERTAIN)
    return np.asarray(np.log(kept / (1 - kept)))
