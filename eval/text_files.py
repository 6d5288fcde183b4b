"""Text files, plain or gzipped: lines with their numbers, JSONL records, deterministic writing."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.errors import EvalError


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the lines that are not blank with their numbers from 1, unzipping a `.gz`.

    Raises EvalError where the file is missing, is not UTF-8, or is not the gzip that its name says.
    """
    for number, line in enumerate(io.StringIO(_read_text(path), newline=None), start=1):
        if line.strip():
            yield number, line.rstrip("\n")


def json_records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yields the JSON objects of a JSONL file with their line numbers.

    Raises EvalError on a line that is not a JSON object.
    """
    for number, line in numbered_lines(path):
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            fault = f"{error.msg} at column {error.colno}"
            raise EvalError(f"{path} line {number}: expected a JSON object, got {fault}") from error
        if not isinstance(record, dict):
            raise EvalError(f"{path} line {number}: expected a JSON object, got {type(record).__name__}")
        yield number, record


def field(record: dict[str, Any], name: str, kind: type | tuple[type, ...], where: str) -> Any:
    """Gives `record[name]`; raises EvalError where it is absent or not of the kind expected."""
    value = record.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        wanted = "/".join(k.__name__ for k in kind) if isinstance(kind, tuple) else kind.__name__
        got = f"{type(value).__name__} {value!r:.60}" if name in record else "nothing"
        raise EvalError(f"{where}: expected “{name}” as {wanted}, got {got}")
    return value


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes lines ended by `\\n`, gzipped when the name ends in `.gz`; equal lines give equal bytes."""
    data = "".join(f"{line}\n" for line in lines).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def write_json_records(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Writes one JSON object a line, accents kept."""
    write_lines(path, (json.dumps(record, ensure_ascii=False) for record in records))


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvalError(
            f"{path}: expected UTF-8 text, got another encoding ({error.reason}); save it as UTF-8"
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise EvalError(f"{path}: cannot be read ({error}); check the path and that the file is whole") from error
