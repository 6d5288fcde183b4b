"""A run held against labelled questions: every measure by query, with means and intervals, by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.breakdown import group_ids
from eval.labels import qrels_of
from eval.manifest import RunManifest
from eval.measures.evidence import evidence_recall
from eval.measures.retrieval import DEFAULT_MEASURES, check_ids, missing_queries, score_run
from eval.model import Qrels, Question, Run
from eval.significance import Interval, bootstrap_interval
from eval.trec import ranking

EVIDENCE_CUTOFFS = (5, 10)


@dataclass(frozen=True, slots=True)
class SystemResult:
    """What one system is worth on one question set.

    `scores`: measure → query id → value; evidence recall has the queries that want several pieces.
    `first_ranks`: query id → rank (from 1) of the first relevant paragraph, None where none is in the run.
    """

    name: str
    scores: Mapping[str, Mapping[str, float]]
    means: Mapping[str, Interval]
    first_ranks: Mapping[str, int | None]
    missing: tuple[str, ...]
    manifest: RunManifest | None = None


def evaluate_run(
    name: str,
    questions: Sequence[Question],
    run: Run,
    *,
    manifest: RunManifest | None = None,
    measures: Sequence[str] = DEFAULT_MEASURES,
    seed: int = 0,
) -> SystemResult:
    """Scores a run on the answerable questions; raises EvalError where it was made for other questions."""
    qrels = qrels_of(questions)
    scores = score_run(qrels, run, measures) | evidence_scores(questions, run)
    return evaluate_scores(name, qrels, run, scores, manifest=manifest, seed=seed)


def evaluate_scores(
    name: str,
    qrels: Qrels,
    run: Run,
    scores: Mapping[str, Mapping[str, float]],
    *,
    manifest: RunManifest | None = None,
    seed: int = 0,
) -> SystemResult:
    """Summarises scores by query; raises EvalError where run and qrels have no id in common."""
    check_ids(qrels, run)
    means = {
        measure: bootstrap_interval(list(values.values()), seed=seed) for measure, values in scores.items() if values
    }
    ranks = {query_id: first_rank(ranking(run.get(query_id, {})), relevant) for query_id, relevant in qrels.items()}
    return SystemResult(name, scores, means, ranks, missing_queries(qrels, run), manifest)


def evidence_scores(questions: Iterable[Question], run: Run) -> dict[str, dict[str, float]]:
    """Gives the recall over pieces (`Evidence@k`) of the questions that want several."""
    wanted = [question for question in questions if question.needs_all_pieces]
    return {
        f"Evidence@{k}": {
            question.query_id: evidence_recall(question, ranking(run.get(question.query_id, {})), k)
            for question in wanted
        }
        for k in EVIDENCE_CUTOFFS
    }


def first_rank(docs: Sequence[str], relevant: Mapping[str, int]) -> int | None:
    """Gives the rank (from 1) of the first relevant document; None where there is none."""
    return next((rank for rank, doc_id in enumerate(docs, start=1) if relevant.get(doc_id, 0) > 0), None)


def means_by_group(
    values: Mapping[str, float], questions: Iterable[Question], grouping: str, *, seed: int = 0
) -> dict[str, tuple[int, Interval]]:
    """Gives group → (number of questions, mean with interval) over the questions that have a value."""
    groups = group_ids((question for question in questions if question.query_id in values), grouping)
    return {
        name: (len(ids), bootstrap_interval([values[query_id] for query_id in ids], seed=seed))
        for name, ids in groups.items()
    }
