"""The batch format: questions in, answers out, one JSON object a line, for programs that grade answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.model import Answer, PassageHit, Quote

HITS = 20


class BatchLineError(ValueError):
    """A line of a batch is not a question: the message says which and why."""


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One line: an id, and one question or the turns of a dialogue."""

    item_id: Any
    questions: tuple[str, ...]
    is_dialogue: bool


def read_batch(lines: Iterable[str]) -> Iterator[BatchItem | BatchLineError]:
    """Yield the item of each line that is not blank, or the error that says what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield parse_item(line)
            except (ValueError, RecursionError) as error:
                yield BatchLineError(f"line {number}: {error}")


def parse_item(line: str) -> BatchItem:
    """Return the item of one line. Raises ValueError where it is not of the format."""
    entry = json.loads(line)
    if not isinstance(entry, dict) or "id" not in entry:
        raise ValueError('expected an object with an "id" and a "question" or "turns"')
    if "turns" in entry:
        turns = entry["turns"]
        if not isinstance(turns, list) or not all(isinstance(turn, dict) and _is_text(turn) for turn in turns):
            raise ValueError('"turns" must be a list of objects with a "question" that is a string')
        return BatchItem(entry["id"], tuple(turn["question"] for turn in turns), is_dialogue=True)
    if not _is_text(entry):
        raise ValueError('expected a "question" that is a string, or "turns"')
    return BatchItem(entry["id"], (entry["question"],), is_dialogue=False)


def _is_text(entry: dict[str, Any]) -> bool:
    return isinstance(entry.get("question"), str)


def batch_line(item: BatchItem, answers: list[Answer]) -> dict[str, Any]:
    """Return the output line of an item, as a JSON object."""
    rendered = [answer_json(answer) for answer in answers]
    return {"id": item.item_id, "turns": rendered} if item.is_dialogue else {"id": item.item_id, "answer": rendered[0]}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as a JSON object of the batch format."""
    return {
        "question": answer.question,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 6),
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "hits": [hit_json(hit) for hit in answer.hits[:HITS]],
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """Return a quote as a JSON object; `text` is `paragraph.text[start:end]`."""
    paragraph = quote.paragraph
    content: dict[str, Any] = {
        "paragraph_id": paragraph.paragraph_id,
        "symbol": paragraph.symbol,
        "label": paragraph.label,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
    }
    if quote.same_as is not None:
        content["same_as"] = quote.same_as
    return content


def hit_json(hit: PassageHit) -> dict[str, Any]:
    """Return a hit as a JSON object."""
    paragraph = hit.paragraph
    return {
        "paragraph_id": paragraph.paragraph_id,
        "symbol": paragraph.symbol,
        "label": paragraph.label,
        "rank": hit.rank,
        "score": round(hit.score, 6),
    }
