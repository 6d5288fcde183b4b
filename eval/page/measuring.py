"""One run of the answerer over a labelled set, and everything that the page shows of it, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from time import perf_counter
from typing import Any

from assistant.app.protocol import Answering
from eval.answer_scores import AnswerScore
from eval.answers import GivenAnswer, answers_of_records, run_of_answers
from eval.commands.report import answer_report
from eval.errors import EvalError
from eval.evaluation import SystemResult, evidence_scores, first_rank, means_by_group
from eval.full_system import Ask, Asked, FullSystem, ask_all
from eval.labelled_sets import LabelledSet
from eval.labels import qrels_of
from eval.manifest import now
from eval.measures.retrieval import missing_queries, score_run
from eval.model import Question, Run
from eval.report.content import AnswerReport, ReportContent, WeakQuestion, weakest_questions
from eval.report.page import Plot, answer_plots, group_plots, rank_plot
from eval.significance import bootstrap_interval
from eval.trec import ranking

RETRIEVAL = ("Success@1", "RR@10", "Success@5", "nDCG@10")
ANSWERS = ("evidence_quoted", "quote_precision", "quoted_characters", "abstained_answerable", "abstained_unanswerable")
GROUPINGS = ("style", "kind")
WORST = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run gave: the lines of the batch format, its hits as a run, and the record that the page shows."""

    lines: tuple[dict[str, Any], ...]
    run: Run
    record: dict[str, Any]


def ask_of(answerer: Answering) -> Ask:
    """Gives what asks conversations; the real answerer also tells the quotes that it withheld."""
    from assistant.answerer import Answerer

    return FullSystem(answerer).ask if isinstance(answerer, Answerer) else _plain_ask(answerer)


def measure(answerer: Answering, labelled: LabelledSet, advance: Callable[[int], object]) -> Measured:
    """Asks every question, and scores what comes back."""
    asked = ask_all(ask_of(answerer), [question.written for question in labelled.questions], advance)
    answers = answers_of_records((f"answer to {line['id']}", line) for line in asked.lines)
    run = run_of_answers(answers)
    result = evaluated(labelled.name, labelled.questions, run)
    report = answer_report(labelled, answers)
    values = values_by_question(result, report.scores)
    record = {
        "set": labelled.name,
        "created": now(),
        "questions": len(labelled.questions),
        "answerable": len(result.first_ranks),
        "seconds": round(asked.seconds, 3),
        "digest": sha256(repr([question.written for question in labelled.questions]).encode()).hexdigest(),
        "corpus": labelled.corpus.content_hash,
        "means": {name: bootstrap_interval(list(column.values())) for name, column in values.items() if column}
        | {name: report.summary[name] for name in ("auroc", "aurc", "ece") if name in report.summary},
        "groups": grouped(values, labelled.questions),
        "plots": [plot._asdict() for plot in plots(labelled, result, report)],
        "worst": [_plain(weak) for weak in weakest(labelled, run, answers)],
        "values": values,
    }
    return Measured(asked.lines, run, record)


def evaluated(name: str, questions: Sequence[Question], run: Run) -> SystemResult:
    """Scores a run, also one that found nothing of what was wanted, as small sets can give."""
    qrels = qrels_of(questions)
    scores = score_run(qrels, run) | evidence_scores(questions, run) if qrels else {}
    means = {measure: bootstrap_interval(list(column.values())) for measure, column in scores.items() if column}
    ranks = {query_id: first_rank(ranking(run.get(query_id, {})), wanted) for query_id, wanted in qrels.items()}
    return SystemResult(name, scores, means, ranks, missing_queries(qrels, run))


def values_by_question(result: SystemResult, scores: Sequence[AnswerScore]) -> dict[str, dict[str, float]]:
    """Gives measure → query id → value, for the questions to which the measure applies."""
    values = {name: dict(result.scores.get(name, {})) for name in RETRIEVAL}
    for name in ANSWERS[:3]:
        column = {score.query_id: getattr(score, name) for score in scores}
        values[name] = {query_id: float(value) for query_id, value in column.items() if value is not None}
    for name, answerable in (("abstained_answerable", True), ("abstained_unanswerable", False)):
        values[name] = {s.query_id: float(s.abstained) for s in scores if s.answerable is answerable}
    return values


def grouped(
    values: Mapping[str, Mapping[str, float]], questions: Sequence[Question]
) -> dict[str, dict[str, dict[str, Any]]]:
    """Gives grouping → group → measure → (number of questions, mean with interval)."""
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for grouping in GROUPINGS:
        table = tables.setdefault(grouping, {})
        for name, column in values.items():
            for group, (size, interval) in means_by_group(column, questions, grouping).items():
                table.setdefault(group, {})[name] = (size, interval)
    return tables


def plots(labelled: LabelledSet, result: SystemResult, report: AnswerReport) -> list[Plot]:
    """Draws the report's plots, those that the set allows."""
    content = ReportContent(labelled.name, labelled.questions, (result,), report, None, (), now())
    drawn = [rank_plot(content), *group_plots(content)] if result.first_ranks else []
    return [*drawn, *answer_plots(report)]


def weakest(labelled: LabelledSet, run: Run, answers: Mapping[str, GivenAnswer]) -> tuple[WeakQuestion, ...]:
    """Gives the worst questions; none where nothing that was wanted is in the run, which the means say."""
    try:
        return weakest_questions(labelled.questions, run, labelled.corpus.by_id, answers, limit=WORST)
    except EvalError:
        return ()


def _plain_ask(answerer: Answering) -> Ask:
    def ask(questions: Sequence[str]) -> list[Asked]:
        state, asked = None, []
        for question in questions:
            begun = perf_counter()
            turn = answerer.ask(question, state)
            asked.append(Asked(turn.answer, perf_counter() - begun))
            state = turn.state
        return asked

    return ask


def _plain(weak: WeakQuestion) -> dict[str, Any]:
    excerpts = {name: [item._asdict() for item in getattr(weak, name)] for name in ("wanted", "found", "quoted")}
    return weak._asdict() | excerpts
