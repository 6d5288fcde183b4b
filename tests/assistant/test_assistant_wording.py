"""What people type, and what is searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording import Wording, load_wording, usual_spelling
from corpus import Corpus, load_bank
from embeddings.analyser import fold


@pytest.fixture(scope="module")
def wording(corpus: Corpus) -> Wording:
    bank = load_bank(corpus)
    return load_wording((paragraph.text for paragraph in corpus.paragraphs), (asked.question for asked in bank))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("le teritoire", "le territoire"),  # a letter missed
        ("les inrfastructures critiques", "les infrastructures critiques"),  # two letters swapped
        ("la coperation internationnale", "la coopération internationale"),
        ("une vulnérabilitée", "une vulnérabilités"),
        ("lexploitation des failles", "l'exploitation des failles"),
        ("besoin dassistance", "besoin d'assistance"),
        ("la securite des reseaux", "la sécurité des réseaux"),  # accents left out
        ("kel raport", "quel rapport"),
        ("les csirt", "les csirt"),  # known to the anticipated questions
    ],
)
def test_slips_are_mended(wording: Wording, typed: str, meant: str) -> None:
    assert wording.mended(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Quelle amende pour un vélo volé ?",  # French that the corpus does not know
        "Le vaccin contre la grippe est-il obligatoire ?",
        "Que dit A/RES/74/28, al. b ?",
        "Et selon Krutskikh ?",
        "la norme 13 g)",
        "les États étaient-ils d'accord ?",
    ],
)
def test_words_that_are_right_stay(wording: Wording, question: str) -> None:
    assert wording.mended(question) == question


def test_a_first_capital_stays_when_accents_come_back(wording: Wording) -> None:
    assert wording.mended("Securite") == "Sécurité"
    assert wording.mended("Dinard") == "Dinard"


def test_accents_that_were_typed_stay(wording: Wording) -> None:
    assert wording.mended("ils ont decidé") == "ils ont decidé"


@given(st.text(max_size=60))
def test_anything_may_be_typed(wording: Wording, typed: str) -> None:
    assert isinstance(wording.mended(typed), str)


def test_the_most_usual_spelling_is_kept() -> None:
    assert usual_spelling(["Sécurité sécurité", "securite", "L’État"])[fold("sécurité")] == "sécurité"
