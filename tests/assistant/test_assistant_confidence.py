"""The signals of confidence, on the real index."""

from __future__ import annotations

import pytest

from assistant.answerer import Answerer
from assistant.confidence import CONFIDENCE_FEATURES, ConfidenceFeatures
from assistant.scope import Scope
from assistant.understanding import understand


def signals(answerer: Answerer, question: str) -> dict[str, float]:
    understanding = understand(question, answerer.corpus, None)
    found = answerer.searcher.find(question, understanding, Scope())
    assert found is not None
    features = ConfidenceFeatures(answerer.corpus, answerer.index)
    values = features.compute(found.ranking, found.sentences, understanding, probe=0.0)
    return dict(zip(CONFIDENCE_FEATURES, values.tolist(), strict=True))


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [
        ("Combien de normes contient le rapport de 2015 ?", 0.0),  # par. 18 of A/76/135 says it
        ("Que dit le Manuel de Tallinn des dommages aux câbles sous-marins ?", 1.0),
        ("Que doit faire un État dont le territoire sert à une attaque ?", 0.0),
    ],
)
def test_an_outside_text_counts_against_an_answer_unless_the_best_paragraph_speaks_of_it(
    answerer: Answerer, question: str, elsewhere: float
) -> None:
    assert signals(answerer, question)["outside"] == elsewhere


def test_a_question_of_the_corpus_shares_more_with_it_than_another(answerer: Answerer) -> None:
    held = signals(answerer, "Que doit faire un État dont le territoire sert à une attaque ?")
    other = signals(answerer, "Quelle est la recette de la tarte aux pommes ?")
    for name in ("cosine_text", "cosine_question", "late_text", "coverage"):
        assert held[name] > other[name], name


def test_the_words_that_name_a_document_are_words_of_its_paragraphs(answerer: Answerer) -> None:
    named = signals(answerer, "points de contact, rapport de 2021")
    assert named["coverage"] > signals(answerer, "points de contact, rapport de 1821")["coverage"]


@pytest.mark.parametrize("word", ["cyberattaque", "cyber-attaque", "cyber attaque"])
def test_what_all_texts_are_about_is_no_word_that_the_corpus_lacks(answerer: Answerer, word: str) -> None:
    plain, asked = (signals(answerer, f"Comment attribuer une {each} ?") for each in ("attaque", word))
    for name in ("n_terms", "rarest_uncovered", "coverage_with_questions"):
        assert asked[name] == pytest.approx(plain[name]), name


def test_a_word_of_the_texts_is_sought_whole(answerer: Answerer) -> None:
    whole, plain = (signals(answerer, f"la déclaration de Dinard et {word}") for word in ("le cyberespace", "l'espace"))
    assert whole["coverage"] > plain["coverage"]


@pytest.mark.parametrize("form", ["protégée", "protegee", "protégées", "protéger"])
def test_a_word_is_held_in_whatever_form(answerer: Answerer, form: str) -> None:
    plain, asked = (signals(answerer, f"données et droits : {each} ?") for each in ("protégé", form))
    for name in ("rarest_uncovered", "n_terms"):
        assert asked[name] == pytest.approx(plain[name]), name
