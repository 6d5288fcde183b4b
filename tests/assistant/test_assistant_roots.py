"""Words brought to their roots: forms of one word meet, symbols stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.roots import root, roots
from embeddings.analyser import fold, stem


@pytest.mark.parametrize(
    "forms",
    ["protégé protégée protégés protégées protéger", "menacé menacée menaces menacer", "interdit interdite interdites"],
)
def test_forms_of_a_word_have_one_root(forms: str) -> None:
    assert len(set(roots(forms))) == 1


def test_words_of_other_meanings_keep_other_roots() -> None:
    assert len(set(roots("État attaque réseau hôpital droit norme"))) == 6


def test_symbols_and_figures_are_kept_whole_and_stop_words_left_out() -> None:
    assert roots("les normes de la résolution A/RES/74/28 de 2019") == ["norm", "resolu", "a/res/74/28", "2019"]


@given(st.text(alphabet="abcdeéèilnrstu", max_size=15))
def test_a_root_has_no_shorter_one(word: str) -> None:
    assert stem(root(fold(word))) == root(fold(word))


def test_a_word_of_a_thousand_letters_is_brought_to_its_root() -> None:
    assert stem(root("e" * 1000)) == root("e" * 1000)
