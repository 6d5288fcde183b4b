"""Answers of the whole assistant, on the real texts with the real model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant import phrases
from assistant.answer_text import answer_text
from assistant.answerer import Answerer
from assistant.model import Answer, AnswerKind
from assistant.scope import Scope
from assistant.understanding import State, understand
from corpus import Corpus, Paragraph, ParagraphKind
from embeddings.encoder import EncodedQuery, EncodedTokens, FloatArray
from embeddings.index import build_index

TERRITORY = "Que doit faire un État dont le territoire sert à une attaque ?"
CONTACTS = "Que dit le rapport de 2021 sur les points de contact ?"


def ids(answer: Answer) -> list[str]:
    return [quote.paragraph.paragraph_id for quote in answer.quotes if quote.same_as is None]


def whole(answer: Answer) -> bool:
    return all((quote.start, quote.end) == (0, len(quote.paragraph.text)) for quote in answer.quotes)


def test_the_question_of_the_readme(answerer: Answerer) -> None:
    answer = answerer.ask(TERRITORY).answer
    assert (answer.kind, answer.abstained) == (AnswerKind.SEARCH, False)
    family = {"A/76/135#norme-13-c", "A/76/135#29", "A/76/135#30", *(f"A/76/135#30-{letter}" for letter in "abcd")}
    assert set(ids(answer)) & family
    assert ids(answer)[0] in family
    assert len(ids(answer)) <= 5
    assert len(answer.hits) == 20
    assert [hit.rank for hit in answer.hits] == list(range(1, 21))
    assert len({hit.paragraph.paragraph_id for hit in answer.hits}) == 20


def test_the_same_question_has_the_same_answer(answerer: Answerer) -> None:
    assert answerer.ask(TERRITORY) == answerer.ask(TERRITORY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("par. 30 du rapport de 2021", ["30", "30-a", "30-b", "30-c", "30-d"]),
        ("Que dit la norme 13 c) du rapport de 2021 ?", ["norme-13-c"]),
        ("A/76/135 par. 53", ["53"]),
    ],
)
def test_a_reference_is_shown_whole_with_its_items(answerer: Answerer, question: str, expected: list[str]) -> None:
    answer = answerer.ask(question).answer
    assert answer.kind is AnswerKind.REFERENCE
    assert ids(answer) == [f"A/76/135#{place}" for place in expected]
    assert whole(answer)
    assert [hit.paragraph.paragraph_id for hit in answer.hits][: len(expected)] == ids(answer)
    assert answer.confidence > 0.9


def test_a_list_is_whole_and_in_order(answerer: Answerer) -> None:
    answer = answerer.ask("Quelles sont les onze normes ?").answer
    assert (answer.kind, answer.framing) == (AnswerKind.LIST, phrases.LIST)
    assert ids(answer) == [f"A/76/135#norme-13-{letter}" for letter in "abcdefghijk"]
    assert whole(answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("norme 13 l) du rapport de 2021", "13 a) à 13 k)"),
        ("Que dit le paragraphe 120 du rapport de 2021 ?", "1 à 98"),
    ],
)
def test_a_missing_reference_says_what_there_is(answerer: Answerer, question: str, said: str) -> None:
    answer = answerer.ask(question).answer
    assert (answer.kind, answer.abstained, answer.quotes) == (AnswerKind.MISSING_REFERENCE, True, ())
    assert "A/76/135 ne contient pas" in answer.framing
    assert said in answer.framing


def test_an_outside_document_is_named_with_its_mentions(answerer: Answerer) -> None:
    mentioned = answerer.ask("Que dit A/70/174 des normes ?").answer
    assert (mentioned.kind, mentioned.abstained, mentioned.quotes) == (AnswerKind.OUTSIDE_CORPUS, True, ())
    assert "A/70/174\u00a0: ce texte ne fait pas partie du corpus, qui le mentionne ici" in mentioned.framing
    assert mentioned.also_see
    assert all("70/174" in paragraph.text or "2015" in paragraph.text for paragraph in mentioned.also_see)
    assert "A/76/135#18" in {paragraph.paragraph_id for paragraph in mentioned.also_see}  # « du rapport de 2015 »
    unknown = answerer.ask("Que dit la Convention de Budapest ?").answer
    assert unknown.kind is AnswerKind.OUTSIDE_CORPUS
    assert unknown.also_see == ()


@pytest.mark.parametrize(
    "question",
    ["Quelle est la recette de la tarte aux pommes ?", "Qui a gagné la Coupe du monde de football en 1998 ?"],
)
def test_a_refusal_shows_no_quote(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question).answer
    assert (answer.kind, answer.abstained, answer.quotes) == (AnswerKind.REFUSAL, True, ())
    assert answer.confidence < answerer.searcher.confidence.threshold
    assert answer.framing == phrases.REFUSAL
    assert len(answer.hits) == 20
    assert "«" not in answer_text(answer)


def test_a_refusal_in_doubt_does_not_say_that_the_corpus_is_silent(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stricter = replace(answerer.searcher.confidence, threshold=1.0)
    monkeypatch.setattr(answerer.searcher, "confidence", stricter)
    answer = answerer.ask(TERRITORY).answer
    assert (answer.kind, answer.quotes) == (AnswerKind.REFUSAL, ())
    assert answer.framing == phrases.UNSURE_REFUSAL


@pytest.mark.parametrize(
    ("first", "beside", "within"),
    [
        (
            "Un pays peut-il demander de l'aide quand son réseau électrique est attaqué ?",
            "Et pour les poneys ?",
            "Et celui qui reçoit la demande, il doit faire quoi ?",
        ),
        (
            "Quels nouveaux risques apportent le cloud et les réseaux sociaux, selon le rapport de 2013 ?",
            "Et les licornes ?",
            "Et les terroristes ?",
        ),
    ],
)
def test_a_follow_up_is_not_answered_by_what_it_carries_on_from(
    answerer: Answerer, first: str, beside: str, within: str
) -> None:
    state = answerer.ask(first).state
    assert answerer.ask(beside, state).answer.kind is AnswerKind.REFUSAL
    assert answerer.ask(within, state).answer.quotes


@pytest.mark.parametrize(
    ("first", "second", "unknown"),
    [
        ("What should a State do if its territory is used for an attack?", "and for hospitals?", None),
        ("Que doit faire un État si une attaque part de son territoire ?", "Et les licornes ?", 1),
        ("Que doit faire un État si une attaque part de son territoire ?", "Et les hôpitaux ?", 0),
    ],
)
def test_unknown_words_are_counted_in_french_follow_ups_only(
    answerer: Answerer, first: str, second: str, unknown: int | None
) -> None:
    understanding = understand(second, answerer.corpus, answerer.ask(first).state)
    assert understanding.follows
    assert answerer.searcher.unknown_words(understanding) == unknown


def test_a_comparison_quotes_both_documents(answerer: Answerer) -> None:
    answer = answerer.ask("Compare ce que disent 2013 et 2021 sur les points de contact").answer
    assert (answer.kind, answer.abstained) == (AnswerKind.COMPARISON, False)
    assert answer.filters == ("A/68/98", "A/76/135")
    assert {quote.paragraph.symbol for quote in answer.quotes} == {"A/68/98", "A/76/135"}
    assert {hit.paragraph.symbol for hit in answer.hits} == {"A/68/98", "A/76/135"}


@pytest.mark.parametrize(
    "question",
    [
        "que disent les textes sur la chaîne d'approvisionnement",
        "quelle place pour la chaîne d'approvisionnement ?",
    ],
)
def test_the_words_around_a_topic_do_not_change_the_answer(answerer: Answerer, question: str) -> None:
    alone = answerer.ask("la chaîne d'approvisionnement").answer
    asked = answerer.ask(question).answer
    assert not alone.abstained
    assert set(ids(asked)) == set(ids(alone))


@pytest.mark.parametrize(
    ("question", "symbol"),
    [
        (CONTACTS, "A/76/135"),
        ("Que dit le rapport de 2013 sur les points de contact ?", "A/68/98"),
        ("Que dit la résolution 74/28 du double usage des technologies ?", "A/RES/74/28"),
    ],
)
def test_a_document_named_limits_the_answer(answerer: Answerer, question: str, symbol: str) -> None:
    answer = answerer.ask(question).answer
    assert answer.filters == (symbol,)
    assert not answer.abstained
    assert {quote.paragraph.symbol for quote in answer.quotes} == {symbol}
    assert {hit.paragraph.symbol for hit in answer.hits} == {symbol}
    assert phrases.limited_to([symbol]) in answer_text(answer)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(symbols=frozenset({"A/68/98"})),
        Scope(kinds=frozenset({ParagraphKind.NORM})),
        Scope(frozenset({"A/76/135"}), frozenset({ParagraphKind.ITEM, ParagraphKind.PARAGRAPH})),
    ],
)
@pytest.mark.parametrize("question", [TERRITORY, "Quels sont les défis de la coopération ?"])
def test_what_the_person_limits_the_search_to_holds(answerer: Answerer, question: str, scope: Scope) -> None:
    def within(paragraph: Paragraph) -> bool:
        return scope.admits(answerer.corpus, paragraph)

    answer = answerer.ask(question, scope=scope).answer
    assert all(within(quote.paragraph) for quote in answer.quotes)
    assert answer.hits
    assert all(within(hit.paragraph) for hit in answer.hits)


def test_a_scope_that_holds_nothing_refuses(answerer: Answerer) -> None:
    nowhere = Scope(frozenset({"A/68/98"}), frozenset({ParagraphKind.NORM}))
    answer = answerer.ask(TERRITORY, scope=nowhere).answer
    assert (answer.kind, answer.abstained, answer.quotes, answer.hits) == (AnswerKind.REFUSAL, True, (), ())


def test_a_follow_up_carries_the_subject_on(answerer: Answerer) -> None:
    first = answerer.ask(CONTACTS)
    assert (first.state.length, first.state.documents) == (1, ("A/76/135",))
    assert first.state.paragraph_ids == tuple(dict.fromkeys(ids(first.answer)))
    second = answerer.ask("Et celui de 2013 ?", first.state)
    assert second.answer.filters == ("A/68/98",)
    assert second.answer.understood_as
    assert {quote.paragraph.symbol for quote in second.answer.quotes} == {"A/68/98"}
    assert second.state.length == 2
    assert "Compris" in answer_text(second.answer)


def test_a_follow_up_that_only_names_another_document_keeps_the_subject(answerer: Answerer) -> None:
    second = answerer.ask("Et celui de 2013 ?", answerer.ask(CONTACTS).state).answer
    assert "A/68/98#26-c" in ids(second)


def test_a_follow_up_asks_more_of_what_was_shown(answerer: Answerer) -> None:
    first = answerer.ask("Un État peut-il s'en prendre à l'équipe d'urgence informatique d'un autre pays ?")
    assert "A/76/135#norme-13-k" in ids(first.answer)
    second = answerer.ask("En quoi ces équipes sont-elles si précieuses ?", first.state).answer
    assert set(ids(second)) & {"A/76/135#65", "A/76/135#66"}


@pytest.mark.parametrize("words", ["Encore", "La suite", "D'autres passages ?"])
def test_more_shows_passages_not_shown_yet(answerer: Answerer, words: str) -> None:
    first = answerer.ask(CONTACTS)
    shown, state = set(ids(first.answer)), first.state
    for _ in range(2):
        turn = answerer.ask(words, state)
        assert turn.answer.framing == phrases.MORE
        assert {quote.paragraph.symbol for quote in turn.answer.quotes} == {"A/76/135"}
        assert shown.isdisjoint(ids(turn.answer))
        shown, state = shown | set(ids(turn.answer)), turn.state
    assert answerer.ask("Et celui de 2013 ?", state).answer.filters == ("A/68/98",)


def test_more_ends(answerer: Answerer) -> None:
    state = answerer.ask("Que dit la Déclaration de Dinard des normes ?").state
    framings = []
    for _ in range(6):
        turn = answerer.ask("encore", state)
        framings.append(turn.answer.framing)
        state = turn.state
    assert framings[0] == phrases.MORE
    assert framings[-1] == phrases.NOTHING_MORE
    assert turn.answer.quotes == ()


def test_a_heading_is_never_the_only_quote(answerer: Answerer) -> None:
    answer = answerer.ask("Que dit la Déclaration de Dinard des normes ?").answer
    kinds = [quote.paragraph.kind for quote in answer.quotes]
    assert kinds[0] is not ParagraphKind.TITLE


def test_a_reference_outside_the_filter_is_shown_and_said_to_be(answerer: Answerer) -> None:
    scope = Scope(symbols=frozenset({"A/76/135"}))
    answer = answerer.ask("par. 12 du rapport de 2013", scope=scope).answer
    assert ids(answer) == ["A/68/98#12"]
    assert phrases.out_of_scope(["A/68/98, par. 12"]) in answer.framing
    inside = answerer.ask("par. 12 du rapport de 2021", scope=scope).answer
    assert inside.framing == phrases.REFERENCE


def test_a_number_without_a_document_is_that_of_the_filter(answerer: Answerer) -> None:
    scope = Scope(symbols=frozenset({"A/68/98"}))
    assert ids(answerer.ask("par. 12").answer) == ["A/76/135#12", "A/68/98#12"]
    answer = answerer.ask("par. 12", scope=scope).answer
    assert (ids(answer), answer.framing) == (["A/68/98#12"], phrases.REFERENCE)


def test_what_the_corpus_says_of_an_absent_text_is_not_taken_for_that_text(answerer: Answerer) -> None:
    answer = answerer.ask("Que dit le rapport du GGE de 2015 sur les normes ?").answer
    assert answer.quotes
    assert answer.framing.startswith(phrases.absent(["A/70/174"]))
    plain = answerer.ask("Que dit le rapport de 2015 ?").answer
    assert plain.kind is AnswerKind.OUTSIDE_CORPUS
    assert plain.also_see


@pytest.mark.parametrize(
    ("question", "symbol"),
    [
        ("What should a State do if its territory is used for an attack?", "A/76/135"),
        ("Does the UN Charter apply in cyberspace?", "A/76/135"),
        ("Are the norms binding?", "A/76/135"),
    ],
)
def test_an_english_question_gets_french_quotes(answerer: Answerer, question: str, symbol: str) -> None:
    assert symbol in {quote.paragraph.symbol for quote in answerer.ask(question).answer.quotes}


@pytest.mark.parametrize("question", ["What is the capital of Australia?", "How much does a firewall cost?"])
def test_an_english_question_that_the_texts_do_not_answer_is_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question).answer
    assert (answer.kind, answer.quotes) == (AnswerKind.REFUSAL, ())
    assert answer.framing.endswith(phrases.FRENCH_TEXTS)


def test_without_the_conversation_a_follow_up_is_another_question(answerer: Answerer) -> None:
    alone = answerer.ask("Et celui de 2013 ?").answer
    assert alone.understood_as is None


def test_small_talk_answers_by_its_phrase_and_keeps_the_topic(answerer: Answerer) -> None:
    first = answerer.ask(CONTACTS)
    thanks = answerer.ask("merci", first.state)
    assert (thanks.answer.kind, thanks.answer.quotes, thanks.answer.hits) == (AnswerKind.SMALL_TALK, (), ())
    assert thanks.answer.framing == phrases.SMALL_TALK["thanks"]
    assert thanks.state.documents == first.state.documents
    assert thanks.state.paragraph_ids == first.state.paragraph_ids


@pytest.mark.parametrize("text", ["", " ", "?", "\n\t", "12345", "🙂🙂", "\x00", "«»", "́" * 50])
def test_what_is_no_question_gets_no_quote(answerer: Answerer, text: str) -> None:
    turn = answerer.ask(text)
    assert turn.answer.abstained
    assert turn.answer.quotes == ()
    assert turn.answer.framing
    assert turn.state.length == State().length + 1


@pytest.mark.parametrize(
    "text", ["mot " * 20_000, "x" * 50_000, "norme \u202e13 c)", "<script>alert(1)</script>", "A/76/135#53; DROP TABLE"]
)
def test_odd_texts_are_answered_or_refused(answerer: Answerer, text: str) -> None:
    answer = answerer.ask(text).answer
    assert answer.abstained == (not answer.quotes)
    assert answer.question == text


def test_a_lone_surrogate_is_replaced_so_that_the_answer_can_be_written(answerer: Answerer) -> None:
    answer = answerer.ask("Que dit la norme 13 c) \ud800 ?").answer
    assert answer.question == "Que dit la norme 13 c) ? ?"
    assert ids(answer) == ["A/76/135#norme-13-c"]


def test_one_passage_of_two_documents_is_announced_as_one(answerer: Answerer) -> None:
    answer = answerer.ask("Quel rôle joue l'ONU dans la promotion du dialogue entre États Membres ?").answer
    shown = sum(quote.same_as is None for quote in answer.quotes)
    assert answer.framing == phrases.found(shown)


class _OtherEncoder:
    """An encoder of another name and dimension, as `--model` may give; every text has a vector of its own."""

    name, revision, adapter_sha256, dim = "another-model", "1", None, 16

    def encode_query(self, texts: Sequence[str], *, progress: bool = False) -> FloatArray:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") for text in texts)
        drawn = np.stack([np.random.default_rng(seed).normal(size=self.dim) for seed in seeds]).astype(np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    encode_document = encode_query

    def read_query(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedQuery]:
        return [EncodedQuery(vector, vector[None, :]) for vector in self.encode_query(texts)]

    def read_document(self, texts: Sequence[str], *, progress: bool = False) -> list[EncodedTokens]:
        spans = [np.array([[0, len(text)]]) for text in texts]
        return [
            EncodedTokens(vector, vector[None, :], span)
            for vector, span in zip(self.encode_query(texts), spans, strict=True)
        ]


def test_a_model_of_another_dimension_answers(corpus: Corpus) -> None:
    encoder = _OtherEncoder()
    other = Answerer(corpus, build_index(corpus, (), encoder), encoder)
    assert ids(other.ask("Que dit la norme 13 c) ?").answer) == ["A/76/135#norme-13-c"]
    searched = other.ask("À quoi servent les points de contact ?").answer
    assert 0.0 <= searched.confidence <= 1.0
    assert len(searched.hits) == 20


@pytest.mark.parametrize("question", ["Que dit le rapport ?", "C’est quoi ces textes ?"])
def test_a_text_that_is_not_named_is_asked_for(answerer: Answerer, corpus: Corpus, question: str) -> None:
    answer = answerer.ask(question).answer
    assert answer.quotes == ()
    assert all(document.symbol in answer.framing for document in corpus.documents)
