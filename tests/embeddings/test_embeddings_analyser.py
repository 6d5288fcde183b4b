import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.analyser import analyse, fold, stem, stop_words, words

FRENCH = st.text(alphabet="aàâbcdeéèêlnoœqrstuz ŒÉÇ'’.,;()/0123456789-«»?\xa0", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n?!… « »", []),
        ("l'État", ["etat"]),
        ("l’État", ["etat"]),
        ("L’ÉTAT", ["etat"]),
        ("d'un État qu'il aide", ["un", "etat", "il", "aide"]),
        ("jusqu’à lorsqu’un puisqu’elle quoiqu'on", ["a", "un", "elle", "on"]),
        ("quelqu'un sur la presqu’île", ["un", "sur", "la", "ile"]),
        ("s’il n'y en a, m'a-t-il dit", ["il", "y", "en", "a", "a", "t", "il", "dit"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("d’aujourd’hui", ["aujourd'hui"]),
        ("qu'aujourd'hui", ["aujourd'hui"]),
        ("c'est-à-dire", ["est", "a", "dire"]),
        ("cœur Œuvre œufs", ["coeur", "oeuvre", "oeufs"]),
        ("ÇÀÉÈÊËÎÏÔÙÜŸ", ["caeeeeiiouuy"]),
        ("cyberespace", ["cyberespace"]),
        ("A/RES/74/28", ["a/res/74/28"]),
        ("a/res/74/28 et A/76/135", ["a/res/74/28", "et", "a/76/135"]),
        ("la résolution 73/266 ?", ["la", "resolution", "73/266"]),
        ("norme 13 g)", ["norme", "13 g)"]),
        ("par. 71 g) et 30 c).", ["par", "71 g)", "et", "30 c)"]),
        ("en 2012-2013, 1,5 et 1.5", ["en", "2012-2013", "1,5", "et", "1.5"]),
        ("En 2021.", ["en", "2021"]),
        ("les États-Unis", ["les", "etats", "unis"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Que dit-il des normes ?", ["norm"]),
        ("les résolutions et la résolution", ["resolu", "resolu"]),
        ("l'État, d'États", ["etat", "etat"]),
        ("résolution 73/266, norme 13 g)", ["resolu", "73/266", "norm", "13 g)"]),
        ("A/RES/74/28", ["a/res/74/28"]),
        ("à la, de l’, ce que", []),
        ("11 normes", ["11", "norm"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert analyse(text) == expected


def test_a_full_stop_is_no_part_of_a_symbol() -> None:
    assert words("Voir A/68/98.") == ["voir", "a/68/98"]


def test_a_letter_after_a_no_break_space_is_the_same_place() -> None:
    assert words("norme 13\xa0g)") == words("norme 13 g)")


@pytest.mark.parametrize("pair", [("l'État", "l’État"), ("À L'ÉTAT", "à l'état"), ("œuvre", "oeuvre"), ("été", "été")])
def test_spellings_of_the_same_words_are_the_same_terms(pair: tuple[str, str]) -> None:
    assert analyse(pair[0]) == analyse(pair[1])


@given(st.one_of(st.text(max_size=60), FRENCH))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_accented_ligatures_fold_at_once() -> None:
    assert fold("ǽ Ǽ œ Œ") == "ae ae oe oe"


@given(FRENCH)
def test_terms_do_not_depend_on_case_accents_or_apostrophes(text: str) -> None:
    assert analyse(text) == analyse(fold(text)) == analyse(text.upper()) == analyse(text.replace("'", "’"))


@given(st.one_of(st.text(max_size=60), FRENCH))
def test_terms_are_stems_of_the_words_in_order_without_stop_words(text: str) -> None:
    kept = [word for word in words(text) if word not in stop_words()]
    assert analyse(text) == [stem(word) for word in kept]
    assert all(word and fold(word) == word and word.strip() == word for word in kept)


@given(st.integers(1, 400), st.sampled_from("abcdefgh"))
def test_tokens_with_a_figure_are_never_cut(number: int, letter: str) -> None:
    assert analyse(f"{number} {letter})") == [f"{number} {letter})"]
    assert analyse(f"A/RES/{number}/{number + 1} ;") == [f"a/res/{number}/{number + 1}"]
    assert stem(f"{number}es") == f"{number}es"


def test_stop_words_are_folded_grammar_and_hold_no_subject() -> None:
    assert all(fold(word) == word for word in stop_words())
    assert {"de", "la", "que", "a", "depuis"} <= stop_words()
    assert not {"etat", "norme", "cyberespace", "attaque", "droit"} & stop_words()
    assert 100 < len(stop_words()) < 400
