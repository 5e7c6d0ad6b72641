"""The built site in a real browser. `nox -s docs-browser` builds it and calls this.

QUOTEATTR_SCREENSHOTS names a folder for pictures of the pages.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import DESKTOP, NEEDED, listen
from playwright.sync_api import Browser, Page

SITE = Path(os.environ.get("QUOTEATTR_SITE", "no-site"))
PICTURES = os.environ.get("QUOTEATTR_SCREENSHOTS")
pytestmark = [*NEEDED, pytest.mark.skipif(not SITE.is_dir(), reason="no built site: nox -s docs-browser")]

PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if "_static" not in path.parts)
MAIN = [
    page
    for page in PAGES
    if page.removeprefix("fr/")
    in {
        "index.html",
        "getting-started.html",
        "how-it-decides.html",
        "limits.html",
        "results.html",
        "reference/api.html",
        "glossary.html",
    }
]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module", params=["desktop-light", "desktop-dark", "phone-light", "phone-dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window; what a page says, asks for elsewhere or breaks is in its `heard`."""
    size, scheme = request.param.split("-")
    context = browser.new_context(
        viewport=DESKTOP if size == "desktop" else PHONE, color_scheme=scheme, reduced_motion="reduce"
    )  # type: ignore[arg-type]
    page = context.new_page()
    heard = listen(page)
    page.setting = request.param  # type: ignore[attr-defined]
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((SITE.as_uri(), "data:")) else heard.append(f"request: {asked.url}"),
    )  # type: ignore[attr-defined]
    page.on("requestfailed", lambda asked: heard.append(f"failed: {asked.url}"))
    yield page
    context.close()


def visit(page: Page, name: str) -> None:
    page.heard.clear()  # type: ignore[attr-defined]
    page.goto((SITE / name).as_uri())


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_for_nothing_and_fits(page: Page, name: str) -> None:
    visit(page, name)
    assert page.heard == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    assert (
        page.evaluate("[...document.images].filter(i => i.loading != 'lazy' && !i.naturalWidth).map(i => i.src)") == []
    )
    if PICTURES and name in MAIN:
        page.screenshot(path=Path(PICTURES, f"{name.removesuffix('.html').replace('/', '-')}-{page.setting}.png"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", MAIN)
def test_page_is_accessible(page: Page, name: str) -> None:
    visit(page, name)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    "name", [page for page in PAGES if page not in {"genindex.html", "py-modindex.html", "search.html"}]
)
def test_page_leads_to_the_other_language(browser: Browser, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((SITE / name).as_uri())
    mine, other = ("fr", "en") if name.startswith("fr/") else ("en", "fr")
    assert page.locator("html").get_attribute("lang") == mine
    menu = page.locator(".sidebar-tree a.reference").evaluate_all("all => all.map(a => a.href)")
    assert menu
    assert {("/fr/" in link) for link in menu} == {mine == "fr"}
    assert ("Démarrer" if mine == "fr" else "Start") in page.locator(".sidebar-tree .caption-text").all_text_contents()
    assert (
        page.locator("a.sidebar-brand").evaluate("a => a.href").rstrip("#")
        == (SITE / ("fr/index.html" if mine == "fr" else "index.html")).as_uri()
    )
    page.locator(f"nav.languages a[hreflang={other}]").click()
    assert page.locator("html").get_attribute("lang") == other
    english = name.removeprefix("fr/")
    if f"fr/{english}" in PAGES:
        assert page.url.endswith(f"/{english if other == 'en' else 'fr/' + english}")
    context.close()


def test_search_finds(browser: Browser) -> None:
    page = browser.new_page()
    page.goto((SITE / "search.html").as_uri() + "?q=incise")
    found = page.locator("ul.search a[href*='glossary.html']").first  # the list fills by and by
    found.wait_for()
    assert "glossary" in str(found.get_attribute("href"))
    page.close()


def test_what_would_be_wrong_is_seen(page: Page, tmp_path: Path) -> None:
    page.heard.clear()  # type: ignore[attr-defined]
    file = tmp_path / "bad.html"
    file.write_text(
        "<img src='https://example.org/x.png'><p style='width: 3000px; color: #aaa; background: #fff'>pale</p>",
        encoding="utf-8",
    )
    page.goto(file.as_uri())
    assert "request: https://example.org/x.png" in page.heard  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]  # type: ignore[index]
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {
        violation["id"] for violation in Axe().run(page).response["violations"]
    }
