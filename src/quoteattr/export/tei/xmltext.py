"""Text in XML 1.0: written so that every character comes back, read without entities, DTDs or files.

What XML 1.0 has no way to hold, attributes and the header write as :func:`quoteattr.export.literals.in_xml` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from quoteattr.errors import ResultError

__all__ = ["Event", "attributes", "escaped", "events"]

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)

Event = tuple[str, str, Mapping[str, str]]
"""``("start", name, attributes)``, ``("text", characters, {})`` or ``("end", name, {})``.

Names of a namespace are ``"URI name"``.
"""


def escaped(text: str) -> str:
    """Return text as element content; it must not hold what `quoteattr.export.literals.UNHOLDABLE` finds."""
    return text.translate(_TEXT)


def attributes(values: Mapping[str, str | None]) -> str:
    """Return ``' name="value"'`` for each value that is not ``None``."""
    return "".join(f' {name}="{value.translate(_ATTRIBUTE)}"' for name, value in values.items() if value is not None)


def events(xml: str | bytes) -> list[Event]:
    """Return the elements and texts of an XML document, in order.

    A document type declaration is refused, and with it every entity but the five of XML itself: nothing is expanded,
    fetched or opened.

    Raises:
        ResultError: If it is not well-formed, or has a document type declaration; the message names the line.
    """
    found: list[Event] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        msg = f"line {parser.CurrentLineNumber}: a document type declaration is refused"
        raise ResultError(msg)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, values: found.append(("start", name, values))
    parser.EndElementHandler = lambda name: found.append(("end", name, {}))
    parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        msg = f"not well-formed XML: {error}"
        raise ResultError(msg) from error
    except (UnicodeError, LookupError, ValueError) as error:
        if isinstance(error, ResultError):
            raise
        msg = f"not XML: {error}"
        raise ResultError(msg) from error
    return found
