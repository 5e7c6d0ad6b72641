"""Chromium, for the tests of what a browser shows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("QUOTEATTR_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium: apt-get install chromium, or name one in QUOTEATTR_CHROMIUM"
    ),
]
DESKTOP = {"width": 1280, "height": 900}


def running() -> Iterator[Browser]:
    """Start it, and end it afterwards."""
    with sync_playwright() as playwright:
        # inside containers and as root, Chromium's own sandbox cannot start
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def listen(page: Page) -> list[str]:
    """Return what a page says or breaks, from now on; it is in its `heard` too."""
    heard: list[str] = []
    page.heard = heard  # type: ignore[attr-defined]
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    return heard
