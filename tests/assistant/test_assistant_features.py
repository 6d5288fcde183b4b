"""Features of paragraphs over an index of three paragraphs small enough to compute by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.features import PASSAGE_FEATURES, PassageFeatures, standardise
from embeddings.index import ViewScores
from embeddings.views import View, ViewKind

IDS = ["A#1", "A#2", "A#3"]
QUESTIONS = ("A#1", "A#1", "A#1", "A#1", "A#2")
VIEWS = tuple(
    View(kind, paragraph_id, "", 0, 1)
    for kind, ids in (
        (ViewKind.TEXT, IDS),
        (ViewKind.CONTEXT, IDS),
        (ViewKind.SENTENCE, ("A#1", "A#1", "A#2", "A#3")),
        (ViewKind.QUESTION, QUESTIONS),
    )
    for paragraph_id in ids
)
DENSE = np.array([0.9, 0.5, 0.1, 0.8, 0.6, 0.1, 0.2, 0.7, 0.4, 0.1, 0.9, 0.6, 0.3, 0.0, 0.5], np.float32)
BM25 = np.array([3, 1, 2, 6, 0, 3, 1, 2, 0, 4, 5, 0, 1, 0, 2], np.float32)
LATE = np.array([0.8, 0.7, 0.3, *[np.nan] * 3, 0.7, 0.6, 0.5, 0.3, *[np.nan] * 5], np.float32)
FIRST_QUESTION = len(VIEWS) - len(QUESTIONS)


@pytest.fixture
def features() -> PassageFeatures:
    return PassageFeatures(SimpleNamespace(views=VIEWS), IDS)


def column(matrix: np.ndarray, name: str) -> list[float]:
    return matrix[:, PASSAGE_FEATURES.index(name)].tolist()


def z(*values: float) -> np.ndarray:
    return (np.array(values) - np.mean(values)) / np.std(values)


def test_each_view_is_standardised_over_the_paragraphs(features: PassageFeatures) -> None:
    matrix = features.compute(ViewScores(DENSE, BM25, LATE))
    assert matrix.shape == (3, len(PASSAGE_FEATURES))
    assert matrix.dtype == np.float32
    assert column(matrix, "dense_text") == pytest.approx(z(0.9, 0.5, 0.1), abs=1e-5)
    assert column(matrix, "dense_context") == pytest.approx(z(0.8, 0.6, 0.1), abs=1e-5)
    assert column(matrix, "dense_sentence") == pytest.approx(z(0.7, 0.4, 0.1), abs=1e-5)  # the best of two
    assert column(matrix, "bm25_context") == pytest.approx(z(6, 0, 3), abs=1e-5)
    assert column(matrix, "bm25_sentence") == pytest.approx(z(2, 0, 4), abs=1e-5)
    assert column(matrix, "late_text") == pytest.approx(z(0.8, 0.7, 0.3), abs=1e-5)


def test_a_text_without_tokens_has_the_least_of_the_late_scores(features: PassageFeatures) -> None:
    late = LATE.copy()
    late[1] = np.nan
    assert column(features.compute(ViewScores(DENSE, BM25, late)), "late_text") == pytest.approx(z(0.8, 0.3, 0.3))


def test_a_paragraph_without_question_has_an_estimate(features: PassageFeatures) -> None:
    matrix = features.compute(ViewScores(DENSE, BM25, LATE))
    passage = (z(0.9, 0.5, 0.1) + z(0.8, 0.6, 0.1) + z(0.7, 0.4, 0.1)) / 3
    assert column(matrix, "question_unknown") == [0.0, 0.0, 1.0]
    assert column(matrix, "dense_question") == pytest.approx([1.0, -1.0, passage[2]], abs=1e-5)
    assert column(matrix, "bm25_question") == pytest.approx([1.0, -1.0, z(6, 0, 3)[2]], abs=1e-5)
    best = [max(passage[0], 1.0), max(passage[1], -1.0), passage[2]]
    assert column(matrix, "dense_best") == pytest.approx(best, abs=1e-5)


def test_the_mean_is_of_the_best_three_questions(features: PassageFeatures) -> None:
    """A#1: (0.9 + 0.6 + 0.3) / 3 = 0.6 over 0.5; with BM25 (5 + 1 + 0) / 3 = 2, as A#2's, which then tells nothing."""
    matrix = features.compute(ViewScores(DENSE, BM25, LATE))
    assert column(matrix, "dense_question_mean")[:2] == pytest.approx([1.0, -1.0], abs=1e-4)
    assert column(matrix, "bm25_question_mean")[:2] == [0.0, 0.0]


def test_a_hidden_question_counts_for_nothing(features: PassageFeatures) -> None:
    hidden = np.zeros(len(VIEWS), bool)
    hidden[FIRST_QUESTION] = True  # the best of A#1: 0.9, then 0.6 of A#1 over 0.5 of A#2
    matrix = features.compute(ViewScores(DENSE, BM25, LATE), hidden=hidden)
    changed = DENSE.copy()
    changed[FIRST_QUESTION] = 123.0
    np.testing.assert_array_equal(features.compute(ViewScores(changed, BM25, LATE), hidden=hidden), matrix)
    assert column(matrix, "question_unknown") == [0.0, 0.0, 1.0]
    hidden[-1] = True  # the only one of A#2
    assert column(features.compute(ViewScores(DENSE, BM25, LATE), hidden=hidden), "question_unknown") == [0.0, 1.0, 1.0]


def test_without_any_question_every_paragraph_is_estimated(features: PassageFeatures) -> None:
    hidden = np.array([view.kind is ViewKind.QUESTION for view in VIEWS])
    matrix = features.compute(ViewScores(DENSE, BM25, LATE), hidden=hidden)
    passage = (z(0.9, 0.5, 0.1) + z(0.8, 0.6, 0.1) + z(0.7, 0.4, 0.1)) / 3
    assert column(matrix, "question_unknown") == [1.0, 1.0, 1.0]
    for name in ("dense_question", "dense_question_mean", "dense_best"):
        assert column(matrix, name) == pytest.approx(passage, abs=1e-5)
    assert column(matrix, "bm25_question") == column(matrix, "bm25_context")


def test_scores_that_are_all_alike_tell_nothing(features: PassageFeatures) -> None:
    matrix = features.compute(ViewScores(np.full_like(DENSE, 0.3), np.zeros_like(BM25), np.full_like(LATE, 0.5)))
    assert (matrix[:, : PASSAGE_FEATURES.index("question_unknown")] == 0).all()


@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=30), st.data())
def test_known_values_get_mean_0_and_deviation_1(values: list[float], data: st.DataObject) -> None:
    array = np.array(values, np.float32)
    unknown = np.array(data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values))))
    scaled = standardise(array, unknown)
    known = scaled[~unknown]
    assert scaled.shape == array.shape
    assert np.isfinite(scaled).all()
    if len(known) and array[~unknown].std() > 1e-2:
        assert known.mean() == pytest.approx(0.0, abs=1e-2)
        assert known.std() == pytest.approx(1.0, abs=1e-2)
