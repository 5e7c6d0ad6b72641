"""HTML that was left in a text: tags and character references.

``<p>« Le pont est ouvert&nbsp;», dit <strong>Omar Sall</strong>.</p>`` is read as *« Le pont est ouvert », dit Omar
Sall.* between two line ends. Only elements of HTML are tags: *x < y* and *<nom>* stay.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from quoteattr.reading.characters import INVISIBLE
from quoteattr.reading.late import Late
from quoteattr.reading.plain.edits import Edit

__all__ = ["markup"]

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section table tbody td tfoot th thead title tr ul "
    "option select".split()
)
"""Elements whose tags end a line."""
_INLINE: Final = frozenset(
    "a abbr acronym audio b bdi bdo big button cite code data del dfn em embed font i iframe img input ins kbd label "
    "link mark meta noscript object param path picture s samp script small source span strike strong style sub sup svg "
    "time track tt u use var video wbr".split()
)
_QUOTE: Final = {"q": "«", "/q": "»"}
_MARKUP: Final = Late(
    r"(?P<whole><(?P<code>script|style)\b[^<>]*>[^<]*</(?P=code)\s*>|<[!?][^<>]*>)"
    r"|(?P<note><sup\b[^<>]*>\s*(?:<a\b[^<>]*>)?\s*[\[(]?(?:\d{1,3}|\*{1,3})[\])]?\s*(?:</a\s*>)?\s*</sup\s*>)"
    r"|<(?P<name>/?[a-zA-Z][a-zA-Z1-6-]*)\b(?:\s[^<>]*|/)?>"
    r"|&(?:amp;)?(?P<reference>\#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});",
    re.IGNORECASE,
)
_HINT: Final = re.compile(r"<[/!?a-zA-Z]|&(?:\#[0-9xX]|[A-Za-z])")
_INVISIBLE: Final = re.compile(f"[\0{INVISIBLE}]")
_RAISED: Final = re.compile(r"(?:\d|(?<![^\W\d_])[cdkm]?m)\Z")
"""What a raised figure belongs to: a power, a surface."""


def markup(text: str) -> list[Edit]:
    """What the HTML in `text` stands for."""
    if "<" not in text and "&" not in text or _HINT.search(text) is None:
        return []
    out: list[Edit] = []
    for m in _MARKUP().finditer(text):
        start, end = m.span()
        kind = m.lastgroup
        if kind == "reference":
            new = _character(m["reference"])
            if new is None or len(new) > end - start:
                continue
            out.append((start, end, new))
        elif kind == "note":
            out.append((start, end, _raised(m.group()) if _RAISED.search(text, max(0, start - 3), start) else ""))
        elif kind == "name":
            name = m["name"].lower()
            bare = name.removeprefix("/")
            if name in _QUOTE:
                out.append((start, end, _QUOTE[name]))
            elif bare in _BLOCKS or bare in _INLINE:
                out.append((start, end, "\n" if bare in _BLOCKS else ""))
        else:
            out.append((start, end, ""))
    return out


def _character(reference: str) -> str | None:
    """The character that ``&reference;`` stands for, or ``None`` where it is none."""
    written = f"&{reference};"
    new = unescape(written)
    if new == written or ";" in new and reference not in ("semi", "#59"):
        return None
    return _INVISIBLE.sub("", new)


def _raised(tags: str) -> str:
    return "".join(c for c in re.sub("<[^<>]*>", "", tags) if c.isalnum())
