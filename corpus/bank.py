"""The bank of anticipated questions: each one resolved to the paragraph that answers it.

Two forms of lines, in any file of `corpus/questions/`:

- `{"question_id", "symbol", "label" | null, "anchor" | null, "style", "question"}`: the anchor is the
  start of the unit in its source; it checks the label, or finds the unit where the label is null;
- `{"symbol", "label", "evidence", "style", "question"}`: the evidence is the piece of the paragraph
  that answers, and is located in it.

A line with `"teaches": false` is indexed, and no model learns from it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.corpus import Corpus
from corpus.errors import BankError
from corpus.evidence import locate, overlap
from corpus.folded import fold_spaces
from corpus.model import Paragraph
from corpus.read import SHIPPED, read_question_lines


@dataclass(frozen=True, slots=True)
class AnticipatedQuestion:
    """A question that a paragraph answers; `text[start:end]` is the piece that does, where it is known.

    `teaches`: whether models may learn from it; it is indexed in any case.
    """

    question_id: str
    paragraph_id: str
    style: str
    question: str
    start: int | None = None
    end: int | None = None
    teaches: bool = True


def load_bank(corpus: Corpus, path: Path | None = None) -> tuple[AnticipatedQuestion, ...]:
    """Read the questions of the folder `path` (questions/*.jsonl), or the shipped ones, and resolve them.

    A line without `question_id` is named after its file and its number. Raises BankError, with the file
    and the line, where a line is malformed, points at no paragraph, or repeats an identifier.
    """
    bank: dict[str, AnticipatedQuestion] = {}
    for file, number, line in read_question_lines(SHIPPED if path is None else path):
        try:
            question = resolve_question(corpus, json.loads(line), f"{file.removesuffix('.jsonl')}-{number}")
        except (ValueError, KeyError, TypeError) as error:
            raise BankError(f"{file}, line {number}: {error!r}") from error
        if question.question_id in bank:
            raise BankError(f"{file}, line {number}: the identifier {question.question_id!r} is taken")
        bank[question.question_id] = question
    return tuple(bank.values())


def resolve_question(corpus: Corpus, entry: dict[str, Any], default_id: str) -> AnticipatedQuestion:
    """Resolve one line of the bank; raises CorpusError where it points at no paragraph, KeyError where a key lacks."""
    start = end = None
    if "evidence" in entry:
        paragraph_id, start, end = locate(corpus, entry["symbol"], entry["evidence"], entry["label"])[0]
    elif entry["label"] is None:
        paragraph_id = _find_by_anchor(corpus, entry["symbol"], entry["anchor"]).paragraph_id
    else:
        paragraph_id = _find_by_label(corpus, entry["symbol"], entry["label"], entry["anchor"]).paragraph_id
    question_id = entry.get("question_id", default_id)
    teaches = bool(entry.get("teaches", True))
    return AnticipatedQuestion(question_id, paragraph_id, entry["style"], entry["question"], start, end, teaches)


def _find_by_label(corpus: Corpus, name: str, label: str, anchor: str | None) -> Paragraph:
    paragraph = corpus.find(name, label)
    if paragraph is None:
        raise BankError(f"{name} has no unit labelled {label!r}")
    if anchor is not None and paragraph.source_start not in _starts(corpus, name, anchor):
        raise BankError(f"{paragraph.paragraph_id} does not begin with the anchor {anchor!r}")
    return paragraph


def _find_by_anchor(corpus: Corpus, name: str, anchor: str) -> Paragraph:
    """Find the unit that begins with `anchor`, or else the one that holds most of its first occurrence."""
    starts = _starts(corpus, name, anchor)
    paragraphs = corpus.of_document(name)
    beginning = next((paragraph for paragraph in paragraphs if paragraph.source_start in starts), None)
    if beginning is not None:
        return beginning
    if not starts:
        raise BankError(f"the source of {name} does not hold the anchor {anchor!r}")
    held = [(_held(paragraph, starts[0], starts[0] + len(anchor)), paragraph) for paragraph in paragraphs]
    most, paragraph = max(held, key=lambda pair: pair[0])
    if not most:
        raise BankError(f"no unit of {name} holds the anchor {anchor!r}")
    return paragraph


def _starts(corpus: Corpus, name: str, anchor: str) -> list[int]:
    return [start for start, _ in fold_spaces(corpus.source(name)).occurrences(anchor)]


def _held(paragraph: Paragraph, start: int, end: int) -> int:
    span = overlap(paragraph, start, end)
    return span[1] - span[0] if span else 0
