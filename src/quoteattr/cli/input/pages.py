"""Texts out of files that are more than text: the main text of a web page, the paragraphs of a Word document.

Offsets count in the text that comes out, which the results hold.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quoteattr.errors import ResultError
from quoteattr.expansion import check_zip
from quoteattr.extras import need

__all__ = ["from_docx", "from_html"]

Fields = dict[str, Any]


def from_html(data: bytes) -> tuple[str, Fields]:
    """Return the main text of a web page, without menus and the like, and what the page says of itself.

    Raises:
        ExtraError: If trafilatura is not installed.
        ResultError: If the page has no main text.
    """
    trafilatura = need("trafilatura", "html")
    options = {"include_comments": False, "include_formatting": False, "include_links": False}
    text = trafilatura.extract(data, output_format="txt", **options)
    if not text:
        msg = "no main text was found in this page; with --from txt it is read whole, as it is"
        raise ResultError(msg)
    about = trafilatura.extract_metadata(data)
    told = {name: getattr(about, name, None) for name in ("title", "author", "sitename", "date", "url")}
    return str(text), {name: value for name, value in told.items() if value}


def from_docx(data: bytes) -> tuple[str, Fields]:
    """Return the paragraphs of a Word document, one a line, those of tables in their place, and its title and author.

    Raises:
        ExtraError: If python-docx is not installed.
        ResultError: If it is no such document.
    """
    docx = need("docx", "office")
    try:
        check_zip(data)
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_paragraphs(document))
        about = document.core_properties
        return text, {name: value for name in ("title", "author") if (value := getattr(about, name))}
    except Exception as error:  # of a damaged file it raises whatever it meets
        msg = f"not a Word document (.docx) that can be read: {error}"
        raise ResultError(msg) from error


def _paragraphs(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                seen: set[int] = set()
                for cell in row.cells:  # one that is merged comes once for each column
                    if id(cell._tc) not in seen:  # noqa: SLF001 - what tells cells apart
                        seen.add(id(cell._tc))  # noqa: SLF001 - as above
                        yield from _paragraphs(cell)
        else:
            yield block.text
