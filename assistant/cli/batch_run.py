"""`alinea batch`: a file of questions answered line by line; one bad line never stops the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from assistant.answerer import Answerer
from assistant.batch import BatchItem, BatchLineError, batch_line, read_batch
from assistant.cli import texts
from assistant.cli.console import file_errors, progress_on_stderr, to_json
from assistant.understanding import State

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many lines were answered, and how many could not be."""

    done: int
    bad: int


def read_lines(source: str) -> list[str]:
    """Read the lines of a file, or of stdin for `-`; raises UserError where it cannot be read.

    Bytes that are not UTF-8 become `\\xNN`, which JSON refuses: their line is malformed, the others are not.
    """
    with file_errors(source):
        data = sys.stdin.buffer.read() if source == STANDARD else Path(source).read_bytes()
    return data.decode("utf-8-sig", errors="backslashreplace").replace("\r\n", "\n").split("\n")


@contextmanager
def open_output(target: str) -> Iterator[TextIO]:
    """Open a file to write, or stdout for `-`; raises UserError where it cannot be written."""
    if target == STANDARD:
        yield sys.stdout
        return
    with file_errors(target), Path(target).open("w", encoding="utf-8") as output:
        yield output


def answer_lines(lines: list[str], answerer: Answerer, output: TextIO) -> Outcome:
    """Answer each line and write its answer at once; tell on stderr which lines have none, and why."""
    done = bad = 0
    with progress_on_stderr() as progress:
        task = progress.add_task(texts.BATCH_LABEL, total=sum(1 for line in lines if line.strip()))

        def tell(message: str) -> None:
            progress.console.print(message, markup=False, highlight=False, soft_wrap=True)

        for item in read_batch(lines):
            if written := _answered(item, answerer, tell):
                output.write(written)
                output.flush()
                done += 1
            else:
                bad += 1
            progress.advance(task)
    return Outcome(done, bad)


def _answered(item: BatchItem | BatchLineError, answerer: Answerer, tell: Callable[[str], None]) -> str:
    """Return the output line of an item; tell why and return nothing where there is none."""
    if isinstance(item, BatchLineError):
        tell(texts.BATCH_BAD_LINE.format(error=item))
        return ""
    try:
        return to_json(_answer(item, answerer)) + "\n"
    except Exception as error:  # whatever went wrong with one question, the others are to be answered
        tell(texts.BATCH_FAILED.format(item_id=to_json(item.item_id), error=f"{type(error).__name__}: {error}"))
        return ""


def _answer(item: BatchItem, answerer: Answerer) -> dict[str, object]:
    """Answer the questions of an item in turn, each after what the ones before it established."""
    state, answers = State(), []
    for question in item.questions:
        turn = answerer.ask(question, state)
        answers.append(turn.answer)
        state = turn.state
    return batch_line(item, answers)
