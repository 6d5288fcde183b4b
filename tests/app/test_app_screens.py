"""A screenshot of each page and state, at three sizes, light and dark, to be looked at.

They go to the folder named by ALINEA_SCREENSHOTS (a CI artefact); without it, only one size is drawn. The answers
are those of the real answerer; waiting and errors come from the stand-in, which does them on demand.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from states import visit_answers, visit_evaluation, visit_kinds, visit_pages, visit_troubles

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("ALINEA_SCREENSHOTS")
SIZES = ((1440, 900), (1024, 768), (390, 844)) if FOLDER else ((390, 844),)


@pytest.fixture(params=[(*size, appearance) for size in SIZES for appearance in ("light", "dark")], ids=str)
def look(request) -> tuple[int, int, str]:
    return request.param


def test_every_state_is_drawn_and_fits(browser, url, real_url, tmp_path, look):
    width, height, appearance = look
    folder = Path(FOLDER) if FOLDER else tmp_path
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=appearance)
    page = context.new_page()
    drawn: list[str] = []
    overflowing: list[str] = []

    def shoot(state: str) -> None:
        page.screenshot(path=folder / f"{state}-{width}x{height}-{appearance}.png", animations="disabled")
        drawn.append(state)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            overflowing.append(state)

    for visit in (visit_answers, visit_kinds, visit_pages, visit_evaluation):
        visit(page, real_url, shoot)
    visit_troubles(page, url, shoot)
    context.close()
    assert len({*drawn}) == len(drawn) >= 28
    assert overflowing == []
