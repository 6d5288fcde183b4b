"""The page inside the whole application, guard included, in a real browser."""

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser
from test_eval_page import CSV

sys.path.append(str(Path(__file__).parents[1] / "app"))  # the server of the application's own tests
from live import served

pytestmark = pytest.mark.browser


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with served(tmp_path / "avis.jsonl") as address:
        yield address


def test_a_file_is_chosen_run_and_shown(url: str, browser: Browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(20_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{url}/corpus")
    page.get_by_role("link", name="Évaluation").click()
    page.set_input_files("#fichier", {"name": "jeu.csv", "mimeType": "text/csv", "buffer": CSV.encode()})
    assert page.locator('input[value="fichier"]').is_checked()
    page.get_by_role("button", name="Lancer").click()
    page.wait_for_url("**/resultats/**")
    assert page.locator("h1").inner_text() == "jeu.csv"
    images = page.locator(".ev-plot img")
    assert images.count() >= 4
    assert all(images.nth(n).evaluate("image => image.naturalWidth > 0") for n in range(images.count()))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert said == []
    page.close()


def test_the_guard_lets_two_megabytes_in_there_only(url: str):
    padding = b"\n" * (1500 * 1024)
    answer = httpx.post(f"{url}/evaluation", data={"jeu": "fichier"}, files={"fichier": ("a.txt", padding)})
    assert answer.status_code == 400
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert httpx.post(f"{url}/avis", content=padding).status_code == 413
