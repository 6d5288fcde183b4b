import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.retrieval import score_run
from eval.significance import bootstrap_interval, bootstrap_statistic, compare, holm, randomisation_test

VALUES = {f"q{number}": value for number, value in enumerate(np.random.default_rng(7).random(60))}


def test_identical_runs_give_p_of_one_and_no_interval():
    comparison = compare(VALUES, VALUES)
    assert comparison.p_value == 1.0
    assert comparison.difference == (0, 0, 0)


def test_one_shuffled_query_gives_a_wide_interval_and_no_significance():
    qrels = {f"q{number}": {"d0": 1} for number in range(10)}
    run = {query_id: {"d0": 3.0, "d1": 2.0, "d2": 1.0} for query_id in qrels}
    shuffled = run | {"q3": {"d0": 1.0, "d1": 2.0, "d2": 3.0}}
    a, b = (score_run(qrels, scores, ["RR@10"])["RR@10"] for scores in (run, shuffled))
    comparison = compare(a, b)
    mean, low, high = comparison.difference
    assert mean == pytest.approx(-2 / 30)
    assert high == 0  # no difference at all stays possible
    assert high - low > 2 * abs(mean)
    assert comparison.p_value == 1.0


def test_a_steady_gain_is_significant():
    better = {query_id: value + 0.05 for query_id, value in VALUES.items()}
    comparison = compare(VALUES, better)
    assert comparison.p_value < 0.001
    assert comparison.difference.low > 0
    assert comparison.mean_b - comparison.mean_a == pytest.approx(comparison.difference.mean)


def test_noise_is_seldom_significant():
    """Under the null hypothesis about one p-value in twenty falls below .05."""
    generator = np.random.default_rng(3)
    p_values = [randomisation_test(generator.normal(size=30), samples=400) for _ in range(200)]
    assert 0.01 <= np.mean(np.array(p_values) < 0.05) <= 0.10


def test_p_value_equals_the_exhaustive_one():
    differences = np.array([0.5, 0.2, -0.1, 0.4, 0.3, -0.05, 0.25])
    sums = [abs(np.dot(signs, differences)) for signs in itertools.product((-1, 1), repeat=len(differences))]
    exact = np.mean(np.array(sums) >= abs(differences.sum()) - 1e-12)
    assert randomisation_test(differences, samples=50_000) == pytest.approx(exact, abs=0.01)


def test_bootstrap_interval_matches_the_normal_one_on_a_large_sample():
    data = np.random.default_rng(1).normal(2.0, 1.0, size=2_000)
    interval = bootstrap_interval(data, samples=4_000)
    half_width = 1.96 * data.std() / np.sqrt(len(data))
    assert interval.mean == pytest.approx(data.mean())
    assert interval.low == pytest.approx(data.mean() - half_width, abs=0.004)
    assert interval.high == pytest.approx(data.mean() + half_width, abs=0.004)


def test_same_seed_same_interval_other_seed_another():
    values = list(VALUES.values())
    assert bootstrap_interval(values, seed=1) == bootstrap_interval(values, seed=1)
    assert bootstrap_interval(values, seed=1) != bootstrap_interval(values, seed=2)


def test_bootstrap_of_a_statistic_agrees_with_that_of_the_mean():
    values = np.array(list(VALUES.values()))
    direct = bootstrap_interval(values)
    general = bootstrap_statistic(lambda rows: float(values[rows].mean()), len(values), samples=4_000)
    assert general == pytest.approx(direct, abs=0.01)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []


@given(p_values=st.lists(st.floats(0, 1), max_size=8))
def test_holm_never_lowers_a_p_value_nor_changes_their_order(p_values):
    adjusted = holm(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))
    assert [adjusted[i] for i in np.argsort(p_values, kind="stable")] == sorted(adjusted)


def test_systems_scored_on_different_queries_are_refused():
    with pytest.raises(ValueError, match="1 on one only, first 'q9'"):
        compare({"q1": 1.0}, {"q1": 1.0, "q9": 0.0})


@pytest.mark.parametrize("function", [bootstrap_interval, randomisation_test])
def test_no_values_are_refused(function):
    with pytest.raises(ValueError, match="at least one"):
        function([])
