import json
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from embeddings.analyser import analyse
from eval.errors import EvalError
from eval.model import QuestionKind, WrittenEvidence
from eval.question_sets import load_set, read_questions, write_questions


def write(path: Path, *records: dict) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records))
    return path


def test_the_development_set_is_whole():
    kinds = Counter(str(question.kind) for question in load_set("dev"))
    assert kinds == {"fact": 100, "multi": 20, "list": 14, "reference": 19, "unanswerable": 59}


def test_dialogues_are_flattened_to_turns_in_order():
    turns = load_set("dialogues")
    assert len({turn.dialogue_id for turn in turns}) == 16
    assert [turn.query_id for turn in turns[:4]] == ["dc01:1", "dc01:2", "dc01:3", "dc01:4"]
    assert all(turn.evidence for turn in turns)


def test_pieces_are_paired_with_their_paragraphs(tmp_path: Path):
    path = write(
        tmp_path / "set.jsonl",
        {"id": "m", "kind": "multi", "question": "?", "paras": ["A 1", "B 2"], "evidence": ["un", "deux"]},
        {"id": "f", "kind": "fact", "question": "?", "paras": ["A 1"], "evidence": ["un", "deux"]},
        {"id": "r", "kind": "reference", "question": "?", "paras": ["A 1"]},
    )
    multi, fact, reference = (question.evidence for question in read_questions(path))
    assert multi == (WrittenEvidence(("A 1",), "un"), WrittenEvidence(("B 2",), "deux"))
    assert fact == (WrittenEvidence(("A 1",), "un"), WrittenEvidence(("A 1",), "deux"))
    assert reference == (WrittenEvidence(("A 1",), None),)


def test_a_turn_over_two_paragraphs_wants_both(tmp_path: Path):
    turn = {"question": "?", "paras": ["A 1", "A 2"], "evidence": ["un", "deux"]}
    path = write(tmp_path / "set.jsonl", {"id": "d", "turns": [turn, {"question": "Et ?"}]})
    first, second = read_questions(path)
    assert (first.kind, second.kind) == (QuestionKind.MULTI, QuestionKind.UNANSWERABLE)


def test_the_development_set_round_trips(tmp_path: Path):
    questions = load_set("dev")
    write_questions(tmp_path / "copy.jsonl", questions)
    assert load_set(str(tmp_path / "copy.jsonl")) == questions


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({"id": "q"}, r"line 2: expected “question” as str, got nothing"),
        ({"id": 3, "question": "?"}, r"line 2: expected “id” as str, got int 3"),
        ({"id": "q", "question": "?", "kind": "odd"}, "expected “kind” among fact"),
        ({"id": "q", "question": "?", "paras": "A 1"}, "expected “paras” as a list of texts"),
        ({"id": "q", "question": "?", "kind": "fact"}, "'q' of kind 'fact' must have “evidence” or “paras”"),
        ({"id": "q", "question": "?", "kind": "unanswerable", "paras": ["A 1"]}, "must have no evidence"),
        ({"id": "q", "turns": ["?"]}, "line 2 turn 1: expected a JSON object"),
    ],
)
def test_malformed_question_is_refused_with_its_line(tmp_path: Path, record: dict, fault: str):
    good = {"id": "ok", "question": "?", "paras": ["A 1"], "evidence": ["un"]}
    with pytest.raises(EvalError, match=fault):
        load_set(str(write(tmp_path / "set.jsonl", good, record)))


def test_repeated_id_and_unknown_set_are_refused(tmp_path: Path):
    record = {"id": "q", "question": "?", "paras": ["A 1"]}
    with pytest.raises(EvalError, match="'q' is met twice"):
        load_set(str(write(tmp_path / "set.jsonl", record, record)))
    with pytest.raises(EvalError, match="'deve': expected one of dev, dialogues, held-out, asked or the path"):
        load_set("deve")


def test_line_that_is_no_object_is_refused(tmp_path: Path):
    (tmp_path / "set.jsonl").write_text('\n["q"]\n')
    with pytest.raises(EvalError, match="line 2: expected a JSON object, got list"):
        load_set(str(tmp_path / "set.jsonl"))
    (tmp_path / "set.jsonl").write_text('{"id": ')
    with pytest.raises(EvalError, match="line 1: expected a JSON object, got Expecting value at column 8"):
        load_set(str(tmp_path / "set.jsonl"))


NEAR = 0.7  # share of their stems that two questions have in common where they say the same


def stems(name: str, *, of: Callable[[dict], bool] = lambda entry: True) -> dict[str, frozenset[str]]:
    """The stems of each question of a file, by question."""
    lines = files("eval").joinpath("questions", name).read_text(encoding="utf-8").splitlines()
    return {e["question"]: frozenset(analyse(e["question"])) for e in map(json.loads, lines) if of(e)}


def test_no_topic_to_learn_from_is_one_that_is_measured():
    learnt, held_out = stems("topics.jsonl"), stems("held_out_topics.jsonl")
    assert [(a, b) for a, of_a in learnt.items() for b, of_b in held_out.items() if of_a <= of_b or of_b <= of_a] == []


def test_no_topic_to_refuse_is_that_of_an_unanswerable_development_question():
    learnt = stems("topics.jsonl", of=lambda entry: not entry["answerable"])
    asked: dict[str, frozenset[str]] = {}
    for name in ("dev_1.jsonl", "dev_2.jsonl"):
        asked |= stems(name, of=lambda entry: entry["kind"] == "unanswerable")
    assert [(a, b) for a, of_a in learnt.items() for b, of_b in asked.items() if of_a <= of_b] == []


def test_no_question_to_learn_from_is_one_that_is_measured():
    names = [*(f"asked_{n}.jsonl" for n in range(1, 9)), *(f"broad_{n}.jsonl" for n in range(1, 4))]
    learnt = {text: stem for name in names for text, stem in stems(name).items()}
    measured: dict[str, frozenset[str]] = {}
    for name in ("dev_1.jsonl", "dev_2.jsonl", "held_out_1.jsonl", "held_out_2.jsonl", "held_out_broad.jsonl"):
        measured |= stems(name)
    near = [
        (a, b)
        for a, of_a in learnt.items()
        for b, of_b in measured.items()
        if len(of_a & of_b) > NEAR * len(of_a | of_b)
    ]
    assert near == []
