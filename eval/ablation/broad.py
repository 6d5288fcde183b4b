"""The first questions that people type, broad and brief: which are answered, and from which paragraphs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from assistant.answerer import Answerer
from corpus import Corpus
from eval.corpus_passages import CorpusPassages
from eval.question_sets import FOLDER
from eval.references import parse_reference

BROAD = FOLDER / "held_out_broad.jsonl"


class BroadQuestion(NamedTuple):
    """A question and, where the corpus speaks to it, paragraphs that do; there may be others."""

    text: str
    answerable: bool
    paragraph_ids: frozenset[str]


class BroadAnswers(NamedTuple):
    """Shares of questions, as one value (0 or 1) for each that counts."""

    answered: list[float]  # of those that the corpus speaks to
    refused: list[float]  # of the others
    listed: list[float]  # of those that it speaks to and that are answered: a listed paragraph is quoted


def load_broad(corpus: Corpus) -> list[BroadQuestion]:
    """The questions to ask; no weight is learnt from them. Raises LookupError on a place that is not in the corpus."""
    entries = map(json.loads, BROAD.read_text(encoding="utf-8").splitlines())
    return [
        BroadQuestion(entry["question"], entry["answerable"], frozenset(_id(place, corpus) for place in entry["paras"]))
        for entry in entries
    ]


def ask_broad(answerer: Answerer, questions: Sequence[BroadQuestion]) -> BroadAnswers:
    """Ask each question alone of a product that withholds what it is not sure of."""
    found = BroadAnswers([], [], [])
    for question in questions:
        answer = answerer.ask(question.text).answer
        if not question.answerable:
            found.refused.append(float(answer.abstained))
            continue
        found.answered.append(float(not answer.abstained))
        if not answer.abstained:
            quoted = {quote.paragraph.paragraph_id for quote in answer.quotes}
            found.listed.append(float(not quoted.isdisjoint(question.paragraph_ids)))
    return found


def _id(place: str, corpus: Corpus) -> str:
    passages = CorpusPassages(corpus)
    name, label = parse_reference(place)
    return passages.paragraph_id(passages.symbol_of(name), label)
