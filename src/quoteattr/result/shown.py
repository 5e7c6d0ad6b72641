"""A text as a terminal or a browser can show it, one character for one."""

from __future__ import annotations

import re

__all__ = ["shown"]

_SHOWN = {c: 0x2400 + c for c in range(32)} | {0x7F: 0x2421}
_SHOWN |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), 0xFFFD)
_SHOWN |= dict.fromkeys((0x0D, 0x85, 0x2028, 0x2029), 0x0A)
_SHOWN |= dict(zip(range(0x91, 0x95), map(ord, "‘’“”"), strict=True))
del _SHOWN[0x09], _SHOWN[0x0A]


def shown(text: str) -> str:
    """Return `text` with pictures for control characters and a line feed for each line end.

    No escape sequence is left. What no file can hold becomes U+FFFD. Tabs stay.
    """
    return re.sub(r"\r(?=\n)", " ", text).translate(_SHOWN)
