"""The objectives against values worked out by hand, and the properties of the batches."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from embeddings.training.losses import contrastive_loss, distillation_loss, question_pair_loss
from embeddings.training.recipe import Recipe, paired_batches

E = math.e
QUERY = torch.tensor([[1.0, 0.0]])
KEYS = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])  # cosines 1, 0, -1


def mask(*rows: str) -> torch.Tensor:
    """A boolean matrix: « x.. » is True, False, False."""
    return torch.tensor([[character == "x" for character in row] for row in rows])


@pytest.mark.parametrize(
    ("positives", "ignored", "temperature", "expected"),
    [
        ("x..", "...", 1.0, -math.log(E / (E + 1 + 1 / E))),
        ("x..", "..x", 1.0, -math.log(E / (E + 1))),
        ("x..", ".xx", 1.0, 0.0),
        ("..x", "...", 1.0, -math.log((1 / E) / (E + 1 + 1 / E))),
        ("xx.", "...", 1.0, -(math.log(E / (E + 1 + 1 / E)) + math.log(1 / (E + 1 + 1 / E))) / 2),
        ("x..", "x..", 1.0, -math.log(E / (E + 1 + 1 / E))),  # a positive is never ignored
        ("x..", "...", 0.5, -math.log(E**2 / (E**2 + 1 + E**-2))),
        ("...", "...", 1.0, 0.0),
    ],
)
def test_contrastive_loss(positives: str, ignored: str, temperature: float, expected: float) -> None:
    loss = contrastive_loss(QUERY, KEYS, mask(positives), mask(ignored), temperature)
    assert loss.item() == pytest.approx(expected, abs=1e-6)


def test_rows_without_a_positive_count_for_nothing() -> None:
    queries = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    both = contrastive_loss(queries, KEYS, mask("x..", "..."), mask("...", "..."), 1.0)
    assert both.item() == pytest.approx(-math.log(E / (E + 1 + 1 / E)), abs=1e-6)


@pytest.mark.parametrize("ignored", [("...", "..."), ("...", "xxx"), ("xxx", "xxx")])
@pytest.mark.parametrize("positives", [("x..", "..."), ("...", "...")])
def test_gradients_are_numbers(positives: tuple[str, str], ignored: tuple[str, str]) -> None:
    queries = torch.tensor([[1.0, 0.0], [0.6, 0.8]], requires_grad=True)
    contrastive_loss(queries, KEYS, mask(*positives), mask(*ignored), 0.02).backward()
    assert torch.isfinite(queries.grad).all()


def test_question_pair_loss() -> None:
    """Questions 0 and 1 share a passage; 2 has another; cosines 0.6, 0, 0.8."""
    queries = torch.tensor([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    nothing = torch.zeros((3, 3), dtype=torch.bool)
    passages = torch.tensor([4, 4, 7])
    first = -math.log(math.exp(0.6) / (math.exp(0.6) + math.exp(0.0)))
    second = -math.log(math.exp(0.6) / (math.exp(0.6) + math.exp(0.8)))
    loss = question_pair_loss(queries, passages, nothing, 1.0)
    assert loss.item() == pytest.approx((first + second) / 2, abs=1e-6)
    ignored = mask("..x", "..x", "xx.")
    assert question_pair_loss(queries, passages, ignored, 1.0).item() == pytest.approx(0.0, abs=1e-6)
    assert question_pair_loss(queries, torch.tensor([1, 2, 3]), nothing, 1.0).item() == 0.0


def test_distillation_loss() -> None:
    base = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    adapted = torch.tensor([[1.0, 0.0], [0.6, 0.8], [-1.0, 0.0]])
    assert distillation_loss(adapted, base).item() == pytest.approx((0.0 + 0.2 + 2.0) / 3, abs=1e-6)
    assert distillation_loss(base, base).item() == pytest.approx(0.0, abs=1e-6)


POSITIVES = st.lists(st.integers(0, 6), min_size=1, max_size=40).map(lambda rows: np.array(rows, np.int64))


@given(POSITIVES, st.integers(1, 10).map(lambda half: 2 * half), st.integers(0, 100))
def test_batches_hold_every_question_beside_one_of_the_same_passage(
    positives: np.ndarray, batch_size: int, seed: int
) -> None:
    batches = paired_batches(positives, batch_size, np.random.default_rng(seed))
    asked = np.concatenate(batches)
    assert set(asked.tolist()) == set(range(len(positives)))
    assert [len(batch) for batch in batches[:-1]] == [batch_size] * (len(batches) - 1)
    assert 0 < len(batches[-1]) <= batch_size
    pairs = np.concatenate([batch.reshape(-1, 2) for batch in batches])
    assert (positives[pairs[:, 0]] == positives[pairs[:, 1]]).all()
    odd = sum(int((positives == passage).sum()) % 2 for passage in np.unique(positives))
    assert len(asked) == len(positives) + odd


@given(POSITIVES, st.integers(0, 100))
def test_batches_are_the_same_for_the_same_seed_and_as_many_for_any(positives: np.ndarray, seed: int) -> None:
    once, again, other = (paired_batches(positives, 4, np.random.default_rng(s)) for s in (seed, seed, seed + 1))
    assert [batch.tolist() for batch in once] == [batch.tolist() for batch in again]
    assert len(once) == len(other)


def test_any_hyper_parameter_changes_the_digest_of_the_recipe() -> None:
    assert Recipe().digest() == Recipe().digest()
    others = [Recipe(rank=8), Recipe(epochs=5), Recipe(strength=0.5), Recipe(seed=14), Recipe(temperature=0.05)]
    assert len({Recipe().digest(), *(recipe.digest() for recipe in others)}) == 6
