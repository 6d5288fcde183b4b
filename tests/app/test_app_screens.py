"""A screenshot of each page and state, at three sizes, light and dark, to be looked at.

They go to the folder named by ALINEA_SCREENSHOTS (a CI artefact); without it, only one size is drawn.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from asking import FIELD, ask

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("ALINEA_SCREENSHOTS")
SIZES = ((1440, 900), (1024, 768), (390, 844)) if FOLDER else ((390, 844),)


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_state_is_drawn(browser, url, tmp_path, size, appearance):
    folder = Path(FOLDER) if FOLDER else tmp_path
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=appearance)
    page = context.new_page()

    def shoot(state: str) -> None:
        page.screenshot(path=folder / f"{state}-{size[0]}x{size[1]}-{appearance}.png", animations="disabled")

    page.goto(url)
    page.wait_for_selector(FIELD)
    page.evaluate("document.fonts.ready")
    shoot("accueil")
    ask(page)
    shoot("reponse")
    page.locator(".al-chip").first.click()
    page.wait_for_selector(".al-reader h2")
    shoot("volet-document")
    page.click("[data-view=source]")
    page.wait_for_selector("pre.al-source")
    shoot("volet-source")
    page.click("[data-action=close]")
    page.locator(".al-quote .al-menu summary").first.click()
    shoot("menu-copier")
    page.keyboard.press("Escape")
    page.locator("[data-action=wrong]").first.click()
    shoot("mauvais-paragraphe")
    page.click("[data-action=cancel]")
    ask(page, "recette tarte pommes", n_turns=2)
    shoot("refus")
    page.click("#al-filters button.label-wrap")
    page.wait_for_timeout(200)
    shoot("filtres")
    if size[0] < 760:
        page.click("[data-action=rail]")
        page.wait_for_timeout(300)
        shoot("conversations")
    for state, path in (
        ("corpus", "/corpus"),
        ("document", "/corpus?p=A/76/135&extrait=71-g:0-60#71-g"),
        ("recherche", "/corpus?p=A/76/135&cherche=vulnerabilite"),
        ("inconnu", "/corpus?p=A/99/999"),
    ):
        page.goto(url + path)
        shoot(state)
    context.close()
    assert len(list(folder.glob(f"*-{size[0]}x{size[1]}-{appearance}.png"))) >= 12
