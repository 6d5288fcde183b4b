"""The command line as a person or a program calls it: in processes of its own, against the real corpus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.docs import every_command, manual
from corpus import Corpus, load_corpus

ROOT = Path(__file__).parents[2]
ALINEA = Path(sys.executable).with_name("alinea")
COMMANDS = dict(every_command())
OURS = {typed: command for typed, command in COMMANDS.items() if not typed.startswith("alinea eval")}


def alinea(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ALINEA, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "100"} | environment,
        check=False,
    )


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def test_the_commands_are_those_of_the_specification():
    names = {typed.split()[1] for typed in COMMANDS}
    assert names == {"index", "ask", "search", "show", "serve", "batch", "export", "eval"}


@pytest.mark.parametrize("typed", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(typed: str):
    assert COMMANDS[typed].help
    assert typed in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", OURS)
def test_the_help_of_a_command_shows_an_example_of_it(typed: str):
    assert typed in COMMANDS[typed].epilog


@pytest.mark.parametrize("typed", OURS)
def test_every_option_says_what_it_does(typed: str):
    assert [parameter.name for parameter in COMMANDS[typed].params if not parameter.help] == []


def test_the_manual_is_the_one_that_the_commands_give():
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == manual()


def test_help_imports_nothing_heavy():
    heavy = ["torch", "transformers", "sentence_transformers", "gradio", "faiss", "bm25s", "numpy", "sklearn"]
    code = (
        "import sys; from assistant.cli.commands import app; from assistant.cli.group import run\n"
        f"sys.argv = ['alinea', '--help']; run(app); print(sorted(set({heavy}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "eval" in done.stdout


def test_help_of_an_added_group_lists_its_commands():
    done = alinea("eval", "--help")
    assert done.returncode == 0
    assert "compare" in done.stdout


def test_version():
    assert alinea("--version").stdout.startswith("alinea ")


def test_without_a_command_the_help_is_shown():
    done = alinea()
    assert done.returncode == 0
    assert "alinea COMMANDE --help" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["demander", "x"], "commande inconnue « demander »"),
        (["ask"], "il manque QUESTION"),
        (["ask", "x", "--foo"], "option inconnue « --foo »"),
        (["search", "x", "--top-k", "0"], "valeur refusée pour --top-k"),
        (["search", "x", "--top-k", "dix"], "valeur refusée pour --top-k"),
        (["ask", "x", "--document", "A/70/174"], "aucun document du corpus ne s’appelle « A/70/174 »"),
        (["show", "A/76/135 par. 120"], "paragraphes 1 à 98"),
        (["show", "A/70/174 par. 5"], "ne fait pas partie du corpus"),
        (["show", "bonjour"], "je ne reconnais pas de paragraphe"),
        (["serve", "--auth", "sans-mot-de-passe"], "--auth attend « nom:motdepasse »"),
        (["batch", "/nulle/part.jsonl", "--output", "x.jsonl"], "/nulle/part.jsonl : introuvable"),
        (["batch", "x.jsonl"], "il manque --output"),
        (["export", "--output", "/nulle/part/p.jsonl"], "/nulle/part/p.jsonl : introuvable"),
    ],
)
def test_a_persons_error_is_one_line_on_stderr_and_status_2(arguments: list[str], said: str):
    done = alinea(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_model_that_cannot_be_had_is_one_line(tmp_path: Path):
    done = alinea("ask", "x", "--model", str(tmp_path), HF_HUB_OFFLINE="1")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "sentence-transformers" in done.stderr


def test_export_writes_every_paragraph(tmp_path: Path, corpus: Corpus):
    path = tmp_path / "paragraphs.jsonl"
    assert alinea("export", "--output", str(path)).returncode == 0
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["paragraph_id"] for line in lines] == [paragraph.paragraph_id for paragraph in corpus.paragraphs]
    assert set(lines[0]) == {
        *("paragraph_id", "symbol", "label", "kind", "section_path", "text"),
        *("source_file", "source_start", "source_end"),
    }


@pytest.mark.parametrize("cited", ["A/76/135 par. 30", "le paragraphe 30 du rapport de 2021", "A/76/135#30"])
def test_show_gives_the_paragraph_whole_with_its_items(cited: str, corpus: Corpus):
    done = alinea("show", cited)
    assert done.returncode == 0
    whole = [corpus.by_id["A/76/135#30"], *corpus.children("A/76/135#30")]
    assert len(whole) == 5
    for paragraph in whole:
        assert paragraph.text in done.stdout
    assert done.stdout.count("Norme 13 c)") == 1, "headings that items share are written once"


def test_show_gives_references_and_footnotes(corpus: Corpus):
    calling = next(p for p in corpus.paragraphs if p.note_calls)
    shown = json.loads(alinea("show", calling.paragraph_id, "--json").stdout)
    assert shown[0]["notes"][0]["text"] == corpus.by_id[calling.note_calls[0].note_id].text
    text = alinea("show", "norme 13 g)").stdout.replace("\u00a0", " ")
    assert "« résolution 58/199 » → A/RES/58/199 (hors du corpus)" in text
