"""What the page promised to keep: through restarts, cuts, errors, tabs and the history of the browser."""

from __future__ import annotations

from contextlib import suppress

import pytest
from asking import FIELD, QUESTION, ask, reload
from live import free_port, served
from playwright.sync_api import Error
from stand_in import BROKEN, SLOW

from assistant.app.security import Limits

pytestmark = pytest.mark.browser

KEPT = (
    "JSON.parse(localStorage.getItem('alinea.conversations.v1')).map((item) => item.turns.map((turn) => turn.question))"
)


def test_a_restart_loses_nothing_that_the_page_keeps(context, tmp_path):
    port = free_port()
    with served(tmp_path / "avis.jsonl", port=port) as url:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(FIELD)
        ask(page)
    page.fill(FIELD, "Et les infrastructures critiques ?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-toast.al-shown")
    assert page.locator(".al-toast").inner_text().startswith("Le serveur ne répond pas")
    assert page.locator(".toast-wrap:visible").count() == 0  # Gradio's own, in English
    with served(tmp_path / "avis.jsonl", port=port):
        with suppress(Error):  # Gradio, which sees the restart, may reload the page at that very moment
            page.reload()
        page.wait_for_selector("article[data-turn]")
        page.wait_for_function("document.querySelector('#al-question textarea').value.startsWith('Et les')")
        page.focus(FIELD)
        page.keyboard.press("Enter")
        page.wait_for_selector("article[data-turn]:nth-of-type(2)")
        assert QUESTION in page.locator(".al-understood").inner_text()


def test_back_forward_and_two_tabs(context, page, url):
    ask(page)
    page.goto(f"{url}/corpus?p=dinard")
    page.go_back()
    page.wait_for_selector("article[data-turn]")
    page.go_forward()
    assert "Dinard" in page.locator("h1").inner_text()
    page.go_back()
    other = context.new_page()
    other.goto(url)
    other.wait_for_selector("article[data-turn]")
    page.wait_for_selector("article[data-turn]")
    ask(other, "Et les infrastructures critiques ?", n_turns=2)
    ask(page, "Comment signaler une vulnérabilité ?", n_turns=3)  # the other tab's question is before it
    kept = page.evaluate("JSON.parse(localStorage.getItem('alinea.conversations.v1')).map((item) => item.turns.length)")
    assert kept == [3]


def test_a_server_that_dies_while_it_answers_loses_no_question(context, tmp_path):
    port = free_port()
    page = context.new_page()
    with served(tmp_path / "avis.jsonl", port=port, abruptly=True) as url:
        page.goto(url)
        page.wait_for_selector(FIELD)
        ask(page)
        page.fill(FIELD, f"Et {SLOW} ensuite ?")
        page.keyboard.press("Enter")
        page.wait_for_selector(".al-pending")
    page.wait_for_selector(".al-failed .al-error")
    assert page.locator(".al-failed .al-error").inner_text().startswith("Le serveur ne répond pas")
    with served(tmp_path / "avis.jsonl", port=port):
        reload(page)
        page.wait_for_function("document.querySelector('#al-question textarea')?.value.startsWith('Et lent')")
        page.wait_for_selector("article[data-turn]")
        page.focus(FIELD)
        page.keyboard.press("Enter")
        page.wait_for_selector("article[data-turn]:nth-of-type(2)")
    assert page.evaluate(KEPT) == [[QUESTION, f"Et {SLOW} ensuite ?"]]


def test_a_question_asked_while_another_is_answered_comes_after_it(page):
    page.fill(FIELD, f"attaque territoire {SLOW}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-pending")
    ask(page, "Comment signaler une vulnérabilité ?", n_turns=2)
    assert page.evaluate(KEPT) == [[f"attaque territoire {SLOW}", "Comment signaler une vulnérabilité ?"]]


def test_a_question_shows_before_the_server_has_it_and_is_kept_where_it_never_does(page):
    ask(page)
    page.route("**/queue/join*", lambda route: route.abort())
    page.fill(FIELD, "Comment signaler une vulnérabilité ?")
    page.keyboard.press("Enter")
    again = page.locator(".al-turns > .al-failed .al-ask")
    again.wait_for()
    assert again.inner_text() == "Comment signaler une vulnérabilité ?"
    page.unroute("**/queue/join*")
    reload(page)
    page.wait_for_function("document.querySelector('#al-question textarea')?.value.startsWith('Comment signaler')")
    page.wait_for_selector("article[data-turn]")
    page.focus(FIELD)
    page.keyboard.press("Enter")
    page.wait_for_selector("article[data-turn]:nth-of-type(2)")
    assert page.evaluate(KEPT) == [[QUESTION, "Comment signaler une vulnérabilité ?"]]


def test_the_same_failure_twice_leaves_nothing_waiting(page):
    for _ in range(2):
        page.fill(FIELD, f"une {BROKEN}")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('#al-question textarea').value === ''")
        page.wait_for_function("document.querySelector('.al-failed') && !document.querySelector('.al-pending')")
        assert page.locator(".al-failed .al-error").inner_text().startswith("La réponse n’a pas pu")


def test_a_question_that_breaks_the_server_is_said_and_can_be_asked_again(page):
    ask(page)
    page.fill(FIELD, f"une {BROKEN}")
    page.keyboard.press("Enter")
    failed = page.locator(".al-failed")
    failed.wait_for()
    assert failed.locator("[role=alert]").inner_text().startswith("La réponse n’a pas pu être préparée")
    assert "secret" not in page.content() and failed.locator(".al-ask").inner_text() == f"une {BROKEN}"
    assert page.evaluate(KEPT) == [[QUESTION]]
    ask(page, "Comment signaler une vulnérabilité ?", n_turns=2)


def test_a_question_that_is_too_long_is_said_and_stays_to_be_mended(page):
    page.fill(FIELD, "a" * 2001)
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-failed .al-error")
    assert page.locator(".al-failed .al-error").inner_text().startswith("La question dépasse 2000 caractères")
    assert len(page.input_value(FIELD)) == 2001 and page.locator(".al-failed .al-ask").count() == 0
    ask(page)


def test_too_many_questions_are_said_in_french_and_the_question_stays(context, tmp_path):
    with served(tmp_path / "avis.jsonl", limits=Limits(requests_per_second=0.02, burst=4)) as url:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(FIELD)
        for number in range(6):
            page.fill(FIELD, f"Question {number} ?")
            page.keyboard.press("Enter")
            page.wait_for_timeout(700)
        page.wait_for_selector(".al-toast.al-shown")
        assert "Trop de requêtes en peu de temps" in page.locator(".al-toast").inner_text()
        assert page.locator(".al-failed .al-ask").inner_text() == "Question 5 ?"
        assert page.locator(".toast-wrap:visible").count() == 0


def test_conversations_of_two_tabs_are_both_kept(context, page, url):
    ask(page)
    other = context.new_page()
    other.goto(url)
    other.wait_for_selector("article[data-turn]")
    other.click("[data-action=new]")
    other.wait_for_selector(".al-welcome")
    ask(other, "Comment signaler une vulnérabilité ?")
    ask(page, "Et les infrastructures critiques ?", n_turns=2)
    assert sorted(map(len, page.evaluate(KEPT))) == [1, 2]
    page.wait_for_function("document.querySelectorAll('.al-conversation').length === 2")
    other.reload()
    other.wait_for_selector("article[data-turn]")
    assert other.locator(".al-question").inner_text().endswith("vulnérabilité ?")
