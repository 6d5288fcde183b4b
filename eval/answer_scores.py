"""Answers held against the labels: one line of scores a question, and their summary with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.model import Paragraph
from eval.answers import GivenAnswer
from eval.measures.abstention import auroc
from eval.measures.calibration import expected_calibration_error, reliability_bins
from eval.measures.evidence import evidence_recall
from eval.measures.quotes import (
    citation_is_exact,
    evidence_quoted,
    quote_precision,
    quoted_characters,
    reference_is_exact,
)
from eval.measures.risk_coverage import aurc
from eval.model import Question, QuestionKind
from eval.significance import Interval, bootstrap_interval, bootstrap_statistic

HITS_READ = 5  # paragraphs that stand for the quotes of an answer withheld, where those are not known
NO_ANSWER = GivenAnswer(question="", abstained=False, confidence=0.0, quotes=(), hits=())


class AnswerScore(NamedTuple):
    """What one answer is worth; a measure that does not apply to it is None."""

    query_id: str
    answerable: bool
    abstained: bool
    confidence: float
    evidence_quoted: float | None  # 0..1, answerable questions; 0 where the answer was withheld
    quote_precision: float | None  # 0..1, answerable questions that were answered with quotes
    quoted_characters: int | None  # questions answered with quotes
    reference_exact: float | None  # 0 or 1, questions that ask for a paragraph
    citations_exact: float | None  # share of the quotes that are what they say, 0..1
    loss: float  # 0..1, what answering would cost: see `answering_loss`


def score_answers(
    questions: Sequence[Question], answers: Mapping[str, GivenAnswer], paragraphs: Mapping[str, Paragraph]
) -> tuple[AnswerScore, ...]:
    """Scores each question's answer, in order; a question without one scores 0 (see `unanswered_ids`)."""
    return tuple(
        score_answer(question, answers.get(question.query_id, NO_ANSWER), paragraphs) for question in questions
    )


def score_answer(question: Question, answer: GivenAnswer, paragraphs: Mapping[str, Paragraph]) -> AnswerScore:
    """Scores one answer."""
    quotes = answer.quotes
    asks_for_paragraph = question.written.kind is QuestionKind.REFERENCE
    return AnswerScore(
        query_id=question.query_id,
        answerable=question.answerable,
        abstained=answer.abstained,
        confidence=answer.confidence,
        evidence_quoted=evidence_quoted(question, quotes) if question.answerable else None,
        quote_precision=quote_precision(question, quotes) if question.answerable else None,
        quoted_characters=quoted_characters(quotes) if quotes else None,
        reference_exact=float(reference_is_exact(question, quotes, paragraphs)) if asks_for_paragraph else None,
        citations_exact=float(np.mean([citation_is_exact(quote, paragraphs) for quote in quotes])) if quotes else None,
        loss=answering_loss(question, answer),
    )


def answering_loss(question: Question, answer: GivenAnswer) -> float:
    """Gives the loss (0..1) of answering: 1 on an unanswerable question, else the share of evidence not quoted.

    An answer that was withheld counts by the quotes it would have shown, so that the risk-coverage curve
    reaches full coverage; where they are not known, the paragraphs of its first hits stand for them.
    """
    if not question.answerable:
        return 1.0
    quotes = answer.withheld if answer.abstained else answer.quotes
    if quotes is None:
        ranking = [hit.paragraph_id for hit in sorted(answer.hits, key=lambda hit: hit.rank)]
        return 1.0 - evidence_recall(question, ranking, HITS_READ)
    return 1.0 - evidence_quoted(question, quotes)


def unanswered_ids(questions: Sequence[Question], answers: Mapping[str, GivenAnswer]) -> tuple[str, ...]:
    """The questions for which no answer was given at all: they score 0 and should be named."""
    return tuple(question.query_id for question in questions if question.query_id not in answers)


def summarise(scores: Sequence[AnswerScore], *, seed: int = 0) -> dict[str, Interval]:
    """Gives the mean, or the area or error, of every measure that applies to some question, with its interval."""
    columns: dict[str, Sequence[float | None]] = {
        "evidence_quoted": [score.evidence_quoted for score in scores],
        "quote_precision": [score.quote_precision for score in scores],
        "quoted_characters": [score.quoted_characters for score in scores],
        "reference_exact": [score.reference_exact for score in scores],
        "citations_exact": [score.citations_exact for score in scores],
        "abstained_answerable": [float(score.abstained) for score in scores if score.answerable],
        "abstained_unanswerable": [float(score.abstained) for score in scores if not score.answerable],
    }
    applicable = {name: [value for value in values if value is not None] for name, values in columns.items()}
    summary = {name: bootstrap_interval(values, seed=seed) for name, values in applicable.items() if values}
    return summary | _confidence_summary(scores, seed)


def _confidence_summary(scores: Sequence[AnswerScore], seed: int) -> dict[str, Interval]:
    """Summarises what is no mean over questions: AURC, ECE, and AUROC where both kinds of question are."""
    confidence = np.array([score.confidence for score in scores])
    loss = np.array([score.loss for score in scores])
    answerable = np.array([score.answerable for score in scores])
    statistics: dict[str, Callable[[npt.NDArray[np.int64]], float]] = {
        "aurc": lambda rows: aurc(confidence[rows], loss[rows]),
        "ece": lambda rows: expected_calibration_error(reliability_bins(confidence[rows], 1 - loss[rows])),
    }
    if answerable.any() and not answerable.all():
        statistics["auroc"] = lambda rows: auroc(
            confidence[rows][answerable[rows]], confidence[rows][~answerable[rows]]
        )
    return {name: bootstrap_statistic(value, len(scores), seed=seed) for name, value in statistics.items()}
