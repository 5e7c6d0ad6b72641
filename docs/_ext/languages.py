"""A page that exists in both languages says so, and leads to the other.

``docs/x.md`` is in English, ``docs/fr/x.md`` is the same page in French. A page that has no other version leads to the other language's first page.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["counterpart", "setup"]

NAMES = {"en": "English", "fr": "Français"}
FIRST = {"en": "index", "fr": "fr/index"}


def language_of(page: str) -> str:
    return "fr" if page.startswith("fr/") else "en"


def counterpart(page: str, language: str, pages: set[str]) -> str:
    """Return the page that says in `language` what `page` says, or the first page in that language."""
    english = page.removeprefix("fr/")
    wanted = english if language == "en" else f"fr/{english}"
    return wanted if wanted in pages else FIRST[language]


def _link(app: Sphinx, page: str, target: str) -> str:
    here = posixpath.dirname(app.builder.get_target_uri(page)) or "."
    return posixpath.relpath(app.builder.get_target_uri(target), here)


def switch(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put the links to the languages over the page, and tell browsers which language it is in."""
    pages = set(app.env.found_docs)
    if page not in pages or FIRST["fr"] not in pages:
        return
    mine = language_of(page)
    items = []
    for language, name in NAMES.items():
        target = counterpart(page, language, pages)
        if language == mine:
            items.append(f'<span lang="{language}" aria-current="true">{name}</span>')
        else:
            items.append(f'<a lang="{language}" hreflang="{language}" href="{_link(app, page, target)}">{name}</a>')
        if target.removeprefix("fr/") == page.removeprefix("fr/"):
            context["metatags"] = context.get("metatags", "") + f'<link rel="alternate" hreflang="{language}" href="{_link(app, page, target)}">'
    label = {"en": "Language", "fr": "Langue"}[mine]
    context["body"] = f'<nav class="languages" aria-label="{label}">{" ".join(items)}</nav>\n{context["body"]}'
    context["language"] = mine


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", switch)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
