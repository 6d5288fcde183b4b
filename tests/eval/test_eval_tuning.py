from dataclasses import fields, replace

import numpy as np
import pytest

from assistant.tuning import TUNED, Tuning
from eval.ablation.table import tuning_table
from eval.ablation.tuned import GRIDS, Tuned, value_of, varied


def test_a_number_is_chosen_without_the_questions_that_judge_it():
    """The best of all questions is the third value; it does not pay for half of them."""
    worth = np.array([[0.0] * 40, [0.5] * 40, [1.0] * 25 + [0.0] * 15])
    counts, mean, deviation = Tuned("side_share", ((0.0,), (0.3,), (0.5,)), worth, np.full((3, 40), 600.0)).chosen()
    assert counts.total() == 100
    assert counts[(0.5,)] > counts[(0.3,)]
    assert counts[(0.0,)] == 0
    assert 0.4 < mean <= 0.625
    assert deviation < 0.1


def test_a_number_that_decides_nothing_stays_as_it_is():
    row = Tuned("side_share", ((0.0,), (TUNED.side_share,), (0.5,)), np.full((3, 10), 0.8), np.full((3, 10), np.nan))
    assert row.decided == 0
    assert row.chosen() == ({(TUNED.side_share,): 100}, pytest.approx(0.8), pytest.approx(0.0))


def test_every_number_is_tried_around_its_value():
    assert set(GRIDS) == {field.name for field in fields(Tuning)}
    for name, values in GRIDS.items():
        for number, tried in zip(value_of(TUNED, name), zip(*values, strict=True), strict=True):
            assert min(tried) < number < max(tried), name
        assert value_of(TUNED, name) in values


def test_another_value_leaves_the_other_numbers_as_they_are():
    assert varied(TUNED, "side_share", (0.9,)) == replace(TUNED, side_share=0.9)
    assert varied(TUNED, "fact", (0.5, 300)) == replace(TUNED, fact=replace(TUNED.fact, mass=0.5, budget=300))


def test_a_value_that_quotes_too_much_is_not_chosen_unless_all_do():
    """The second value is worth more, at more characters than a reader should be given."""
    worth = np.array([[0.5] * 20, [1.0] * 20])
    low, high = value_of(TUNED, "fact"), (0.95, 1200.0)
    for characters, chosen in (([650.0, 750.0], low), ([650.0, 690.0], high), ([750.0, 790.0], high)):
        counted = np.where(np.arange(20) % 2, np.nan, np.array(characters)[:, None])
        counts, _, _ = Tuned("fact", (low, high), worth, counted).chosen()
        assert counts == {chosen: 100}


def test_the_table_of_numbers_marks_the_value_in_use():
    row = Tuned(
        "side_share",
        ((0.0,), (TUNED.side_share,)),
        np.array([[1.0, 0.0], [1.0, 1.0]]),
        np.array([[500, np.nan], [700, 600]]),
    )
    table = tuning_table([row])
    assert "| `side_share` | 0: .500, 500; **0.3: 1.000, 650** | 1 | 0.3 × 100 | 1.000 (s.d. .000) |" in table


def test_a_mass_and_its_budget_are_told_together():
    row = Tuned("more", ((0.95, 1200), (0.99, 1500)), np.ones((2, 4)), np.full((2, 4), np.nan))
    assert "| `more` | **0.95 of 1200: 1.000, 0**; 0.99 of 1500: 1.000, 0 | 0 | 0.95 of 1200 × 100 |" in tuning_table(
        [row]
    )
