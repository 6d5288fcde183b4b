"""How much of the adapter is kept: the rule, the copies it is measured on, the table."""

import json

import numpy as np
import pytest

from embeddings.encoder import DEFAULT_ADAPTER, adapter_hash
from eval.ablation.strength import Strength, adapter_of_strength, chosen_strength
from eval.ablation.table import strength_table

SURE = Strength(0.5, np.array([0.1, 0.2, 0.1, 0.2]))  # gains .15, six standard errors
BARELY = Strength(0.6, np.array([0.3, 0.0, 0.1, 0.0]))  # .1, more than the .07 of one
DOUBTFUL = Strength(0.7, np.array([0.5, -0.4, 0.3, -0.2]))


def test_the_largest_strength_that_gains_a_standard_error_is_chosen():
    assert DOUBTFUL.gain > 0
    assert chosen_strength([SURE, BARELY, DOUBTFUL]) == 0.6
    assert chosen_strength([DOUBTFUL]) is None


def test_the_table_marks_the_one_chosen():
    lines = strength_table([SURE, BARELY, DOUBTFUL]).splitlines()
    assert lines[2:] == [
        "| 0.5 | +0.1500 | +0.0289 |",
        "| **0.6** | +0.1000 | +0.0707 |",
        "| 0.7 | +0.0500 | +0.2102 |",
    ]


def test_a_copy_of_the_adapter_keeps_another_share_of_the_same_weights():
    with adapter_of_strength(0.25) as copy:
        config = json.loads((copy / "adapter_config.json").read_text(encoding="utf-8"))
        assert config["lora_alpha"] == pytest.approx(config["r"] * 0.25)
        assert adapter_hash(copy) != adapter_hash(DEFAULT_ADAPTER)
    assert not copy.exists()
