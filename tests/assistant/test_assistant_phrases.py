"""The fixed French sentences keep to French typography, whatever is put into them."""

from __future__ import annotations

import re

import pytest

from assistant import phrases
from assistant.understanding import Topic

CONSTANTS = [
    value
    for name, content in vars(phrases).items()
    if name.isupper() and name not in ("NBSP", "FINE")
    for value in (content.values() if isinstance(content, dict) else [content])
]
MADE = [
    phrases.found(1),
    phrases.found(3),
    phrases.missing("A/76/135", "norme 13 l)", "normes 13 a) à 13 k)"),
    phrases.missing("A/76/135", "120", "paragraphes 1 à 98"),
    phrases.outside("Convention de Budapest", []),
    phrases.outside("A/70/174", ["A/76/135, par. 2", "A/76/135, par. 8"]),
    phrases.refusal(sure=True, in_french=True),
    phrases.refusal(sure=False, in_french=True),
    phrases.refusal(sure=True, in_french=False),
    phrases.nothing_in(["A/68/98", "A/76/135"]),
    phrases.absent(["A/70/174"]),
    phrases.absent(["A/65/201", "A/70/174"]),
    phrases.out_of_scope(["A/68/98, par. 12"]),
    phrases.limited_to(["A/68/98"]),
    phrases.quoted("Un État…", "A/76/135, par. 53"),
]
SENTENCES = [*CONSTANTS, *MADE]


def test_all_are_looked_at() -> None:
    assert len(CONSTANTS) > 10
    assert all(isinstance(sentence, str) and sentence.strip() == sentence != "" for sentence in SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_high_marks_follow_a_no_break_space(sentence: str) -> None:
    for mark in re.finditer(r"[;:!?»]", sentence):
        before = sentence[: mark.start()][-1:]
        assert before in ("\u00a0", "\u202f"), sentence
    assert not re.search(r"[\w.] [;:!?»]", sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_guillemets_hold_a_no_break_space(sentence: str) -> None:
    assert sentence.count("«") == sentence.count("»")
    for opening in re.finditer("«", sentence):
        assert sentence[opening.end()] in ("\u00a0", "\u202f")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_apostrophes_are_curved_and_spaces_single(sentence: str) -> None:
    assert "'" not in sentence
    assert '"' not in sentence
    assert not re.search(r"\s\s", sentence)


def test_one_quote_or_several() -> None:
    assert phrases.found(1) == phrases.ONE_QUOTE != phrases.found(2) == phrases.QUOTES


def test_a_bare_number_is_called_a_paragraph() -> None:
    assert "«\u00a0par. 120\u00a0»" in phrases.missing("A/76/135", "120", "paragraphes 1 à 98")
    assert "«\u00a0norme 13 l)\u00a0»" in phrases.missing("A/76/135", "norme 13 l)", "normes 13 a) à 13 k)")


def test_every_topic_of_small_talk_has_its_phrase() -> None:
    assert set(phrases.SMALL_TALK) == {topic.value for topic in Topic}


def test_quoted_words_are_left_as_they_are() -> None:
    words = "Qui ? «Personne» : l'État"
    assert words in phrases.quoted(words, "A/76/135, par. 1")
