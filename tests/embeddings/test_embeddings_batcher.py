"""Calls of several threads at the same time, computed together."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.batcher import Batcher

PATIENCE = 20  # seconds


class Gate:
    """Doubles numbers; the first batch waits until it is let through."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.entered, self.open = threading.Event(), threading.Event()

    def __call__(self, numbers: list[int]) -> list[int]:
        self.batches.append(numbers)
        self.entered.set()
        assert self.open.wait(PATIENCE)
        if 13 in numbers:
            raise ValueError("thirteen")
        return [2 * number for number in numbers]


def one_at_a_time(gate: Gate) -> Batcher[int, int]:
    return Batcher(gate, batch_size=8, at_once=1)


def wait_for(batcher: Batcher[int, int], n: int) -> None:
    """Wait until `n` calls wait for their turn."""
    deadline = time.monotonic() + PATIENCE
    while len(batcher._waiting) < n:
        assert time.monotonic() < deadline, "the calls never came"
        time.sleep(0.001)


def test_one_call_is_computed_as_it_is() -> None:
    gate = Gate()
    gate.open.set()
    assert one_at_a_time(gate)([1, 2]) == [2, 4]
    assert gate.batches == [[1, 2]]


def test_calls_that_come_meanwhile_are_computed_together() -> None:
    gate = Gate()
    batcher = one_at_a_time(gate)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(batcher, [1])
        assert gate.entered.wait(PATIENCE)
        others = [pool.submit(batcher, [n, n + 1]) for n in (10, 20, 30)]
        wait_for(batcher, 3)
        gate.open.set()
        assert first.result(PATIENCE) == [2]
        assert [other.result(PATIENCE) for other in others] == [[20, 22], [40, 42], [60, 62]]
    assert len(gate.batches) == 2
    assert sorted(gate.batches[1]) == [10, 11, 20, 21, 30, 31]


def test_an_error_reaches_all_of_its_batch_and_none_after() -> None:
    gate = Gate()
    batcher = one_at_a_time(gate)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(batcher, [1])
        assert gate.entered.wait(PATIENCE)
        others = [pool.submit(batcher, [n]) for n in (12, 13)]
        wait_for(batcher, 2)
        gate.open.set()
        assert first.result(PATIENCE) == [2]
        for other in others:
            with pytest.raises(ValueError, match="thirteen"):
                other.result(PATIENCE)
    assert batcher([5]) == [10]


def test_a_batch_is_no_larger_than_asked_but_for_a_call_that_is() -> None:
    gate = Gate()
    batcher = Batcher(gate, batch_size=3, at_once=1)
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(batcher, [1])
        assert gate.entered.wait(PATIENCE)
        others = [pool.submit(batcher, items) for items in ([2, 3], [4], [5], [6, 7, 8, 9])]
        wait_for(batcher, 4)
        gate.open.set()
        assert [call.result(PATIENCE) for call in (first, *others)] == [[2], [4, 6], [8], [10], [12, 14, 16, 18]]
    assert all(len(batch) <= 3 or len(batch) == 4 for batch in gate.batches)
    assert sorted(n for batch in gate.batches for n in batch) == list(range(1, 10))


def test_as_many_batches_as_asked_are_computed_at_once() -> None:
    both = threading.Barrier(2)

    def meeting(numbers: list[int]) -> list[int]:
        both.wait(PATIENCE)
        return numbers

    batcher = Batcher(meeting, batch_size=1, at_once=2)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(batcher, ([1], [2]))) == [[1], [2]]


@given(st.lists(st.lists(st.integers(0, 9)), min_size=1, max_size=30))
def test_each_caller_gets_its_own(calls: list[list[int]]) -> None:
    batcher: Batcher[int, int] = Batcher(lambda numbers: [n * n for n in numbers], batch_size=4, at_once=2)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(batcher, calls)) == [[n * n for n in call] for call in calls]
