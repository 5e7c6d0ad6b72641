"""The HTML view in a real browser.

No script of the text's, no request, accessible, usable from the keyboard, on a phone and without JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import DESKTOP, NEEDED, listen
from hostile import ATTACKS, hostile
from playwright.sync_api import Browser, BrowserContext, Page

from quoteattr import Cue, Diagnostic, Mention, Quotation, Result, Span, Speaker

pytestmark = NEEDED

PHONE = {"width": 360, "height": 740}
BRIEF = {"resultTypes": ["violations"]}
"""Every rule is tried; only what breaks one is told element by element."""
FIRST = "Anna Bruno Chloé David Elsa Félix Gaëlle Hugo Irène Jules Katia Louis Mona Noé".split()


def long_article(people: int = 14, rounds: int = 3) -> Result:
    """Every speaker has a quotation in two parts, with another's inside it, in each round."""
    text, quotations = "", []
    names = [f"{name} {'Delmas' if k % 2 else 'Saint-Ouen-Le Cardonnel'}" for k, name in enumerate(FIRST[:people])]
    speakers = [
        Speaker(id=name, name=name, kind="person", gender="f" if k % 2 else "m", aliases=[f"M. {name}"])
        for k, name in enumerate(names)
    ]

    def add(words: str) -> Span:
        nonlocal text
        text += words
        return Span(len(text) - len(words), len(text), words)

    for number in range(people * rounds):
        speaker, other = speakers[number % people], speakers[(number + 1) % people]
        add("«\u00a0")
        one = add("La rivière monte depuis trois jours")
        add("\u00a0», ")
        cue = Cue(add("a répété"), "répéter", "incise")
        add(" ")
        mention = Mention(add(speaker.name), "name")
        add(". «\u00a0")
        start = len(text)
        add("Le voisin m’a dit : “")
        inner = add("Partez avant la nuit")
        add("”, et je suis partie")
        outer = Span(start, len(text), text[start:])
        add("\u00a0»\n\n")
        quotations.append(
            Quotation(
                id=f"a{number}",
                kind="direct",
                content=[one, outer],
                cue=cue,
                mention=mention,
                speaker=speaker,
                rule="incise",
                confidence=0.995,
            )
        )
        quotations.append(
            Quotation(
                id=f"b{number}",
                kind="direct",
                content=[inner],
                speaker=other if number % 3 else None,
                rule="colon",
                parent_id=f"a{number}",
            )
        )
    odd = Diagnostic("unclosed-mark", Span(0, 1, text[0]), "never closed")
    return Result(text, sorted(quotations, key=lambda q: q.content[0].start), speakers, [odd], {"quoteattr": "1.0"})


def every_kind() -> Result:
    """Every speaker and every kind of mark once: what is looked at element by element takes its time."""
    return long_article(rounds=1)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of HTML; what it says, asks for or breaks is in its `heard`."""
    contexts: list[BrowserContext] = []

    def open_(html: str, *, viewport: dict[str, int] = DESKTOP, **more: Any) -> Page:
        contexts.append(browser.new_context(viewport=viewport, **more))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        heard = listen(page)
        page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        file = tmp_path / f"{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="")
        page.on(
            "request",
            lambda request: (
                None if request.url.split("#")[0] == file.as_uri() else heard.append(f"request: {request.url}")
            ),
        )
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def background(page: Page, selector: str) -> list[str]:
    page.wait_for_timeout(250)  # the transition
    return page.locator(selector).evaluate_all("all => [...new Set(all.map(e => getComputedStyle(e).backgroundColor))]")


@pytest.mark.parametrize("full", [True, False])
def test_hostile_text_stays_text(opened: Callable[..., Page], full: bool) -> None:
    result = hostile()
    page = opened(result.to_html(ATTACKS[0], title=ATTACKS[1], full=full))
    for index in range(len(ATTACKS)):
        page.locator(".qa-text mark").nth(index).hover()
        page.locator(".qa-text mark").nth(index).click()
    page.wait_for_timeout(200)
    assert page.heard == []  # type: ignore[attr-defined]
    assert page.locator(".qa-text").evaluate("e => e.textContent") == result.text
    assert page.locator("img, iframe, base, link, math, [onload], [onerror], [onfocus], [onmouseover]").count() == 0
    assert page.locator("script").count() == full


def test_these_attacks_would_be_heard(opened: Callable[..., Page]) -> None:
    page = opened(f"<main>{''.join(ATTACKS[:3])}</main>")
    page.wait_for_timeout(200)
    heard = " ".join(page.heard)  # type: ignore[attr-defined]
    assert "dialog: x" in heard
    assert "request: https://example.org/x.png" in heard


def test_policy_stops_what_would_come_through(opened: Callable[..., Page]) -> None:
    """The second wall: even a script that stood in the page would not run."""
    html = (
        long_article(2, 1)
        .to_html()
        .replace(
            "</main>", "<script>alert(1)</script><img src='https://example.org/x.png'><p style='color:red'>x</p></main>"
        )
    )
    page = opened(html)
    heard = page.heard  # type: ignore[attr-defined]
    assert not [line for line in heard if line.startswith("dialog")]
    stopped = "\n".join(line for line in heard if "Content Security Policy" in line)
    for what in ("inline script", "inline style", "the image"):
        assert what in stopped
    assert page.locator(".qa").evaluate("e => getComputedStyle(e).display") == "block"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("make", [every_kind, lambda: Result("Rien."), hostile], ids=["all", "nothing", "hostile"])
def test_no_violation(
    opened: Callable[..., Page], make: Callable[[], Result], viewport: dict[str, int], scheme: str
) -> None:
    page = opened(make().to_html("Crue", lang="en"), viewport=viewport, color_scheme=scheme)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules, **BRIEF})
    assert found.response["passes"], "nothing was checked"
    assert not found.response["violations"], found.generate_report()
    assert page.heard == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_when_a_voice_is_lit(opened: Callable[..., Page], scheme: str) -> None:
    page = opened(every_kind().to_html(), color_scheme=scheme)
    page.locator("#s3 .qa-name").click()
    page.wait_for_timeout(250)
    found = Axe().run(page, options=BRIEF)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize(
    "make", [long_article, lambda: Result("x" * 3000), hostile], ids=["long", "one-word", "hostile"]
)
def test_nothing_is_wider_than_the_screen(opened: Callable[..., Page], make: Callable[[], Result], width: int) -> None:
    page = opened(make().to_html("y" * 300), viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width <= 360:
        for name in page.locator(".qa-name").all()[:2]:
            name.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [True, False])
def test_keyboard_focus_ties_quotation_and_speaker(opened: Callable[..., Page], javascript: bool) -> None:
    page = opened(every_kind().to_html(), java_script_enabled=javascript)
    rest = background(page, "#s2"), background(page, "mark.qa-s2:not(.qa-s1 *)"), background(page, "mark.qa-s4")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "qa-skip"
    page.keyboard.press("Enter")
    labels = []
    while not labels or labels[-1] != "Citation 3 : Bruno Delmas":
        page.keyboard.press("Tab")
        labels.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert len(labels) < 10, labels
    lit = background(page, "#s2"), background(page, "mark.qa-s2"), background(page, "mark.qa-s4")
    assert lit[0] == lit[1]
    assert len(lit[1]) == 1
    assert lit[0] != rest[0]
    assert lit[1] != rest[1]
    assert lit[2] == rest[2]
    assert background(page, "b.qa-s2") == lit[0]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("javascript", [True, False])
def test_pointer_ties_too(opened: Callable[..., Page], javascript: bool) -> None:
    page = opened(every_kind().to_html(), java_script_enabled=javascript)
    rest = background(page, "#s1")
    page.locator("mark.qa-s1").first.hover()
    assert background(page, "#s1") == background(page, "mark.qa-s1") != rest
    page.locator("b.qa-s5").first.hover()
    assert background(page, "#s1") == rest
    assert background(page, "#s5") == background(page, "mark.qa-s5")
    page.locator("#s6").hover()
    assert background(page, "#s6") == background(page, "mark.qa-s6")


def test_without_javascript(opened: Callable[..., Page]) -> None:
    result = every_kind()
    page = opened(result.to_html(), java_script_enabled=False, viewport=PHONE)
    rest = background(page, "#s3")
    page.locator("mark.qa-s3 .qa-badge").first.click()
    assert page.url.endswith("#s3")
    page.mouse.move(0, 0)
    assert background(page, "#s3") == background(page, "mark.qa-s3") != rest
    assert page.locator("#s3 .qa-about").is_visible()
    page.locator("#s3 .qa-refs a").first.click()
    assert page.url.endswith("#q4")
    assert page.locator("#q4").evaluate("e => e.matches(':target')")
    assert page.locator("#q4").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )
    assert page.locator(".qa-item").count() == len(result.quotations)
    assert page.heard == []  # type: ignore[attr-defined]


def test_a_click_keeps_a_voice_lit_and_escape_lets_go(opened: Callable[..., Page]) -> None:
    page = opened(every_kind().to_html())
    page.locator("mark.qa-s2").first.click()
    page.mouse.move(0, 0)
    assert background(page, "#s2") == background(page, "mark.qa-s2")
    assert background(page, "mark.qa-s4") == ["rgba(0, 0, 0, 0)"]
    assert page.locator("[role=status]").inner_text().startswith("Bruno Delmas : ")
    page.keyboard.press("Escape")
    assert background(page, "mark.qa-s4") != ["rgba(0, 0, 0, 0)"]
    assert page.locator("[role=status]").inner_text() == "Toutes les voix"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_address_with_a_speaker_lights_it(opened: Callable[..., Page], javascript: bool) -> None:
    page = opened(every_kind().to_html(), java_script_enabled=javascript)
    rest = background(page, "#s9")
    page.goto(page.url + "#s9")
    page.locator(".qa-clear").wait_for(state="visible")
    assert background(page, "#s9") == background(page, "mark.qa-s9") != rest


def test_enter_on_a_quotation_goes_to_its_speaker(opened: Callable[..., Page]) -> None:
    page = opened(every_kind().to_html())
    top = page.evaluate("scrollY")
    page.locator("#q1").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li').id") == "s1"
    assert page.evaluate("scrollY") == top  # the voices stand beside the text: nothing jumps
    page.keyboard.press("Enter")
    assert not page.locator(".qa").evaluate("e => e.classList.contains('qa-pinned')")


def test_fragments_on_one_page(opened: Callable[..., Page]) -> None:
    """Two results in a page with styles of its own: neither changes the other, nor the page."""
    one, other = (
        long_article(3, 1),
        Result("« Non », dit Omar.", [Quotation(id="q", kind="direct", content=[Span(2, 5, "Non")])]),
    )
    around = "<style>p{color:rgb(1,2,3);margin:7px} .q,.n,.c,mark{background:lime}</style><p id=outside>Dehors <mark id=own>marque</mark> <a id=link href='#'>lien</a></p>"
    plain = opened(around)
    page = opened(around + one._repr_html_() + other._repr_html_())
    style = "e => JSON.stringify(Object.fromEntries(['color','margin','backgroundColor','fontFamily','textDecoration','padding'].map(k => [k, getComputedStyle(e)[k]])))"
    for selector in ("#outside", "#own", "#link", "body"):
        assert page.locator(selector).evaluate(style) == plain.locator(selector).evaluate(style)
    assert page.locator(".qa").count() == 2
    before = background(page, ".qa:nth-of-type(2) mark")
    page.locator(".qa").first.locator("mark").first.hover()
    assert background(page, ".qa:nth-of-type(2) mark") == before
    found = Axe().run(page, context=".qa", options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert not found.response["violations"], found.generate_report()


def test_print_keeps_everything(opened: Callable[..., Page]) -> None:
    page = opened(every_kind().to_html())
    page.emulate_media(media="print")
    assert page.locator(".qa-hint").is_hidden()
    assert page.locator(".qa-item").last.is_visible()
    assert page.locator(".qa").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("mark").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_keep_their_colours_in_exported_notebooks(opened: Callable[..., Page], scheme: str) -> None:
    """Notebooks colour every link of an output, and weigh more than one class."""
    style = "<style>.jp-RenderedHTMLCommon a:link { color: rgb(1, 2, 3); text-decoration: underline } .jp-RenderedHTMLCommon a:hover { color: rgb(4, 5, 6) }</style>"
    inside = f"{style}<div class='jp-RenderedHTMLCommon'><a id=own href='#'>lien</a>{every_kind()._repr_html_()}</div>"
    page = opened(inside, color_scheme=scheme)
    colours = "all => all.map(e => [getComputedStyle(e).color, getComputedStyle(e).textDecorationLine])"
    assert page.locator("#own").evaluate_all(colours) == [["rgb(1, 2, 3)", "underline"]]
    alone = opened(every_kind()._repr_html_(), color_scheme=scheme)
    for selector in (".qa-badge", ".qa-name", ".qa-refs a", ".qa-num"):
        there, here = page.locator(selector).evaluate_all(colours), alone.locator(selector).evaluate_all(colours)
        assert there == here, selector
    ink = page.locator(".qa-badge.qa-s2").first.evaluate("e => getComputedStyle(e).getPropertyValue('--ink')")
    assert ink.strip()
    badges = page.locator(".qa-badge").evaluate_all("all => new Set(all.map(e => getComputedStyle(e).color)).size")
    assert badges > 8
