"""How long a person waits on the page: from the click that sends a question to the answer drawn, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-background-networking", "--disable-gpu", "--no-first-run")
FIELD, SEND, NEW = "#al-question textarea", "#al-send", '[data-action="new"]'
PATIENCE = 60_000  # milliseconds at most for one answer
ON_CLICK = "button => button.addEventListener('click', event => { window.begun = event.timeStamp; }, true)"
# Two frames after the answer is in the page, it has been painted.
UNTIL_DRAWN = """(patience) => new Promise((drawn, failed) => {
  setTimeout(() => failed(new Error(`no answer in ${patience} ms`)), patience);
  const look = () => {
    const turns = [...document.querySelectorAll("article.al-turn")];
    if (!turns.length || turns.some((turn) => !turn.dataset.turn)) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => drawn(performance.now() - window.begun)));
  };
  look();
})"""
WELCOMED = "() => document.querySelector('.al-welcome') && !document.querySelector('article.al-turn')"


@contextmanager
def a_page(chromium: str) -> Iterator[Page]:
    """Open a page of the browser whose path is `chromium`, with an empty profile, for the time of a block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser.new_page(viewport={"width": 1440, "height": 900})
        browser.close()


def clicked(page: Page, address: str, questions: Sequence[str]) -> list[float]:
    """Ask each of `questions` in a conversation of its own; return the seconds from click to drawn answer of each.

    Raises playwright's Error where an answer takes longer than `PATIENCE`.
    """
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector(FIELD)
    page.eval_on_selector(SEND, ON_CLICK)
    waited = []
    for question in questions:
        page.click(NEW)
        page.wait_for_function(WELCOMED)
        page.fill(FIELD, question)
        page.click(SEND)
        waited.append(float(page.evaluate(UNTIL_DRAWN, PATIENCE)) / 1000)
    return waited
