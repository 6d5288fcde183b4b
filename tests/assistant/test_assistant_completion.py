"""What goes with the quotes chosen, on the real texts."""

from __future__ import annotations

import pytest

from assistant.completion import is_heading, referred, whole, whole_where_alone
from assistant.model import Quote
from corpus import Corpus


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
    assert [paragraph.paragraph_id for paragraph in seen] == ["A/76/135#95", "A/76/135#90"]


@pytest.mark.parametrize(
    ("paragraph_id", "heading"),
    [("dinard#titre", True), ("A/76/135#lettre-date", True), ("A/76/135#lettre-3", False), ("A/76/135#53", False)],
)
def test_headings(corpus: Corpus, paragraph_id: str, heading: bool) -> None:
    assert is_heading(corpus.by_id[paragraph_id]) == heading
