import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answerer import Answerer
from assistant.model import Answer, AnswerKind, PassageHit, Quote
from corpus import load_corpus
from eval.answers import read_answers
from eval.commands.full_run import run_full
from eval.full_system import Asked, FullSystem, ask_all
from eval.manifest import read_manifest
from eval.question_sets import load_set
from eval.systems import SystemDescription
from eval.trec import read_run

FIRST = load_corpus().paragraphs[0]


class Echo:
    """Answers every question with the same words, surer at each turn, and withholds the second turn."""

    description = SystemDescription("echo", "1")

    def ask(self, questions: Sequence[str]) -> list[Asked]:
        return [self._asked(question, turn) for turn, question in enumerate(questions, start=1)]

    def _asked(self, question: str, turn: int) -> Asked:
        quotes = (Quote(FIRST, 0, 5),)
        shown, withheld = ((), quotes) if turn == 2 else (quotes, ())
        hits = (PassageHit(FIRST, 1, 2.5),)
        return Asked(Answer(question, AnswerKind.SEARCH, shown, hits, turn / 10, abstained=turn == 2), 0.5, withheld)


def test_dialogues_are_asked_whole_and_named_by_turn(tmp_path: Path):
    run_full("dialogues", tmp_path / "run.trec", tmp_path / "answers.jsonl", Echo())
    answers = read_answers(tmp_path / "answers.jsonl")
    asked = load_set("dialogues")
    assert [(name, answer.question) for name, answer in answers.items()] == [(q.query_id, q.text) for q in asked]
    assert all(answers[q.query_id].confidence == q.turn / 10 for q in asked)
    assert len((tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()) == 16


def test_turns_asked_alone_are_all_first_turns(tmp_path: Path):
    run_full("dialogues", tmp_path / "run.trec", tmp_path / "answers.jsonl", Echo(), alone=True)
    assert {answer.confidence for answer in read_answers(tmp_path / "answers.jsonl").values()} == {0.1}


def test_withheld_quotes_are_kept_apart(tmp_path: Path):
    run_full("dialogues", tmp_path / "run.trec", tmp_path / "answers.jsonl", Echo())
    answers = read_answers(tmp_path / "answers.jsonl")
    first, second = answers["dc01:1"], answers["dc01:2"]
    assert (len(first.quotes), first.withheld) == (1, None)
    assert second.quotes == () and second.withheld == first.quotes


def test_unanswerable_questions_are_asked_too(tmp_path: Path):
    manifest = run_full("dev", tmp_path / "run.trec", None, Echo())
    assert manifest.queries == len(read_run(tmp_path / "run.trec")) == 212
    assert read_manifest(tmp_path / "run.trec") == manifest
    assert (manifest.model, manifest.revision, manifest.seconds) == ("echo", "1", 106.0)
    assert read_run(tmp_path / "run.trec")["c001"] == {FIRST.paragraph_id: 2.5}


def test_progress_counts_turns():
    steps: list[int] = []
    asked = ask_all(Echo().ask, load_set("dialogues"), steps.append)
    assert sum(steps) == len(load_set("dialogues"))
    assert json.loads(json.dumps(asked.lines[0]))["id"] == "dc01"


@pytest.fixture(scope="module")
def full() -> FullSystem:
    return FullSystem(Answerer.load())


def test_the_product_remembers_within_a_conversation_only(full: FullSystem):
    questions = ["Que dit le paragraphe 51 du rapport A/76/135 ?", "Et le suivant ?"]
    first, second = full.ask(questions)
    assert first.answer.quotes[0].paragraph.label == "51"
    assert second.answer.quotes[0].paragraph.label == "52"
    assert full.ask(questions[1:])[0].answer.quotes != second.answer.quotes


def test_the_product_names_its_model(full: FullSystem):
    assert full.description.model and full.description.revision and full.description.adapter_sha256


def test_what_a_refusal_withholds_is_known(full: FullSystem):
    (asked,) = full.ask(["Quelle est la recette de la tarte aux pommes ?"])
    assert asked.answer.abstained and not asked.answer.quotes
    assert asked.withheld
