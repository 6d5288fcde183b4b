"""Ranking over the real index: order, scope, and scores that can be taken apart."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answerer import Answerer
from assistant.scope import Scope
from assistant.understanding import Understanding, understand
from corpus import ParagraphKind

QUESTION = "Un pays peut-il laisser des pirates agir depuis chez lui ?"


def test_every_paragraph_is_ranked_once_best_first(answerer: Answerer) -> None:
    ranking = answerer.searcher.retriever.rank(QUESTION)
    scores = ranking.scores[ranking.order]
    assert sorted(ranking.order.tolist()) == list(range(len(answerer.corpus.paragraphs)))
    assert (np.diff(scores) <= 0).all()
    assert ranking.probabilities.sum() == pytest.approx(1.0, abs=1e-4)
    assert ranking.probabilities.argmax() == ranking.order[0]


def test_components_make_the_score(answerer: Answerer) -> None:
    hits = answerer.searcher.retriever.search(QUESTION, top_k=10)
    assert [hit.rank for hit in hits] == list(range(1, 11))
    for hit in hits:
        assert sum(hit.components.values()) == pytest.approx(hit.score, abs=1e-3)


def test_a_scope_holds_and_keeps_the_order_of_the_rest(answerer: Answerer) -> None:
    retriever = answerer.searcher.retriever
    scope = Scope(frozenset({"A/68/98"}), frozenset({ParagraphKind.PARAGRAPH}))
    within = [hit.paragraph for hit in retriever.search(QUESTION, 400, scope)]
    everything = [hit.paragraph for hit in retriever.search(QUESTION, 400)]
    assert within == [p for p in everything if p.symbol == "A/68/98" and p.kind is ParagraphKind.PARAGRAPH]
    assert len(within) > 10
    chances = retriever.rank(QUESTION, scope).probabilities
    assert chances.sum() == pytest.approx(1.0, abs=1e-4)


def test_an_empty_scope_finds_nothing(answerer: Answerer) -> None:
    nowhere = Scope(frozenset({"A/68/98"}), frozenset({ParagraphKind.NORM}))
    assert answerer.searcher.retriever.search(QUESTION, 10, nowhere) == ()
    assert answerer.searcher.find(QUESTION, understand(QUESTION, answerer.corpus), nowhere) is None


def test_a_boost_raises_its_paragraph(answerer: Answerer) -> None:
    retriever = answerer.searcher.retriever
    plain = retriever.rank(QUESTION)
    last = int(plain.order[-1])
    boosts = np.zeros(len(answerer.corpus.paragraphs), np.float32)
    boosts[last] = 1000.0
    boosted = retriever.rank(QUESTION, boosts=boosts)
    assert boosted.order[0] == last
    np.testing.assert_array_equal(boosted.order[1:], plain.order[:-1])


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "norme 13 c)",
        "xylophone",
        "Combien de pays ?",
        "a",
        "?",
        "12",
        "Quelle date, 2021 ?",
        "é" * 3000,
    ],
)
def test_the_signals_of_confidence_are_numbers(answerer: Answerer, question: str) -> None:
    searcher = answerer.searcher
    understanding = understand(question, answerer.corpus)
    for scope in (Scope(), Scope(frozenset({"A/RES/73/266"}), frozenset({ParagraphKind.TITLE}))):
        found = searcher.find(question, understanding, scope)
        assert found is not None
        assert 0.0 <= found.confidence <= 1.0
        assert found.sentences.probabilities.sum() == pytest.approx(1.0, abs=1e-4)
        for hidden in (None, np.ones(len(answerer.index.views), bool)):
            signals = searcher._signals.compute(found.ranking, found.sentences, understanding, 0.0, hidden=hidden)
            assert signals.shape == searcher.confidence.signals.weights.shape
            assert np.isfinite(signals).all()


def test_a_question_near_the_texts_is_surer_than_one_far_from_them(answerer: Answerer) -> None:
    def confidence(question: str) -> float:
        understanding: Understanding = understand(question, answerer.corpus)
        found = answerer.searcher.find(question, understanding, Scope())
        return found.confidence if found else 0.0

    threshold = answerer.searcher.confidence.threshold
    assert 0.0 < threshold < 1.0
    assert confidence("Les États peuvent-ils viser les équipes d'intervention d'urgence ?") >= threshold
    assert confidence("Quelle est la recette de la tarte aux pommes ?") < threshold / 2
