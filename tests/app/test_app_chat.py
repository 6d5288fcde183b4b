"""Asking, checking and keeping, as a person does it in a browser."""

from __future__ import annotations

import pytest
from asking import FIELD, QUESTION, ask

pytestmark = pytest.mark.browser


def test_a_question_gives_quotes_with_references_that_open_in_their_document(page, answerer):
    ask(page)
    chip = page.locator(".al-chip").first
    assert chip.inner_text().split("\n")[-1].strip() == "A/76/135, par. 30 d)"
    words = page.locator(".al-words").first.inner_text()
    assert words in answerer.corpus.by_id["A/76/135#30-d"].text
    chip.click()
    page.wait_for_selector(".al-reader h2")
    assert page.locator(".al-reader h2").inner_text() == "A/76/135, par. 30 d)"
    marked = "".join(page.locator(".al-reader mark.al-cited").all_inner_texts())
    assert marked == words
    assert page.locator(".al-reader .al-par").count() == 9  # four neighbours on each side


def test_the_source_view_marks_the_same_words_in_the_file(page, answerer):
    ask(page)
    page.locator(".al-chip").first.click()
    page.click("[data-view=source]")
    page.wait_for_selector("pre.al-source")
    marked = "".join(page.locator("pre.al-source mark").all_text_contents())
    assert marked in answerer.corpus.source("A/76/135")
    assert " ".join(marked.split()) == " ".join(page.locator(".al-words").first.inner_text().split())


def test_previous_next_and_escape(page):
    ask(page)
    chip = page.locator(".al-chip").first
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-reader h2")
    page.locator("[data-action=go]").last.click()
    page.wait_for_function("document.querySelector('.al-reader h2').innerText !== 'A/76/135, par. 30 d)'")
    page.locator("[data-action=go]").first.click()
    page.wait_for_function("document.querySelector('.al-reader h2').innerText === 'A/76/135, par. 30 d)'")
    page.keyboard.press("Escape")
    assert page.locator("#al-reader").is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('al-chip')")


def test_conversations_survive_a_reload_and_can_be_renamed_and_deleted(page):
    ask(page)
    ask(page, "Et les infrastructures critiques ?", n_turns=2)
    before = page.locator(".al-turns").inner_text()
    page.reload()
    page.wait_for_selector("article[data-turn]:nth-of-type(2)")
    assert page.locator(".al-turns").inner_text() == before
    page.click("[data-action=new]")
    page.wait_for_selector(".al-welcome")
    ask(page, "Comment signaler une vulnérabilité informatique ?")
    assert page.locator(".al-conversation").count() == 2
    page.once("dialog", lambda dialog: dialog.accept("Territoire"))
    page.locator("[data-do=rename]").nth(1).click()
    page.locator(".al-conversation", has_text="Territoire").click()
    page.wait_for_selector("article[data-turn]:nth-of-type(2)")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("li[aria-current] [data-do=delete]").click()
    page.wait_for_selector(".al-welcome")
    assert page.locator(".al-conversation").count() == 1


def test_enter_sends_and_shift_enter_adds_a_line(page):
    page.fill(FIELD, "Première ligne")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("attaque territoire")
    assert page.input_value(FIELD) == "Première ligne\nattaque territoire"
    page.keyboard.press("Enter")
    page.wait_for_selector("article[data-turn]")
    assert page.input_value(FIELD) == ""


def test_an_example_and_a_shared_link_ask_their_question(page, url):
    page.locator(".al-ask").first.click()
    page.wait_for_selector("article[data-turn]")
    assert page.locator(".al-question").inner_text().endswith(QUESTION)
    page.goto(f"{url}/?q=Comment signaler une vulnérabilité ?")
    page.wait_for_selector("article[data-turn]")
    assert page.locator(".al-question").inner_text().endswith("Comment signaler une vulnérabilité ?")


def test_a_follow_up_can_be_asked_alone_in_place(page):
    ask(page)
    ask(page, "Et les infrastructures critiques ?", n_turns=2)
    ask(page, "Comment signaler une vulnérabilité ?", n_turns=3)
    undo = page.get_by_role("button", name="Poser la question seule")
    assert undo.count() == 1 and QUESTION in page.locator("#tour-2 .al-understood q").inner_text()
    page.fill(FIELD, "en cours de frappe")
    undo.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('#tour-2 .al-understood')?.innerText.startsWith('Question posée seule')"
    )
    page.wait_for_function("document.activeElement.closest('#tour-2 .al-question')")
    assert undo.count() == 0 and page.locator("article[data-turn]").count() == 3
    assert page.input_value(FIELD) == "en cours de frappe"
    shown = page.locator(".al-turns").inner_text()
    page.reload()
    page.wait_for_selector("article[data-turn]:nth-of-type(3)")
    assert page.locator(".al-turns").inner_text() == shown


def test_what_follows_a_question_asked_alone_is_understood_from_it(page):
    ask(page)
    ask(page, "Et les infrastructures critiques ?", n_turns=2)
    page.click("[data-action=alone]")
    page.wait_for_selector("#tour-2 .al-understood:has-text('posée seule')")
    ask(page, "Et l’électricité ?", n_turns=3)
    assert (
        page.locator("#tour-3 .al-understood q").inner_text() == "Et les infrastructures critiques ? Et l’électricité ?"
    )


def test_a_conversation_kept_by_an_older_page_still_loads(page):
    ask(page)
    page.evaluate(
        "() => { const kept = JSON.parse(localStorage['alinea.conversations.v1']);"
        " kept[0].turns[0].suggestions = ['Que dit la norme 13 c) ?']; delete kept[0].turns[0].alone;"
        " localStorage['alinea.conversations.v1'] = JSON.stringify(kept); }"
    )
    page.reload()
    page.wait_for_selector("article[data-turn] .al-quote")
    assert page.locator(".al-question").inner_text().endswith(QUESTION)
    assert "Que dit la norme" not in page.locator("article").inner_text()


def test_the_keyboard_alone_is_enough(page):
    page.wait_for_function("document.activeElement.closest('#al-question')")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("article[data-turn]")
    focused = "document.activeElement.matches('.al-chip')"
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate(focused):
            break
    assert page.evaluate(focused)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.al-reader h2')")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # « Texte source »
    page.wait_for_selector("pre.al-source mark")
    page.keyboard.press("Escape")
    assert page.locator("#al-reader").is_hidden() and page.evaluate(focused)
    page.keyboard.press("Escape")
    assert page.evaluate("Boolean(document.activeElement.closest('#al-question'))")


def test_a_sheet_closes_when_what_is_behind_it_is_touched(browser, url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(FIELD)
    ask(page)
    page.locator(".al-chip").first.tap()
    page.wait_for_selector(".al-reader h2")
    assert page.locator("#al-reader").bounding_box()["y"] > 100
    page.touchscreen.tap(195, 100)
    page.wait_for_selector("#al-reader", state="hidden")
    context.close()


def test_a_question_without_answer_shows_only_the_nearest_paragraphs(page):
    ask(page, "recette tarte pommes")
    assert page.locator(".al-quote").count() == 0
    assert page.locator(".al-refusal").is_visible()
