"""What people say of an answer, kept on this machine, and read back as an evaluation set.

One JSON object a line, appended: the question, the verdict, the paragraph judged. The export is the
question sets' own format (`id`, `question`, `docs`, `paras`, `evidence`), so that the harness reads it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from corpus import Corpus

MAX_FIELD = 2000


class Verdict(StrEnum):
    """What was said."""

    USEFUL = "useful"
    USELESS = "useless"
    WRONG = "wrong"  # « mauvais paragraphe »


class JudgementError(ValueError):
    """A judgement that cannot be kept."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict on an answer (`paragraph_id` None) or on one of its quotes."""

    question: str
    verdict: Verdict
    paragraph_ids: tuple[str, ...]
    reason: str = ""
    expected: str = ""  # paragraph_id that should have been quoted
    said_at: str = ""


def read_judgement(item: Mapping[str, Any], corpus: Corpus) -> Judgement:
    """Check a judgement sent by the page; raises JudgementError on anything missing or unknown."""
    try:
        question = str(item["question"]).strip()[:MAX_FIELD]
        verdict = Verdict(str(item["verdict"]))
        paragraph_ids = tuple(str(name) for name in item["paragraph_ids"])
    except (KeyError, TypeError, ValueError) as error:
        raise JudgementError(str(error)) from error
    expected = str(item.get("expected") or "").strip()
    unknown = [name for name in (*paragraph_ids, *([expected] if expected else [])) if name not in corpus.by_id]
    if not question or unknown:
        raise JudgementError(f"question {question[:40]!r}, unknown paragraphs {unknown}")
    reason = str(item.get("reason") or "").strip()[:MAX_FIELD]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Judgement(question, verdict, paragraph_ids, reason, expected, now)


class JudgementStore:
    """A JSONL file of judgements, appended to by one process at a time."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_data_path("alinea") / "judgements.jsonl"
        self._lock = threading.Lock()

    def append(self, judgement: Judgement) -> None:
        """Add a judgement at the end of the file."""
        line = json.dumps(asdict(judgement), ensure_ascii=False)
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def __iter__(self) -> Iterator[Judgement]:
        if not self.path.is_file():
            return
        for line in self.path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                item = json.loads(line)
                item["verdict"] = Verdict(item["verdict"])
                item["paragraph_ids"] = tuple(item["paragraph_ids"])
                yield Judgement(**item)


def evaluation_set(judgements: Iterator[Judgement] | tuple[Judgement, ...], corpus: Corpus) -> Iterator[str]:
    """Turn judgements into lines of a question set: what was useful, or what was expected, is relevant.

    A verdict that names no relevant paragraph (useless, wrong without an expected one) says nothing
    of relevance and is left out.
    """
    for number, judgement in enumerate(judgements, start=1):
        useful = judgement.verdict is Verdict.USEFUL
        relevant = (judgement.expected,) if judgement.expected else judgement.paragraph_ids if useful else ()
        paragraphs = [corpus.by_id[name] for name in relevant if name in corpus.by_id]
        if not paragraphs:
            continue
        line = {
            "id": f"avis-{number:04d}",
            "kind": "fact",
            "style": "user",
            "question": judgement.question,
            "docs": sorted({paragraph.symbol for paragraph in paragraphs}),
            "paras": [f"{paragraph.symbol} {paragraph.label}" for paragraph in paragraphs],
            "evidence": [paragraph.text for paragraph in paragraphs],
            "also": [],
        }
        yield json.dumps(line, ensure_ascii=False)
