"""One server for the whole suite; a fresh browser profile for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live import served
from playwright.sync_api import BrowserContext, Page
from stand_in import StandIn


@pytest.fixture(scope="session")
def answerer() -> StandIn:
    return StandIn.load()


@pytest.fixture(scope="session")
def judgements_file(tmp_path_factory):
    return tmp_path_factory.mktemp("avis") / "judgements.jsonl"


@pytest.fixture(scope="session")
def url(judgements_file) -> Iterator[str]:
    with served(judgements_file) as address:
        yield address


@pytest.fixture(scope="session")
def real_url(tmp_path_factory) -> Iterator[str]:
    """The application over the real answerer, its model and its index."""
    with served(tmp_path_factory.mktemp("real") / "avis.jsonl", real=True) as address:
        yield address


@pytest.fixture
def context(browser, url) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context, url) -> Iterator[Page]:
    """The chat page, ready for a question; any script error fails the test."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(url)
    opened.wait_for_selector("#al-question textarea")
    yield opened
    assert errors == []
