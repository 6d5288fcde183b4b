"""The confidence learnt otherwise: what each variant sees, what lessons count, how it is judged."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.confidence import CONFIDENCE_FEATURES
from eval.ablation.confidence_variants import (
    CONFIDENCE_VARIANTS,
    ConfidenceVariant,
    Told,
    fit_linear_probe,
    learn_linear,
    learn_trees,
)
from eval.ablation.table import confidence_table
from eval.learning.confidence import BANK, PROBE, TOPIC, Lesson, fit_probe, learn_confidence, with_probe

DIM = 4


def unit(vector: np.ndarray) -> np.ndarray:
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def lessons(n: int, *, telling: str = "coverage") -> list[Lesson]:
    """Questions that the corpus answers where one signal is high, and that their vector says nothing of."""
    random = np.random.default_rng(3)
    made = []
    for place in range(n):
        signals = random.normal(size=len(CONFIDENCE_FEATURES)).astype(np.float32)
        signals[PROBE] = 0
        answerable = bool(signals[CONFIDENCE_FEATURES.index(telling)] > 0)
        made.append(Lesson(unit(random.normal(size=DIM)), signals, answerable, BANK if place % 2 else "asked1", 1.0))
    return made


def signals_of(asked: list[Lesson]) -> np.ndarray:
    return np.stack([lesson.signals for lesson in asked])


@pytest.mark.parametrize("learn", [learn_linear, learn_trees])
def test_what_is_learnt_tells_answerable_questions(learn):
    known = lessons(400)
    odds = learn(known, signals_of(known))(signals_of(known))
    answerable = np.array([lesson.answerable for lesson in known])
    assert Told(odds[answerable], odds[~answerable]).area(0)[0] > 0.95


def test_a_signal_left_out_tells_nothing():
    known = lessons(400)
    variant = ConfidenceVariant("x", without=("coverage",))
    seen = variant.seen(signals_of(known))
    odds = learn_linear(known, seen)(seen)
    answerable = np.array([lesson.answerable for lesson in known])
    assert Told(odds[answerable], odds[~answerable]).area(0)[0] < 0.7
    assert signals_of(known)[:, CONFIDENCE_FEATURES.index("coverage")].any()


@pytest.mark.parametrize("fit", [fit_probe, fit_linear_probe])
def test_the_probe_speaks_of_lessons_that_it_has_not_seen(fit):
    """Each question is near none but itself: a probe learns it by heart."""
    rng = np.random.default_rng(4)
    noise = [lesson._replace(vector=unit(rng.normal(size=300))) for lesson in lessons(200)]
    probe, signals = with_probe(noise, fit)
    answerable = np.array([lesson.answerable for lesson in noise])
    known = probe.score(np.stack([lesson.vector for lesson in noise]))
    assert Told(known[answerable], known[~answerable]).area(0)[0] > 0.95
    assert Told(signals[answerable, PROBE], signals[~answerable, PROBE]).area(0)[0] < 0.65


def test_the_product_learns_as_the_first_variant_does():
    known = lessons(100)
    _, model = learn_confidence(known)
    _, signals = with_probe(known, fit_probe)
    assert learn_linear(known, signals)(signals) == pytest.approx(model.score(signals))
    assert CONFIDENCE_VARIANTS[0] == ConfidenceVariant("everything")


def test_each_sort_of_lesson_counts_as_a_variant_says():
    bank, asked = lessons(2)[1], lessons(2)[0]
    variant = ConfidenceVariant("x", asked=6.0, topics=2.0, broad=0.5)
    origins = (BANK, "asked1", TOPIC, "broad_2", "development")
    weights = [variant.weight_of(bank._replace(origin=origin)) for origin in origins]
    assert weights == [1.0, 6.0, 2.0, 0.5, 0.0]
    assert ConfidenceVariant("everything").weight_of(asked) == 3.0


def test_refusing_most_of_what_is_not_answered_costs_some_of_what_is():
    told = Told(np.array([0.5, 9.0, 9.0, 9.0]), np.arange(100) / 100)
    assert told.lost() == 0.25
    area, low, high = told.area(seed=0)
    assert low <= area <= high
    (line,) = confidence_table([("x", {"asked": told})], 0).splitlines()[2:]
    assert line.startswith("| x | .87") and line.endswith("| .250 |")
