"""What a person does on the page."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error, Page

QUESTION = "Que doit faire un État dont le territoire sert à une attaque ?"
FIELD = "#al-question textarea"


def ask(page: Page, question: str = QUESTION, n_turns: int = 1) -> None:
    """Type a question, press Enter, wait for the whole answer."""
    page.fill(FIELD, question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('article[data-turn]').length === n && !document.querySelector('.al-pending')",
        arg=n_turns,
    )


def reload(page: Page) -> None:
    """Load the page again; Gradio may do so first, once it finds a server again that it had lost."""
    with suppress(Error):
        page.reload()
