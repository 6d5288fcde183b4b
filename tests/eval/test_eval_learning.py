"""What is learnt: weights of questions that count more, the calibration of the confidence, that of follow-ups."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.linear import LinearModel
from eval.learning.asked import asked_questions, author_of
from eval.learning.calibration import Outcome, calibrate, cross_validated, log_odds
from eval.learning.fitting import Choice, fit_listwise, fit_logistic
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
    found = cross_validated([outcomes], 0, repeats=5)
    threshold = calibrate([outcomes]).threshold
    low = [outcome.confidence < threshold for outcome in outcomes if outcome.answerable]
    assert found.answerable_refused[0] == pytest.approx(sum(low) / len(low), abs=0.05)  # calibrated to begin with
    assert found.answerable_refused[0] < found.unanswerable_refused[0]
    assert found.error[0] < 0.08
    assert all(deviation < 0.03 for _, deviation in (found.error, found.answerable_refused))


def test_a_confidence_that_says_nothing_refuses_both_alike():
    random = np.random.default_rng(6)
    outcomes = [Outcome(told, place % 2 == 0, place % 2 == 0) for place, told in enumerate(random.uniform(0, 1, 400))]
    found = cross_validated([outcomes], 0, repeats=5)
    assert found.unanswerable_refused[0] == pytest.approx(found.answerable_refused[0], abs=0.1)


def test_calibration_undoes_a_confidence_that_is_too_sure():
    outcomes = noisy_outcomes(4000)
    sure = [o._replace(confidence=float(1 / (1 + np.exp(-2 * log_odds([o.confidence])[0] - 1)))) for o in outcomes]
    model = calibrate([sure]).applied(LinearModel(("x",), np.array([2.0], np.float32), 1.0))
    assert model.weights[0] == pytest.approx(1.0, abs=0.15)  # the log-odds were doubled
    assert model.bias == pytest.approx(0.0, abs=0.15)  # and raised by one


def test_the_threshold_is_where_the_corpus_is_as_likely_to_answer_as_not():
    """Answerable questions are told .7, and .4 where the quotes are not right; others .4 and .1, as many of each."""
    told = {(True, True): 0.7, (True, False): 0.4, (False, False): 0.1}
    outcomes = [Outcome(told[key], *key) for key in told for _ in range(50)] + [Outcome(0.4, False, False)] * 50
    assert calibrate([outcomes]).threshold == pytest.approx(calibrate([outcomes * 2]).threshold)
    chances = calibrate([outcomes]).chances(log_odds([0.1, 0.4, 0.7]))
    assert calibrate([outcomes]).threshold == pytest.approx(float(chances[1]), abs=0.02)


def test_figures_are_of_the_outcomes_judged():
    sure, unsure = ([Outcome(told, True, True), Outcome(told, False, False)] * 25 for told in (0.95, 0.05))
    sources = [noisy_outcomes(300), sure, unsure]
    assert cross_validated(sources, 1, repeats=2).answerable_refused[0] == 0
    assert cross_validated(sources, 2, repeats=2).answerable_refused[0] == 1


def test_a_source_of_many_questions_counts_as_much_as_one_of_few():
    few, many = noisy_outcomes(200), [o._replace(right=False) for o in noisy_outcomes(200)]
    together = calibrate([few, many])
    assert calibrate([few, many * 5]).chances(log_odds([0.6]))[0] == pytest.approx(
        float(together.chances(log_odds([0.6]))[0]), abs=1e-3
    )


def test_a_choice_of_weight_three_teaches_as_three_do():
    random = np.random.default_rng(9)
    choices = [Choice(random.normal(size=(5, 2)), np.arange(5) == 0) for _ in range(20)]
    heavy = [*choices[:-1], choices[-1]._replace(weight=3.0)]
    thrice = [*choices, choices[-1], choices[-1]]
    assert fit_listwise(heavy, penalty=1e-2) == pytest.approx(fit_listwise(thrice, penalty=1e-2), abs=1e-4)
    assert fit_listwise(heavy, penalty=1e-2) != pytest.approx(fit_listwise(choices, penalty=1e-2), abs=1e-3)


def test_a_row_of_weight_three_teaches_as_three_do():
    random = np.random.default_rng(10)
    features = random.normal(size=(60, 2))
    answers = features[:, 0] + random.normal(size=60) > 0
    weights = np.where(np.arange(60) < 10, 3.0, 1.0)
    repeated = np.repeat(np.arange(60), weights.astype(int))
    options = {"inverse_penalty": 1.0, "prior": 0.75, "standardised": False}
    weighted = fit_logistic(features, answers, weights=weights, **options)
    thrice = fit_logistic(features[repeated], answers[repeated], **options)
    assert weighted.decide(features) == pytest.approx(thrice.decide(features), abs=1e-3)


def test_the_asked_questions_have_eight_authors_who_ask_both_what_is_answered_and_what_is_not():
    questions = asked_questions()
    for author in (f"asked{n}" for n in range(1, 9)):
        assert {q.answerable for q in questions if author_of(q.query_id) == author} == {True, False}
    assert {author_of(question.query_id) for question in questions} == {f"asked{n}" for n in range(1, 9)}


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
    found = cross_validated_follow_ups(follow_ups(200), 0.5, repeats=3)
    assert found.answerable_refused[0] < 0.05
    assert found.unanswerable_refused[0] > 0.95
