import json
from collections.abc import Sequence
from pathlib import Path

from assistant.model import Answer, AnswerKind, PassageHit, Quote
from corpus import load_corpus
from eval.answers import read_answers
from eval.commands.full_run import run_full
from eval.full_system import ask_all
from eval.manifest import read_manifest
from eval.question_sets import load_set
from eval.trec import read_run

FIRST = load_corpus().paragraphs[0]


def echo(questions: Sequence[str]) -> list[Answer]:
    """Answers every question with the same words, surer at each turn."""
    return [
        Answer(
            question=question,
            kind=AnswerKind.SEARCH,
            quotes=(Quote(FIRST, 0, 5),),
            hits=(PassageHit(FIRST, 1, 2.5),),
            confidence=turn / 10,
            abstained=False,
        )
        for turn, question in enumerate(questions, start=1)
    ]


def test_dialogues_are_asked_whole_and_named_by_turn(tmp_path: Path):
    run_full("dialogues", tmp_path / "run.trec", tmp_path / "answers.jsonl", ask=echo)
    answers = read_answers(tmp_path / "answers.jsonl")
    asked = load_set("dialogues")
    assert [(name, answer.question) for name, answer in answers.items()] == [(q.query_id, q.text) for q in asked]
    assert all(answers[q.query_id].confidence == q.turn / 10 for q in asked)
    assert len((tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()) == 16


def test_unanswerable_questions_are_asked_too(tmp_path: Path):
    manifest = run_full("dev", tmp_path / "run.trec", None, ask=echo)
    assert manifest.queries == len(read_run(tmp_path / "run.trec")) == 212
    assert read_manifest(tmp_path / "run.trec") == manifest
    assert read_run(tmp_path / "run.trec")["c001"] == {FIRST.paragraph_id: 2.5}


def test_progress_counts_turns():
    steps: list[int] = []
    asked = ask_all(echo, load_set("dialogues"), steps.append)
    assert sum(steps) == len(load_set("dialogues"))
    assert json.loads(json.dumps(asked.lines[0]))["id"] == "dc01"
