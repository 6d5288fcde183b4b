"""Limits, origin, password, headers: on the real application, over real HTTP."""

from __future__ import annotations

import json

import httpx
import pytest
from live import served

from assistant.app import serve
from assistant.app.address import ServeError
from assistant.app.security import Limits, Rates


@pytest.mark.parametrize("path", ["/", "/corpus", "/lecture?p=A/76/135%2353", "/app/alinea.css", "/nothing"])
def test_every_response_has_security_headers(url, path):
    headers = httpx.get(url + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert ("unsafe" in headers["content-security-policy"]) is (path in ("/", "/nothing"))


def test_a_large_body_is_refused_in_french(url):
    answer = httpx.post(f"{url}/conversations", json={"turns": ["x" * 1_100_000]})
    assert answer.status_code == 413 and answer.json() == {"detail": "La requête est trop volumineuse."}
    chunks = (b"x" * 65_536 for _ in range(40))  # no announced length
    assert httpx.post(f"{url}/conversations", content=chunks).status_code == 413


def test_requests_from_elsewhere_are_refused(url):
    assert httpx.post(f"{url}/avis", json={}, headers={"origin": "https://evil.example"}).status_code == 403
    assert httpx.get(f"{url}/corpus", headers={"host": "evil.example"}).status_code == 400


def test_rates():
    now = [0.0]
    rates = Rates(Limits(requests_per_second=2, burst=3), clock=lambda: now[0])
    assert [rates.wait_for("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert rates.wait_for("b") == 0
    now[0] = 0.5
    assert rates.wait_for("a") == 0


def test_too_many_requests_and_a_password(tmp_path):
    limits = Limits(requests_per_second=0.1, burst=3)
    with served(tmp_path / "avis.jsonl", auth=("zoé", "mot:depasse"), limits=limits) as url:
        refused = httpx.get(f"{url}/corpus")
        assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Basic")
        assert httpx.get(url, auth=("zoé".encode(), b"faux")).status_code == 401
        with httpx.Client(auth=("zoé".encode(), b"mot:depasse"), base_url=url) as client:
            assert client.get("/").status_code == 200 and client.get("/corpus").status_code == 200
            codes = [client.post("/avis", json={}).status_code for _ in range(4)]
            assert codes == [400, 400, 400, 429]
            assert client.post("/avis", json={}).json()["detail"].startswith("Trop de requêtes")


def test_an_open_address_needs_a_password_or_the_word(answerer):
    with pytest.raises(ServeError, match="--auth"):
        serve(answerer, host="0.0.0.0")


def test_a_taken_port_is_said(answerer, url):
    with pytest.raises(ServeError, match="déjà pris"):
        serve(answerer, port=int(url.rpartition(":")[2]))


def test_judgements_become_an_evaluation_set(answerer, tmp_path):
    with served(tmp_path / "avis.jsonl") as url:
        good = {"question": "Q1 ?", "verdict": "useful", "paragraph_ids": ["A/76/135#30-d"]}
        wrong = {"question": "Q2 ?", "verdict": "wrong", "paragraph_ids": ["A/76/135#2"], "reason": "hors sujet"}
        assert httpx.post(f"{url}/avis", json=good).json() == {"detail": "Avis enregistré sur cette machine."}
        assert httpx.post(f"{url}/avis", json={**wrong, "expected": "A/76/135, par. 71 g)"}).status_code == 200
        assert httpx.post(f"{url}/avis", json={**wrong, "expected": "nulle part"}).status_code == 400
        lines = [json.loads(line) for line in httpx.get(f"{url}/avis.jsonl").text.splitlines()]
    assert [line["paras"] for line in lines] == [["A/76/135 30 d)"], ["A/76/135 71 g)"]]
    assert all(line["evidence"][0] in {p.text for p in answerer.corpus.paragraphs} for line in lines)
