"""How commands speak: data on stdout, messages and progress bars on stderr, one line and status 2 on a fault."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import typer

from corpus.errors import CorpusError
from eval.errors import EvalError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def note(message: str) -> None:
    """Tells the person something that is no data."""
    typer.echo(message, err=True)


def note_ids(message: str, ids: tuple[str, ...], shown: int = 10) -> None:
    """Tells which ids a message is about, if any: the first ones, and how many more."""
    if ids:
        more = f" … (+{len(ids) - shown})" if len(ids) > shown else ""
        note(f"{message} ({len(ids)}) : {', '.join(ids[:shown])}{more}")


def ends_with_one_line(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Wraps a command: a fault of the person's files or options is told in one line, with status 2."""

    @functools.wraps(command)
    def wrapped(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except (EvalError, CorpusError) as error:
            note(f"Erreur : {error}")
            raise typer.Exit(2) from error

    return wrapped


@contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[[int], object]]:
    """Shows a bar on stderr while the body runs; gives what advances it by so many."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.advance(task, done)
