import pytest
from eval_builders import piece, question, quote
from paragraph_builder import paragraph

from eval.measures.quotes import (
    citation_is_exact,
    evidence_quoted,
    quote_precision,
    quoted_characters,
    reference_is_exact,
)
from eval.model import Piece, QuestionKind, Span

SPACED = Piece("A", (Span("A#1", 10, 19, "deux mots"),))


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        ([quote("A#1", 10, 19)], 1.0),
        ([quote("A#1", 0, 40)], 1.0),
        ([quote("A#1", 10, 14), quote("A#1", 15, 19)], 1.0),  # only the space is outside
        ([quote("A#1", 10, 14), quote("A#1", 16, 19)], 0.0),  # a letter is outside
        ([quote("A#1", 11, 40)], 0.0),
        ([quote("A#2", 0, 40)], 0.0),  # the same offsets of another paragraph
        ([quote("A#2", 0, 40), quote("A#1", 0, 40, same_as="A#2")], 1.0),
        ([], 0.0),
    ],
)
def test_evidence_must_stand_whole_inside_the_quotes(quotes, expected):
    assert evidence_quoted(question(pieces=(SPACED,)), quotes) == expected


def test_a_paragraph_given_by_reference_only_is_quoted_by_any_of_its_words():
    whole = Piece("A", (Span("A#1", 0, 40, "x" * 40, whole=True),))
    assert evidence_quoted(question(pieces=(whole,)), [quote("A#1", 3, 9)]) == 1.0


def test_quote_precision_counts_a_quote_and_its_further_references_once():
    asked = question(pieces=(piece("A#1"),), alternatives=(piece("B#2"),))
    assert quote_precision(asked, [quote("A#1"), quote("A#9")]) == 0.5
    assert quote_precision(asked, [quote("A#9"), quote("B#2", same_as="A#9")]) == 1.0
    assert quote_precision(asked, []) is None


def test_further_references_are_not_read_twice():
    assert quoted_characters([quote("A#1", 0, 7), quote("B#1", 0, 7, same_as="A#1"), quote("A#2", 5, 8)]) == 10


def test_reference_is_exact_with_its_items_and_nothing_else():
    paragraphs = {p.paragraph_id: p for p in (paragraph("A#30", "x"), paragraph("A#30-a", "y", parent_id="A#30"))}
    asked = question(QuestionKind.REFERENCE, (piece("A#30"),))
    assert reference_is_exact(asked, [quote("A#30"), quote("A#30-a")], paragraphs)
    assert not reference_is_exact(asked, [quote("A#30-a")], paragraphs)
    assert not reference_is_exact(asked, [quote("A#30"), quote("A#31")], paragraphs)
    assert not reference_is_exact(asked, [], paragraphs)


@pytest.mark.parametrize(
    ("given", "exact"),
    [
        (quote("A#1", 0, 5, "words"), True),
        (quote("A#1", 0, 5, "Words"), False),
        (quote("A#1", 1, 6, "words"), False),
        (quote("A#1", 0, 5, "words")._replace(label="2"), False),
        (quote("A#1", 0, 5, "words")._replace(symbol="B"), False),
        (quote("A#2", 0, 5, "words"), False),
    ],
)
def test_citation_is_exact_only_when_all_of_it_is(given, exact):
    assert citation_is_exact(given, {"A#1": paragraph("A#1", "words of it")}) is exact
