"""The probe: questions near known ones are taken for them, others are not spoken of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.probe import Probe, kernel, load_probe, silent_probe
from eval.learning.confidence import fit_probe

RANDOM = np.random.default_rng(2)


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def known(n: int = 40, dim: int = 16) -> tuple[np.ndarray, np.ndarray]:
    """Questions around two others, of which one is answered."""
    centres = np.repeat(unit(RANDOM.normal(size=(2, dim))), n // 2, axis=0)
    return unit(centres + 0.2 * RANDOM.normal(size=(n, dim))), np.arange(n) < n // 2


def test_the_kernel_is_that_of_gauss() -> None:
    left, right = unit(RANDOM.normal(size=(3, 5))), unit(RANDOM.normal(size=(4, 5)))
    distances = ((left[:, None] - right[None]) ** 2).sum(axis=2)
    assert kernel(left, right, 2.0) == pytest.approx(np.exp(-2 * distances), abs=1e-5)


def test_a_question_near_known_ones_is_taken_for_them() -> None:
    vectors, answers = known()
    probe = fit_probe(vectors, answers, np.ones(len(answers)))
    near = unit(vectors + 0.1 * RANDOM.normal(size=vectors.shape))
    assert ((probe.score(near) > 0) == answers).all()


def test_nothing_is_said_of_a_question_far_from_all() -> None:
    vectors, answers = known(dim=16)
    probe = fit_probe(vectors, answers, np.ones(len(answers)), sharpness=20.0)
    assert np.abs(probe.score(unit(-vectors))).max() < 1e-3


def test_a_question_that_counts_thrice_teaches_as_three_do() -> None:
    vectors, answers = known()
    weights = np.where(np.arange(len(answers)) < 5, 3.0, 1.0)
    repeated = np.repeat(np.arange(len(answers)), weights.astype(int))
    penalty = 0.3 / weights.mean()  # relative to the mean weight
    heavy = fit_probe(vectors, answers, weights, penalty=penalty)
    thrice = fit_probe(vectors[repeated], answers[repeated], np.ones(len(repeated)), penalty=0.3)
    assert heavy.score(vectors) == pytest.approx(thrice.score(vectors), abs=1e-2)


def test_a_probe_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, answers = known()
    probe = fit_probe(vectors, answers, np.ones(len(answers)))
    (tmp_path / "weights").mkdir()
    probe.save(tmp_path / "weights" / "probe.npz", corpus="x", adapter=None)
    monkeypatch.setattr("assistant.probe.files", lambda _package: tmp_path)
    assert load_probe().score(vectors).tolist() == probe.score(vectors).tolist()


def test_the_shipped_probe_is_of_the_built_in_encoder() -> None:
    probe = load_probe()
    assert probe.vectors.shape == (len(probe.weights), 384)
    assert np.linalg.norm(probe.vectors, axis=1) == pytest.approx(1, abs=1e-2)
    assert np.isfinite(probe.weights).all()


def test_a_silent_probe_says_nothing() -> None:
    assert silent_probe(8).score(unit(RANDOM.normal(size=(3, 8)))).tolist() == [0, 0, 0]
    assert isinstance(silent_probe(8), Probe)
