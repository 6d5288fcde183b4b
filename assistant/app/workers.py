"""Answering the questions of several people on all cores: processes forked from the server's, which share its memory.

Python runs one thread of a process at a time. A person alone is answered in the server's own process, whose
encoder splits a question over the cores; while a question is being answered, the others go to the workers, one
core each. A worker answers several questions at the same time, so that it encodes together those that wait.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from multiprocessing.managers import BaseManager
from typing import Any

from assistant.app.protocol import AnsweredTurn, Answering
from assistant.scope import Scope
from corpus import Corpus

_log = logging.getLogger(__name__)
_served: list[Answering] = []  # the answerer, where a worker finds it when it is forked


class _Worker(BaseManager):
    """A process that answers each caller in a thread of its own."""


_Worker.register("answerer", callable=lambda: _served[-1], exposed=("ask",))


class SharedAnswerer:
    """An answerer shared among worker processes. An answer does not depend on the process that gives it.

    Where a worker dies, the others and the server's own process go on without it.
    """

    def __init__(self, answerer: Answering, n_workers: int) -> None:
        """Fork the workers; to be called before the process has threads of its own."""
        self._answerer = answerer
        self._lock = threading.Lock()
        self._busy: dict[Any, int] = {answerer: 0}  # questions being answered by each
        _served.append(answerer)
        self._workers = [_Worker(ctx=multiprocessing.get_context("fork")) for _ in range(n_workers)]
        for worker in self._workers:
            worker.start(_begin)
            self._busy[worker.answerer()] = 0

    @property
    def corpus(self) -> Corpus:
        """The texts that answers quote."""
        return self._answerer.corpus

    def ask(self, question: str, state: Any = None, scope: Scope = Scope()) -> AnsweredTurn:
        """Answer `question`, asked after what made `state`, within `scope`."""
        with self._lock:
            alone = not any(self._busy.values())
            taker = self._answerer if alone else min(list(self._busy)[1:], key=self._busy.get)
            self._busy[taker] += 1
        try:
            return taker.ask(question, state, scope)
        finally:
            with self._lock:
                self._busy[taker] -= 1


def shared(answerer: Answering) -> Answering:
    """Share `answerer` among as many workers as there are cores; itself where there is one core, or no fork."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return SharedAnswerer(answerer, cores) if cores > 1 else answerer


def _begin() -> None:
    """Make a worker of this process: one core, no answer to Ctrl+C, an end when the server ends."""
    import faiss
    import torch

    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = multiprocessing.parent_process()
    assert server is not None
    server.join()
    os._exit(0)
