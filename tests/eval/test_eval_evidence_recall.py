import pytest
from eval_builders import piece, question

from eval.measures.evidence import evidence_recall
from eval.model import QuestionKind

FACT, MULTI, LIST = QuestionKind.FACT, QuestionKind.MULTI, QuestionKind.LIST


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["A#1", "A#2", "A#3"], 1.0),
        (["A#1", "A#9", "A#2"], 2 / 3),
        (["A#8", "A#9", "A#7", "A#1"], 0.0),  # found, but below k = 3
        ([], 0.0),
    ],
)
def test_list_counts_pieces_within_k(ranking, expected):
    asked = question(LIST, (piece("A#1"), piece("A#2"), piece("A#3")))
    assert evidence_recall(asked, ranking, 3) == pytest.approx(expected)


def test_a_piece_that_stands_in_two_paragraphs_is_found_in_either():
    asked = question(MULTI, (piece("A#1", "A#5"), piece("A#2")))
    assert evidence_recall(asked, ["A#5"], 5) == 0.5


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["A#7"], 0.5),  # one alternative replaces one piece
        (["A#7", "A#8"], 1.0),
        (["A#1", "A#7"], 1.0),
        (["A#1", "A#2", "A#7", "A#8"], 1.0),  # never more than all
    ],
)
def test_each_alternative_replaces_one_piece(ranking, expected):
    asked = question(MULTI, (piece("A#1"), piece("A#2")), (piece("A#7"), piece("A#8")))
    assert evidence_recall(asked, ranking, 5) == expected


def test_an_alternative_replaces_a_piece_of_its_own_document():
    asked = question(MULTI, (piece("A#1"), piece("B#1")), (piece("A#7"),))
    assert evidence_recall(asked, ["A#1", "A#7"], 5) == 0.5
    assert evidence_recall(asked, ["B#1", "A#7"], 5) == 1.0


def test_an_alternative_of_a_third_document_replaces_any_piece():
    asked = question(MULTI, (piece("A#1"), piece("B#1")), (piece("C#7"),))
    assert evidence_recall(asked, ["A#1", "C#7"], 5) == 1.0


def test_an_alternative_answers_a_fact_alone():
    asked = question(FACT, (piece("A#1"), piece("A#2")), (piece("A#7"),))
    assert evidence_recall(asked, ["A#7"], 5) == 1.0
    assert evidence_recall(asked, ["A#1"], 5) == 0.5


def test_no_evidence_is_an_error():
    with pytest.raises(ValueError, match="'q1' has no evidence"):
        evidence_recall(question(), ["A#1"], 5)
