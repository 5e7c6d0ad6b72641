"""What scrolls can be reached with the keyboard: wide tables and code take the focus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

_SCROLLS = re.compile(r'(?<=<div class="table-wrapper)([^"]*")|<pre(?=>)')


def _reachable(match: re.Match[str]) -> str:
    return f'{match[0]} tabindex="0"'


def focusable(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give a place in the order of focus to every box of the page that may scroll."""
    if context.get("body"):
        context["body"] = _SCROLLS.sub(_reachable, context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", focusable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
