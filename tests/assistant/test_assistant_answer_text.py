"""An answer as it prints, to the no-break space."""

from __future__ import annotations

import re

import pytest

from assistant import phrases
from assistant.answer_text import answer_text
from assistant.model import Answer, AnswerKind, PassageHit, Quote
from corpus import Corpus


def quote(corpus: Corpus, paragraph_id: str, end: int | None = None, same_as: str | None = None) -> Quote:
    paragraph = corpus.by_id[paragraph_id]
    return Quote(paragraph, 0, end or len(paragraph.text), same_as=same_as)


def hits(corpus: Corpus, *paragraph_ids: str) -> tuple[PassageHit, ...]:
    return tuple(PassageHit(corpus.by_id[each], rank, 1 / rank) for rank, each in enumerate(paragraph_ids, start=1))


NORM = (
    "Les États ne devraient pas permettre sciemment que leur territoire soit utilisé pour commettre des faits"
    " internationalement illicites à l'aide des technologies numériques."
)
FOUND = f"""Le corpus répond par ces passages\u00a0:

«\u00a0{NORM}\u00a0» (A/76/135, norme 13 c))

«\u00a0DECLARATION DE DINARD\u00a0» (Déclaration de Dinard, titre)

Voir aussi\u00a0: A/76/135, par. 30 a), A/76/135, par. 29."""


def test_quotes_then_what_to_see(corpus: Corpus) -> None:
    quotes = (quote(corpus, "A/76/135#norme-13-c"), quote(corpus, "dinard#titre", 21))
    also = (corpus.by_id["A/76/135#30-a"], corpus.by_id["A/76/135#29"])
    answer = Answer("?", AnswerKind.SEARCH, quotes, hits(corpus, "A/76/135#29"), 0.9, False, phrases.found(2))
    assert answer_text(answer) == FOUND.rsplit("\n\n", 1)[0]
    see = Answer("?", AnswerKind.SEARCH, quotes, (), 0.9, abstained=False, framing=phrases.found(2), also_see=also)
    assert answer_text(see) == FOUND


def test_a_passage_of_two_documents_is_printed_once_with_both_references(corpus: Corpus) -> None:
    shown = "A/RES/74/28#preambule-14"
    quotes = (quote(corpus, shown), quote(corpus, "A/RES/73/266#preambule-8", same_as=shown))
    text = answer_text(Answer("?", AnswerKind.SEARCH, quotes, (), 0.9, abstained=False, framing=phrases.ONE_QUOTE))
    words = corpus.by_id[shown].text
    references = "A/RES/74/28, préambule, al. 14\u202f; A/RES/73/266, préambule, al. 8"
    assert text == f"{phrases.ONE_QUOTE}\n\n«\u00a0{words}\u00a0» ({references})"


def test_a_refusal_names_the_three_nearest_and_quotes_nothing(corpus: Corpus) -> None:
    near = hits(corpus, "A/76/135#30-a", "A/76/135#norme-13-c", "dinard#engagement-3", "A/68/98#6")
    answer = Answer("?", AnswerKind.REFUSAL, (), near, 0.1, abstained=True, framing=phrases.REFUSAL)
    assert answer_text(answer) == (
        "Le corpus ne répond pas à cette question.\n\n"
        "Paragraphes les plus proches (aucun n’a paru répondre à la question)\u00a0:\n\n"
        "- A/76/135, par. 30 a)\n\n- A/76/135, norme 13 c)\n\n- Déclaration de Dinard, engagement 3"
    )


def test_what_was_understood_and_the_limits_come_first(corpus: Corpus) -> None:
    answer = Answer(
        "Et en 2013 ?",
        AnswerKind.SEARCH,
        (quote(corpus, "A/68/98#19", 10),),
        (),
        0.9,
        abstained=False,
        framing=phrases.ONE_QUOTE,
        understood_as="points de contact, en 2013",
        filters=("A/68/98",),
    )
    understood, limited, framing, _ = answer_text(answer).split("\n\n")
    assert re.fullmatch(r"Compris\s: points de contact, en 2013", understood)
    assert limited == "Recherche limitée à\u00a0: A/68/98."
    assert framing == phrases.ONE_QUOTE


def test_what_was_understood_follows_a_no_break_space() -> None:
    answer = Answer("?", AnswerKind.SMALL_TALK, (), (), 0.0, abstained=True, framing="Bonjour.", understood_as="x")
    assert answer_text(answer).startswith("Compris\u00a0: x")


@pytest.mark.parametrize("framing", [phrases.UNREADABLE, phrases.SMALL_TALK["greeting"]])
def test_small_talk_prints_its_phrase_alone(framing: str) -> None:
    assert answer_text(Answer("?", AnswerKind.SMALL_TALK, (), (), 0.0, abstained=True, framing=framing)) == framing
