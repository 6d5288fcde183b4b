"""What the vector of a question says of it: how near it is to questions that the corpus answers, and to others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from embeddings.encoder import FloatArray

NAME = "probe.npz"


@dataclass(frozen=True, slots=True)
class Probe:
    """Known questions, each of which pulls those near it towards « answered » (above 0) or the contrary.

    A kernel ridge regression (Saunders, Gammerman & Vovk 1998) with a Gaussian kernel: `vectors`, shape (n, dim), are
    L2-normalised, `weights` are of shape (n,). A question far from all of them scores about 0: nothing is known of it.
    """

    vectors: FloatArray
    weights: FloatArray
    sharpness: float

    def score(self, queries: FloatArray) -> FloatArray:
        """Return what is said of each of `queries` (m, dim), L2-normalised too, shape (m,)."""
        result: FloatArray = kernel(queries, self.vectors, self.sharpness) @ self.weights
        return result

    def save(self, path: Path, **made: object) -> None:
        """Write the probe to `path`, vectors in half precision, with what it was made of."""
        np.savez(
            path,
            vectors=self.vectors.astype(np.float16),
            weights=self.weights.astype(np.float32),
            sharpness=np.float32(self.sharpness),
            made=np.array(json.dumps(made)),
        )


def kernel(left: FloatArray, right: FloatArray, sharpness: float) -> FloatArray:
    """Return exp(-sharpness |x - y|²) of L2-normalised rows, shape (n_left, n_right)."""
    result: FloatArray = np.exp(np.float32(2 * sharpness) * (left @ right.T - np.float32(1)))
    return result


def load_probe() -> Probe:
    """Return the shipped probe, of vectors of the built-in encoder."""
    with as_file(files("assistant").joinpath("weights", NAME)) as path, np.load(path) as kept:
        return Probe(kept["vectors"].astype(np.float32), kept["weights"], float(kept["sharpness"]))


def silent_probe(dim: int) -> Probe:
    """Return a probe that says nothing of any question, for vectors of another encoder."""
    return Probe(np.zeros((0, dim), np.float32), np.zeros(0, np.float32), 1.0)
