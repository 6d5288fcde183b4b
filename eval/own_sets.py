"""A person's own question set: a CSV, TSV or JSONL table of questions with references or evidence."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.errors import EvalError
from eval.model import QuestionKind, WrittenEvidence, WrittenQuestion
from eval.question_sets import check_ids_differ, read_questions
from eval.references import parse_reference
from eval.text_files import json_records, numbered_lines

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "query_id", "identifiant"),
    "question": ("question", "query", "text"),
    "reference": ("reference", "référence", "references", "références"),
    "evidence": ("evidence", "preuve", "extrait", "passage"),
    "kind": ("kind", "nature"),
    "style": ("style",),
}
SEPARATOR = ";"  # between several references of one question


def read_own_set(path: Path) -> tuple[WrittenQuestion, ...]:
    """Reads a table with a `question` column and a `reference` (« A/76/135, par. 53 ») or `evidence` one.

    `id`, `kind` and `style` are optional; several references are parted by « ; » and are then all
    wanted (kind `multi`); a row with neither is a question that the corpus does not answer. Raises
    EvalError with the line number of a row that cannot be used. A JSONL file in the format of the
    shipped sets (as `/avis.jsonl` exports judgements) is read as such.
    """
    if _is_shipped_format(path):
        shipped = tuple(read_questions(path))
        check_ids_differ(shipped)
        return shipped
    questions = tuple(_question(row, f"{path} line {number}", f"q{number}") for number, row in _rows(path))
    if not questions:
        raise EvalError(f"{path}: expected questions, got none")
    check_ids_differ(questions)
    return questions


def _is_shipped_format(path: Path) -> bool:
    """Whether the first record lists its paragraphs or its turns, which no table can."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix != ".gz"]
    first = next(json_records(path), None) if suffixes[-1:] == [".jsonl"] else None
    return first is not None and any(isinstance(first[1].get(name), list) for name in ("paras", "evidence", "turns"))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    suffixes = [suffix for suffix in path.suffixes if suffix != ".gz"]
    match suffixes[-1].lower() if suffixes else "":
        case ".jsonl":
            for number, record in json_records(path):
                yield number, _known_columns({key: str(value) for key, value in record.items() if value is not None})
        case ".csv" | ".tsv" as suffix:
            yield from _table_rows(path, "\t" if suffix == ".tsv" else None)
        case other:
            raise EvalError(f"{path}: expected a .csv, .tsv or .jsonl file, got {other or 'no suffix'!r}")


def _table_rows(path: Path, delimiter: str | None) -> Iterator[tuple[int, dict[str, str]]]:
    lines = (f"{line}\n" for _, line in numbered_lines(path))
    header = next(lines, "")
    if delimiter is None:  # French spreadsheets write semicolons
        delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(itertools.chain([header], lines), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if None in row:
                raise EvalError(f"{path} line {reader.line_num}: more cells than columns in the header; quote the text")
            yield reader.line_num, _known_columns({key: value or "" for key, value in row.items()})
    except csv.Error as error:
        raise EvalError(f"{path} line {reader.line_num}: not a well-formed table ({error})") from error


def _known_columns(row: Mapping[str, str]) -> dict[str, str]:
    lowered = {key.strip().lower(): value.strip() for key, value in row.items()}
    return {column: next((lowered[name] for name in names if name in lowered), "") for column, names in COLUMNS.items()}


def _question(row: Mapping[str, str], where: str, default_id: str) -> WrittenQuestion:
    if not row["question"]:
        raise EvalError(f"{where}: expected a “question” column with a text, got nothing")
    try:
        references = [parse_reference(part) for part in row["reference"].split(SEPARATOR) if part.strip()]
    except EvalError as error:
        raise EvalError(f"{where}: {error}") from error
    places = tuple(f"{reference.document}, {reference.label}" for reference in references)
    if row["evidence"]:
        evidence: tuple[WrittenEvidence, ...] = (WrittenEvidence(places, row["evidence"]),)
    else:
        evidence = tuple(WrittenEvidence((place,), None) for place in places)
    return WrittenQuestion(
        query_id=row["id"] or default_id,
        text=row["question"],
        kind=_kind(row["kind"], len(evidence), where),
        style=row["style"] or "neutral",
        documents=tuple(dict.fromkeys(reference.document for reference in references)),
        evidence=evidence,
    )


def _kind(stated: str, pieces: int, where: str) -> QuestionKind:
    if stated and stated not in set(QuestionKind):
        raise EvalError(f"{where}: expected “kind” among {', '.join(QuestionKind)}, got {stated!r}")
    inferred = {0: QuestionKind.UNANSWERABLE, 1: QuestionKind.FACT}.get(pieces, QuestionKind.MULTI)
    kind = QuestionKind(stated) if stated else inferred
    if (kind is QuestionKind.UNANSWERABLE) != (pieces == 0):
        raise EvalError(f"{where}: kind {kind.value!r} does not go with {pieces} reference(s) or evidence")
    return kind
