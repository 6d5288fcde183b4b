"""Makes the confidence a probability that the quotes answer, by two numbers (Platt 1999).

They are read off the development set, the broad questions and the asked ones, each author's under models learnt from
the others; each source counts as much, however many questions it has.
A third is the threshold: the confidence at which the corpus is as likely to answer as not, questions that it answers
and others being as frequent. To quote beside the point then costs as much as to withhold an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Answerer
from assistant.batch import answer_json
from assistant.linear import LinearModel, sigmoid
from eval.answers import parse_answer
from eval.broad_questions import TEACHING, read_broad
from eval.full_system import answer_always
from eval.labelled_sets import load_labelled_set
from eval.learning.asked import asked_questions, author_of
from eval.learning.confidence import Lesson, learn_confidence
from eval.measures.calibration import expected_calibration_error, reliability_bins
from eval.measures.quotes import evidence_quoted
from eval.model import Question, QuestionKind

Counts: TypeAlias = NDArray[np.float64]

CERTAIN = 1e-6


class Outcome(NamedTuple):
    """What became of a question: the confidence told, whether the corpus answers it, whether the quotes did."""

    confidence: float
    answerable: bool
    right: bool


def development_outcomes(answerer: Answerer) -> list[Outcome]:
    """Ask the questions of the development set that are searched, withholding nothing."""
    asked = (q for q in load_labelled_set("dev").questions if q.written.kind is not QuestionKind.REFERENCE)
    return outcomes_of(answerer, asked)


def outcomes_of(answerer: Answerer, questions: Iterable[Question]) -> list[Outcome]:
    """Ask `questions`, each alone, withholding nothing from now on."""
    answer_always(answerer)
    outcomes = []
    for question in questions:
        answer = answerer.ask(question.written.text).answer
        quotes = parse_answer(answer_json(answer), question.query_id).quotes
        right = question.answerable and evidence_quoted(question, quotes) == 1.0
        outcomes.append(Outcome(answer.confidence, question.answerable, right))
    return outcomes


def broad_outcomes(answerer: Answerer, lessons: Sequence[Lesson]) -> list[Outcome]:
    """Ask each author's broad questions as `asked_outcomes` does; a paragraph that speaks to one is right."""
    outcomes = []
    answer_always(answerer)
    for path in TEACHING:
        _learn_without(path.stem, answerer, lessons)
        for question in read_broad(path, answerer.corpus):
            answer = answerer.ask(question.text).answer
            right = question.is_answered_by(answer.quotes)
            outcomes.append(Outcome(answer.confidence, question.answerable, right))
    return outcomes


def asked_outcomes(answerer: Answerer, lessons: Sequence[Lesson]) -> list[Outcome]:
    """Ask each author's questions of a confidence that learnt from the `lessons` that this author did not write.

    The answerer is changed for good. The ranking and the quoting have learnt from all authors.
    """
    outcomes: list[Outcome] = []
    questions = asked_questions()
    for author in dict.fromkeys(author_of(question.query_id) for question in questions):
        _learn_without(author, answerer, lessons)
        outcomes += outcomes_of(answerer, [q for q in questions if author_of(q.query_id) == author])
    return outcomes


def _learn_without(author: str, answerer: Answerer, lessons: Sequence[Lesson]) -> None:
    probe, signals = learn_confidence([lesson for lesson in lessons if lesson.origin != author])
    answerer.searcher.confidence = replace(answerer.searcher.confidence, probe=probe, signals=signals)


class Calibration(NamedTuple):
    """The slope and shift that make log-odds those of being right, and the confidence under which to be silent."""

    slope: float
    shift: float
    threshold: float

    def chances(self, odds: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
        """Return the confidence of each log-odds."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * odds + self.shift))))

    def applied(self, model: LinearModel) -> LinearModel:
        """Return `model` stretched and shifted so that its probabilities are the shares of right answers."""
        return LinearModel(
            model.features, (model.weights * self.slope).astype(np.float32), model.bias * self.slope + self.shift
        )


def calibrate(sources: Sequence[Sequence[Outcome]]) -> Calibration:
    """Read a calibration off the outcomes of several sources of questions, each of which counts as much."""
    outcomes = [outcome for source in sources for outcome in source]
    return _calibration(
        log_odds([outcome.confidence for outcome in outcomes]),
        np.array([outcome.right for outcome in outcomes]),
        np.array([outcome.answerable for outcome in outcomes]),
        _counts(np.repeat(range(len(sources)), [len(source) for source in sources])),
    )


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """What the calibration does on questions that it was not read off; mean and deviation."""

    error: tuple[float, float]  # expected calibration error
    answerable_refused: tuple[float, float]
    unanswerable_refused: tuple[float, float]


def cross_validated(
    sources: Sequence[Sequence[Outcome]], judged: int, *, folds: int = 5, repeats: int = 20
) -> CrossValidated:
    """Read the calibration off all folds but one, and judge it on that one; each repeat cuts anew.

    Figures are over the outcomes of the source at the place `judged`.
    """
    outcomes = [outcome for source in sources for outcome in source]
    source = np.repeat(range(len(sources)), [len(each) for each in sources])
    told = np.array([outcome.confidence for outcome in outcomes])
    answerable = np.array([outcome.answerable for outcome in outcomes])
    right = np.array([outcome.right for outcome in outcomes])
    odds = log_odds(told.tolist())
    found = []
    for seed in range(repeats):
        fold = np.random.default_rng(seed).permutation(len(outcomes)) % folds
        chances, refused = np.zeros(len(outcomes)), np.zeros(len(outcomes), bool)
        for held in range(folds):
            inside, outside = fold != held, fold == held
            calibration = _calibration(odds[inside], right[inside], answerable[inside], _counts(source[inside]))
            chances[outside] = calibration.chances(odds[outside])
            refused[outside] = chances[outside] < calibration.threshold
        kept = source == judged
        found.append(held_out_figures(chances[kept], refused[kept], answerable[kept], right[kept]))
    return summarised(found)


def held_out_figures(
    chances: NDArray[np.float64],
    refused: NDArray[np.bool_],
    answerable: NDArray[np.bool_],
    right: NDArray[np.bool_],
) -> tuple[float, float, float]:
    """Return the calibration error, and the shares of answerable and of unanswerable questions that are refused."""
    error = expected_calibration_error(reliability_bins(chances.tolist(), right.tolist()))
    return error, float(refused[answerable].mean()), float(refused[~answerable].mean())


def summarised(repeats: Sequence[tuple[float, float, float]]) -> CrossValidated:
    """Return the mean and the deviation of each figure over the repeats."""
    means, deviations = np.mean(repeats, axis=0).tolist(), np.std(repeats, axis=0).tolist()
    return CrossValidated(*zip(means, deviations, strict=True))


def _calibration(
    odds: NDArray[np.floating[Any]], right: NDArray[np.bool_], answerable: NDArray[np.bool_], counts: Counts
) -> Calibration:
    slope, shift = _platt(odds, right, counts)
    own_slope, own_shift = _platt(odds, answerable, counts / _shares(answerable, counts))
    threshold = sigmoid(slope * (-own_shift / own_slope) + shift)
    return Calibration(slope, shift, threshold)


def _counts(source: NDArray[np.integer[Any]]) -> Counts:
    """How much each outcome counts, so that every source counts 1."""
    counts: Counts = 1 / np.bincount(source)[source]
    return counts


def _shares(answerable: NDArray[np.bool_], counts: Counts) -> Counts:
    """What all outcomes of the same kind count together, outcome by outcome."""
    shares: Counts = np.where(answerable, counts[answerable].sum(), counts[~answerable].sum())
    return shares


def _platt(odds: NDArray[np.floating[Any]], true: NDArray[np.bool_], counts: Counts) -> tuple[float, float]:
    """The slope and shift that turn log-odds into those of `true`, outcomes counting as told (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=np.inf).fit(odds[:, None], true, sample_weight=counts)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def log_odds(probabilities: Sequence[float]) -> NDArray[np.floating[Any]]:
    """Return log(p / (1 - p)) of each probability."""
    kept = np.clip(np.asarray(probabilities, np.float64), CERTAIN, 1 - CERTAIN)
    return np.asarray(np.log(kept / (1 - kept)))
