from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paragraph_builder import paragraph

from assistant.batch import BatchItem, BatchLineError, answer_json, batch_line, parse_item, quote_json, read_batch
from assistant.model import Answer, AnswerKind, PassageHit, Quote

TEXT = "Un État « aide » ; l’autre, non.\nŒuvre\u00a0: été 🙂."
PARAGRAPH = paragraph("A/1#1", TEXT)
IDS = st.one_of(st.text(), st.integers(), st.none(), st.lists(st.integers(), max_size=2))
ITEMS = st.one_of(
    st.builds(BatchItem, IDS, st.tuples(st.text()), st.just(False)),
    st.builds(BatchItem, IDS, st.lists(st.text(), max_size=4).map(tuple), st.just(True)),
)


def answer(question: str, *quotes: Quote, hits: int = 0) -> Answer:
    found = tuple(PassageHit(PARAGRAPH, rank, 1 / rank) for rank in range(1, hits + 1))
    return Answer(question, AnswerKind.SEARCH, quotes, found, 0.123456789, abstained=not quotes)


def as_line(item: BatchItem) -> str:
    turns = [{"question": question, "other": 1} for question in item.questions]
    content = {"turns": turns} if item.is_dialogue else turns[0]
    return json.dumps({"id": item.item_id, **content, "style": "ignored"})


@given(ITEMS)
def test_items_come_back_from_their_line(item: BatchItem) -> None:
    assert parse_item(as_line(item)) == item


@given(st.lists(ITEMS, max_size=5))
def test_a_batch_keeps_its_order_and_skips_blank_lines(items: list[BatchItem]) -> None:
    lines = [line for item in items for line in (as_line(item), "", "  \n")]
    assert list(read_batch(lines)) == items


MALFORMED = [
    "{",
    "null",
    "[]",
    '"text"',
    "12",
    "{}",
    '{"question": "sans id"}',
    '{"id": 1}',
    '{"id": 1, "question": null}',
    '{"id": 1, "question": 3}',
    '{"id": 1, "turns": "non"}',
    '{"id": 1, "turns": ["non"]}',
    '{"id": 1, "turns": [{"question": 2}]}',
    '{"id": 1, "turns": [{}]}',
    '{"id": 1, "question": "coupée',
    "﻿",
]


@pytest.mark.parametrize("malformed", MALFORMED)
def test_a_malformed_line_is_named_and_stops_no_other(malformed: str) -> None:
    lines = ['{"id": "a", "question": "Un ?"}', "", malformed, '{"id": "b", "question": "Deux ?"}']
    first, error, second = read_batch(lines)
    assert (first.item_id, second.item_id) == ("a", "b")
    assert isinstance(error, BatchLineError)
    assert str(error).startswith("line 3: ")
    assert len(str(error)) > len("line 3: ")


def test_a_line_nested_without_end_stops_no_other() -> None:
    lines = ["[" * 200_000, '{"id": "b", "question": "Deux ?"}']
    error, second = read_batch(lines)
    assert isinstance(error, BatchLineError)
    assert second.item_id == "b"


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)), st.one_of(st.none(), st.just("A/2#1")))
def test_a_quote_is_written_with_its_slice(start: int, size: int, same_as: str | None) -> None:
    quote = Quote(PARAGRAPH, start, min(start + size, len(TEXT)), same_as=same_as)
    read = json.loads(json.dumps(quote_json(quote), ensure_ascii=False))
    assert read["text"] == TEXT[read["start"] : read["end"]]
    assert (read["paragraph_id"], read["symbol"], read["label"]) == ("A/1#1", "A/1", "1")
    assert read.get("same_as") == same_as
    assert ("same_as" in read) is (same_as is not None)


def test_an_answer_has_the_keys_of_the_format() -> None:
    content = answer_json(answer("Qui ?", Quote(PARAGRAPH, 0, 7), hits=30))
    assert list(content) == ["question", "abstained", "confidence", "quotes", "hits"]
    assert (content["question"], content["abstained"], content["confidence"]) == ("Qui ?", False, 0.123457)
    assert [hit["rank"] for hit in content["hits"]] == list(range(1, 21))
    assert set(content["hits"][0]) == {"paragraph_id", "symbol", "label", "rank", "score"}


def test_a_line_has_an_answer_or_turns() -> None:
    one = batch_line(BatchItem("x", ("Un ?",), is_dialogue=False), [answer("Un ?")])
    assert (one["id"], one["answer"]["question"], set(one)) == ("x", "Un ?", {"id", "answer"})
    two = batch_line(BatchItem(7, ("Un ?", "Deux ?"), is_dialogue=True), [answer("Un ?"), answer("Deux ?")])
    assert (two["id"], [turn["question"] for turn in two["turns"]]) == (7, ["Un ?", "Deux ?"])
    assert batch_line(BatchItem(None, (), is_dialogue=True), []) == {"id": None, "turns": []}
