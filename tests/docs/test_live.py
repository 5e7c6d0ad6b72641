"""The live page of the documentation in a real browser.

A text goes in, quotations and speakers come out, and nothing leaves this machine.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from places import ROOT
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quoteattr.export import read_records

SITE = Path(os.environ.get("QUOTEATTR_SITE") or ROOT / "docs" / "_build" / "html")
LIVE = SITE / "_static" / "live"
CHROMIUM = os.environ.get("QUOTEATTR_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium: apt-get install chromium, or name one in QUOTEATTR_CHROMIUM"
    ),
    pytest.mark.skipif(not (LIVE / "manifest.json").is_file(), reason="no live page has been built: nox -s docs"),
]

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = ["live.html", "fr/live.html", "gallery.html", "fr/gallery.html"]
TEXT = "« Les digues tiendront », a promis l’ingénieure Aïda Kerouac lundi. Selon le maire, les travaux ont commencé."
PATIENCE = 120_000
"""Milliseconds within which a slow machine has loaded Python and read a text."""


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}  # noqa: RUF012 - the base's own

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(SITE))) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # inside containers and as root, Chromium's own sandbox cannot start
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site; what it says or asks of anybody else is in its `heard`."""
    contexts = []

    def open_(page: str, **more: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": DESKTOP, **more}))
        tab = contexts[-1].new_page()
        heard: list[str] = []
        tab.heard = heard  # type: ignore[attr-defined]
        tab.on("console", lambda message: heard.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: heard.append(f"error: {error}"))
        # of the context: a worker's requests too
        contexts[-1].on(
            "request",
            lambda request: (
                None if request.url.startswith((address, "blob:", "data:")) else heard.append(f"request: {request.url}")
            ),
        )
        tab.goto(address + page)
        return tab

    yield open_
    for context in contexts:
        context.close()


def find(page: Page, text: str) -> None:
    page.locator("#live-text").fill(text)
    page.locator("[data-live=run]").click()
    expect(page.locator("[data-live=status][data-kind]:not([data-kind=''])")).to_be_visible(timeout=PATIENCE)


def violations(page: Page) -> str:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.response["passes"], "nothing was checked"
    return found.generate_report() if found.response["violations"] else ""


@pytest.fixture(scope="module")
def used(browser: Browser, address: str) -> Iterator[Page]:
    """The English page, after one text: Python is loaded once for the tests that only look."""
    context = browser.new_context(viewport=DESKTOP, accept_downloads=True)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.asked = asked  # type: ignore[attr-defined]
    context.on("request", lambda request: asked.append(request.url))
    page.goto(address + "live.html")
    find(page, TEXT)
    yield page
    context.close()


def test_a_text_shows_who_speaks(used: Page, address: str) -> None:
    assert used.locator("[data-live=status]").inner_text().startswith("Quotations: 2. Speakers: 2. 17 words in ")
    assert used.locator(".qa-text").evaluate("e => e.textContent") == TEXT
    marks = used.locator(".qa-text mark")
    assert "Les digues tiendront" in marks.first.inner_text()
    names = used.locator(".qa-name").all_inner_texts()
    assert any("Aïda Kerouac" in name for name in names)
    assert any("le maire" in name for name in names)
    outside = [url for url in used.asked if not url.startswith((address, "blob:"))]  # type: ignore[attr-defined]
    assert not outside
    assert any(url.endswith("pyodide.asm.wasm") for url in used.asked), "a worker's requests are seen"  # type: ignore[attr-defined]


def test_what_is_saved_can_be_read_again(used: Page) -> None:
    saved = {}
    for form in ("json", "csv", "html"):
        with used.expect_download() as download:
            used.locator(f"[data-form={form}]").click()
        saved[form] = download.value.path().read_bytes().decode()
        assert download.value.suggested_filename == f"citations.{form}"
    ((_, result),) = read_records(saved["json"].splitlines())
    assert result.text == TEXT
    assert [q.speaker.name for q in result.quotations if q.speaker] == ["Aïda Kerouac", "le maire"]
    assert len(json.loads(saved["json"])["quotations"]) == 2
    rows = list(csv.DictReader(io.StringIO(saved["csv"])))
    assert [row["speaker_name"] for row in rows] == ["Aïda Kerouac", "le maire"]
    assert saved["html"].startswith("<!DOCTYPE html>")


def test_texts_that_hold_markup_stay_text(used: Page) -> None:
    hostile = "« <img src=x onerror=alert(1)> <script>alert(2)</script> », a dit Aïda <b>Kerouac</b>."
    used.once("dialog", lambda dialog: pytest.fail(dialog.message))
    find(used, hostile)
    assert used.locator(".qa-text").evaluate("e => e.textContent") == hostile
    assert used.locator("[data-live=result] :is(img, script)").count() == 0


@pytest.mark.parametrize("text", ["Rien.", "«", "\u202e« a\r\nb » 🦉\x00"])
def test_odd_texts(used: Page, text: str) -> None:
    find(used, text)
    assert used.locator("[data-live=status]").get_attribute("data-kind") == "good"


def test_half_a_character(used: Page) -> None:
    """Browsers let half of a pair of surrogates stand alone in a text."""
    used.locator("#live-text").evaluate("e => { e.value = '« Non \\ud800 », dit Omar Sall.' }")
    used.locator("[data-live=run]").click()
    expect(used.locator(".qa-name")).to_contain_text("Omar Sall", timeout=PATIENCE)
    for form in ("json", "csv", "html"):
        with used.expect_download() as download:
            used.locator(f"[data-form={form}]").click()
        assert download.value.path().stat().st_size


def test_bad_use_is_told_plainly(used: Page) -> None:
    status = used.locator("[data-live=status]")
    used.locator("[data-live=clear]").click()
    assert used.locator("[data-live=shown]").is_hidden()
    assert used.evaluate("document.activeElement.id") == "live-text"
    find(used, "  ")
    assert status.inner_text() == "There is no text yet: paste one, or take an example."
    used.locator("#live-text").evaluate("e => { e.value = 'mot '.repeat(60000) }")
    used.locator("[data-live=run]").click()
    assert status.inner_text().startswith("This text has 240,000 characters; this page reads up to 200,000.")


def test_keyboard_alone(opened: Callable[..., Page]) -> None:
    page = opened("fr/live.html")
    page.locator("#live-text").focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-live=status][data-kind=good]")).to_be_visible(timeout=PATIENCE)
    assert page.locator("[data-live=status]").inner_text().startswith("Citations : 2. Voix : 2. 17 mots en 0,")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.live") == "run"
    assert page.heard == []  # type: ignore[attr-defined]


def test_stop_and_begin_again(opened: Callable[..., Page]) -> None:
    page = opened("live.html")
    page.locator("[data-example=depeche]").click()
    page.locator("[data-live=stop]").click()
    assert page.locator("[data-live=status]").inner_text().startswith("Stopped.")
    page.locator("[data-example=conseil]").click()
    expect(page.locator("[data-live=status][data-kind=good]")).to_be_visible(timeout=PATIENCE)
    assert page.locator(".qa-title").inner_text().startswith("Conseil municipal")


def test_a_missing_file_is_told(opened: Callable[..., Page]) -> None:
    page = opened("live.html")
    page.context.route("**/python_stdlib.zip", lambda route: route.fulfill(status=404))
    find(page, TEXT)
    assert page.locator("[data-live=status]").get_attribute("data-kind") == "bad"
    assert "python_stdlib.zip" in page.locator("[data-live=status]").inner_text()
    page.context.unroute("**/python_stdlib.zip")
    find(page, TEXT)
    expect(page.locator("[data-live=status][data-kind=good]")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation(opened: Callable[..., Page], name: str, viewport: dict[str, int], scheme: str) -> None:
    page = opened(name, viewport=viewport, color_scheme=scheme)
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.heard == []  # type: ignore[attr-defined]


def test_no_violation_with_a_result(used: Page) -> None:
    find(used, TEXT)
    assert not violations(used)


def test_views_follow_the_choice_of_light_or_dark(opened: Callable[..., Page]) -> None:
    page = opened("gallery.html", color_scheme="light")
    shade = "getComputedStyle(document.querySelector('.qa')).backgroundColor"
    light = page.evaluate(shade)
    page.evaluate("document.body.dataset.theme = 'dark'")
    page.wait_for_function(f"{shade} !== {json.dumps(light)}")
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.body.dataset.theme = 'light'")
    page.wait_for_function(f"{shade} === {json.dumps(light)}")


def test_nothing_may_be_asked_of_others(opened: Callable[..., Page]) -> None:
    page = opened("live.html")
    told = page.evaluate("fetch('https://example.org/').then(() => 'let through', () => 'stopped')")
    assert told == "stopped"
    assert any("Content Security Policy" in line for line in page.heard)  # type: ignore[attr-defined]
    assert not any(line.startswith("request: ") for line in page.heard)  # type: ignore[attr-defined]
