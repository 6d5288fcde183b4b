"""TREC files: qrels (`qid 0 docid rel`) and runs (`qid Q0 docid rank score tag`), plain or `.gz`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from eval.errors import EvalError
from eval.model import Qrels, Run
from eval.text_files import numbered_lines, write_lines

Number = TypeVar("Number", int, float)


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Reads judgements; raises EvalError with the line number of a malformed or repeated one."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in numbered_lines(path):
        query_id, _, doc_id, relevance = _columns(path, number, line, "qid 0 docid rel")
        try:
            value = int(relevance)
        except ValueError as error:
            raise EvalError(f"{path} line {number}: expected a whole number as relevance, got {relevance!r}") from error
        _put(qrels.setdefault(query_id, {}), doc_id, value, f"{path} line {number}", query_id)
    if not qrels:
        raise EvalError(f"{path}: expected lines `qid 0 docid rel`, got an empty file")
    return qrels


def read_run(path: Path) -> dict[str, dict[str, float]]:
    """Reads a run. As in trec_eval the score alone orders it: the rank column is not read.

    Raises EvalError with the line number of a malformed or repeated line, or of a score not finite.
    """
    run: dict[str, dict[str, float]] = {}
    for number, line in numbered_lines(path):
        query_id, _, doc_id, _, text, _ = _columns(path, number, line, "qid Q0 docid rank score tag")
        try:
            score = float(text)
        except ValueError:
            score = math.nan
        if not math.isfinite(score):
            raise EvalError(f"{path} line {number}: expected a finite number as score, got {text!r}")
        _put(run.setdefault(query_id, {}), doc_id, score, f"{path} line {number}", query_id)
    if not run:
        raise EvalError(f"{path}: expected lines `qid Q0 docid rank score tag`, got an empty file")
    return run


def write_qrels(path: Path, qrels: Qrels) -> None:
    """Writes judgements; raises EvalError on an id that holds white space."""
    write_lines(
        path,
        (
            f"{_checked(query_id)} 0 {_checked(doc_id)} {relevance}"
            for query_id, docs in qrels.items()
            for doc_id, relevance in docs.items()
        ),
    )


def write_run(path: Path, run: Run, tag: str = "alinea") -> None:
    """Writes a run, best first, scores in full; raises EvalError on an id or tag that holds white space."""
    write_lines(path, _run_lines(run, _checked(tag)))


def ranking(scores: Mapping[str, float]) -> list[str]:
    """Orders document ids as trec_eval does: by score (in float32), then by id, both descending."""
    with np.errstate(over="ignore"):  # beyond float32 scores are tied at infinity, there too
        return sorted(scores, key=lambda doc_id: (np.float32(scores[doc_id]), doc_id), reverse=True)


def as_run_scores(hits: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Gives each document of an ordered list a score that falls strictly, so that ties keep their order.

    A score is kept where it falls already; else it is the float32 just below the one before. A
    document met again is dropped.
    """
    scores: dict[str, float] = {}
    last = np.float32(np.inf)
    for doc_id, score in hits:
        if doc_id not in scores:
            last = min(np.float32(score), np.nextafter(last, np.float32(-np.inf)))
            scores[doc_id] = float(last)
    return scores


def _run_lines(run: Run, tag: str) -> Iterator[str]:
    for query_id, scores in run.items():
        for rank, doc_id in enumerate(ranking(scores), start=1):
            yield f"{_checked(query_id)} Q0 {_checked(doc_id)} {rank} {scores[doc_id]!r} {tag}"


def _columns(path: Path, number: int, line: str, shape: str) -> list[str]:
    columns = line.split()
    if len(columns) != len(shape.split()):
        raise EvalError(
            f"{path} line {number}: expected {len(shape.split())} columns `{shape}`, got {len(columns)}: {line[:80]!r}"
        )
    return columns


def _put(docs: dict[str, Number], doc_id: str, value: Number, where: str, query_id: str) -> None:
    if doc_id in docs:
        raise EvalError(f"{where}: document {doc_id!r} given twice for query {query_id!r}; keep one of them")
    docs[doc_id] = value


def _checked(name: str) -> str:
    if name.split() != [name]:
        raise EvalError(f"id {name!r} is empty or holds white space, which TREC files cannot carry; rename it")
    return name
