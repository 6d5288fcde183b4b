import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from eval.measures.abstention import auroc, roc_curve
from eval.measures.calibration import expected_calibration_error, reliability_bins
from eval.measures.risk_coverage import aurc, best_aurc, risk_coverage

SHARES = st.integers(0, 20).map(lambda number: number / 20)
ANSWERS = st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=30)


def test_risk_coverage_by_hand():
    curve = risk_coverage([0.9, 0.8, 0.6, 0.3], [0, 1, 0, 1])
    assert curve.coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert curve.risk == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert aurc([0.9, 0.8, 0.6, 0.3], [0, 1, 0, 1]) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_equal_confidences_share_their_loss():
    curve = risk_coverage([0.9, 0.5, 0.5], [0, 1, 0])
    assert curve.risk == pytest.approx([0, 0.5 / 2, 1 / 3])


def test_best_aurc_answers_the_right_ones_first():
    assert best_aurc([1, 0, 1, 0]) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


@given(answers=ANSWERS, seed=st.integers(0, 99))
def test_aurc_ignores_input_order_and_is_never_below_the_best(answers, seed):
    confidences, losses = zip(*answers, strict=True)
    order = np.random.default_rng(seed).permutation(len(answers))
    shuffled = aurc(np.array(confidences)[order], np.array(losses)[order])
    assert shuffled == pytest.approx(aurc(confidences, losses))
    assert best_aurc(losses) <= shuffled + 1e-12
    assert risk_coverage(confidences, losses).risk[-1] == pytest.approx(np.mean(losses))


@pytest.mark.parametrize(("confidences", "losses"), [([], []), ([0.5], [0, 1])])
def test_risk_coverage_refuses_unequal_or_empty_inputs(confidences, losses):
    with pytest.raises(ValueError, match="as many losses as confidences"):
        risk_coverage(confidences, losses)


def test_auroc_by_hand():
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert auroc([0.1], [0.9]) == 0


@given(positives=st.lists(SHARES, min_size=1), negatives=st.lists(SHARES, min_size=1))
def test_auroc_equals_that_of_scikit_learn_and_the_area_of_its_curve(positives, negatives):
    expected = roc_auc_score([1] * len(positives) + [0] * len(negatives), positives + negatives)
    assert auroc(positives, negatives) == pytest.approx(expected, abs=1e-9)
    false_rate, true_rate = roc_curve(positives, negatives)
    assert np.trapezoid(true_rate, false_rate) == pytest.approx(expected, abs=1e-9)


def test_auroc_needs_both_kinds():
    with pytest.raises(ValueError, match="0 negatives"):
        auroc([0.5], [])


def test_calibration_by_hand():
    bins = reliability_bins([0.05, 0.1, 0.95, 0.85, 0.9, 1.0], [0, 1, 1, 1, 0, 1])
    assert [(b.low, b.high, b.size) for b in bins] == [(0, 0.1, 2), (0.8, 0.9, 2), (0.9, 1, 2)]
    assert [b.confidence for b in bins] == pytest.approx([0.075, 0.875, 0.975])
    assert [b.accuracy for b in bins] == pytest.approx([0.5, 0.5, 1.0])
    expected = (2 * 0.425 + 2 * 0.375 + 2 * 0.025) / 6
    assert expected_calibration_error(bins) == pytest.approx(expected)


def test_bins_are_open_below_and_zero_falls_in_the_first():
    assert [(b.low, b.high) for b in reliability_bins([0.0, 0.5, 0.51], [0, 0, 0], n_bins=2)] == [(0, 0.5), (0.5, 1)]


@given(answers=ANSWERS)
def test_calibration_error_is_bounded_and_bins_lose_no_answer(answers):
    confidences, right = zip(*answers, strict=True)
    bins = reliability_bins(confidences, right)
    assert sum(b.size for b in bins) == len(answers)
    assert 0 <= expected_calibration_error(bins) <= 1
    assert abs(np.mean(confidences) - np.mean(right)) <= expected_calibration_error(bins) + 1e-12


def test_confidence_outside_its_range_is_refused():
    with pytest.raises(ValueError, match=r"within 0\.\.1"):
        reliability_bins([1.2], [1])
