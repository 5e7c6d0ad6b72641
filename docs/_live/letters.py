"""What stands in for the package `regex` inside the browser: as much of it as reading uses, on `re`.

Its builds for browsers come from no package registry. The classes of letters are those of Python's own tables.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from types import ModuleType
from typing import Any

LETTERS = [chr(code) for code in range(0x3000)]
CLASSES = {kind: "".join(c for c in LETTERS if unicodedata.category(c) == kind) for kind in ("Ll", "Lt", "Lu")}


def translated(pattern: str) -> str:
    r"""The same pattern for `re`: ``\p{Lu}`` spelled out, in a class of its own if it stands in none."""

    def spelled(found: re.Match[str]) -> str:
        within = found[0] if found[0][0] == "[" else f"[{found[0]}]"
        return re.sub(r"\\p\{(\w\w)\}", lambda kind: CLASSES[kind[1]], within)

    return re.sub(r"\[[^\]]*\]|\\p\{\w\w\}", spelled, pattern)


def stand_in() -> ModuleType:
    """A module `regex`."""
    module: Any = ModuleType("regex")
    module.compile = lambda pattern, flags=0: re.compile(translated(pattern), flags)
    module.findall = lambda pattern, text: re.findall(translated(pattern), text)
    return module


sys.modules["regex"] = stand_in()
