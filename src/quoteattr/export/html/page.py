"""A result as a page of HTML.

The text with its quotations in the colours of their speakers, who speaks how much, and the quotations one by one.

The page stands alone: it asks for nothing, runs no script but its own small one, and reads the same without that. Every
string of the result is escaped. The template, styles, script and words of the interface are files in ``web/``.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Any

from quoteattr.errors import ConfigError, InputError
from quoteattr.export.html.markup import attribute
from quoteattr.export.html.view import View
from quoteattr.result import Result
from quoteattr.result.plain import to_plain

__all__ = ["labels_in", "to_html", "web_file"]


def to_html(result: Result, name: str = "", *, title: str | None = None, lang: str = "fr", full: bool = True) -> str:
    """Return a page that shows `result`, complete in itself.

    Args:
        result: Any result.
        name: What the document is called; the heading, unless there is a `title`.
        title: The heading.
        lang: The language of the headings and labels, ``"fr"`` or ``"en"``; the text itself is marked as French.
        full: A whole page; otherwise an element to be put into one, with its styles and without a script, as notebooks
            show it.

    Raises:
        InputError: If an argument has the wrong type.
        ConfigError: If `lang` is neither ``"fr"`` nor ``"en"``.
    """
    _check(result, name, title, lang, full)
    labels = labels_in(lang)
    heading = next((given for given in (title, name) if given and given.strip()), labels["default_title"])
    if not full:
        return _fragment(result, heading, labels, lang)
    view = View(result, labels)
    style = f"{web_file('page.css')}{web_file('view.css')}{view.style('.qa')}"
    script = web_file("view.js")
    return Template(web_file("page.html")).substitute(
        lang=lang,
        title=attribute(heading),
        skip=attribute(labels["skip"]),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        view=f'<main class="qa">{view.html(heading)}</main>',
    )


def _fragment(result: Result, heading: str, labels: dict[str, Any], lang: str) -> str:
    # the same result always makes the same names, and another one other names: several may stand on one page
    own = "qa-" + sha256(json.dumps([to_plain(result), heading, lang]).encode()).hexdigest()[:10]
    view = View(result, labels, prefix=f"{own}-", level=3)
    inner = f"<style>{web_file('view.css')}{view.style(f'.{own}')}</style>{view.html(heading)}"
    return f'<section class="qa {own}" lang="{lang}" aria-label="{attribute(heading)}">{inner}</section>\n'


def _check(result: object, name: object, title: object, lang: object, full: object) -> None:
    for argument, value, expected in (
        ("result", result, Result),
        ("name", name, str),
        ("title", title, str | None),
        ("lang", lang, str),
        ("full", full, bool),
    ):
        if not isinstance(value, expected):
            wanted = "str or None" if argument == "title" else getattr(expected, "__name__", "")
            msg = f"{argument}: expected {wanted}, got {type(value).__name__}"
            raise InputError(msg)
    if lang not in {"fr", "en"}:
        msg = f"lang: expected 'fr' or 'en', got {lang!r}"
        raise ConfigError(msg)


def labels_in(lang: str) -> dict[str, Any]:
    """The words of the interface in a language."""
    labels: dict[str, dict[str, Any]] = json.loads(web_file("labels.json"))
    return labels[lang]


@cache
def web_file(name: str) -> str:
    """A file of ``web/``."""
    return files("quoteattr.export.html").joinpath("web", name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"
