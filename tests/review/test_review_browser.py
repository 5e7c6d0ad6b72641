"""The page of a review in a real browser: by the keyboard alone, in both themes, on a phone, asking nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import DESKTOP, NEEDED, listen
from hostile import ATTACKS, hostile
from playwright.sync_api import Browser, Page, expect
from reviewing import TEXT, Served, served

from quoteattr import Result
from quoteattr.review import is_reviewed, read_reviewed

pytestmark = NEEDED
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Page, Served]]]:
    """Opens the page of a review; what it says, breaks or asks of others is in its `heard`."""
    with ExitStack() as stack:

        def open_(*, lang: str = "fr", results: dict[str, Result] | None = None, **more: Any) -> tuple[Page, Served]:
            review = stack.enter_context(served(tmp_path / "reviewed.jsonl", lang=lang, results=results))
            context = browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **more})
            stack.callback(context.close)
            page = context.new_page()
            heard = listen(page)
            home = review.address.partition("#")[0]
            page.on("request", lambda r: None if r.url.startswith((home, "data:,")) else heard.append(r.url))
            page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
            page.goto(review.address)
            expect(page.locator("#card-title")).not_to_be_empty()
            return page, review

        yield open_


def contents(review: Served, number: int = 0) -> list[list[str]]:
    return [[s.text for s in q.content] for q in read_reviewed(review.review.path)[number].result.quotations]


def press(page: Page, *keys: str, done: str | None = None) -> None:
    for key in keys:
        page.keyboard.press(key)
    if done is not None:
        expect(page.locator("#status")).to_contain_text(done)


def test_a_document_is_reviewed_by_the_keyboard_alone(opened: Callable[..., tuple[Page, Served]]) -> None:
    page, review = opened()
    saved = review.review.path
    assert "#" not in page.url
    expect(page.locator("#content")).to_have_text("rien ne bouge")  # the least sure
    press(page, "Enter", done="Citation confirmée.")
    expect(page.locator("#content")).to_have_text("Le bac coulera […] et la digue aussi 🛶")
    press(page, "e", "Control+Shift+ArrowLeft", "Control+Shift+ArrowLeft")
    press(page, "Enter", done="Étendue changée.")
    assert contents(review)[0] == ["Le bac coulera", "et la digue"]
    press(page, "u", done="annulée")
    assert contents(review)[0] == ["Le bac coulera", "et la digue aussi 🛶"]
    press(page, "a", "Control+End", "ArrowLeft", *["Control+Shift+ArrowLeft"] * 4)
    press(page, "Enter", done="Citation ajoutée.")
    assert contents(review)[-1] == ["le port fermera mardi"]
    page.evaluate(SELECT, (TEXT.index("La maire"), TEXT.index(" a reconnu")))
    press(page, "m", done="Mention changée.")
    page.evaluate(SELECT, (TEXT.index("a reconnu"), TEXT.index(" que le port")))
    press(page, "c", done="Amorce changée.")
    expect(page.locator("#fact-speaker")).to_have_text("MLa maire")
    press(page, "1", done="Locuteur changé.")
    expect(page.locator("#fact-speaker")).to_have_text("OTOdile Tanguy")
    press(page, "s")
    page.keyboard.type("Nadia Ferrand")
    press(page, "Enter")
    expect(page.locator("#fact-speaker")).to_have_text("NFNadia Ferrand")
    press(page, "p")
    page.locator("#person-same").select_option(label="Odile Tanguy")
    page.locator("#person-name").press("Enter")
    expect(page.locator("#status")).to_contain_text("Voix réunies.")
    press(page, "t", done="Discours : mixte.")
    press(page, "d", done="Document terminé.")
    expect(page.locator("#title")).to_have_text("pluie")
    press(page, "Delete", done="Citation retirée.")
    first, second = read_reviewed(saved)
    assert (first.finished, second.finished, len(second.result.quotations)) == (True, False, 0)
    assert all(map(is_reviewed, first.result.quotations))
    added = first.result.quotations[-1]
    assert added.speaker is not None
    assert added.cue is not None
    assert (added.text, added.kind, added.cue.lemma) == ("le port fermera mardi", "mixed", "reconnaître")
    assert (added.speaker.name, added.speaker.aliases) == ("Odile Tanguy", ("Nadia Ferrand",))
    assert page.heard == []  # type: ignore[attr-defined]


SELECT = """([start, end]) => {
  const text = document.getElementById("text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const points = Array.from(text.textContent);
  const at = [points.slice(0, start).join("").length, points.slice(0, end).join("").length];
  const range = document.createRange();
  let seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = seen + node.length;
    if (seen <= at[0] && at[0] < next) range.setStart(node, at[0] - seen);
    if (seen < at[1] && at[1] <= next) range.setEnd(node, at[1] - seen);
    seen = next;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_hostile_text_stays_text(opened: Callable[..., tuple[Page, Served]]) -> None:
    page, _ = opened(results={attack: hostile() for attack in ATTACKS[:2]})
    for keys in (["Enter"], ["p"], ["Escape", "s"], ["Escape", "c"], ["Escape", "u", "d"]):
        press(page, *keys)
    assert page.locator("#title").inner_text() in ATTACKS
    assert page.locator("#text").evaluate("e => e.textContent") == hostile().text
    assert page.locator("img, iframe, base, math, svg, [onload], [onerror], [onfocus], [onmouseover]").count() == 0
    assert page.heard == []  # type: ignore[attr-defined]


def test_nothing_can_be_typed_into_the_text(opened: Callable[..., tuple[Page, Served]]) -> None:
    page, _ = opened()
    press(page, "c", "x", "Delete", "Control+x")
    page.keyboard.insert_text("y")
    shown = page.locator("#text").evaluate("e => e.textContent")
    assert shown == TEXT.replace("\r\n", " \n")
    press(page, "Escape")
    expect(page.locator("#picking")).to_be_hidden()


@pytest.mark.parametrize(
    ("viewport", "scheme", "lang"), [(DESKTOP, "light", "fr"), (PHONE, "dark", "en")], ids=["desktop", "phone"]
)
def test_no_violation(opened: Callable[..., tuple[Page, Served]], viewport: Any, scheme: str, lang: str) -> None:
    page, _ = opened(viewport=viewport, color_scheme=scheme, lang=lang)
    rules = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}  # fmt: skip
    states = [[], ["c"], ["Escape", "p"], ["Escape", "?"]] if viewport is DESKTOP else [[], ["Enter"]]
    for keys in states:
        press(page, *keys)
        found = Axe().run(page, options=rules)
        assert found.response["passes"], "nothing was checked"
        assert not found.response["violations"], f"after {keys}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.heard == []  # type: ignore[attr-defined]


def test_an_address_that_is_no_good_says_so(opened: Callable[..., tuple[Page, Served]]) -> None:
    page, review = opened(lang="en")
    page.reload()
    expect(page.locator("#title")).to_have_text("pont")  # the tab keeps its key
    other = page.context.new_page()
    other.goto(review.address)
    expect(other.locator("#status")).to_contain_text("was used before")
    assert other.locator("#app").is_hidden()
    other.goto(review.address[:-5] + "#no")
    expect(other.locator("#app")).to_be_hidden()
