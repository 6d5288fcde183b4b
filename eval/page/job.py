"""The run in progress: one at a time, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from typing import NamedTuple

from assistant.app.protocol import Answering
from eval.errors import EvalError
from eval.labelled_sets import LabelledSet
from eval.page import texts
from eval.page.measuring import measure
from eval.page.store import RunStore

log = logging.getLogger(__name__)


class BusyError(RuntimeError):
    """Another run is in progress."""


class CancelledError(Exception):
    """The run was cancelled by a person."""


class Progress(NamedTuple):
    """Where the run stands; `result` is the id of the run when it is done, `error` says why it failed."""

    state: str = texts.IDLE
    done: int = 0
    total: int = 0
    name: str = ""
    result: str = ""
    error: str = ""


class Job:
    """Runs sets one at a time, and tells how far it is."""

    def __init__(self, answerer: Answering, store: RunStore) -> None:
        self._answerer, self._store = answerer, store
        self._lock = threading.Lock()
        self._progress = Progress()
        self._cancelled = threading.Event()

    @property
    def progress(self) -> Progress:
        """Where the present run, or else the last one, stands."""
        return self._progress

    def start(self, labelled: LabelledSet) -> None:
        """Begin; raises BusyError while another run is in progress."""
        with self._lock:
            if self._progress.state == texts.RUNNING:
                raise BusyError
            self._cancelled.clear()
            self._progress = Progress(texts.RUNNING, 0, len(labelled.questions), labelled.name)
        threading.Thread(target=self._run, args=(labelled,), name="evaluation", daemon=True).start()

    def cancel(self) -> None:
        """Stop the present run, if there is one, after the question or the scoring it is at; nothing of it is kept."""
        self._cancelled.set()

    def forget(self, run_id: str) -> None:
        """Say no more of a run that was deleted."""
        with self._lock:
            if self._progress.result == run_id:
                self._progress = Progress()

    def _run(self, labelled: LabelledSet) -> None:
        try:
            measured = measure(self._answerer, labelled, self._advance)
            self._heed()  # scoring takes time too
            run_id = self._store.add(measured)
        except CancelledError:
            self._progress = self._progress._replace(state=texts.CANCELLED)
        except EvalError as error:
            self._fail(str(error))
        except Exception:  # whatever it is, the page must say that the run is over
            log.exception("evaluation of %s failed", labelled.name)
            self._fail(texts.FAILED_INSIDE)
        else:
            self._progress = self._progress._replace(state=texts.DONE, result=run_id)

    def _advance(self, steps: int) -> None:
        self._heed()
        self._progress = self._progress._replace(done=self._progress.done + steps)

    def _heed(self) -> None:
        if self._cancelled.is_set():
            raise CancelledError

    def _fail(self, why: str) -> None:
        self._progress = self._progress._replace(state=texts.FAILURE, error=texts.FAILED.format(why=why))
