import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import ir_measures
import pytest
from typer.testing import CliRunner

from eval.beir import BeirDocument, BeirFolder, read_beir, write_beir
from eval.cli import app
from eval.labelled_sets import load_labelled_set
from eval.labels import qrels_of
from eval.manifest import read_manifest
from eval.trec import read_qrels, read_run, write_qrels, write_run

COMMANDS = ("run", "all", "general", "ablation", "score", "compare", "record", "report", "import", "export")
QRELS = {"q1": {"d1": 1}, "q2": {"d2": 1}, "q3": {"d3": 1}}
RUN = {"q1": {"d1": 2.0, "d9": 1.0}, "q2": {"d9": 2.0, "d2": 1.0}}


def invoke(*arguments: object, status: int = 0):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result


@pytest.fixture
def files(tmp_path: Path) -> Path:
    write_qrels(tmp_path / "qrels.txt", QRELS)
    write_run(tmp_path / "run.trec.gz", RUN)
    write_run(tmp_path / "better.trec", RUN | {"q2": {"d2": 2.0}, "q3": {"d3": 1.0}})
    return tmp_path


@pytest.fixture(scope="module")
def bm25_run(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "bm25.trec"
    invoke("run", "--config", "bm25-french", "--output", path)
    return path


def test_score_prints_what_ir_measures_prints(files: Path):
    for options in ([], ["-q"]):
        ours = invoke("score", files / "qrels.txt", files / "run.trec.gz", "nDCG@10", "AP", *options)
        theirs = subprocess.run(
            [
                sys.executable,
                "-m",
                "ir_measures",
                files / "qrels.txt",
                files / "run.trec.gz",
                "nDCG@10",
                "AP",
                *options,
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        assert sorted(ours.stdout.splitlines()) == sorted(theirs.stdout.splitlines())
        assert "comptées 0 (1) : q3" in ours.stderr


def test_compare_prints_a_table(files: Path):
    printed = invoke(
        "compare", files / "run.trec.gz", files / "better.trec", "--qrels", files / "qrels.txt", "-m", "RR@10"
    )
    (row,) = csv.DictReader(io.StringIO(printed.stdout), delimiter="\t")
    assert (row["baseline"], row["value"], row["difference"]) == ("0.5000", "1.0000", "0.5000")
    assert 0 < float(row["p"]) <= float(row["p_holm"]) <= 1


def test_record_keeps_means_with_their_intervals(files: Path):
    options = ("--qrels", files / "qrels.txt", "--results", files / "small.json", "--title", "Essai")
    invoke("record", "--run", f"un={files / 'run.trec.gz'}", "--run", files / "better.trec", *options)
    record = json.loads((files / "small.json").read_text(encoding="utf-8"))
    assert [system["name"] for system in record["systems"]] == ["un", "better"]
    assert record["systems"][0]["measures"]["RR@10"] == [0.5, 0.0, 1.0]
    assert (record["queries"], record["systems"][0]["missing"]) == (3, 1)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["score", "absent.txt", "run.trec.gz"], "absent.txt: cannot be read"),
        (["score", "qrels.txt", "run.trec.gz", "nDCJ@10"], "unknown to ir_measures"),
        (["compare", "run.trec.gz", "--qrels", "qrels.txt"], "at least two runs"),
        (["compare", "run.trec.gz", "better.trec"], "no query id in common"),
        (["run", "--config", "odd", "--output", "x.trec"], "expected one of bm25-plain"),
        (
            ["run", "--config", "dense", "--answers", "a.jsonl", "--output", "x.trec"],
            "--answers goes with --config full",
        ),
        (["run", "--set", "odd", "--config", "dense", "--output", "x.trec"], "expected one of dev, dialogues"),
        (["report", "--run", "run.trec.gz", "--run", "run.trec", "--output", "x.html"], "names that differ"),
        (["import", "qrels.txt", "--output", "x.jsonl"], "expected a .csv, .tsv or .jsonl file"),
    ],
)
def test_a_fault_is_one_line_on_stderr_and_status_two(files: Path, monkeypatch, arguments, fault):
    monkeypatch.chdir(files)
    result = invoke(*arguments, status=2)
    assert fault in result.stderr
    assert result.stderr.startswith("Erreur : ")
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_run_writes_a_run_and_its_manifest(bm25_run: Path):
    labelled = load_labelled_set("dev")
    manifest = read_manifest(bm25_run)
    assert manifest is not None
    assert manifest.queries == len(qrels_of(labelled.questions)) == 153
    assert manifest.corpus_sha256 == labelled.corpus.content_hash
    assert manifest.configuration == "bm25-french"
    assert set(read_run(bm25_run)) <= set(qrels_of(labelled.questions))


def test_run_over_a_beir_folder_is_scored_by_its_own_qrels(tmp_path: Path):
    documents = (BeirDocument("d1", "Chats", "Les chats dorment."), BeirDocument("d2", "Chiens", "Les chiens aboient."))
    write_beir(tmp_path / "beir", BeirFolder(documents, {"q1": "un chien aboie"}, {"q1": {"d2": 1}}), "standalone.tsv")
    run = tmp_path / "run.trec"
    invoke("run", "--beir", tmp_path / "beir", "--qrels", "standalone.tsv", "--config", "bm25-french", "--output", run)
    assert invoke("score", tmp_path / "beir" / "qrels" / "standalone.tsv", run, "RR").stdout == "RR\t1.0000\n"


def test_another_corpus_is_measured_whole(tmp_path: Path):
    documents = (BeirDocument("d1", "Chats", "Les chats dorment."), BeirDocument("d2", "Chiens", "Les chiens aboient."))
    queries, qrels = {"q1": "que font les chiens ?", "q2": "que font les chats ?"}, {"q1": {"d2": 1}, "q2": {"d1": 1}}
    write_beir(tmp_path / "beir", BeirFolder(documents, queries, qrels))
    options = ("--all-titles", "--output", tmp_path / "runs", "--results", tmp_path / "general.json")
    printed = invoke("general", tmp_path / "beir", *options)
    compared = {(row["run"], row["measure"]) for row in csv.DictReader(io.StringIO(printed.stdout), delimiter="\t")}
    assert {Path(run).stem for run, _ in compared} == {"dense-adapter", "bm25-french", "hybrid", "full"}
    record = json.loads((tmp_path / "general.json").read_text(encoding="utf-8"))
    assert record["systems"][0]["name"] == "dense"
    assert record["queries"] == 2


@pytest.fixture(scope="module")
def page(bm25_run: Path) -> str:
    folder = bm25_run.parent
    labelled = load_labelled_set("dev")
    run = read_run(bm25_run)
    with (folder / "answers.jsonl").open("w", encoding="utf-8") as answers:
        for number, question in enumerate(labelled.questions):
            hits = [
                {"paragraph_id": place, "rank": rank, "score": score}
                for rank, (place, score) in enumerate(list(run.get(question.query_id, {}).items())[:20], start=1)
            ]
            best = labelled.corpus.by_id[hits[0]["paragraph_id"]] if hits and number % 5 else None
            quotes = (
                [
                    {"paragraph_id": best.paragraph_id, "symbol": best.symbol, "label": best.label}
                    | {"start": 0, "end": len(best.text), "text": best.text}
                ]
                if best
                else []
            )
            answer = {
                "question": "?",
                "abstained": best is None,
                "confidence": number / 212,
                "quotes": quotes,
                "hits": hits,
            }
            answers.write(json.dumps({"id": question.query_id, "answer": answer}) + "\n")
    arguments = ("--run", f"premier={bm25_run}", "--run", bm25_run, "--answers", folder / "answers.jsonl")
    invoke("report", *arguments, "--output", folder / "report.html", "--results", folder / "results" / "dev.json")
    return (folder / "report.html").read_text(encoding="utf-8")


def test_report_asks_nothing_of_a_network(page: str):
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page)
    assert not re.findall(r"url\((?!#)", page)
    assert "@import" not in page and "<script" not in page


def test_report_holds_its_parts_in_french(page: str):
    titles = ("Recherche des paragraphes", "La différence est-elle sûre", "Réponses, citations et abstention")
    plots = ("Par manière de demander", "Par document", "Rang du premier paragraphe attendu", "Risque et couverture")
    for text in (
        *titles,
        *plots,
        "Fiabilité de la confiance",
        "Les questions les moins bien servies",
        "Corpus (SHA-256)",
    ):
        assert text in page
    assert page.count("<details") == 20
    assert page.count("<svg") == 6


def test_ids_of_the_report_differ(page: str):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_report_writes_its_small_result(page: str, bm25_run: Path):
    record = json.loads((bm25_run.parent / "results" / "dev.json").read_text(encoding="utf-8"))
    first, last = record["systems"]
    assert (first["name"], last["name"]) == ("premier", "bm25")
    expected = ir_measures.calc_aggregate(
        [ir_measures.RR @ 10], qrels_of(load_labelled_set("dev").questions), read_run(bm25_run)
    )
    assert last["measures"]["RR@10"][0] == pytest.approx(expected[ir_measures.RR @ 10], abs=5e-5)
    assert {"evidence_quoted", "auroc", "aurc", "ece"} <= record["answers"].keys()


def test_own_table_is_imported_then_exported(tmp_path: Path):
    table = tmp_path / "own.csv"
    table.write_text(
        'question,reference\nQue dit ce paragraphe ?,"A/76/135, par. 53"\nEt la norme ?,"GGE 2021, norme 13 c)"\n'
    )
    invoke("import", table, "--output", tmp_path / "own.jsonl")
    invoke("export", "--set", tmp_path / "own.jsonl", "--output", tmp_path / "beir")
    data = read_beir(tmp_path / "beir")
    assert list(data.queries.values()) == ["Que dit ce paragraphe ?", "Et la norme ?"]
    invoke("export", "--set", tmp_path / "own.jsonl", "--format", "trec", "--output", tmp_path / "trec")
    assert read_qrels(tmp_path / "trec" / "qrels.txt") == data.qrels
    assert (tmp_path / "trec" / "queries.tsv").read_text(encoding="utf-8").count("\t") == 2


def test_import_of_a_paragraph_that_does_not_exist_is_refused(tmp_path: Path):
    (tmp_path / "own.csv").write_text('question,reference\nQuoi ?,"A/76/135, par. 530"\n')
    assert "'530'" in invoke("import", tmp_path / "own.csv", "--output", tmp_path / "own.jsonl", status=2).stderr


def test_help_loads_nothing_heavy():
    heavy = {"torch", "matplotlib", "numpy", "ir_measures"}
    code = f"import sys, eval.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str):
    assert "Usage" in invoke(command, "--help").stdout
