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
    done: bool = False


class Batcher(Generic[In, Out]):
    """A function of a list, result by item, that serves the calls waiting for it in one go.

    A thread alone pays nothing. While one thread computes, the others queue; the first of them to go on
    computes for all that wait. An error reaches every caller of its batch.
    """

    def __init__(self, compute: Callable[[list[In]], list[Out]]) -> None:
        self._compute = compute
        self._waiting: deque[_Call[In, Out]] = deque()
        self._turn = threading.Lock()

    def __call__(self, items: Sequence[In]) -> list[Out]:
        """Return the results of `items`, in their order; raises what computing them raised."""
        call: _Call[In, Out] = _Call(items)
        self._waiting.append(call)
        with self._turn:
            if not call.done:  # else another thread computed it while this one waited
                self._serve()
        if call.error is not None:
            raise call.error
        return call.results

    def _serve(self) -> None:
        """Compute all that waits; only one thread at a time is here."""
        calls = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            results = iter(self._compute([item for call in calls for item in call.items]))
            for call in calls:
                call.results = [next(results) for _ in call.items]
        except BaseException as error:
            for call in calls:
                call.error = error
        for call in calls:
            call.done = True
