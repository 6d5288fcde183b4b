"""What goes with the quotes chosen, on the real texts and on a small one."""

from __future__ import annotations

import numpy as np
import pytest
from paragraph_builder import paragraph

from assistant.completion import (
    is_heading,
    referred,
    whole,
    whole_where_alone,
    with_items_after,
    with_what_is_announced,
)
from assistant.model import PassageHit, Quote
from assistant.retriever import Ranking
from corpus import Corpus
from embeddings.index import ViewScores

LEAD_IN = paragraph("A#1", "Les faits sont connus. L’Assemblée demande aux États :")
FIRST = paragraph("A#1-a", "De coopérer ;", parent_id="A#1")
SECOND = paragraph("A#1-b", "De s’informer.", parent_id="A#1")
OTHER = paragraph("A#2", "L’Assemblée se réjouit.")
CORPUS = Corpus((), (), (LEAD_IN, FIRST, SECOND, OTHER), ())
NONE = np.zeros(0, np.float32)
RANKING = Ranking("?", np.array([3, 0, 2, 1]), NONE, NONE, NONE, ViewScores(NONE, NONE, NONE), NONE)


def part(corpus: Corpus, paragraph_id: str) -> Quote:
    return Quote(corpus.by_id[paragraph_id], 0, 20, score=0.5)


def test_one_short_paragraph_is_quoted_whole(corpus: Corpus) -> None:
    (quote,) = whole_where_alone((part(corpus, "A/76/135#61"),))
    assert (quote.start, quote.end, quote.score) == (0, len(corpus.by_id["A/76/135#61"].text), 0.5)


def test_several_paragraphs_or_a_long_one_stay_as_chosen(corpus: Corpus) -> None:
    several = (part(corpus, "A/76/135#61"), part(corpus, "A/76/135#62"))
    long = (part(corpus, "A/76/135#69"),)
    assert (whole_where_alone(several), whole_where_alone(long)) == (several, long)


def test_an_item_offers_its_lead_in_and_words_the_paragraph_they_refer_to(corpus: Corpus) -> None:
    seen = referred(corpus, (whole(corpus.by_id["A/76/135#95-c"]),))
    assert [each.paragraph_id for each in seen] == ["A/76/135#95", "A/76/135#90"]


@pytest.mark.parametrize(
    ("paragraph_id", "heading"),
    [("dinard#titre", True), ("A/76/135#lettre-date", True), ("A/76/135#lettre-3", False), ("A/76/135#53", False)],
)
def test_headings(corpus: Corpus, paragraph_id: str, heading: bool) -> None:
    assert is_heading(corpus.by_id[paragraph_id]) == heading


def quoted(*places: tuple[int, int, int]) -> tuple[Quote, ...]:
    return tuple(Quote(CORPUS.paragraphs[row], start, end, score=0.5) for row, start, end in places)


def completed(*places: tuple[int, int, int], budget: int = 100) -> list[str]:
    return [quote.text for quote in with_what_is_announced(CORPUS, RANKING, quoted(*places), budget)]


def test_words_that_announce_items_are_followed_by_all_of_them() -> None:
    lead_in, items = "L’Assemblée demande aux États :", [FIRST.text, SECOND.text]
    assert completed((0, 23, 54), (3, 0, 23)) == [lead_in, *items, OTHER.text]
    assert completed((0, 23, 54), (2, 0, 2)) == [lead_in, *items]  # not twice
    assert completed((2, 0, 2), (3, 0, 23), (0, 23, 54)) == [OTHER.text, lead_in, *items]  # in their order


def test_of_items_beyond_the_budget_the_one_ranked_first_follows() -> None:
    assert completed((0, 23, 54), (3, 0, 23), budget=20) == [
        "L’Assemblée demande aux États :",
        "De s’informer.",
        OTHER.text,
    ]


@pytest.mark.parametrize(
    ("places", "budget"),
    [
        (((0, 0, 22),), 100),  # a sentence that announces nothing
        (((0, 0, 54), (1, 0, 13)), 20),  # an item is quoted already, and all are too much
        (((3, 0, 23),), 100),  # no items
    ],
)
def test_other_quotes_are_left_as_they_are(places: tuple[tuple[int, int, int], ...], budget: int) -> None:
    assert completed(*places, budget=budget) == [quote.text for quote in quoted(*places)]


def hits(*rows: int) -> tuple[PassageHit, ...]:
    return tuple(PassageHit(CORPUS.paragraphs[row], rank, 9.0 - rank) for rank, row in enumerate(rows, start=1))


def test_items_quoted_with_their_lead_in_follow_it_in_the_hits() -> None:
    moved = with_items_after(hits(0, 3, 2, 1), quoted((0, 23, 54), (1, 0, 13), (2, 0, 14)))
    assert [(hit.paragraph, hit.rank, hit.score) for hit in moved] == [
        (LEAD_IN, 1, 8.0),
        (FIRST, 2, 8.0),
        (SECOND, 3, 8.0),
        (OTHER, 4, 7.0),
    ]


def test_hits_stay_as_many_and_as_they_are_where_no_lead_in_is_quoted() -> None:
    assert [hit.paragraph for hit in with_items_after(hits(0, 3), quoted((0, 23, 54), (1, 0, 13)))] == [LEAD_IN, FIRST]
    found = hits(0, 3, 2, 1)
    assert with_items_after(found, quoted((1, 0, 13), (2, 0, 14))) == found
