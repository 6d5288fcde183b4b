import ir_measures
import pytest
from eval_builders import piece, question
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.errors import EvalError
from eval.measures.evidence import evidence_recall
from eval.measures.retrieval import (
    DEFAULT_MEASURES,
    aggregate,
    check_ids,
    missing_queries,
    parse_measures,
    score_run,
    tied_queries,
)
from eval.model import QuestionKind
from eval.trec import as_run_scores, ranking

DOCS = [f"d{number}" for number in range(30)]
QUERIES = [f"q{number}" for number in range(6)]
RELEVANT = st.dictionaries(st.sampled_from(DOCS), st.integers(0, 3), min_size=1, max_size=8)
QRELS = st.dictionaries(st.sampled_from(QUERIES), RELEVANT, min_size=1)
RANKINGS = st.lists(st.sampled_from(DOCS), min_size=1, unique=True)
RUNS = st.dictionaries(st.sampled_from(QUERIES), RANKINGS, min_size=1).map(
    lambda lists: {q: as_run_scores((d, -rank) for rank, d in enumerate(docs)) for q, docs in lists.items()}
)


@settings(max_examples=60, deadline=None)
@given(qrels=QRELS, run=RUNS)
def test_scores_equal_those_of_ir_measures(qrels, run):
    scores = score_run(qrels, run)
    measures = parse_measures(DEFAULT_MEASURES)
    for metric in ir_measures.iter_calc(measures, qrels, run):
        assert scores[str(metric.measure)][metric.query_id] == pytest.approx(metric.value, abs=1e-9)
    expected = ir_measures.calc_aggregate(measures, qrels, run)
    assert aggregate(scores) == pytest.approx({str(measure): value for measure, value in expected.items()}, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(relevant=st.sets(st.sampled_from(DOCS), min_size=1, max_size=6), docs=RANKINGS, k=st.sampled_from([5, 10]))
def test_evidence_recall_without_alternatives_is_recall(relevant, docs, k):
    asked = question(QuestionKind.LIST, tuple(piece(f"A#{doc_id}") for doc_id in sorted(relevant)))
    run = {"q1": as_run_scores((f"A#{doc_id}", -rank) for rank, doc_id in enumerate(docs))}
    qrels = {"q1": {f"A#{doc_id}": 1 for doc_id in relevant}}
    expected = score_run(qrels, run, [f"R@{k}"])[f"R@{k}"]["q1"]
    assert evidence_recall(asked, ranking(run["q1"]), k) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("run", [{"q1": {"d1": 1.0}}, {"q1": {"d1": 1.0}, "q2": {}}])
def test_missing_query_scores_zero_and_is_named(run):
    qrels = {"q1": {"d1": 1}, "q2": {"d2": 1}}
    scores = score_run(qrels, run)
    assert all(values == {"q1": values["q1"], "q2": 0.0} for values in scores.values())
    assert aggregate(scores)["RR@10"] == 0.5
    assert missing_queries(qrels, run) == ("q2",)


def test_queries_without_judgements_are_ignored():
    assert score_run({"q1": {"d1": 1}}, {"q1": {"d1": 1.0}, "q9": {"d1": 1.0}}, ["AP"]) == {"AP": {"q1": 1.0}}


def test_counts_are_summed_as_ir_measures_does():
    scores = score_run({"q1": {"d1": 1}, "q2": {"d1": 1}}, {"q1": {"d1": 1.0}}, ["NumQ"])
    assert aggregate(scores) == {"NumQ": 1.0}


def test_ties_are_named():
    run = {"q1": {"d1": 1.0, "d2": 1.0}, "q2": {"d1": 1.0, "d2": 0.0}}
    assert tied_queries({"q1": {"d1": 1}, "q2": {"d1": 1}}, run) == ("q1",)


@pytest.mark.parametrize("name", ["nDCJ@10", "nDCG(@10", "nDCG@ten"])
def test_unknown_measure_is_refused(name):
    with pytest.raises(EvalError, match=r"unknown to ir_measures .* try one of nDCG@10"):
        parse_measures([name])


def test_measure_that_no_installed_package_computes_is_refused():
    with pytest.raises(EvalError, match="alpha_nDCG"):
        score_run({"q1": {"d1": 1}}, {"q1": {"d1": 1.0}}, ["alpha_nDCG"])


@pytest.mark.parametrize(
    ("run", "what"), [({"x1": {"d1": 1.0}}, "no query id in common"), ({"q1": {"x1": 1.0}}, "no document id in common")]
)
def test_run_of_another_set_is_refused(run, what):
    with pytest.raises(EvalError, match=what):
        check_ids({"q1": {"d1": 1}}, run)
    check_ids({"q1": {"d1": 1}}, {"q1": {"d1": 1.0, "x1": 2.0}})
