"""The page that leads to the pages of a folder: escaped, without a request, accessible, on a phone too."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import DESKTOP, NEEDED, listen
from playwright.sync_api import Browser

from quoteattr.export.formats import Entry
from quoteattr.export.html import html_folder

ENTRIES = [
    Entry("a%2Fb.html", "a/b.txt", 12, ("Hélène Castaing", "Ludovic Pressac")),
    Entry("<script>.html", "<script>alert(1)</script>", 0, ("</style><b>",)),
    Entry("long.html", "x" * 300, 1, ()),
]


def test_every_string_is_escaped() -> None:
    page = html_folder(ENTRIES)["index.html"]
    assert "<script>" not in page
    assert "</style><b>" not in page
    assert 'href="a%252Fb.html"' in page
    assert "12 citations · Hélène Castaing, Ludovic Pressac" in page
    assert "12 quotations" in html_folder(ENTRIES, lang="en")["index.html"]


class TestInABrowser:
    pytestmark = NEEDED

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("viewport", [DESKTOP, {"width": 360, "height": 740}])
    def test_accessible_and_within_its_width(
        self, browser: Browser, tmp_path: Path, viewport: dict[str, int], scheme: str
    ) -> None:
        (tmp_path / "index.html").write_text(html_folder(ENTRIES)["index.html"], encoding="utf-8")
        context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        heard = listen(page)
        page.goto((tmp_path / "index.html").as_uri())
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [violation["id"] for violation in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert heard == []
        context.close()
