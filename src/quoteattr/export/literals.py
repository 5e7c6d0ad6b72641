r"""Strings in places that cannot hold every character: ``\u`` and four hexadecimal digits, and a backslash twice."""

from __future__ import annotations

import re

__all__ = ["LINE_BREAKS", "UNHOLDABLE", "encodable", "in_line", "in_xml", "unliteral"]

LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""At what some reader or other ends a line."""

UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document can hold: control characters but tab and line ends, surrogates, U+FFFE and U+FFFF."""

_XML = re.compile(rf"{UNHOLDABLE.pattern}|\\")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\\\]")
_UNLITERAL = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(\\))")


def in_xml(text: str) -> str:
    r"""Return `text` with backslashes doubled and what XML 1.0 cannot hold written ``\uXXXX``."""
    return _XML.sub(_escape, text)


def in_line(text: str) -> str:
    r"""Return `text` with backslashes doubled and control characters, line ends and surrogates written ``\uXXXX``."""
    return _LINE.sub(_escape, text)


def encodable(text: str) -> str:
    """Return `text` with U+FFFD for each surrogate, which UTF-8 cannot hold."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def unliteral(text: str) -> str:
    """Return what :func:`in_xml` or :func:`in_line` was given; a backslash that begins no escape stays."""
    return _UNLITERAL.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\\", text)


def _escape(match: re.Match[str]) -> str:
    return "\\\\" if match[0] == "\\" else f"\\u{ord(match[0]):04X}"
