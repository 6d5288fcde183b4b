"""What is shown was found again in the source; what the browser sends back is never trusted."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.app.answer_view import render_thread
from assistant.app.dialogue import past
from assistant.app.markup import Mark, render_text
from assistant.app.proof import ProofError, prove
from assistant.app.reader_view import render_panel, render_source
from assistant.app.records import QuoteRecord, RecordError, ScopeRecord, digest, read_request, read_turns, record_of
from corpus import Corpus


def test_every_paragraph_of_the_corpus_is_proven(answerer):
    for paragraph in answerer.corpus.paragraphs:
        record = QuoteRecord(paragraph.paragraph_id, 0, len(paragraph.text), digest(paragraph.text))
        assert prove(answerer.corpus, record).text == paragraph.text


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"start": 1},
        {"end": 10_000_000},
        {"start": -1},
        {"paragraph_id": "A/76/135#999"},
    ],
)
def test_a_changed_record_is_refused(answerer, change):
    paragraph = answerer.corpus.by_id["A/76/135#53"]
    record = QuoteRecord(paragraph.paragraph_id, 0, 30, digest(paragraph.text[:30]))
    with pytest.raises(ProofError):
        prove(answerer.corpus, replace(record, **change))


def _altered(corpus: Corpus, paragraph_id: str, old: str, new: str) -> Corpus:
    """The corpus with one paragraph's text changed, as a tampered store would have it."""
    paragraphs = tuple(
        replace(item, text=item.text.replace(old, new, 1)) if item.paragraph_id == paragraph_id else item
        for item in corpus.paragraphs
    )
    return Corpus(corpus.documents, corpus.sources, paragraphs, corpus.references)


def test_words_that_are_not_in_the_source_are_withheld_and_said(answerer):
    turn = record_of(answerer.ask("attaque territoire État tiers").answer, ScopeRecord())
    name = turn.quotes[0].paragraph_id
    words = answerer.corpus.by_id[name].text[turn.quotes[0].start : turn.quotes[0].end]
    word = max(words.split(), key=len)
    altered = _altered(answerer.corpus, name, word, "x" * len(word))
    shown = render_thread(altered, [turn])
    assert "Citation retirée" in shown and "x" * len(word) not in shown.split("data-turn")[0]
    fresh = record_of(answerer.ask("attaque territoire État tiers").answer, ScopeRecord())
    record = replace(fresh.quotes[0], sha256=digest(words.replace(word, "x" * len(word), 1)))
    with pytest.raises(ProofError):  # even where the hash was computed on the altered words
        prove(altered, record)


def test_a_conversation_round_trips(answerer):
    turn = record_of(answerer.ask("attaque territoire").answer, ScopeRecord(symbols=("A/76/135",), since="2013-01-01"))
    assert read_turns(f"[{turn.to_json()}]") == (turn,)


@pytest.mark.parametrize(
    "payload", ["{", "{}", "[1]", '[{"question": 1}]', "[" * 100_000, '[{"question": "x"}]', "null x"]
)
def test_what_is_not_a_conversation_is_refused(payload):
    with pytest.raises(RecordError):
        read_turns(payload)


def test_a_turn_is_named_to_be_asked_again(answerer):
    turn = record_of(answerer.ask("attaque territoire").answer, ScopeRecord())
    kept = f"[{turn.to_json()},{turn.to_json()}]"
    assert read_request(kept) == ((turn, turn), None)
    assert read_request(f'{{"turns": {kept}, "alone": 2}}') == ((turn, turn), 1)
    for number in ("0", "3", '"2"', "null", "2.0", "-1"):
        with pytest.raises(RecordError):
            read_request(f'{{"turns": {kept}, "alone": {number}}}')
    with pytest.raises(RecordError):
        read_request('{"alone": 1}')


def test_only_what_was_asked_since_a_question_alone_is_its_past(answerer):
    turn = record_of(answerer.ask("attaque territoire").answer, ScopeRecord())
    alone, after = replace(turn, question="seule", alone=True), replace(turn, question="ensuite")
    assert [question for question, _ in past([turn, alone, after])] == ["seule", "ensuite"]
    assert [question for question, _ in past([turn, after])] == ["attaque territoire", "ensuite"]
    assert past([]) == []


def test_a_turn_kept_before_these_fields_changed_is_read(answerer):
    turn = record_of(answerer.ask("attaque territoire").answer, ScopeRecord())
    older = json.loads(turn.to_json()) | {"suggestions": ["Que dit la norme 13 c) ?"]}
    del older["alone"]
    assert read_turns(json.dumps([older])) == (turn,)


def test_rendered_text_is_the_text(answerer):
    import html
    import re

    for paragraph in answerer.corpus.paragraphs:
        rendered = render_text(answerer.corpus, paragraph, [Mark(0, len(paragraph.text) // 2 + 1)])
        without_calls = re.sub(r"<sup>.*?</sup>", "", rendered)
        assert html.unescape(re.sub(r"<[^>]+>", "", without_calls)) == paragraph.text


def test_panels_and_sources_render_for_every_paragraph(answerer):
    for paragraph in answerer.corpus.paragraphs:
        panel = render_panel(answerer.corpus, paragraph, 0, 1, source=False)
        assert panel.count("aria-current") == 1
        source = render_source(answerer.corpus, paragraph, 0, min(40, len(paragraph.text)))
        assert "<mark" in source


def test_payloads_in_a_paragraph_are_escaped(answerer):
    payload = "<img src=x onerror=alert(1)>"
    altered = _altered(
        answerer.corpus, "A/76/135#53", answerer.corpus.by_id["A/76/135#53"].text[: len(payload)], payload
    )
    panel = render_panel(altered, altered.by_id["A/76/135#53"], None, None, source=False)
    assert payload not in panel and "&lt;img src=x onerror=alert(1)&gt;" in panel


def test_a_record_says_nothing_but_offsets_and_hashes(answerer):
    answer = answerer.ask("attaque territoire").answer
    written = record_of(answer, ScopeRecord()).to_json()
    assert all(quote.text not in written for quote in answer.quotes)
    assert json.loads(written)["quotes"][0]["sha256"] == digest(answer.quotes[0].text)
