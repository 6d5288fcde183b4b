"""`alinea eval report`: runs and answers over a labelled set → the HTML page and the small JSON result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.answer_scores import score_answers, summarise, unanswered_ids
from eval.answers import GivenAnswer, read_answers
from eval.breakdown import group_ids
from eval.errors import EvalError
from eval.evaluation import SystemResult, evaluate_run
from eval.labelled_sets import LabelledSet, load_labelled_set
from eval.manifest import now, read_manifest
from eval.report.content import RANKING_MEASURE, AnswerReport, ReportContent, weakest_questions
from eval.results import Groups, results_record
from eval.significance import Interval, bootstrap_interval
from eval.trec import read_run

TITLE = "Évaluation d’Alinéa"
GROUPED = ("style", "kind", "turn")


def report_content(
    labelled: LabelledSet,
    runs: Sequence[tuple[str, Path]],
    answers_path: Path | None,
    dialogues_path: Path | None,
    *,
    seed: int = 0,
) -> ReportContent:
    """Gathers what the page shows; the last run is the main system.

    Raises EvalError on runs or answers that do not belong to the set.
    """
    scored = [_system(name, path, labelled, seed) for name, path in runs]
    answers = read_answers(answers_path) if answers_path else {}
    return ReportContent(
        title=TITLE,
        questions=labelled.questions,
        systems=tuple(scored),
        answers=answer_report(labelled, answers, seed=seed) if answers else None,
        dialogues=_dialogues(dialogues_path, seed) if dialogues_path else None,
        worst=weakest_questions(labelled.questions, read_run(runs[-1][1]), labelled.corpus.by_id, answers),
        created=now(),
    )


def answer_report(labelled: LabelledSet, answers: dict[str, GivenAnswer], *, seed: int = 0) -> AnswerReport:
    """Scores answers and summarises them, also by place in the dialogue.

    Raises EvalError on answers to other questions.
    """
    questions = labelled.questions
    if not any(question.query_id in answers for question in questions):
        raise EvalError(f"no answer bears the id of a question of the set {labelled.name!r}; are they of another set?")
    scores = score_answers(questions, answers, labelled.corpus.by_id)
    turns = group_ids(questions, "turn")
    by_turn = {
        turn: summarise([score for score in scores if score.query_id in ids], seed=seed) for turn, ids in turns.items()
    }
    return AnswerReport(scores, summarise(scores, seed=seed), by_turn, unanswered_ids(questions, answers))


def report_record(content: ReportContent, title: str) -> dict[str, object]:
    """Gives the small result of a report, as `eval/results/*.json` holds it."""
    answers = content.answers.summary if content.answers else {}
    return results_record(
        title, content.systems, answers, queries=len(content.main.first_ranks), groups=_groups(content)
    )


def _groups(content: ReportContent) -> Groups:
    """What the main system is worth by style, kind and place in a dialogue; a set of one group has none."""
    found: dict[str, dict[str, tuple[int, dict[str, Interval]]]] = {}
    for grouping in GROUPED:
        by_name = group_ids(content.questions, grouping)
        if len(by_name) > 1:
            found[grouping] = {name: (len(ids), _group(content, frozenset(ids))) for name, ids in by_name.items()}
    return found


def _group(content: ReportContent, ids: frozenset[str]) -> dict[str, Interval]:
    """The means over the questions of one group of the measures that apply to some of them."""
    columns = {RANKING_MEASURE: [v for query_id, v in content.main.scores[RANKING_MEASURE].items() if query_id in ids]}
    scores = [score for score in (content.answers.scores if content.answers else ()) if score.query_id in ids]
    columns["evidence_quoted"] = [s.evidence_quoted for s in scores if s.evidence_quoted is not None]
    columns["quoted_characters"] = [float(s.quoted_characters) for s in scores if s.quoted_characters is not None]
    columns["abstained"] = [float(s.abstained) for s in scores]
    return {name: bootstrap_interval(values) for name, values in columns.items() if values}


def _system(name: str, path: Path, labelled: LabelledSet, seed: int) -> SystemResult:
    return evaluate_run(name, labelled.questions, read_run(path), manifest=read_manifest(path), seed=seed)


def _dialogues(path: Path, seed: int) -> AnswerReport:
    return answer_report(load_labelled_set("dialogues"), read_answers(path), seed=seed)
