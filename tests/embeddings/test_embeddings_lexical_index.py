import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.analyser import analyse
from embeddings.lexical_index import K1, B, LexicalIndex

TEXTS = [
    "Les États devraient protéger leurs infrastructures critiques.",
    "Un État ne devrait pas permettre que son territoire soit utilisé pour une attaque.",
    "Les équipes d'intervention protègent les infrastructures ; les infrastructures critiques surtout.",
    "Résolution 73/266, norme 13 g).",
]
WORDS = ["attaque", "attaques", "territoire", "norme", "73/266", "13 g)", "l'État", "la", "protéger"]


def lucene_bm25(texts: list[str], query: str) -> list[float]:
    """BM25 as Lucene computes it (Kamphuis et al. 2020, « Lucene (accurate) »), written from the formula."""
    documents = [Counter(analyse(text)) for text in texts]
    mean_length = sum(sum(document.values()) for document in documents) / len(documents)
    scores = []
    for document in documents:
        length = sum(document.values())
        score = 0.0
        for term in analyse(query):
            holders = sum(term in other for other in documents)
            idf = math.log(1 + (len(documents) - holders + 0.5) / (holders + 0.5))
            score += idf * document[term] / (document[term] + K1 * (1 - B + B * length / mean_length))
        scores.append(score)
    return scores


@pytest.mark.parametrize(
    "query",
    ["infrastructures critiques", "territoire d'un État", "infrastructures infrastructures", "norme 13 g)", "73/266"],
)
def test_scores_are_those_of_the_formula(query: str) -> None:
    expected = lucene_bm25(TEXTS, query)
    assert max(expected) > 0
    np.testing.assert_allclose(LexicalIndex.build(TEXTS).scores(query), expected, rtol=1e-4)


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8),
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
)
def test_scores_are_those_of_the_formula_on_any_texts(texts: list[str], query: str) -> None:
    texts = [*texts, "attaque 73/266"]
    np.testing.assert_allclose(LexicalIndex.build(texts).scores(query), lucene_bm25(texts, query), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("query", ["", "?", "de la", "xylophone", "zzz 99/999"])
def test_unknown_terms_score_nothing(query: str) -> None:
    scores = LexicalIndex.build(TEXTS).scores(query)
    assert scores.dtype == np.float32
    assert scores.tolist() == [0.0] * len(TEXTS)


def test_an_unknown_term_changes_no_score() -> None:
    index = LexicalIndex.build(TEXTS)
    np.testing.assert_array_equal(index.scores("territoire xylophone"), index.scores("territoire"))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    built = LexicalIndex.build(TEXTS)
    built.save(tmp_path / "bm25")
    loaded = LexicalIndex.load(tmp_path / "bm25")
    assert len(loaded) == len(built) == len(TEXTS)
    for query in ("territoire d'un État", "73/266", "xylophone"):
        np.testing.assert_array_equal(loaded.scores(query), built.scores(query))
