"""Accessibility: axe-core, kept in the repository and run in the page, on every page and state."""

from __future__ import annotations

from pathlib import Path

import pytest
from states import visit_answers, visit_evaluation, visit_kinds, visit_pages, visit_troubles

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
VISITS = (visit_answers, visit_kinds, visit_troubles, visit_pages, visit_evaluation)


@pytest.mark.parametrize(("appearance", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_serious(browser, url, appearance, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=appearance, reduced_motion="reduce"
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def check(state: str) -> None:
        page.evaluate(AXE)
        for violation in page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found[f"{state}: {violation['id']}"] = [node["html"][:160] for node in violation["nodes"][:3]]

    for visit in VISITS:
        visit(page, url, check)
    context.close()
    assert found == {}
