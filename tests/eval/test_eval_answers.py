import json
from dataclasses import replace
from pathlib import Path

import pytest
from eval_builders import answer, piece, question, quote
from paragraph_builder import paragraph

from eval.answer_scores import answering_loss, score_answers, summarise, unanswered_ids
from eval.answers import read_answers, run_of_answers
from eval.errors import EvalError
from eval.model import QuestionKind
from eval.trec import ranking

QUOTE = {"paragraph_id": "A#1", "symbol": "A", "label": "1", "start": 0, "end": 5, "text": "words"}
HIT = {"paragraph_id": "A#1", "symbol": "A", "label": "1", "rank": 1, "score": 0.5}
ANSWER = {"question": "?", "abstained": False, "confidence": 0.75, "quotes": [QUOTE], "hits": [HIT]}


def write(path: Path, *records: dict) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records))
    return path


def test_batch_output_is_read_with_its_turns(tmp_path: Path):
    path = write(tmp_path / "answers.jsonl", {"id": "q1", "answer": ANSWER}, {"id": "d1", "turns": [ANSWER, ANSWER]})
    answers = read_answers(path)
    assert list(answers) == ["q1", "d1:1", "d1:2"]
    assert answers["q1"].quotes == (quote("A#1"),)
    assert run_of_answers(answers)["d1:2"] == {"A#1": 0.5}


def test_hits_of_equal_score_keep_their_rank(tmp_path: Path):
    hits = [HIT | {"paragraph_id": "A#2", "rank": 2}, HIT]
    answers = read_answers(write(tmp_path / "answers.jsonl", {"id": "q1", "answer": ANSWER | {"hits": hits}}))
    assert ranking(run_of_answers(answers)["q1"]) == ["A#1", "A#2"]


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({"answer": ANSWER}, "line 2: expected “id” as str"),
        ({"id": "q2"}, "line 2: expected “answer” as dict, got nothing"),
        ({"id": "q1", "answer": ANSWER}, "line 2: a second answer for 'q1'"),
        ({"id": "q2", "answer": ANSWER | {"confidence": 1.5}}, "expected “confidence” between 0 and 1, got 1.5"),
        ({"id": "q2", "answer": ANSWER | {"abstained": 0}}, "expected “abstained” as bool, got int 0"),
        ({"id": "q2", "answer": ANSWER | {"quotes": [QUOTE | {"end": 0}]}}, r"\[0:0\] is no slice of 'A#1'"),
        ({"id": "q2", "turns": ["?"]}, "expected every turn of 'q2'"),
    ],
)
def test_malformed_answer_is_refused_with_its_line(tmp_path: Path, record: dict, fault: str):
    with pytest.raises(EvalError, match=fault):
        read_answers(write(tmp_path / "answers.jsonl", {"id": "q1", "answer": ANSWER}, record))


FACT = question(pieces=(piece("A#1"),))
UNANSWERABLE = question(QuestionKind.UNANSWERABLE)


@pytest.mark.parametrize(
    ("asked", "given", "loss"),
    [
        (FACT, answer(quote("A#1")), 0.0),
        (FACT, answer(quote("A#2")), 1.0),
        (FACT, answer(abstained=True, hits=("A#2", "A#1")), 0.0),  # it would have quoted it
        (FACT, answer(abstained=True, hits=("A#2", "A#3", "A#4", "A#5", "A#6", "A#1")), 1.0),
        (FACT, replace(answer(abstained=True, hits=("A#1",)), withheld=()), 1.0),  # known to have nothing to quote
        (FACT, replace(answer(abstained=True), withheld=(quote("A#1"),)), 0.0),
        (UNANSWERABLE, answer(quote("A#1")), 1.0),
        (UNANSWERABLE, answer(abstained=True), 1.0),
    ],
)
def test_loss_of_answering(asked, given, loss):
    assert answering_loss(asked, given) == loss


def test_summary_by_hand():
    paragraphs = {"A#1": paragraph("A#1", "words and more")}
    fact = [question(pieces=(piece("A#1"),), query_id=f"f{number}") for number in range(3)]
    asked = [
        *fact,
        question(QuestionKind.UNANSWERABLE, query_id="u1"),
        question(QuestionKind.UNANSWERABLE, query_id="u2"),
    ]
    answers = {
        "f0": answer(quote("A#1"), confidence=0.9),
        "f1": answer(quote("A#7"), quote("A#1"), confidence=0.8),
        "f2": answer(confidence=0.2, abstained=True, hits=("A#7",)),
        "u1": answer(confidence=0.1, abstained=True),
        "u2": answer(quote("A#1"), confidence=0.8),
    }
    summary = {name: value.mean for name, value in summarise(score_answers(asked, answers, paragraphs)).items()}
    assert summary == pytest.approx(
        {
            "evidence_quoted": 2 / 3,
            "quote_precision": 0.75,
            "quoted_characters": 20 / 3,
            "citations_exact": 2.5 / 3,
            "abstained_answerable": 1 / 3,
            "abstained_unanswerable": 1 / 2,
            "auroc": (2 + 1.5 + 1) / 6,
            "aurc": (0 + 0.5 / 2 + 1 / 3 + 2 / 4 + 3 / 5) / 5,
            "ece": (2 * 0.3 + 0.1 + 0.2 + 0.1) / 5,
        }
    )


def test_question_without_an_answer_scores_zero_and_is_named():
    (score,) = score_answers([FACT], {}, {})
    assert (score.evidence_quoted, score.abstained, score.loss) == (0.0, False, 1.0)
    assert unanswered_ids([FACT], {}) == ("q1",)
    (score,) = score_answers([UNANSWERABLE], {}, {})
    assert not score.abstained
