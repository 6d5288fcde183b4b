"""The commands that load the model: one process each, with the real index; data on stdout, the rest on stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from assistant.answerer import Answerer
from assistant.cli.loading import load_answerer
from corpus import Corpus, load_corpus

ALINEA = Path(sys.executable).with_name("alinea")
QUESTION = "Que doit faire un État dont le territoire sert à une attaque ?"
LINES = [
    '{"id": 1, "question": "Que dit la norme 13 c) ?", "style": "ignored"}',
    "pas du JSON",
    "",
    '{"id": "sans question"}',
    '{"question": "sans id"}',
    '{"id": "dialogue", "turns": [{"question": "Que dit le rapport de 2021 sur les points de contact ?"},'
    ' {"question": "Et celui de 2013 ?"}]}',
    '{"id": "surrogate", "question": "\\ud800"}',
    '{"id": "vide", "question": ""}',
    '{"id": [1], "question": "' + QUESTION + '"}',
]


def alinea(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [ALINEA, *arguments],
        capture_output=True,
        env=os.environ | {"NO_COLOR": "1"},
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def index() -> None:
    """Build the index where there is none, so that no command has it to build and to say so."""
    assert alinea("index").returncode == 0


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], list[dict[str, Any]]]:
    """What `alinea batch` made of `LINES`, and of one more that is not UTF-8."""
    folder = tmp_path_factory.mktemp("batch")
    latin1 = '{"id": "latin-1", "question": "sécurité"}\n'.encode("latin-1")
    (folder / "questions.jsonl").write_bytes("\n".join(LINES).encode() + b"\n" + latin1)
    done = alinea("batch", str(folder / "questions.jsonl"), "--output", str(folder / "answers.jsonl"))
    written = (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return done, [json.loads(line) for line in written]


def test_batch_answers_good_lines_in_order(batch):
    done, answers = batch
    assert [answer["id"] for answer in answers] == [1, "dialogue", "surrogate", "vide", [1]]
    assert done.stdout == ""


def test_batch_reports_each_bad_line_with_its_number(batch):
    done, _ = batch
    assert done.returncode == 1
    for number in (2, 4, 5, 10):
        assert f"line {number}:" in done.stderr
    assert "Traceback" not in done.stderr


def test_batch_quotes_are_slices_and_twenty_hits_are_ranked(batch, corpus: Corpus):
    _, lines = batch
    answers = [answer for line in lines for answer in line.get("turns", [line.get("answer")])]
    assert len(answers) >= 5
    for answer in answers:
        assert set(answer) == {"question", "abstained", "confidence", "quotes", "hits"}
        assert 0 <= answer["confidence"] <= 1
        assert not (answer["abstained"] and answer["quotes"])
        for quote in answer["quotes"]:
            text = corpus.by_id[quote["paragraph_id"]].text
            assert quote["text"] == text[quote["start"] : quote["end"]] != ""
        assert [hit["rank"] for hit in answer["hits"]] == list(range(1, len(answer["hits"]) + 1))
        assert len(answer["hits"]) in (0, 20)


def test_batch_dialogue_turns_follow_one_another(batch):
    _, lines = batch
    dialogue = next(line for line in lines if line["id"] == "dialogue")
    first, second = dialogue["turns"]
    assert {quote["symbol"] for quote in first["quotes"]} == {"A/76/135"}
    assert {hit["symbol"] for hit in second["hits"]} == {"A/68/98"}


def test_ask_prints_quotes_and_nothing_but_them_on_stdout(index, corpus: Corpus):
    done = alinea("ask", QUESTION)
    assert done.returncode == 0
    assert done.stderr == "", "no warning, no progress of other packages"
    quotes = [
        part.removeprefix("«\u00a0").split("\u00a0» (")[0] for part in done.stdout.split("\n\n") if part[0] == "«"
    ]
    assert quotes
    assert all(any(quote in paragraph.text for paragraph in corpus.paragraphs) for quote in quotes)


def test_ask_json_within_a_document():
    done = alinea("ask", "À quoi servent les points de contact ?", "--json", "--document", "rapport de 2013")
    answer = json.loads(done.stdout)
    assert {hit["symbol"] for hit in answer["hits"]} == {"A/68/98"}


def test_search_explains_every_component_of_every_hit():
    found = json.loads(alinea("search", QUESTION, "--top-k", "3", "--explain", "--json").stdout)["hits"]
    assert [hit["rank"] for hit in found] == [1, 2, 3]
    assert all(len(hit["components"]) >= 5 for hit in found)
    assert sorted((hit["score"] for hit in found), reverse=True) == [hit["score"] for hit in found]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("load", [lambda: load_answerer(None), Answerer.load], ids=["command line", "library"])
def test_however_it_is_loaded_numpy_keeps_to_one_thread(load):
    before = numpy_threads()
    threadpool_limits(2, user_api="blas")
    try:
        load()
        assert numpy_threads() == 1
    finally:
        threadpool_limits(before, user_api="blas")


def numpy_threads() -> int:
    return next(
        library["num_threads"] for library in threadpool_info() if "numpy" in Path(library["filepath"]).parent.name
    )
