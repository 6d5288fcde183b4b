"""Retrieval measures, computed by ir_measures (MacAvaney et al., ECIR 2022) under its own names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from eval.errors import EvalError
from eval.model import Qrels, Run, Scores

DEFAULT_MEASURES = ("nDCG@10", "RR@10", "Success@1", "Success@5", "R@5", "R@10", "R@100", "AP", "Judged@10")


def score_run(qrels: Qrels, run: Run, measures: Sequence[str] = DEFAULT_MEASURES) -> dict[str, dict[str, float]]:
    """Scores every judged query, in the order of the qrels; a query that the run lacks scores 0.

    Queries without judgements are ignored. Raises EvalError on a measure that cannot be computed.
    """
    parsed = parse_measures(measures)
    values: dict[str, dict[str, float]] = {str(measure): dict.fromkeys(qrels, 0.0) for measure in parsed}
    for metric in _iter_calc(parsed, qrels, run):
        values[str(metric.measure)][metric.query_id] = float(metric.value)
    return values


def aggregate(scores: Scores) -> dict[str, float]:
    """Summarises each measure over all queries as ir_measures does: the mean, or the sum of a count."""
    totals = {}
    for measure, name in zip(parse_measures(list(scores)), scores, strict=True):
        aggregator = measure.aggregator()
        for value in scores[name].values():
            aggregator.add(value)
        totals[name] = float(aggregator.result())
    return totals


def parse_measures(names: Sequence[str]) -> list[Any]:
    """Gives ir_measures' objects for names such as « nDCG@10 »; raises EvalError on an unknown one."""
    import ir_measures

    measures = []
    for name in names:
        try:
            measures.append(ir_measures.parse_measure(name))
        except (NameError, ValueError) as error:
            known = ", ".join(DEFAULT_MEASURES)
            raise EvalError(f"measure {name!r}: unknown to ir_measures ({error}); try one of {known}") from error
    return measures


def missing_queries(qrels: Qrels, run: Run) -> tuple[str, ...]:
    """The judged queries for which the run found nothing: they score 0 and should be named."""
    return tuple(query_id for query_id in qrels if not run.get(query_id))


def tied_queries(qrels: Qrels, run: Run) -> tuple[str, ...]:
    """The judged queries with equal scores, whose order depends on how each measure breaks ties."""
    return tuple(
        query_id for query_id in qrels if len(set(run.get(query_id, {}).values())) < len(run.get(query_id, {}))
    )


def check_ids(qrels: Qrels, run: Run) -> None:
    """Raises EvalError where no query, or no document, of the run is one of the qrels."""
    if not any(query_id in run for query_id in qrels):
        raise EvalError(
            f"no query id in common: {_first_ids('qrels', qrels)}, {_first_ids('run', run)}; are both of one set?"
        )
    judged = {doc_id for docs in qrels.values() for doc_id in docs}
    found = {doc_id for docs in run.values() for doc_id in docs}
    if judged.isdisjoint(found):
        raise EvalError(
            f"no document id in common: {_first_ids('qrels', judged)}, {_first_ids('run', found)};"
            " were both made from the same corpus?"
        )


def _iter_calc(measures: list[Any], qrels: Qrels, run: Run) -> Iterable[Any]:
    """Asks ir_measures, keeping from it the empty rankings on which some of its providers divide by zero."""
    import ir_measures

    judged = {query_id: dict(run[query_id]) for query_id in qrels if run.get(query_id)}
    try:
        yield from ir_measures.iter_calc(measures, {query_id: dict(docs) for query_id, docs in qrels.items()}, judged)
    except ValueError as error:
        raise EvalError(str(error).splitlines()[0]) from error


def _first_ids(what: str, ids: Iterable[str]) -> str:
    names = sorted(ids)
    return f"{what} has {len(names)} such as {', '.join(map(repr, names[:2])) or 'none'}"
