"""A page that exists in both languages says so, and leads to the other.

``docs/x.md`` is in English, ``docs/fr/x.md`` is the same page in French. A page that has no other version leads to the
other language's first page.
"""

from __future__ import annotations

import gettext
import posixpath
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx
from furo.navigation import get_navigation_tree
from sphinx.addnodes import toctree

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


@lru_cache
def _words(language: str) -> gettext.NullTranslations:
    """What Sphinx calls things in `language`: Search, Next, On this page."""
    return gettext.translation("sphinx", Path(sphinx.__file__).parent / "locale", [language], fallback=True)


def switch(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put the links to the languages over the page, name its buttons in its language, and tell browsers which it is in."""
    pages = set(app.env.found_docs)
    if page not in pages or FIRST["fr"] not in pages:
        app.builder.templates.environment.install_gettext_translations(_words("en"))  # type: ignore[attr-defined]
        return
    mine = language_of(page)
    app.builder.templates.environment.install_gettext_translations(_words(mine))  # type: ignore[attr-defined]
    items = []
    for language, name in NAMES.items():
        target = counterpart(page, language, pages)
        if language == mine:
            items.append(f'<span lang="{language}" aria-current="true">{name}</span>')
        else:
            items.append(f'<a lang="{language}" hreflang="{language}" href="{_link(app, page, target)}">{name}</a>')
        if target.removeprefix("fr/") == page.removeprefix("fr/"):
            context["metatags"] = (
                context.get("metatags", "")
                + f'<link rel="alternate" hreflang="{language}" href="{_link(app, page, target)}">'
            )
    label = {"en": "Language", "fr": "Langue"}[mine]
    context["body"] = f'<nav class="languages" aria-label="{label}">{" ".join(items)}</nav>\n{context["body"]}'
    context["language"] = mine


def menu(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Leave in the menu the pages in the language of this one, and let the name of the site lead to its first page."""
    pages = set(app.env.found_docs)
    if FIRST["fr"] not in pages:
        return
    mine = language_of(page)
    context["master_doc"] = FIRST[mine]  # where the theme's title leads
    trees = app.env.get_doctree(FIRST[mine]).findall(toctree)
    mine_only = [tree for tree in trees if {language_of(target) for _, target in tree["entries"]} == {mine}]
    options = {"prune": False, "maxdepth": -1, "titles_only": True, "collapse": False, "includehidden": True}
    made = [app.env.resolve_toctree(page, app.builder, tree, **options) for tree in mine_only]
    html = "".join(app.builder.render_partial(tree)["fragment"] for tree in made if tree is not None)  # type: ignore[attr-defined]
    context["furo_navigation_tree"] = get_navigation_tree(html)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", switch)
    app.connect("html-page-context", menu, priority=900)  # after the theme has made its menu
    return {"parallel_read_safe": True, "parallel_write_safe": True}
