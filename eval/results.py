"""The small results that are committed: means with intervals of every system on one question set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from eval.errors import EvalError
from eval.evaluation import SystemResult
from eval.significance import Interval

FOLDER = Path(__file__).parent / "results"
PLACES = 4


Groups: TypeAlias = Mapping[str, Mapping[str, tuple[int, Mapping[str, Interval]]]]
"""Grouping (« style ») → group (« terse ») → number of questions, and what the main system is worth on them."""


def results_record(
    title: str,
    systems: Sequence[SystemResult],
    answers: Mapping[str, Interval],
    *,
    queries: int,
    groups: Groups | None = None,
) -> dict[str, Any]:
    """Gives what `eval/results/*.json` holds; numbers are rounded to four decimals.

    `queries`: how many questions the retrieval measures are means over; `answers`, `groups`: those of the main system.
    """
    return {
        "title": title,
        "queries": queries,
        "systems": [_system_record(system) for system in systems],
        "answers": _rounded(answers),
        "groups": {
            grouping: {name: {"queries": n, "measures": _rounded(values)} for name, (n, values) in by_name.items()}
            for grouping, by_name in (groups or {}).items()
        },
    }


def write_results(path: Path, record: Mapping[str, Any]) -> None:
    """Writes a result as indented JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(record, ensure_ascii=False, indent=2)}\n", encoding="utf-8")


def read_results(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Reads every result of a folder, by file name; raises EvalError on a file that is no result."""
    records = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record, dict) or not {"title", "queries", "systems", "answers"} <= record.keys():
            raise EvalError(f"{path}: not a result of this version; write it again with `make eval`")
        records.append(record)
    return records


def _system_record(system: SystemResult) -> dict[str, Any]:
    manifest = system.manifest
    return {
        "name": system.name,
        "measures": _rounded(system.means),
        "missing": len(system.missing),
        "milliseconds_per_query": round(manifest.milliseconds_per_query, 1) if manifest else None,
        "manifest": asdict(manifest) if manifest else None,
    }


def _rounded(intervals: Mapping[str, Interval]) -> dict[str, list[float]]:
    return {name: [round(value, PLACES) for value in interval] for name, interval in intervals.items()}
