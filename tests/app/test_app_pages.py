"""Reading, citing, narrowing, judging: in a real browser."""

from __future__ import annotations

import json
import time

import pytest
from asking import FIELD, QUESTION, ask
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def copied(page: Page, beginning: str) -> str:
    """What the clipboard holds, once it begins so (what was copied before stays there until the copy is made)."""
    give_up = time.monotonic() + 10
    text = ""
    while time.monotonic() < give_up:
        text = str(page.evaluate("navigator.clipboard.readText()"))
        if text.startswith(beginning):
            return text
        page.wait_for_timeout(50)
    raise AssertionError(f"the clipboard holds {text!r}, not a text beginning with {beginning!r}")


def test_a_permanent_link_opens_the_paragraph_in_a_new_tab(context, url):
    page = context.new_page()
    page.goto(f"{url}/corpus?p=A/76/135#71-g")
    assert page.locator(":target .al-label").get_attribute("title").endswith("A/76/135, par. 71 g)")
    assert page.locator(":target").bounding_box()["y"] < 200
    page.goto(f"{url}/corpus?p=A%2F76%2F135%2371-g")  # the whole id percent-encoded
    assert page.url.endswith("/corpus?p=A/76/135#71-g")
    page.goto(f"{url}/corpus?p=A/76/135&extrait=71-g:0-9#71-g")
    assert page.locator("mark.al-cited").inner_text() == "Le Groupe"
    assert page.goto(f"{url}/corpus?p=A/99/999").status == 404
    assert page.locator("[role=alert]").is_visible()


def test_the_corpus_page_has_outline_search_and_references(context, url):
    page = context.new_page()
    page.goto(f"{url}/corpus")
    assert page.locator(".al-card").count() == 5
    page.click(".al-card a >> nth=0")
    outline = page.locator(".al-outline ol a").all_inner_texts()
    assert outline.count("IV. Droit international") == 1 and "Norme 13 g)" in outline
    page.fill("#cherche", "VULNERABILITES")  # case and accents do not matter
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-results")
    assert {mark.lower() for mark in page.locator("mark.al-found").all_inner_texts()} == {"vulnérabilités"}
    page.click(".al-body a.al-link >> nth=0")
    assert "/corpus?p=" in page.url


def test_copying_and_downloading(page):
    ask(page)
    page.locator(".al-quote .al-menu summary").first.click()
    page.locator(".al-quote [data-format=note]").first.click()
    page.wait_for_selector(".al-toast.al-shown")
    assert copied(page, "A/76/135") == "A/76/135, par. 30 d)."
    page.locator(".al-tools .al-menu summary").click()
    page.locator(".al-tools [data-format=csl]").click()
    items = json.loads(copied(page, "["))
    assert items[0]["number"] == "A/76/135" and items[0]["locator"] == "30 d)"
    for suffix in ("docx", "pdf"):
        page.locator("#al-rail .al-menu summary").click()
        with page.expect_download() as download:
            page.click(f"[data-action=download][data-format={suffix}]")
        assert download.value.suggested_filename.endswith(f".{suffix}")
    page.click("[data-action=share]")
    assert "/?q=Que%20doit" in copied(page, "http://127.0.0.1")


def test_printing_the_page_itself_prints_the_whole_conversation(page):
    ask(page)
    ask(page, "Et les infrastructures critiques ?", n_turns=2)
    page.emulate_media(media="print")
    assert page.locator("#al-rail").is_hidden() and page.locator("#al-composer").is_hidden()
    thread = "document.querySelector('#al-thread')"
    assert page.evaluate(f"{thread}.scrollHeight <= {thread}.clientHeight + 1")
    assert len(page.pdf(format="A4")) > 10_000


def test_filters_are_applied_and_said(page):
    page.click("#al-filters button.label-wrap")
    page.get_by_label("A/68/98 (2013)").check()
    ask(page, "L’application des normes du droit international à la téléinformatique")
    assert "A/68/98" in page.locator(".al-limits").inner_text()
    references = page.locator(".al-reference").all_inner_texts()
    assert references and all(reference.startswith("A/68/98") for reference in references)
    page.get_by_role("button", name="Retirer les filtres").click()
    page.wait_for_function("!document.querySelector('#al-filters input[type=checkbox]:checked')")
    ask(page, n_turns=2)
    assert page.locator("#tour-2 .al-limits").count() == 0


def test_judging_a_quote(page, judgements_file):
    ask(page)
    page.locator("[data-action=wrong]").first.click()
    page.fill("#al-judge textarea", "hors sujet")
    page.fill("#al-judge input", "A/76/135, par. 29")
    page.click("#al-judge button[type=submit]")
    page.wait_for_selector(".al-toast.al-shown")
    page.click("[data-verdict=useful]")
    page.wait_for_selector("[data-verdict=useful][aria-pressed=true]")
    said = [json.loads(line) for line in judgements_file.read_text().splitlines()]
    assert said[0]["verdict"] == "wrong" and said[0]["expected"] == "A/76/135#29"
    assert said[1]["verdict"] == "useful" and said[1]["question"] == QUESTION


def test_no_request_leaves_the_machine_and_the_page_is_french(context, url):
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.wait_for_selector(FIELD)
    ask(page)
    page.locator(".al-chip").first.click()
    page.wait_for_selector(".al-reader h2")
    page.goto(f"{url}/corpus?p=dinard")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if not address.startswith((url, "data:", "blob:"))] == []
    page.goto(url)
    page.wait_for_selector(FIELD)
    assert page.evaluate("document.documentElement.lang") == "fr"
    named = page.evaluate(
        "[...document.querySelectorAll('button, a, label, [aria-label], [title]')].flatMap((element) =>"
        " [element.innerText, element.ariaLabel, element.title]).filter(Boolean).join('\\n')"
    )
    english = ("Submit", "Loading", "Gradio", "Settings", "Copy ", "Built with", "Use via", "Close", "Clear")
    assert [word for word in english if word in named] == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_overflows_and_answers_do_not_shift_the_page(browser, url, width, height):
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " if (!entry.hadRecentInput) window.shift += entry.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(url)
    page.wait_for_selector(FIELD)
    page.wait_for_timeout(500)
    before = page.evaluate("window.shift")
    ask(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") - before < 0.1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".al-chip").first.click()
    page.wait_for_selector(".al-reader h2")
    assert page.locator("#al-reader").bounding_box()["width"] <= width
    for path in ("/corpus", "/corpus?p=A/RES/74/28"):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
