"""Doing in one batch what several threads ask for at the same time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(slots=True)
class _Call(Generic[In, Out]):
    items: Sequence[In]
    results: list[Out] = field(default_factory=list)
    error: BaseException | None = None
    taken: bool = False
    done: threading.Event = field(default_factory=threading.Event)


class Batcher(Generic[In, Out]):
    """A function of a list, result by item, that serves the calls waiting for it in batches.

    Each call brings few items. While `at_once` threads compute, the calls of others queue; the next thread to go on
    computes for the first of them, as many as make `batch_size` items. An error reaches every caller of its batch.
    """

    def __init__(self, compute: Callable[[list[In]], list[Out]], *, batch_size: int, at_once: int) -> None:
        self._compute = compute
        self._batch_size = batch_size
        self._waiting: deque[_Call[In, Out]] = deque()
        self._queue = threading.Lock()
        self._turn = threading.Semaphore(at_once)

    def __call__(self, items: Sequence[In]) -> list[Out]:
        """Return the results of `items`, in their order; raises what computing them raised."""
        call: _Call[In, Out] = _Call(items)
        self._waiting.append(call)
        with self._turn:
            while not call.taken:  # else another thread computes it, or has
                self._serve(self._next_batch())
        call.done.wait()
        if call.error is not None:
            raise call.error
        return call.results

    def _next_batch(self) -> list[_Call[In, Out]]:
        """Take the first calls that wait, one at least, as long as their items make no more than a batch."""
        batch: list[_Call[In, Out]] = []
        size = 0
        with self._queue:
            while self._waiting and (not batch or size + len(self._waiting[0].items) <= self._batch_size):
                call = self._waiting.popleft()
                call.taken = True
                batch.append(call)
                size += len(call.items)
        return batch

    def _serve(self, calls: list[_Call[In, Out]]) -> None:
        """Compute a batch, and hand out its results."""
        try:
            results = iter(self._compute([item for call in calls for item in call.items]))
            for call in calls:
                call.results = [next(results) for _ in call.items]
        except BaseException as error:
            for call in calls:
                call.error = error
        for call in calls:
            call.done.set()
