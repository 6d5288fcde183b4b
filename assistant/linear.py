"""Linear models with named features, read from JSON: every score can be taken apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoder import FloatArray


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`features @ weights + bias`, with the mean and deviation by which raw features are standardised."""

    features: tuple[str, ...]
    weights: FloatArray
    bias: float = 0.0

    def score(self, matrix: FloatArray) -> FloatArray:
        """Return the score of each row of `matrix` (n, n_features), shape (n,)."""
        result: FloatArray = matrix @ self.weights + np.float32(self.bias)
        return result

    def contributions(self, row: FloatArray) -> dict[str, float]:
        """Return what each feature adds to the score of one row (n_features,)."""
        return {name: float(value) for name, value in zip(self.features, row * self.weights, strict=True)}

    def save(self, path: Path, **figures: object) -> None:
        """Write the model to `path`, with `figures` that say how it was learnt."""
        content = {
            "features": dict(zip(self.features, (round(float(w), 5) for w in self.weights), strict=True)),
            "bias": round(self.bias, 5),
            **figures,
        }
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def load_figure(name: str, figure: str) -> float:
    """Return a number kept with the shipped model `weights/<name>.json`; raises KeyError where it has none."""
    return float(_content(name)[figure])


def load_weights(name: str, features: Sequence[str]) -> LinearModel:
    """Return the shipped model `weights/<name>.json`, its weights in the order of `features`.

    Raises ValueError where the file has other features than those the code computes.
    """
    content = _content(name)
    learnt = content["features"]
    if set(learnt) != set(features):
        raise ValueError(
            f"weights/{name}.json has features {sorted(set(learnt) ^ set(features))} that differ from the code:"
            " run `make learn`"
        )
    weights = np.array([learnt[feature] for feature in features], np.float32)
    return LinearModel(tuple(features), weights, content["bias"])


def _content(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        files("assistant").joinpath("weights", f"{name}.json").read_text(encoding="utf-8")
    )
    return content


def softmax(scores: FloatArray) -> FloatArray:
    """Return the probabilities proportional to the exponentials of `scores`, shape kept."""
    if not len(scores):
        return scores
    raised = np.exp(scores - scores.max())
    result: FloatArray = raised / raised.sum()
    return result


def sigmoid(score: float) -> float:
    """Return the logistic function of `score`."""
    return float(1.0 / (1.0 + np.exp(-score)))
