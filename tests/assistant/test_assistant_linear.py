from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import linear
from assistant.confidence import CONFIDENCE_FEATURES
from assistant.features import PASSAGE_FEATURES
from assistant.linear import LinearModel, load_weights, sigmoid, softmax
from assistant.sentence_features import SENTENCE_FEATURES

NUMBERS = st.floats(-50, 50, width=32)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8), NUMBERS)
def test_contributions_and_bias_make_the_score(pairs: list[tuple[float, float]], bias: float) -> None:
    weights, values = (np.array(column, np.float32) for column in zip(*pairs, strict=True))
    model = LinearModel(tuple(f"f{place}" for place in range(len(pairs))), weights, bias)
    added = model.contributions(values)
    assert list(added) == list(model.features)
    assert sum(added.values()) + bias == pytest.approx(float(model.score(values[None, :])[0]), rel=1e-4, abs=1e-2)


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=20))
def test_softmax_gives_probabilities_in_the_order_of_the_scores(values: list[float]) -> None:
    scores = np.array(values, np.float32)
    chances = softmax(scores)
    assert chances.sum() == pytest.approx(1.0, abs=1e-4)
    assert (chances >= 0).all()
    assert chances[scores.argmax()] == chances.max()


def test_softmax_and_sigmoid_against_known_values() -> None:
    np.testing.assert_allclose(softmax(np.log(np.array([1, 2, 5], np.float32))), [0.125, 0.25, 0.625], rtol=1e-5)
    assert softmax(np.zeros(0, np.float32)).shape == (0,)
    assert sigmoid(0.0) == 0.5
    assert sigmoid(np.log(3.0)) == pytest.approx(0.75)


@given(st.floats(-30, 30))
def test_sigmoid_is_symmetric(score: float) -> None:
    assert sigmoid(score) + sigmoid(-score) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("name", "features"),
    [("ranking", PASSAGE_FEATURES), ("quoting", SENTENCE_FEATURES), ("confidence", CONFIDENCE_FEATURES)],
)
def test_the_shipped_weights_are_those_of_the_code(name: str, features: tuple[str, ...]) -> None:
    model = load_weights(name, features)
    assert model.features == features
    assert np.isfinite(model.weights).all()
    assert np.abs(model.weights).max() > 0


def test_what_is_saved_is_loaded_in_the_order_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weights").mkdir()
    monkeypatch.setattr(linear, "files", lambda package: tmp_path)
    LinearModel(("a", "b"), np.array([0.5, -2.25], np.float32), 1.5).save(tmp_path / "weights" / "m.json", note="x")
    loaded = load_weights("m", ["b", "a"])
    assert (loaded.features, loaded.weights.tolist(), loaded.bias) == (("b", "a"), [-2.25, 0.5], 1.5)
    with pytest.raises(ValueError, match=r"weights/m\.json has features \['a', 'c'\] .*run `make learn`"):
        load_weights("m", ["b", "c"])
