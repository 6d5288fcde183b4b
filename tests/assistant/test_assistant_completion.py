"""What goes with the quotes chosen, on the real texts and on a small one."""

from __future__ import annotations

import numpy as np
import pytest
from paragraph_builder import paragraph

from assistant.completion import is_heading, referred, whole, whole_where_alone, with_what_is_announced
from assistant.model import Quote
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


def completed(*places: tuple[int, int, int]) -> list[str]:
    return [quote.text for quote in with_what_is_announced(CORPUS, RANKING, quoted(*places))]


def test_words_that_only_announce_items_are_followed_by_the_one_ranked_first() -> None:
    assert completed((0, 23, 54), (3, 0, 23)) == ["L’Assemblée demande aux États :", "De s’informer.", OTHER.text]


@pytest.mark.parametrize(
    "places",
    [
        ((0, 0, 22),),  # a sentence that announces nothing
        ((0, 0, 54), (1, 0, 13)),  # an item is quoted already
        ((3, 0, 23),),  # no items
    ],
)
def test_other_quotes_are_left_as_they_are(places: tuple[tuple[int, int, int], ...]) -> None:
    assert completed(*places) == [quote.text for quote in quoted(*places)]
