"""A variant asked every answerable question of the development set, and what its answers are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.answerer import Answerer
from assistant.batch import answer_json
from assistant.retriever import Retriever
from eval.answers import GivenAnswer, parse_answer, run_of_answers
from eval.labels import qrels_of
from eval.measures.quotes import evidence_quoted, quoted_characters
from eval.measures.retrieval import score_run
from eval.model import Question
from eval.systems import RetrievalSystem

RETRIEVAL = ("Success@1", "RR@10", "Success@5")
EVIDENCE, CHARACTERS = "evidence quoted", "characters quoted"

Values = Mapping[str, Mapping[str, float]]
"""measure → query id → value; nothing under the measures of quotes where nothing was quoted."""


class Measured(NamedTuple):
    """A row of the table: what was changed, and every measure question by question."""

    name: str
    values: Values


def ask_product(
    name: str, answerer: Answerer, questions: Sequence[Question], texts: Sequence[str] | None = None
) -> Measured:
    """Asks the whole product; `texts`, where given, in the place of the questions' own words."""
    texts = texts or [question.written.text for question in questions]
    answers = {
        question.query_id: parse_answer(answer_json(answerer.ask(text).answer), question.query_id)
        for question, text in zip(questions, texts, strict=True)
    }
    return Measured(name, _retrieval(questions, run_of_answers(answers)) | _quoting(questions, answers))


def search_only(name: str, retriever: Retriever, questions: Sequence[Question]) -> Measured:
    """Searches the question's words over the whole corpus, without understanding references, documents or lists."""
    run = {
        question.query_id: {
            hit.paragraph.paragraph_id: hit.score for hit in retriever.search(question.written.text, top_k=20)
        }
        for question in questions
    }
    return of_run(name, questions, run)


def search_with(name: str, system: RetrievalSystem, questions: Sequence[Question]) -> Measured:
    """Searches the question's words with a configuration of the harness."""
    return of_run(name, questions, system.search({q.query_id: q.written.text for q in questions}, 20))


def of_run(name: str, questions: Sequence[Question], run: Mapping[str, Mapping[str, float]]) -> Measured:
    """Measures a run of paragraphs that nothing is quoted from."""
    return Measured(name, _retrieval(questions, run))


def about(questions: Sequence[Question], symbol: str) -> tuple[Question, ...]:
    """The questions whose evidence stands in one document."""
    return tuple(q for q in questions if {piece.symbol for piece in q.pieces} == {symbol})


def _retrieval(questions: Sequence[Question], run: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return score_run(qrels_of(questions), run, RETRIEVAL)


def _quoting(questions: Sequence[Question], answers: Mapping[str, GivenAnswer]) -> dict[str, dict[str, float]]:
    quotes = {question.query_id: answers[question.query_id].quotes for question in questions}
    return {
        EVIDENCE: {question.query_id: evidence_quoted(question, quotes[question.query_id]) for question in questions},
        CHARACTERS: {query_id: float(quoted_characters(shown)) for query_id, shown in quotes.items()},
    }
