import numpy as np
import pytest

from eval.baselines import FusedSystem, ScoringSystem, bm25_french, bm25_plain, reciprocal_rank_fusion
from eval.beir import BeirDocument
from eval.errors import EvalError
from eval.systems import BATCH, Passage, SystemDescription, build_system, passages_of_beir, search_in_batches
from eval.trec import ranking

PASSAGES = (
    Passage("p1", "Les États ne devraient pas permettre que leur territoire soit utilisé."),
    Passage("p2", "L'attaque contre les hôpitaux est une atteinte grave."),
    Passage("p3", "Rien de commun ici."),
)


def fixed(**scores: float) -> ScoringSystem:
    row = np.array(list(scores.values()), dtype=np.float32)
    return ScoringSystem(tuple(scores), lambda queries: np.stack([row] * len(queries)), SystemDescription())


def test_passages_are_ranked_by_score_down_to_top_k():
    found = fixed(a=0.1, b=0.9, c=0.5).search({"q1": "?"}, 2)
    assert ranking(found["q1"]) == ["b", "c"]


def test_passages_that_score_nothing_are_not_found():
    assert fixed(a=0.0, b=-0.2, c=0.5).search({"q1": "?"}, 10) == {"q1": {"c": 0.5}}


def test_reciprocal_rank_fusion_by_hand():
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "c"]])
    assert [name for name, _ in fused] == ["b", "a", "c"]
    assert dict(fused) == pytest.approx({"b": 1 / 62 + 1 / 61, "a": 1 / 61, "c": 1 / 62})


def test_fused_ties_keep_their_order():
    system = FusedSystem((fixed(a=2, b=1), fixed(c=2, d=1)), SystemDescription())
    assert ranking(system.search({"q1": "?"}, 3)["q1"]) == ["a", "c", "b"]


def test_french_analysis_finds_what_plain_words_do_not():
    query = {"q1": "hôpital attaqué"}
    assert bm25_plain(PASSAGES).search(query, 3) == {"q1": {}}
    assert ranking(bm25_french(PASSAGES).search(query, 3)["q1"]) == ["p2"]


def test_batches_lose_no_query_and_tell_their_progress():
    steps: list[int] = []
    queries = {f"q{number}": "?" for number in range(2 * BATCH + 1)}
    timed = search_in_batches(fixed(a=1), queries, 5, steps.append)
    assert list(timed.run) == list(queries)
    assert steps == [BATCH, BATCH, 1]
    assert timed.seconds >= 0


def test_beir_documents_are_searched_with_their_titles():
    documents = (BeirDocument("d1", "Sport", "Du texte."), BeirDocument("d2", "", "Autre."))
    assert [passage.titled for passage in passages_of_beir(documents)] == ["Sport Du texte.", "Autre."]


def test_unknown_configuration_is_refused():
    with pytest.raises(EvalError, match="'bm26': expected one of bm25-plain"):
        build_system("bm26", PASSAGES)
