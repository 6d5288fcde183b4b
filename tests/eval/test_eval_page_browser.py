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
from states import MANY, run_file

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("evaluation") / "avis.jsonl") as address:
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
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Supprimer").click()
    assert page.locator("h1").inner_text() == "jeu.csv"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Supprimer").click()
    page.wait_for_url("**/evaluation")
    assert page.get_by_text("Aucune pour l’instant").is_visible()
    assert said == []
    page.close()


def test_a_running_evaluation_is_cancelled(url: str, browser: Browser):
    page = browser.new_page()
    page.goto(f"{url}/evaluation")
    run_file(page, MANY)  # its questions are answered slowly
    page.get_by_role("button", name="Annuler").click()
    page.get_by_text("Évaluation annulée").wait_for()
    assert page.get_by_role("button", name="Lancer").is_visible()
    page.close()


def test_the_guard_lets_two_megabytes_in_there_only(url: str):
    padding = b"\n" * (1500 * 1024)
    answer = httpx.post(f"{url}/evaluation", data={"jeu": "fichier"}, files={"fichier": ("a.txt", padding)})
    assert answer.status_code == 400
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert httpx.post(f"{url}/avis", content=padding).status_code == 413
