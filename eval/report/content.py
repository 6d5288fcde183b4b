"""What the report shows, as plain values: made from results, without drawing or markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from assistant.citation import reference
from corpus.model import Paragraph
from eval.answer_scores import AnswerScore
from eval.answers import GivenAnswer
from eval.evaluation import SystemResult, evaluate_run
from eval.model import Question, Run
from eval.significance import Interval
from eval.trec import ranking

WORST = 20
SHOWN_HITS = 5
RANKING_MEASURE = "RR@10"


class Excerpt(NamedTuple):
    """A paragraph, shown by its reference and its first words; `wanted` where it holds labelled evidence."""

    reference: str
    text: str
    wanted: bool = False


class WeakQuestion(NamedTuple):
    """A question that the main system serves badly, with what was wanted, found and quoted."""

    query_id: str
    text: str
    style: str
    kind: str
    rank: int | None
    wanted: tuple[Excerpt, ...]
    found: tuple[Excerpt, ...]
    quoted: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """Answers of the main system: their scores, the summary, and the same summary by place in dialogues."""

    scores: tuple[AnswerScore, ...]
    summary: Mapping[str, Interval]
    by_turn: Mapping[str, Mapping[str, Interval]]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything on the page; `systems` ends with the main one."""

    title: str
    questions: tuple[Question, ...]
    systems: tuple[SystemResult, ...]
    answers: AnswerReport | None
    dialogues: AnswerReport | None
    worst: tuple[WeakQuestion, ...]
    created: str

    @property
    def main(self) -> SystemResult:
        """The system that the page is about."""
        return self.systems[-1]


def weakest_questions(
    questions: Sequence[Question],
    run: Run,
    paragraphs: Mapping[str, Paragraph],
    answers: Mapping[str, GivenAnswer],
    *,
    limit: int = WORST,
) -> tuple[WeakQuestion, ...]:
    """Gives the answerable questions whose first relevant paragraph comes last, the worst first, none that leads."""
    result = evaluate_run("main", questions, run, measures=[RANKING_MEASURE])
    late = [q for q in questions if q.query_id in result.first_ranks and result.first_ranks[q.query_id] != 1]
    late.sort(key=lambda question: -(result.first_ranks[question.query_id] or np.inf))
    return tuple(
        _weak_question(question, result.first_ranks[question.query_id], run, paragraphs, answers.get(question.query_id))
        for question in late[:limit]
    )


def _weak_question(
    question: Question,
    rank: int | None,
    run: Run,
    paragraphs: Mapping[str, Paragraph],
    answer: GivenAnswer | None,
) -> WeakQuestion:
    relevant = question.relevant_ids
    places = [(span.paragraph_id, span.text) for piece in question.pieces for span in piece.spans]
    found = ranking(run.get(question.query_id, {}))[:SHOWN_HITS]
    quotes = answer.quotes if answer else ()
    return WeakQuestion(
        question.query_id,
        question.written.text,
        question.written.style,
        str(question.written.kind),
        rank,
        tuple(_excerpt(place, text, paragraphs, wanted=True) for place, text in places),
        tuple(_excerpt(place, None, paragraphs, wanted=place in relevant) for place in found),
        tuple(_excerpt(q.paragraph_id, q.text, paragraphs, wanted=q.paragraph_id in relevant) for q in quotes),
    )


def _excerpt(
    paragraph_id: str, text: str | None, paragraphs: Mapping[str, Paragraph], *, wanted: bool, length: int = 220
) -> Excerpt:
    paragraph = paragraphs.get(paragraph_id)
    name = reference(paragraph) if paragraph else paragraph_id
    words = text if text is not None else paragraph.text if paragraph else ""
    return Excerpt(name, words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} […]", wanted)
