"""No pattern goes back and forth without bound.

Each is searched (or matched) in hostile texts; one that did would never come to an end.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import quoteattr

PIECES = (
    "a", "A", "1", " ", "-", ".", ",", "'", "’", "«", "»", '"', "(", "\n", "@", "/", "_", "é", "—", "a-", "A.", "1 ", "1,", "a.", ", a", "'a", "d'", "&lt;", "http://", "a@a.", "— A", "dit ", ", dit-", "»a", "Jean ", "e\u0301",
)  # fmt: skip
ONLY_MATCHED = {
    ("quoteattr.export.brat.lines", "_ARGUMENT"),
    ("quoteattr.export.brat.lines", "_BOUND"),
    ("quoteattr.export.table.csv", "_FORMULA"),
}
"""Patterns that the package never searches a text with: it matches whole words or lines, once each."""
TAILS = ("", "!", "\x00", "«", "»", "\n", "É", "9")
SIZE = 20_000
SCRIPT = f"""
import importlib, re, sys
sys.path[:0] = {[p for p in sys.path if p]!r}
pattern = getattr(importlib.import_module(sys.argv[1]), sys.argv[2])
for piece in {PIECES!r}:
    for tail in {TAILS!r}:
        text = piece * ({SIZE} // len(piece)) + tail
        pattern.match(text), pattern.fullmatch(text)
        if sys.argv[3] == "searched":
            for m in pattern.finditer(text):
                pass
"""
"""In a process of its own, so that a pattern without bound can be stopped."""


def patterns() -> list[tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for info in pkgutil.walk_packages(quoteattr.__path__, "quoteattr."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:
            continue  # what an extra brings is not there
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found.setdefault(value.pattern, (info.name, name))
    return sorted(found.values())


def test_there_are_patterns() -> None:
    assert len(patterns()) > 30
    assert ("quoteattr.reading.marks.scanner", "_MARK") in patterns()


@pytest.mark.parametrize(("module", "name"), patterns())
def test_a_pattern_comes_to_an_end(module: str, name: str) -> None:
    how = "matched" if (module, name) in ONLY_MATCHED else "searched"
    subprocess.run([sys.executable, "-c", SCRIPT, module, name, how], check=True, timeout=120)
