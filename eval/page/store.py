"""The runs kept on this machine: a folder each, with the record, the TREC run and the answers."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from eval.page.measuring import Measured
from eval.text_files import write_json_records
from eval.trec import write_run

_RUN_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
RECORD = "resultat.json"


class RunStore:
    """Keeps runs under a folder, the user's own data unless another is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_data_path("alinea") / "evaluations"

    def add(self, measured: Measured) -> str:
        """Keeps a run; gives its id, which begins with its date. The record comes last: it makes the run exist."""
        run_id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        folder = self.folder / run_id
        folder.mkdir(parents=True)
        write_run(folder / "run.trec", measured.run, tag="alinea")
        write_json_records(folder / "reponses.jsonl", measured.lines)
        text = json.dumps(measured.record | {"id": run_id}, ensure_ascii=False)
        partial = folder / f"{RECORD}.part"
        partial.write_text(text, encoding="utf-8")
        partial.replace(folder / RECORD)
        return run_id

    def get(self, run_id: str) -> dict[str, Any] | None:
        """Gives the record of a run; None where there is none, or none that can be read."""
        if not _RUN_ID.fullmatch(run_id):
            return None
        try:
            record = json.loads((self.folder / run_id / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return record if isinstance(record, dict) else None

    def delete(self, run_id: str) -> bool:
        """Removes a run and its files; False where there is none."""
        if self.get(run_id) is None:
            return False
        (self.folder / run_id / RECORD).unlink(missing_ok=True)  # first: from now on the run does not exist
        shutil.rmtree(self.folder / run_id, ignore_errors=True)
        return True

    def all(self) -> Iterator[dict[str, Any]]:
        """Yields the records, the latest first."""
        for path in sorted(self.folder.glob(f"*/{RECORD}"), reverse=True):
            if (record := self.get(path.parent.name)) is not None:
                yield record
