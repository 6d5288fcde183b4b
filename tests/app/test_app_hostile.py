"""Hostile words, in questions and in a document: shown as text wherever they go, never run."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import FIELD, ask
from live import served

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    '"><svg onload=window.ran=1>',
    "[lien](javascript:window.ran=1) **gras** `code` <b>b</b>",
    "$\\href{javascript:window.ran=1}{x}$ $$\\frac{1}{2}$$ \\(a\\)",
    "${window.ran = 1} {{constructor.constructor('window.ran=1')()}} {{{x}}} </textarea>",
)


def test_payloads_in_questions_are_shown_as_text_and_never_run(page):
    for number, payload in enumerate(PAYLOADS, start=1):
        ask(page, payload, n_turns=number)
        assert page.locator(".al-question span:last-child").last.inner_text() == payload
    page.reload()
    page.wait_for_function("n => document.querySelectorAll('article[data-turn]').length === n", arg=len(PAYLOADS))
    assert page.evaluate("window.ran") is None
    assert page.locator("article img, article script, article b, article textarea").count() == 0


def test_payloads_in_a_document_are_shown_as_text_and_never_run(context, tmp_path):
    payload = "Vulnérabilité " + " ".join(PAYLOADS)
    with served(tmp_path / "avis.jsonl", payload=payload) as url:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(FIELD)
        ask(page, "vulnérabilité href javascript window ran gras code lien constructor")
        page.locator(".al-chip", has_text="par. 53").first.click()
        page.wait_for_selector(".al-reader .al-current")
        assert page.locator(".al-reader .al-current .al-body").inner_text() == payload
        page.click("[data-view=source]")
        page.wait_for_selector("pre.al-source")
        assert page.evaluate("window.ran") is None
        page.goto(f"{url}/corpus?p=A/76/135&cherche=<script>#53")
        assert page.locator("[id='53'] .al-body").inner_text() == payload
        assert page.evaluate("window.ran") is None


def test_payloads_are_text_where_a_question_goes_next(page):
    """The follow-up and its undoing, the list of conversations, the page that is downloaded."""
    payload = " ".join(PAYLOADS)
    ask(page, payload)
    ask(page, f"Et {payload}", n_turns=2)
    assert page.locator("#tour-2 .al-understood q").inner_text() == f"{payload} Et {payload}"
    page.click("[data-action=alone]")
    page.wait_for_selector("#tour-2 .al-understood:has-text('posée seule')")
    assert page.locator(".al-conversation").inner_text() == payload[:90]
    page.locator("#al-rail .al-menu summary").click()
    with page.expect_download() as download:
        page.click("[data-format=html]")
    saved = page.context.new_page()
    saved.set_content(Path(download.value.path()).read_text(encoding="utf-8"))
    assert saved.locator("h2").first.inner_text() == payload
    assert saved.locator("h2 *, p :not(cite, a), script, img, svg").count() == 0
    assert saved.evaluate("window.ran") is None
    page.goto(page.url + "corpus?p=" + payload.replace("#", "%23").replace("&", "%26"))
    assert page.locator("[role=alert]").is_visible()
    assert page.evaluate("window.ran") is None
