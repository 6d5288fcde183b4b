from __future__ import annotations

import pytest
from assistant_builders import corpus_of
from paragraph_builder import paragraph

from assistant.model import Quote
from assistant.near_identical import NearIdentical
from corpus import Corpus, ParagraphKind

LONG = "Un État ne devrait pas permettre que son territoire serve à une attaque. Il devrait aider les autres États."
OLD, NEW = "A/RES/73/266#preambule-1", "A/RES/74/28#preambule-7"


@pytest.fixture(scope="module")
def near(corpus: Corpus) -> NearIdentical:
    return NearIdentical(corpus)


def whole(corpus: Corpus, paragraph_id: str) -> Quote:
    return Quote(corpus.by_id[paragraph_id], 0, len(corpus.by_id[paragraph_id].text))


def shown(quotes: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(quote.paragraph.paragraph_id, quote.same_as) for quote in quotes]


def test_the_preambles_that_two_resolutions_share(near: NearIdentical) -> None:
    assert near.twins(OLD) == (NEW,)
    assert near.twins(NEW) == (OLD,)
    shared = [n for n in range(1, 16) if near.twins(f"A/RES/74/28#preambule-{n}")]
    assert shared == [7, 8, 10, 11, 12, 13, 14, 15]
    assert near.twins("A/RES/74/28#preambule-1") == ()


def test_twins_are_mutual_of_other_documents_and_no_footnotes(near: NearIdentical, corpus: Corpus) -> None:
    for here in corpus.paragraphs:
        for twin in near.twins(here.paragraph_id):
            there = corpus.by_id[twin]
            assert there.symbol != here.symbol
            assert here.paragraph_id in near.twins(twin)
            assert ParagraphKind.FOOTNOTE not in (here.kind, there.kind)


def test_a_passage_quoted_twice_is_shown_once(near: NearIdentical, corpus: Corpus) -> None:
    other = whole(corpus, "A/76/135#30-a")
    folded = near.fold_quotes((whole(corpus, NEW), other, whole(corpus, OLD)))
    assert shown(folded) == [(NEW, None), (OLD, NEW), ("A/76/135#30-a", None)]


def test_a_twin_that_was_not_quoted_is_added(near: NearIdentical, corpus: Corpus) -> None:
    folded = near.fold_quotes((whole(corpus, OLD),))
    assert shown(folded) == [(OLD, None), (NEW, OLD)]
    assert folded[1].text == corpus.by_id[NEW].text


def test_quotes_without_twins_stay_as_they_are(near: NearIdentical, corpus: Corpus) -> None:
    quotes = (whole(corpus, "A/76/135#30-a"), whole(corpus, "dinard#alinea-2"))
    assert near.fold_quotes(quotes) == quotes
    assert near.fold_quotes(()) == ()


def test_the_added_twin_is_the_same_sentences() -> None:
    small = corpus_of({"A#1": LONG, "B#1": LONG.replace("attaque", "attaque,")})
    first, second = NearIdentical(small).fold_quotes((Quote(small.by_id["A#1"], 73, len(LONG)),))
    assert second.same_as == "A#1"
    assert second.paragraph.paragraph_id == "B#1"
    assert first.text == second.text == "Il devrait aider les autres États."


def test_a_twin_cut_otherwise_is_added_whole() -> None:
    small = corpus_of({"A#1": LONG, "B#1": LONG.replace(". Il", ", il")})
    _, second = NearIdentical(small).fold_quotes((Quote(small.by_id["A#1"], 73, len(LONG)),))
    assert second.text == small.by_id["B#1"].text


def test_short_passages_and_those_of_one_document_are_no_twins() -> None:
    small = corpus_of({"A#1": LONG, "A#2": LONG, "B#1": "Distr. générale", "C#1": "Distr. générale"})
    near = NearIdentical(small)
    assert [near.twins(p.paragraph_id) for p in small.paragraphs] == [()] * 4


def test_a_footnote_is_no_twin_of_a_footnote() -> None:
    notes = tuple(paragraph(f"{symbol}#note-1", LONG, ParagraphKind.FOOTNOTE) for symbol in "AB")
    near = NearIdentical(Corpus((), (), notes, ()))
    assert near.twins("A#note-1") == near.twins("B#note-1") == ()


def test_a_twin_follows_once_a_paragraph_quoted_in_two_places() -> None:
    three = LONG + " Il devrait enfin le dire."
    small = corpus_of({"A#1": three, "B#1": three})
    here, there = small.paragraphs
    quotes = (Quote(here, 0, 72), Quote(here, len(LONG) + 1, len(three)), Quote(there, 0, 72))
    folded = NearIdentical(small).fold_quotes(quotes)
    assert len(folded) == len(set(folded))
