"""Properties: any text is understood, and every canonical label is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understanding import Intent, State, advance, understand
from assistant.understanding.citations import MASK
from assistant.understanding.framing import unframed
from assistant.understanding.numbers import number_of
from assistant.understanding.reading import fold, read
from assistant.understanding.word_sets import word_set
from assistant.understanding.words import content_words
from corpus import load_corpus

CORPUS = load_corpus()
PLACES = [(paragraph, CORPUS.document(paragraph.symbol).short_name) for paragraph in CORPUS.paragraphs]
PIECES = """par.|§|paragraphe|30|c)|a)|13|norme|note|3|préambule|engagement|annexe|cinquante|de|du|la|et|à|-|,|?|2021
2013|A/76/135|74/28|résolution 58/199|Dinard|deuxième|dernier|suivant|pourquoi|lettre d'envoi|développe|autre chose :"""
WORDS = st.sampled_from(re.split(r"[|\n]", PIECES))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[0].paragraph_id)
def test_canonical_label_is_found(place) -> None:
    paragraph, name = place
    understanding = understand(f"{paragraph.label} du {name}", CORPUS)
    assert understanding.intent in (Intent.REFERENCE, Intent.LIST)
    assert understanding.paragraph_ids[0] == paragraph.paragraph_id


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)))
def test_understanding_never_raises(text: str) -> None:
    first = understand("Que dit le paragraphe 71 du rapport de 2021 ?", CORPUS)
    state = advance(State(), first, first.paragraph_ids)
    for before in (None, state):
        understanding = understand(text, CORPUS, before)
        assert set(understanding.paragraph_ids) <= set(CORPUS.by_id)
        assert set(understanding.filters) <= {document.symbol for document in CORPUS.documents}
        assert understanding.question == text


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_reading_maps_to_the_original(text: str) -> None:
    reading = read(text)
    assert len(reading.origins) == len(reading.text) + 1
    assert list(reading.origins) == sorted(reading.origins)
    assert reading.written(0, len(reading.text)) == text


@pytest.mark.parametrize(
    ("words", "number"),
    [("cinquante", 50), ("vingt et un", 21), ("soixante-dix-sept", 77), ("quatre-vingt-dix-huit", 98), ("onze", 11)],
)
def test_number_words(words: str, number: int) -> None:
    assert number_of(words) == number
    assert read(f"paragraphe {words}").text == f"paragraphe {number}"


def test_the_mask_is_not_a_letter_of_questions() -> None:
    assert len(MASK) == 1
    assert not MASK.isalnum()


def test_small_talk_keeps_the_topic() -> None:
    question = understand("Que dit Dinard des normes ?", CORPUS)
    state = advance(State(), question, ("dinard#alinea-3",))
    after = advance(state, understand("merci", CORPUS, state), ())
    assert (after.documents, after.paragraph_ids, after.length) == (state.documents, state.paragraph_ids, 2)


FRAME_WORDS = word_set("""
    que qu'en est-ce ce qu'est-ce je voudrais savoir dit disent parle-t-il le rapport les textes on en parle de des
    sur concernant quid où est-il question , : ? exactement comment ça marche c'est évoqué chats la lune
    """)


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(sorted(FRAME_WORDS)), max_size=14).map(" ".join)))
def test_what_is_left_of_a_frame_is_a_part_of_the_question(text: str) -> None:
    left = unframed(text)
    assert left in text
    assert bool(content_words(left)) == bool(content_words(text))
    assert unframed(left) == left
