import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.app.judgements import Judgement, Verdict, evaluation_set
from assistant.model import Answer, AnswerKind, PassageHit, Quote
from corpus import Corpus, load_corpus
from eval.answers import read_answers
from eval.corpus_passages import CorpusPassages
from eval.labels import label_questions
from eval.own_sets import read_own_set
from eval.page.routes import build_router
from eval.page.uploads import BadUploadError, uploaded_set
from eval.trec import read_run

CSV = (
    "question;référence\n"
    "Que dit le 53 <b>gras</b> ?;A/76/135, par. 53\n"
    "Que dit le 51 ?;A/76/135, par. 51\n"
    "Quelle heure est-il ?;\n"
)


@dataclass
class Turn:
    answer: Answer
    state: None = None


class StandIn:
    """Finds « A/76/135, par. 53 » whatever is asked, and withholds its answer about the hour; waits for `gate`."""

    def __init__(self) -> None:
        self.corpus: Corpus = load_corpus()
        self.gate = threading.Event()
        self.gate.set()
        self.broken = False

    def ask(self, question: str, state: object = None, scope: object = None) -> Turn:
        assert self.gate.wait(10)
        if self.broken:
            raise RuntimeError("secret detail")
        found = self.corpus.by_id["A/76/135#53"]
        other = self.corpus.by_id["A/76/135#51"]
        hits = (PassageHit(found, 1, 2.0), PassageHit(other, 2, 1.0))
        abstained = "heure" in question
        quotes = () if abstained else (Quote(found, 0, len(found.text)),)
        kind = AnswerKind.REFUSAL if abstained else AnswerKind.SEARCH
        return Turn(Answer(question, kind, quotes, hits, 0.1 if abstained else 0.9, abstained=abstained))


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
def client(stand_in: StandIn, tmp_path: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(build_router(stand_in, tmp_path))
    with TestClient(app) as client:
        yield client


def send(client: TestClient, text: str = CSV, name: str = "jeu.csv", choice: str = "fichier"):
    files = {"fichier": (name, text.encode())}
    return client.post("/evaluation", data={"jeu": choice}, files=files, follow_redirects=False)


def plain(page: str) -> str:
    """Write the no-break spaces of French as those that a test writes."""
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def finish(client: TestClient) -> dict:
    deadline = time.monotonic() + 60
    while (state := client.get("/evaluation/etat").json())["state"] == "en_cours":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return state


def test_an_empty_page_offers_the_form_and_no_run(client: TestClient):
    page = client.get("/evaluation")
    assert page.status_code == 200
    for said in ("Jeu de développement", "Dialogues", "Mon fichier", "Aucune pour l’instant"):
        assert said in page.text
    assert client.get("/evaluation/etat").json()["state"] == "repos"
    assert "<style" not in page.text and ' style="' not in page.text and "<script>" not in page.text


def test_a_run_shows_its_progress_and_refuses_a_second(client: TestClient, stand_in: StandIn):
    stand_in.gate.clear()
    assert send(client).headers["location"] == "/evaluation"
    page = client.get("/evaluation").text
    assert "http-equiv" in page and 'id="ev-bar"' in page and "0 / 3" in page
    state = client.get("/evaluation/etat").json()
    assert (state["state"], state["done"], state["total"]) == ("en_cours", 0, 3)
    second = send(client)
    assert second.status_code == 409 and "déjà en cours" in second.text
    stand_in.gate.set()
    done = finish(client)
    assert (done["state"], done["done"], done["total"]) == ("fini", 3, 3)


def test_a_run_can_be_cancelled_and_leaves_nothing(client: TestClient, stand_in: StandIn, tmp_path: Path):
    stand_in.gate.clear()
    send(client)
    assert "Annuler l’évaluation" in client.get("/evaluation").text
    assert client.post("/evaluation/annulation", follow_redirects=False).headers["location"] == "/evaluation"
    stand_in.gate.set()
    assert finish(client)["state"] == "annule"
    assert "Évaluation annulée" in client.get("/evaluation").text
    assert list(tmp_path.iterdir()) == []
    send(client)
    assert finish(client)["state"] == "fini"


def test_a_run_can_be_deleted_with_its_files(client: TestClient, tmp_path: Path):
    send(client)
    run_id = finish(client)["result"]
    assert f"/evaluation/resultats/{run_id}/suppression" in client.get(f"/evaluation/resultats/{run_id}").text
    deleted = client.post(f"/evaluation/resultats/{run_id}/suppression", follow_redirects=False)
    assert (deleted.status_code, deleted.headers["location"]) == (303, "/evaluation")
    assert list(tmp_path.iterdir()) == []
    assert run_id not in client.get("/evaluation").text
    for gone in (run_id, "..", "20260101-000000-abcd"):
        assert client.post(f"/evaluation/resultats/{gone}/suppression").status_code in (404, 405)


def test_the_result_is_that_of_the_harness_and_is_kept(client: TestClient, tmp_path: Path):
    send(client)
    run_id = finish(client)["result"]
    record = json.loads((tmp_path / run_id / "resultat.json").read_text(encoding="utf-8"))
    means = {name: value[0] for name, value in record["means"].items()}
    assert (means["Success@1"], means["RR@10"], means["Success@5"]) == (0.5, 0.75, 1.0)
    assert (means["evidence_quoted"], means["quote_precision"], means["auroc"]) == (0.5, 0.5, 1.0)
    assert (means["abstained_answerable"], means["abstained_unanswerable"]) == (0.0, 1.0)
    assert record["groups"]["kind"]["fact"]["Success@1"][0] == 2
    assert [weak["query_id"] for weak in record["worst"]] == ["q3"]
    assert set(read_answers(tmp_path / run_id / "reponses.jsonl")) == {"q2", "q3", "q4"}
    assert list(read_run(tmp_path / run_id / "run.trec")["q2"]) == ["A/76/135#53", "A/76/135#51"]
    page = client.get(f"/evaluation/resultats/{run_id}").text
    for said in ("0,500", "Bon paragraphe en tête", "AUROC", "Par nature", "data:image/svg+xml", "Que dit le 51"):
        assert said in page
    assert "<svg id" not in page and "<style" not in page
    assert run_id in client.get("/evaluation").text


def test_two_runs_are_compared_and_equal_ones_differ_by_nothing(client: TestClient):
    send(client)
    first = finish(client)["result"]
    send(client)
    second = finish(client)["result"]
    page = client.get("/evaluation/comparaison", params={"a": first, "b": second})
    assert page.status_code == 200 and "1,0000" in page.text and "0,000" in page.text
    same = client.get("/evaluation/comparaison", params={"a": first, "b": first})
    assert same.status_code == 400 and "deux exécutions différentes" in same.text
    send(client, "question;référence\nAutre ?;A/76/135, par. 53\n")
    third = finish(client)["result"]
    home = client.get("/evaluation").text
    chosen = re.findall(r'name="([ab])" value="([^"]+)" aria-label="[^"]+" checked', home)
    assert chosen == [("b", second), ("a", first)]  # the latest two of one set, whatever was run since
    other = client.get("/evaluation/comparaison", params={"a": first, "b": third})
    assert other.status_code == 400 and "mêmes questions" in other.text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("jeu.csv", "question;référence\nQuoi ?;A/76/135, par. 53\nQuoi ?;page trois\n", "Ligne 3 : la référence"),
        ("jeu.csv", "question;référence\nQuoi ?;A/76/135, par. 999\n", "Ligne 2 : la référence ne désigne aucun"),
        ("jeu.csv", "question;extrait\nQuoi ?;mots que nul texte ne dit\n", "Ligne 2 : aucun paragraphe du corpus"),
        ("jeu.csv", "question;référence\n;A/76/135, par. 53\n", "Ligne 2 : il manque le texte"),
        ("jeu.csv", "question;référence\nQuoi ?;a;b\n", "Ligne 2 : il y a plus de cellules"),
        ("jeu.jsonl", '{"question": "Quoi ?"}\n{"question"\n', "Ligne 2 : ce n’est pas un objet JSON"),
        ("jeu.jsonl", '{"question": "Quoi ?", "kind": "x"}\n', "Ligne 1 : la nature doit être"),
        ("jeu.tsv", "question\n", "aucune question"),
        ("<i>.txt", "question\n", "Fichier « &lt;i&gt;.txt »"),
        ("jeu.csv", "", "Choisissez un fichier"),
        ("jeu.csv", "question\n" + "x" * (2 * 1024 * 1024), "dépasse 2 Mo"),
        ("jeu.csv", "question\n" + "Quoi ?\n" * 2001, "2001 questions"),
        ("jeu.csv", "id;question\na;A ?\na;B ?\n", "identifiant est donné deux fois"),
    ],
)
def test_a_bad_file_is_refused_in_french_with_its_line(client: TestClient, name: str, text: str, said: str):
    page = send(client, text, name)
    assert page.status_code == 400
    assert said in plain(page.text)
    assert client.get("/evaluation/etat").json()["state"] == "repos"


def test_what_people_typed_is_escaped(client: TestClient):
    text = CSV.replace("51 ?", "51 <script>alert(1)</script> ?")
    send(client, text, "<script>.csv")
    page = client.get(f"/evaluation/resultats/{finish(client)['result']}").text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "<script>.csv" not in client.get("/evaluation").text


def test_a_failure_is_said_without_its_inside_and_frees_the_page(client: TestClient, stand_in: StandIn):
    stand_in.broken = True
    send(client)
    state = finish(client)
    assert state["state"] == "echec" and "secret" not in state["error"]
    assert "s’est arrêtée" in client.get("/evaluation").text
    stand_in.broken = False
    send(client)
    assert finish(client)["state"] == "fini"


@pytest.mark.parametrize(
    "text",
    ["question\nQuelle heure est-il ?\nEt l'heure ?\n", "question;référence\nQuoi ?;A/76/135, par. 60\n"],
)
def test_sets_with_nothing_to_find_or_nothing_found_have_a_result_too(client: TestClient, text: str):
    send(client, text)
    done = finish(client)
    assert done["state"] == "fini"
    assert client.get(f"/evaluation/resultats/{done['result']}").status_code == 200


def test_shipped_dialogues_are_run(client: TestClient):
    assert send(client, choice="dialogues").status_code == 303
    assert finish(client)["state"] == "fini"
    assert send(client, choice="autre").status_code == 400


def test_unknown_addresses_are_not_found(client: TestClient):
    for address in ("resultats/x", "resultats/20260101-000000-abcd", "comparaison", "static/texts.py"):
        assert client.get(f"/evaluation/{address}").status_code == 404
    for name in ("evaluation.js", "evaluation.css"):
        assert client.get(f"/evaluation/static/{name}").status_code == 200


def test_exported_judgements_of_any_paragraph_are_an_own_set(tmp_path: Path):
    corpus = load_corpus()
    judgements = tuple(
        Judgement(f"Question {n} ?", Verdict.USEFUL, (paragraph.paragraph_id,))
        for n, paragraph in enumerate(corpus.paragraphs)
    )
    path = tmp_path / "avis.jsonl"
    path.write_text("\n".join(evaluation_set(judgements, corpus)), encoding="utf-8")
    labelled = label_questions(read_own_set(path), CorpusPassages(corpus))
    assert len(labelled) == len(corpus.paragraphs)
    missed = [
        judged.paragraph_ids[0]
        for judged, question in zip(judgements, labelled, strict=True)
        if judged.paragraph_ids[0] not in question.relevant_ids
    ]
    assert missed == []


def test_every_fault_of_labelling_is_named():
    text = "id;question;référence\nmoi;Un ?;A/76/135, par. 999\ntoi;Deux ?;A/1/1, par. 1\n"
    with pytest.raises(BadUploadError) as refused:
        uploaded_set("jeu.csv", text.encode(), load_corpus())
    assert [fault[:7] for fault in refused.value.faults] == ["Ligne 2", "Ligne 3"]
