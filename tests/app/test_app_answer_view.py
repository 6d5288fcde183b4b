"""What is shown around the quotes of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.app.answer_view import render_thread
from assistant.app.records import QuoteRecord, ScopeRecord, digest, record_of

LEAD_IN = 'class="al-lead"'


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        (["A/76/135#58-b"], 1),
        (["A/76/135#58-a", "A/76/135#58-b"], 1),
        (["A/76/135#58", "A/76/135#58-a"], 0),
        (["A/76/135#58-b", "A/76/135#53", "A/76/135#58-a"], 2),
        (["A/76/135#58-b", "unknown#1", "A/76/135#58-a"], 2),
    ],
)
def test_a_lead_in_is_not_shown_twice_in_a_row(answerer, quoted, shown):
    turn = record_of(answerer.ask("attaque territoire").answer, ScopeRecord())
    turn = replace(turn, quotes=tuple(_whole(answerer.corpus, paragraph_id) for paragraph_id in quoted))
    assert render_thread(answerer.corpus, [turn]).count(LEAD_IN) == shown


def test_a_lead_in_cut_before_its_end_is_shown_under_itself(answerer):
    turn = record_of(answerer.ask("attaque territoire").answer, ScopeRecord())
    text = answerer.corpus.by_id["A/76/135#58"].text[:20]
    cut = QuoteRecord("A/76/135#58", 0, 20, digest(text))
    turn = replace(turn, quotes=(cut, _whole(answerer.corpus, "A/76/135#58-a")))
    assert render_thread(answerer.corpus, [turn]).count(LEAD_IN) == 1


def _whole(corpus, paragraph_id):
    text = corpus.by_id[paragraph_id].text if paragraph_id in corpus.by_id else "?"
    return QuoteRecord(paragraph_id, 0, len(text), digest(text))
