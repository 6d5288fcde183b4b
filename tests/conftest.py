"""What every test shares: no network, one browser, no deadline on a machine that does other things too."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from eval.bench_page import ARGUMENTS

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before a test imports the hub's client

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: playwright's synchronous API can be started only once in a process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()
