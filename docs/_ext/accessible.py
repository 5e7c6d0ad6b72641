"""What the theme leaves out.

Wide tables and code, which scroll, take the focus of the keyboard; captions of the menu have a level, and the two menus
a name.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

REPLACED = {
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
}
NAMED = {
    "en": {"sidebar-drawer": "Pages", "toc-drawer": "On this page"},
    "fr": {"sidebar-drawer": "Pages", "toc-drawer": "Sur cette page"},
}


def mended(html: str) -> str:
    """Return the page with what it lacks."""
    for old, new in REPLACED.items():
        html = html.replace(old, new)
    for place, name in NAMED["fr" if '<html class="no-js" lang="fr"' in html else "en"].items():
        html = html.replace(f'<aside class="{place}', f'<aside aria-label="{name}" class="{place}')
    return html


def mend(app: Sphinx, exception: Exception | None) -> None:
    """Mend every page that was written: the theme's templates give no hold for it before."""
    if exception is None and app.builder.format == "html":
        for name in app.env.found_docs | {"genindex", "search", "py-modindex"}:
            path = Path(app.builder.get_outfilename(name))  # type: ignore[attr-defined]
            if path.exists():
                page = path.read_text(encoding="utf-8")
                if "<aside aria-label" not in page:  # already mended when only some pages were written anew
                    path.write_text(mended(page), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("build-finished", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
