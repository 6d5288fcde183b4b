"""The parts of the command line that need no model: reading and writing batches, laying out hits, notices."""

from __future__ import annotations

import io
import json
import logging
import sys
from types import SimpleNamespace

import pytest
from rich.console import Console

from assistant.cli import texts
from assistant.cli.batch_run import Outcome, answer_lines, open_output, read_lines
from assistant.cli.console import UserError, quiet_third_parties, to_json
from assistant.cli.hits import HITS_A_TABLE, explanation, hit_lines
from assistant.cli.loading import scope_of
from assistant.features import PASSAGE_FEATURES
from assistant.model import Answer, AnswerKind, PassageHit
from assistant.understanding import State
from corpus import load_corpus


class Echo:
    """Answers nothing, fails on « bug », and remembers how long the conversation is."""

    def ask(self, question: str, state: State) -> SimpleNamespace:
        if question == "bug":
            raise RuntimeError("broken")
        answer = Answer(question, AnswerKind.REFUSAL, (), (), state.length / 10, abstained=True)
        return SimpleNamespace(answer=answer, state=State(length=state.length + 1))


def answered(*lines: str) -> tuple[Outcome, list[dict]]:
    output = io.StringIO()
    outcome = answer_lines(list(lines), Echo(), output)
    return outcome, [json.loads(line) for line in output.getvalue().splitlines()]


def test_each_dialogue_starts_anew_and_carries_its_own_state():
    turns = [{"question": "un"}, {"question": "deux"}]
    line = json.dumps({"id": 1, "turns": turns})
    outcome, written = answered(line, line)
    assert outcome == Outcome(done=2, bad=0)
    assert [[turn["confidence"] for turn in each["turns"]] for each in written] == [[0.0, 0.1], [0.0, 0.1]]


def test_a_question_that_breaks_the_assistant_does_not_stop_the_others(capsys):
    lines = [json.dumps({"id": name, "question": name}) for name in ("a", "bug", "b")]
    outcome, written = answered(*lines)
    assert outcome == Outcome(done=2, bad=1)
    assert [each["id"] for each in written] == ["a", "b"]
    assert 'id "bug"' in capsys.readouterr().err


def test_a_dialogue_without_turns_is_answered_by_none():
    assert answered('{"id": 1, "turns": []}') == (Outcome(1, 0), [{"id": 1, "turns": []}])


def test_stdin_is_read_with_its_byte_order_mark_and_its_line_ends(monkeypatch):
    given = b'\xef\xbb\xbf{"id": 1}\r\n{"id": "\xc3\xa9\xe2\x80\xa8"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert read_lines("-") == ['{"id": 1}', '{"id": "é\u2028"}', ""]


def test_stdout_is_written_for_a_dash():
    with open_output("-") as output:
        assert output is sys.stdout


def test_an_unwritable_output_is_the_persons_error(tmp_path):
    with pytest.raises(UserError, match="c’est un dossier"), open_output(str(tmp_path)):
        pass


def test_half_a_surrogate_pair_is_written_escaped():
    assert to_json({"q": "é"}) == '{"q": "é"}'
    assert json.loads(to_json({"q": "é\ud800"}).encode()) == {"q": "é\ud800"}


def test_every_component_of_every_hit_is_laid_out_within_eighty_columns():
    paragraph = load_corpus().paragraphs[0]
    hits = [
        PassageHit(paragraph, rank, 12.5 - rank, dict.fromkeys(PASSAGE_FEATURES, -10.25))
        for rank in range(1, HITS_A_TABLE + 3)
    ]
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(*explanation(hits))
    shown = console.export_text()
    assert shown.count("-10.25") == len(hits) * len(PASSAGE_FEATURES)
    assert all(f"n° {hit.rank}" in shown for hit in hits)
    assert hit_lines(hits[0]).startswith(f" 1. {paragraph.symbol}")


def test_every_component_has_a_french_name():
    assert set(texts.COMPONENTS) == set(PASSAGE_FEATURES)


def test_a_document_may_be_called_by_any_of_its_names():
    corpus = load_corpus()
    assert scope_of(corpus, ["GGE 2021", "dinard"]).symbols == {"A/76/135", "Déclaration de Dinard"}
    with pytest.raises(UserError, match="A/70/174"):
        scope_of(corpus, ["A/70/174"])


def test_building_is_told_in_french(capsys):
    loggers = [logging.getLogger(name) for name in ("embeddings.index", "embeddings.builtin_model")]
    kept = [(logger, logger.handlers, logger.propagate, logger.level) for logger in loggers]
    try:
        quiet_third_parties()
        loggers[0].warning("Building the index of %d views", 3)
        assert capsys.readouterr().err == texts.BUILDING + "\n"
    finally:
        for logger, handlers, propagate, level in kept:
            logger.handlers, logger.propagate = handlers, propagate
            logger.setLevel(level)
