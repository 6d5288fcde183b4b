"""What is read off the development set: calibration and threshold of the confidence."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.linear import LinearModel
from eval.learning.calibration import Outcome, calibrated, cross_validated, log_odds
from eval.learning.follow_up_confidence import Outcome as FollowUp
from eval.learning.follow_up_confidence import cross_validated_follow_ups, learn_follow_up_confidence


def noisy_outcomes(n: int) -> list[Outcome]:
    """Questions told with the probability that they are right; three in four are answerable."""
    random = np.random.default_rng(5)
    outcomes = []
    for confidence in random.uniform(0.02, 0.98, n).tolist():
        right = bool(random.random() < confidence)
        outcomes.append(Outcome(confidence, right or bool(random.random() < 0.4), right))
    return outcomes


def test_cross_validated_figures_are_those_of_questions_kept_out():
    outcomes = noisy_outcomes(600)
    found = cross_validated(outcomes, repeats=5)
    low = [outcome.confidence < 0.5 for outcome in outcomes if outcome.answerable]
    assert found.answerable_refused[0] == pytest.approx(sum(low) / len(low), abs=0.05)  # calibrated to begin with
    assert found.answerable_refused[0] < found.unanswerable_refused[0]
    assert found.error[0] < 0.08
    assert all(deviation < 0.03 for _, deviation in (found.error, found.answerable_refused))


def test_a_confidence_that_says_nothing_refuses_both_alike():
    random = np.random.default_rng(6)
    outcomes = [Outcome(told, place % 2 == 0, place % 2 == 0) for place, told in enumerate(random.uniform(0, 1, 400))]
    found = cross_validated(outcomes, repeats=5)
    assert found.unanswerable_refused[0] == pytest.approx(found.answerable_refused[0], abs=0.1)


def test_calibration_undoes_a_confidence_that_is_too_sure():
    outcomes = noisy_outcomes(4000)
    sure = [o._replace(confidence=float(1 / (1 + np.exp(-2 * log_odds([o.confidence])[0] - 1)))) for o in outcomes]
    model = calibrated(LinearModel(("x",), np.array([2.0], np.float32), 1.0), sure)
    assert model.weights[0] == pytest.approx(1.0, abs=0.15)  # the log-odds were doubled
    assert model.bias == pytest.approx(0.0, abs=0.15)  # and raised by one


def follow_ups(n: int) -> list[FollowUp]:
    """Follow-ups as sure as each other, which the corpus answers unless a word of them is unknown."""
    random = np.random.default_rng(8)
    unknown = random.integers(0, 2, n).tolist()
    return [
        FollowUp(f"t{place // 4}", float(random.normal(1.0)), held, not held, not held)
        for place, held in enumerate(unknown)
    ]


def test_unknown_words_lower_the_confidence_of_a_follow_up():
    model = learn_follow_up_confidence(follow_ups(200))
    assert model.weights[1] < -2.0
    known, unknown = model.score(np.array([[1.0, 0.0], [1.0, 1.0]], np.float32)).tolist()
    assert known > 0.0 > unknown


def test_follow_ups_are_judged_by_dialogues_kept_out():
    found = cross_validated_follow_ups(follow_ups(200), repeats=3)
    assert found.answerable_refused[0] < 0.05
    assert found.unanswerable_refused[0] > 0.95
