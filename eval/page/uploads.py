"""Question sets that the page runs: the shipped ones, or a file that a person sends, with its faults in French."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus.corpus import Corpus
from eval.corpus_passages import CorpusPassages
from eval.errors import EvalError
from eval.labelled_sets import LabelledSet
from eval.labels import label_question
from eval.model import Question, WrittenQuestion
from eval.own_sets import read_own_set
from eval.page import texts
from eval.question_sets import load_set

MOST_BYTES = 2 * 1024 * 1024
MOST_QUESTIONS = 2000
SHOWN_FAULTS = 20
SUFFIXES = (".csv", ".tsv", ".jsonl")
_LINE = re.compile(r"\bline (\d+)")
_QUERY = re.compile(r"question (?:id )?(?:'([^']*)'|\"([^\"]*)\")")


class BadUploadError(ValueError):
    """A set that cannot be run; `faults` says why in French, one line each."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def shipped_set(name: str, corpus: Corpus) -> LabelledSet:
    """Labels a shipped set; raises BadUploadError where there is none of that name."""
    if name not in texts.SETS:
        raise BadUploadError(texts.UNKNOWN_SET)
    return LabelledSet(texts.SETS[name], _labelled(load_set(name), corpus, ""), corpus)


def uploaded_set(name: str, data: bytes, corpus: Corpus) -> LabelledSet:
    """Reads and labels a file; raises BadUploadError naming the lines at fault."""
    suffix = Path(name).suffix.lower()
    shown = Path(name).name[:80]
    if not name or not data:
        raise BadUploadError(texts.NO_FILE)
    if suffix not in SUFFIXES:
        raise BadUploadError(texts.BAD_SUFFIX.format(name=shown))
    if len(data) > MOST_BYTES:
        raise BadUploadError(texts.TOO_BIG)
    questions = _read(data, suffix)
    if len(questions) > MOST_QUESTIONS:
        raise BadUploadError(texts.TOO_MANY.format(n=len(questions), most=MOST_QUESTIONS))
    return LabelledSet(shown, _labelled(questions, corpus, data.decode("utf-8-sig")), corpus)


def french_fault(error: str, number: int | None = None) -> str:
    """Says in French what an error of the harness says, with the line, or else the question, that it names."""
    template, shown = next(
        ((template, found.groupdict()) for pattern, template in texts.FAULTS if (found := pattern.search(error))),
        (texts.OTHER_FAULT, {"detail": error.rsplit(": ", 1)[-1][:200]}),
    )
    fault = template.format(**shown)
    line, query = _LINE.search(error), _QUERY.search(error)
    if number is not None or line:
        return texts.LINE.format(number=number or (line and line[1]), fault=fault)
    return texts.QUESTION.format(query_id=query[1] or query[2], fault=fault) if query else fault.capitalize()


def _read(data: bytes, suffix: str) -> tuple[WrittenQuestion, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"jeu{suffix}"
        path.write_bytes(data)
        try:
            return read_own_set(path)
        except EvalError as error:
            raise BadUploadError(french_fault(str(error).replace(str(path), ""))) from error


def _labelled(questions: Sequence[WrittenQuestion], corpus: Corpus, source: str) -> tuple[Question, ...]:
    passages, labelled, faults = CorpusPassages(corpus), [], []
    for question in questions:
        try:
            labelled.append(label_question(question, passages))
        except EvalError as error:
            faults.append(_label_fault(error, question, source))
    if faults:
        raise BadUploadError(*faults[:SHOWN_FAULTS])
    return tuple(labelled)


def _label_fault(error: EvalError, question: WrittenQuestion, source: str) -> str:
    """Says that evidence stands nowhere, with the line of the file where the question seems to stand."""
    whole = all(piece.text is None for piece in question.evidence)
    lines = source.splitlines()
    number = next((n for n, line in enumerate(lines, start=1) if question.text.replace('"', '""') in line), None)
    number = number or next((n for n, line in enumerate(lines, start=1) if question.text in line), None)
    if not whole:
        return french_fault(str(error), number)
    if number is None:
        return texts.QUESTION.format(query_id=question.query_id, fault=texts.UNKNOWN_PLACE)
    return texts.LINE.format(number=number, fault=texts.UNKNOWN_PLACE)
