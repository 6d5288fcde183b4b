"""How the commands speak: data on stdout, notices on stderr, one French line and status 2 on a person's error."""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from assistant.cli import texts

if TYPE_CHECKING:
    from rich.progress import Progress

NOTICES = {"embeddings.builtin_model": texts.UNPACKING, "embeddings.index": texts.BUILDING}


class UserError(Exception):
    """Something that the person can put right; the message is the French line to show."""


def note(message: str) -> None:
    """Tell the person something that is not data."""
    typer.echo(message, err=True)


def to_json(value: Any, *, indent: int | None = None) -> str:
    """Write a JSON value, letters as they are; escaped throughout where it holds half of a surrogate pair."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return written


def print_json(value: Any) -> None:
    """Print a JSON value on stdout, for a program and for the eye."""
    typer.echo(to_json(value, indent=2))


def quiet_third_parties() -> None:
    """Keep other packages' warnings, logs and telemetry off the person's terminal; tell our own notices in French.

    `python -W` or PYTHONWARNINGS bring the warnings back.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    logging.basicConfig(level=logging.CRITICAL)
    for name, notice in NOTICES.items():
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
        logger.handlers = [_NoticeHandler(notice)]


class _NoticeHandler(logging.Handler):
    """Says one French notice in the place of a module's log lines."""

    def __init__(self, notice: str) -> None:
        super().__init__()
        self._notice = notice

    def emit(self, record: logging.LogRecord) -> None:
        """Show the notice, whatever the record says."""
        del record
        note(self._notice)


@contextmanager
def file_errors(name: object) -> Iterator[None]:
    """Turn a fault of the file called `name` into a UserError that says which and why."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = texts.FAULTS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
        raise UserError(texts.FILE_FAULT.format(name=name, reason=reason)) from error


def progress_on_stderr() -> Progress:
    """Return a progress bar that draws on stderr, and on nothing where that is not a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
