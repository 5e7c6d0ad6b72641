"""The live page and the gallery.

``{live}`` puts in the form of the live page, if ``docs/_live/build.py`` has gathered what it runs on; otherwise a note
that it is left out.
``{view} name`` shows what the default mode finds in ``examples/gallery/name.txt``, here and on a page of its own.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from quoteattr import Extractor, Result
from quoteattr.export.html import to_html

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

DOCS = Path(__file__).resolve().parent.parent
TEXTS = DOCS.parent / "examples" / "gallery"
GATHERED = DOCS / "_build" / "live"
POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
"""The pages' own word that nothing is asked of anybody else; browsers hold them to it."""


def _language(page: str) -> str:
    return "fr" if page.startswith("fr/") else "en"


def _up(page: str) -> str:
    return "../" * page.count("/")


@cache
def _words() -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = json.loads((DOCS / "_live" / "words.json").read_text(encoding="utf-8"))
    return words


@cache
def _extractor() -> Extractor:
    return Extractor()


def _article(name: str) -> tuple[str, str]:
    """Return a prepared article's headline, and the text below it."""
    headline, _, text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return headline, text.strip()


@cache
def _result(name: str) -> Result:
    return _extractor()(_article(name)[1])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _size(manifest: dict[str, Any], lang: str) -> str:
    return f"{manifest['total'] / 1e6:.0f} {'Mo' if lang == 'fr' else 'MB'}"


def form(words: dict[str, Any], lang: str, up: str, size: str) -> str:
    """Return the form of the live page."""
    w = {name: escape(word) for name, word in words.items() if isinstance(word, str)}
    examples = "".join(
        f'<button type="button" data-example="{name}">{escape(label)}</button>'
        for name, label in words["examples"].items()
    )
    saves = "".join(f'<button type="button" data-form="{form}">{w[form]}</button>' for form in ("json", "csv", "html"))
    data = {name: dict(zip(("title", "text"), _article(name), strict=True)) for name in words["examples"]}
    return f"""<div class="live" data-lang="{lang}">
<noscript><p class="live-status" data-kind="bad">{w["noscript"]}</p></noscript>
<form data-live="form" hidden>
<p class="live-hint" id="live-hint">{w["hint"]}</p>
<p class="live-examples" role="group" aria-labelledby="live-hint">{examples}</p>
<label for="live-text">{w["label"]}</label>
<textarea id="live-text" data-live="text" lang="fr" rows="11" spellcheck="false" autocomplete="off"></textarea>
<p class="live-tools"><button type="submit" class="live-run" data-live="run">{w["run"]}</button><button type="button" data-live="stop" hidden>{w["stop"]}</button>\
<button type="button" data-live="clear">{w["clear"]}</button><span class="live-hint live-shortcut">{w["shortcut"]}</span></p>
<p class="live-hint">{w["first"].format(size=size)}</p>
</form>
<progress data-live="bar" aria-label="{w["loading"].split(":")[0].strip()}" hidden></progress>
<p class="live-status" data-live="status" role="status" aria-live="polite"></p>
<section data-live="shown" aria-label="{w["result"]}" hidden>
<div data-live="result"></div>
<p class="live-tools" data-live="save" role="group" aria-label="{w["save"]}" hidden><span>{w["save"]}</span>{saves}</p>
</section>
<script type="application/json" data-live="words">{_json(words)}</script>
<script type="application/json" data-live="examples">{_json(data)}</script>
<script defer src="{up}_static/live/live.js"></script>
</div>"""


class LiveDirective(SphinxDirective):
    """The live page's form, or a note that it is left out."""

    def run(self) -> list[nodes.Node]:
        lang = _language(self.env.docname)
        words = _words()[lang]
        manifest = GATHERED / "manifest.json"
        self.env.note_dependency(str(manifest))
        if not manifest.is_file():
            note = nodes.note("", nodes.paragraph("", words["left_out"]))
            note["classes"].append("live-left-out")
            return [note]
        size = _size(json.loads(manifest.read_text(encoding="utf-8")), lang)
        return [nodes.raw("", form(words, lang, _up(self.env.docname), size), format="html")]


class ViewDirective(SphinxDirective):
    """A prepared article, as the default mode reads it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name, page = self.arguments[0], self.env.docname
        lang = _language(page)
        words = _words()[lang]
        self.env.note_dependency(str(TEXTS / f"{name}.txt"))
        title, text = _article(name)
        result = _result(name)
        counts = words["counts"].format(
            words=len(text.split()), quotations=len(result.quotations), speakers=len(result.speakers)
        )
        head = f'<p class="live-tools"><a href="{_up(page)}_static/gallery/{name}.{lang}.html">{escape(words["full"])}</a> <span class="live-hint">{escape(counts)}</span></p>'
        view = to_html(result, title=title, lang=lang, full=False)
        return [nodes.raw("", f'<div class="live-view">{view}{head}</div>', format="html")]


def dress(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the two pages their style, and a policy that keeps them to this site."""
    body = context.get("body") or ""
    if '<div class="live' in body or "live-left-out" in body:
        app.add_css_file("live.css")
        app.add_js_file("views.js", loading_method="defer")
        context["metatags"] = (
            context.get("metatags", "") + f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        )


def copy(app: Sphinx, failed: Exception | None) -> None:
    """Put beside the pages what they load: what the live page runs on, the articles on pages of their own."""
    if failed or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shutil.rmtree(static / "live", ignore_errors=True)
    if (GATHERED / "manifest.json").is_file():
        shutil.copytree(GATHERED, static / "live")
    gallery = static / "gallery"
    gallery.mkdir(parents=True, exist_ok=True)
    for file in sorted(TEXTS.glob("*.txt")):
        for lang in ("en", "fr"):
            page = to_html(_result(file.stem), title=_article(file.stem)[0], lang=lang)
            (gallery / f"{file.stem}.{lang}.html").write_text(page, encoding="utf-8", newline="")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("live", LiveDirective)
    app.add_directive("view", ViewDirective)
    app.connect("html-page-context", dress)
    app.connect("build-finished", copy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
