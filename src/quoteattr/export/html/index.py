"""The page that leads to the pages of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template
from typing import Protocol
from urllib.parse import quote

from quoteattr.export.html.markup import attribute
from quoteattr.export.html.page import labels_in, web_file

__all__ = ["html_folder"]


class Entry(Protocol):
    """What is said of a page: see `quoteattr.export.formats.Entry`."""

    @property
    def file(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def quotations(self) -> int: ...
    @property
    def speakers(self) -> tuple[str, ...]: ...


def html_folder(entries: Iterable[Entry], lang: str = "fr") -> dict[str, str]:
    """Return ``index.html``: each document with a link to its page, how many quotations it has, and whose they are.

    Args:
        entries: The pages, in order.
        lang: The language of the headings, ``"fr"`` or ``"en"``.
    """
    labels = labels_in(lang)
    one, more = labels["quotation"]
    rows = "\n".join(
        f'<li><a href="{quote(entry.file)}">{attribute(entry.id)}</a> '
        f"<span>{entry.quotations} {one if entry.quotations < 2 else more}"
        f"{' · ' if entry.speakers else ''}{attribute(', '.join(entry.speakers))}</span></li>"
        for entry in entries
    )
    page = Template(web_file("index.html")).substitute(lang=lang, title=attribute(labels["index_title"]), rows=rows)
    return {"index.html": page}
