"""The first questions that people type, broad and brief, with paragraphs that speak to them (`eval/questions`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from assistant.model import Quote
from corpus import Corpus
from eval.corpus_passages import CorpusPassages
from eval.question_sets import FOLDER
from eval.references import parse_reference

HELD_OUT = FOLDER / "held_out_broad.jsonl"
TEACHING = tuple(FOLDER / f"broad_{author}.jsonl" for author in (1, 2, 3))  # one file an author


class BroadQuestion(NamedTuple):
    """A question and, where the corpus speaks to it, paragraphs that do; there may be others."""

    text: str
    answerable: bool
    paragraph_ids: frozenset[str]

    def is_answered_by(self, quotes: Iterable[Quote]) -> bool:
        """Whether one of its paragraphs is quoted."""
        return any(quote.paragraph.paragraph_id in self.paragraph_ids for quote in quotes)


def read_broad(path: Path, corpus: Corpus) -> list[BroadQuestion]:
    """Read a file of broad questions; raises LookupError on a place that is not in the corpus."""
    entries = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        BroadQuestion(entry["question"], entry["answerable"], frozenset(_id(place, corpus) for place in entry["paras"]))
        for entry in entries
    ]


def _id(place: str, corpus: Corpus) -> str:
    passages = CorpusPassages(corpus)
    name, label = parse_reference(place)
    return passages.paragraph_id(passages.symbol_of(name), label)
