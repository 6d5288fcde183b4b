"""The application over the real answerer: its own model, index and framing."""

from __future__ import annotations

import pytest
from asking import FIELD, QUESTION, ask

pytestmark = pytest.mark.browser


def test_the_real_answerer_in_the_page(context, answerer, real_url):
    page = context.new_page()
    page.goto(real_url)
    page.wait_for_selector(FIELD)
    ask(page, QUESTION)
    quoted = page.locator(".al-quote").evaluate_all("(all) => all.map((quote) => quote.dataset.paragraph)")
    assert {"A/76/135#norme-13-c", "A/76/135#29", "A/76/135#30"} & {*quoted}
    for number, paragraph_id in enumerate(quoted):
        words = page.locator(".al-quote").nth(number).locator(".al-words").text_content()
        assert words in answerer.corpus.by_id[paragraph_id].text
    ask(page, "Quelle est la recette de la tarte aux pommes ?", n_turns=2)
    assert page.locator("#tour-2 .al-refusal").is_visible() and page.locator("#tour-2 .al-quote").count() == 0
    ask(page, "A/76/135, par. 71 g)", n_turns=3)
    assert page.locator("#tour-3 .al-reference").first.inner_text() == "A/76/135, par. 71 g)"
