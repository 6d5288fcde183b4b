from pathlib import Path

import numpy as np
import pytest
from embeddings_builders import unit_vectors
from hypothesis import given
from hypothesis import strategies as st

from embeddings.vector_index import VectorIndex


@given(st.integers(1, 60), st.integers(1, 24), st.integers(1, 80), st.integers(0, 10_000))
def test_search_is_what_numpy_finds(n: int, dim: int, top_k: int, seed: int) -> None:
    vectors, queries = unit_vectors(n, dim, seed), unit_vectors(3, dim, seed + 1)
    found = VectorIndex.build(vectors).search(queries, top_k)
    assert len(found) == 3
    for (rows, scores), cosines in zip(found, queries @ vectors.T, strict=True):
        assert len(rows) == len(scores) == min(top_k, n)
        assert len(set(rows.tolist())) == len(rows)
        np.testing.assert_allclose(scores, np.sort(cosines)[::-1][:top_k], atol=1e-6)
        np.testing.assert_allclose(scores, cosines[rows], atol=1e-6)


@given(st.integers(1, 60), st.integers(1, 24), st.integers(0, 10_000))
def test_scores_are_cosines_in_row_order(n: int, dim: int, seed: int) -> None:
    vectors, query = unit_vectors(n, dim, seed), unit_vectors(1, dim, seed + 1)[0]
    scores = VectorIndex.build(vectors).scores(query)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, vectors @ query, atol=1e-6)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_padding_is_never_a_row(n: int) -> None:
    index = VectorIndex.build(unit_vectors(n, 4))
    ((rows, scores),) = index.search(unit_vectors(1, 4, 9), 10)
    assert sorted(rows.tolist()) == list(range(n))
    assert len(scores) == n


def test_padding_that_faiss_gives_is_dropped() -> None:
    class Padding:
        d, ntotal = 4, 5

        def search(self, queries, top_k):
            return np.array([[0.9, -3.4e38]], np.float32), np.array([[2, -1]])

    ((rows, scores),) = VectorIndex(Padding()).search(unit_vectors(1, 4), 2)
    assert rows.tolist() == [2]
    assert scores.tolist() == [np.float32(0.9)]


def test_equal_vectors_keep_a_row_each() -> None:
    vectors = np.repeat(unit_vectors(1, 8), 4, axis=0)
    ((rows, _),) = VectorIndex.build(vectors).search(vectors[:1], 4)
    assert sorted(rows.tolist()) == [0, 1, 2, 3]


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    vectors = unit_vectors(7, 5)
    VectorIndex.build(vectors).save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert (len(loaded), loaded.dim) == (7, 5)
    np.testing.assert_array_equal(loaded.vectors(), vectors)
    np.testing.assert_allclose(loaded.scores(vectors[3]), vectors @ vectors[3], atol=1e-6)


@pytest.mark.parametrize("vectors", [np.zeros(4, np.float32), np.zeros((2, 3, 4), np.float32), np.zeros((2, 4))])
def test_other_arrays_are_refused(vectors: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"expected float32 \(n, dim\)"):
        VectorIndex.build(vectors)


@pytest.mark.parametrize("shape", [(1, 3), (4,), (1, 5)])
def test_queries_of_another_dimension_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"expected \(n_queries, 4\)"):
        VectorIndex.build(unit_vectors(2, 4)).search(np.ones(shape, np.float32), 1)
