import pytest

from eval import readme_table
from eval.errors import EvalError
from eval.evaluation import evaluate_scores
from eval.manifest import RunManifest, manifest_path, read_manifest, write_manifest
from eval.results import read_results, results_record, write_results
from eval.significance import Interval

QRELS = {"q1": {"d1": 1}, "q2": {"d2": 1}}
RUN = {"q1": {"d1": 1.0}}
MANIFEST = RunManifest(configuration="bm25", question_set="dev", queries=2, seconds=0.5)


def record() -> dict:
    system = evaluate_scores("bm25", QRELS, RUN, {"RR@10": {"q1": 1.0, "q2": 0.0}}, manifest=MANIFEST)
    return results_record("Set", [system], {"auroc": Interval(0.8, 0.7, 0.9)}, queries=2)


def test_results_round_trip_and_make_the_table(tmp_path):
    write_results(tmp_path / "dev.json", record())
    tables = readme_table.render_tables(read_results(tmp_path))
    assert "**Set** (2 questions ; moyenne, intervalle à 95 %)" in tables
    assert "| `bm25` | – | 0,500 [0,000 ; 1,000] | – | – | 250 |" in tables
    assert tables.splitlines()[-1].startswith("| AUROC de la confiance : ")
    assert tables.endswith(" | 0,800 [0,700 ; 0,900] |")


def test_groups_have_a_table_of_their_own():
    measures = {"RR@10": Interval(0.5, 0.25, 0.75), "quoted_characters": Interval(600.4, 500.0, 700.0)}
    system = evaluate_scores("full", QRELS, RUN, {"RR@10": {"q1": 1.0, "q2": 0.0}})
    grouped = results_record("Set", [system], {}, queries=2, groups={"style": {"terse": (2, measures)}})
    assert readme_table.render_tables([grouped]).splitlines()[-3:] == [
        "| `full`, par groupe de questions | questions | RR@10 | preuves citées | caractères cités "
        "| laissées sans réponse |",
        "| --- | --- | --- | --- | --- | --- |",
        "| mots-clés | 2 | 0,500 [0,250 ; 0,750] | – | 600 [500 ; 700] | – |",
    ]


def test_table_stands_between_its_marks_and_is_written_once():
    text = f"before\n{readme_table.BEGIN}\nold\n{readme_table.END}\nafter\n"
    written = readme_table.replace_between_marks(text, "new")
    assert written == text.replace("old", "new")
    assert readme_table.replace_between_marks(written, "new") == written


@pytest.mark.parametrize("text", ["", readme_table.BEGIN, readme_table.END + readme_table.BEGIN])
def test_missing_marks_are_refused(text):
    with pytest.raises(EvalError, match="results:begin"):
        readme_table.replace_between_marks(text, "new")


def test_check_and_write(tmp_path, monkeypatch, capsys):
    readme = tmp_path / "README.md"
    readme.write_text(f"{readme_table.BEGIN}\n{readme_table.END}\n")
    monkeypatch.setattr(readme_table, "README", readme)
    monkeypatch.setattr(readme_table, "read_results", lambda: [record()])
    assert readme_table.main(["--check"]) == 1
    assert "--write" in capsys.readouterr().err
    assert readme_table.main(["--write"]) == 0
    assert readme_table.main(["--check"]) == 0


def test_readme_shows_the_committed_results():
    if not readme_table.README.is_file() or readme_table.BEGIN not in readme_table.README.read_text(encoding="utf-8"):
        pytest.skip("README.md has no marks for the tables of results yet")
    assert readme_table.main(["--check"]) == 0


def test_result_of_another_version_is_refused(tmp_path):
    (tmp_path / "dev.json").write_text("{}")
    with pytest.raises(EvalError, match=r"dev.json: not a result of this version"):
        read_results(tmp_path)


def test_manifest_round_trips(tmp_path):
    run = tmp_path / "run.trec"
    assert read_manifest(run) is None
    write_manifest(run, MANIFEST)
    assert read_manifest(run) == MANIFEST
    manifest_path(run).write_text('{"odd": 1}')
    with pytest.raises(EvalError, match="make the run again"):
        read_manifest(run)
