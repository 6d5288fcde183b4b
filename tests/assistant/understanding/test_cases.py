"""The (input, expected) tables of `cases.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.understanding import Intent, State, Understanding, advance, understand
from corpus import Corpus, load_corpus

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
SHOWS = (Intent.REFERENCE, Intent.LIST)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.mark.parametrize(("question", "expected"), CASES["references"].items())
def test_reference(corpus: Corpus, question: str, expected: list[str]) -> None:
    understanding = understand(question, corpus)
    assert understanding.intent in SHOWS
    if expected[-1] == "...":
        assert understanding.paragraph_ids[0] == expected[0]
        assert len(understanding.paragraph_ids) > 1
    else:
        assert list(understanding.paragraph_ids) == expected
    assert not understanding.missing


@pytest.mark.parametrize("question", CASES["not_references"]["questions"])
def test_not_a_reference(corpus: Corpus, question: str) -> None:
    understanding = understand(question, corpus)
    assert understanding.intent not in (*SHOWS, Intent.MISSING_REFERENCE)
    assert not understanding.paragraph_ids


@pytest.mark.parametrize(("question", "expected"), CASES["missing"].items())
def test_missing_reference(corpus: Corpus, question: str, expected: list[str]) -> None:
    understanding = understand(question, corpus)
    assert understanding.intent is Intent.MISSING_REFERENCE
    missing = understanding.missing[0]
    assert [missing.symbol, missing.label, missing.exists] == expected


@pytest.mark.parametrize(("question", "name"), CASES["outside"].items())
def test_outside_corpus(corpus: Corpus, question: str, name: str) -> None:
    understanding = understand(question, corpus)
    assert understanding.intent is Intent.OUTSIDE_CORPUS
    assert [outside.name for outside in understanding.outside] == [name]


@pytest.mark.parametrize("question", CASES["not_outside"]["questions"])
def test_asks_the_corpus(corpus: Corpus, question: str) -> None:
    assert understand(question, corpus).intent is not Intent.OUTSIDE_CORPUS


@pytest.mark.parametrize(("question", "expected"), CASES["lists"].items())
def test_list(corpus: Corpus, question: str, expected: list[Any]) -> None:
    understanding = understand(question, corpus)
    first, count = expected
    assert understanding.intent is Intent.LIST
    assert understanding.paragraph_ids[0] == first
    assert len(understanding.paragraph_ids) == count


@pytest.mark.parametrize(("question", "symbols"), CASES["filters"].items())
def test_document_filters(corpus: Corpus, question: str, symbols: list[str]) -> None:
    understanding = understand(question, corpus)
    assert list(understanding.filters) == symbols
    assert (understanding.intent is Intent.COMPARISON) == (len(symbols) > 1)


@pytest.mark.parametrize(("question", "text"), CASES["searched"].items())
def test_search_text(corpus: Corpus, question: str, text: str) -> None:
    assert understand(question, corpus).search_text == text


@pytest.mark.parametrize(("question", "core"), CASES["cores"].items())
def test_core(corpus: Corpus, question: str, core: str) -> None:
    assert understand(question, corpus).search_core == core


@pytest.mark.parametrize(("text", "topic"), CASES["small_talk"].items())
def test_small_talk(corpus: Corpus, text: str, topic: str) -> None:
    understanding = understand(text, corpus)
    assert understanding.intent is Intent.SMALL_TALK
    assert understanding.topic == topic


@pytest.mark.parametrize("text", CASES["unreadable"]["questions"])
def test_unreadable(corpus: Corpus, text: str) -> None:
    assert understand(text, corpus).intent is Intent.UNREADABLE


@pytest.mark.parametrize(("question", "language"), CASES["languages"].items())
def test_language(corpus: Corpus, question: str, language: str) -> None:
    assert understand(question, corpus).language == language


@pytest.mark.parametrize(("question", "types"), CASES["expected_types"].items())
def test_expected_types(corpus: Corpus, question: str, types: list[str]) -> None:
    assert sorted(understand(question, corpus).expected) == types


@pytest.mark.parametrize("case", CASES["follow_ups"], ids=lambda case: " → ".join(case["turns"]))
def test_follow_up(corpus: Corpus, case: dict[str, Any]) -> None:
    understanding = _converse(case["turns"], corpus)
    if "paragraph_ids" in case:
        assert list(understanding.paragraph_ids) == case["paragraph_ids"]
    if "first_id" in case:
        assert understanding.paragraph_ids[0] == case["first_id"]
    if "filters" in case:
        assert list(understanding.filters) == case["filters"]
    assert set(case.get("carried", ())) <= set(understanding.carried.split())


@pytest.mark.parametrize(("question", "rest"), CASES["switches"].items())
def test_topic_switch_drops_the_past(corpus: Corpus, question: str, rest: str) -> None:
    understanding = _converse(["Que dit la Déclaration de Dinard des normes ?", question], corpus)
    assert understanding.topic_switch
    assert not understanding.follows
    assert understanding.search_text == rest
    assert understanding.carried == ""


MORE = (
    "encore",
    "Continue",
    "La suite",
    "Autre chose ?",
    "D'autres passages ?",
    "c'est tout ?",
    "more",
    "y a-t-il autre chose ?",
)


@pytest.mark.parametrize("words", MORE)
def test_more_is_asked_of_the_last_search(corpus: Corpus, words: str) -> None:
    search = understand("Que dit le rapport de 2021 de la surveillance ?", corpus)
    state = advance(State(), search, ("A/76/135#37",))
    more = understand(words, corpus, state)
    assert more.continued == search
    assert (more.follows, more.filters) == (True, ("A/76/135",))
    after = advance(state, more, ("A/76/135#36", "A/76/135#38"))
    assert after.seen == ("A/76/135#37", "A/76/135#36", "A/76/135#38")
    assert (after.standalone, after.paragraph_ids) == (state.standalone, ("A/76/135#36", "A/76/135#38"))


@pytest.mark.parametrize(
    "words", ["encore une norme sur les câbles ?", "Autre chose : qui présidait ?", "la suite de l'enquête"]
)
def test_more_of_something_else_is_another_question(corpus: Corpus, words: str) -> None:
    search = understand("Que dit le rapport de 2021 de la surveillance ?", corpus)
    assert understand(words, corpus, advance(State(), search, ("A/76/135#37",))).continued is None


def test_nothing_stands_after_the_last_place(corpus: Corpus) -> None:
    understanding = _converse(["engagement 4 de Dinard", "le suivant"], corpus)
    assert understanding.intent is Intent.MISSING_REFERENCE
    assert understanding.missing[0].exists == "engagements 1 à 4"


def _converse(turns: list[str], corpus: Corpus) -> Understanding:
    state = State()
    for question in turns[:-1]:
        understanding = understand(question, corpus, state)
        state = advance(state, understanding, understanding.paragraph_ids)
    return understand(turns[-1], corpus, state)
