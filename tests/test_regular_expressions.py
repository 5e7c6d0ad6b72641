"""No pattern goes back and forth without bound.

Each is searched (or matched) in hostile texts by the package `regex`, which gives up after a time: one that went back
and forth would be given up in any of them, and needs a thousandth of that time.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest
import regex

import quoteattr
from quoteattr.reading import Late

PIECES = (
    "a", "A", "1", " ", "-", ".", ",", "'", "’", "«", "»", '"', "(", "\n", "@", "/", "_", "é", "—", "a-", "A.", "1 ", "1,", "a.", ", a", "'a", "d'", "&lt;", "http://", "a@a.", "— A", "dit ", ", dit-", "»a", "Jean ", "e\u0301",
)  # fmt: skip
TAILS = ("", "!", "\x00", "«", "»", "\n", "É", "9")
TEXTS = [
    *(piece * (800 // len(piece)) + tail for piece in PIECES for tail in TAILS),
    *(piece * (8_000 // len(piece)) + "\x00" for piece in PIECES),
]
PATIENCE = 5.0
"""Seconds for one text."""
ONLY_MATCHED = {
    ("quoteattr.dialogue.lines", "_CLOSES"),
    ("quoteattr.dialogue.lines", "_ITSELF"),
    ("quoteattr.export.brat.lines", "_ARGUMENT"),
    ("quoteattr.export.brat.lines", "_BOUND"),
    ("quoteattr.export.table.csv", "_FORMULA"),
}
"""Patterns that the package never searches a text with: it matches whole words or lines, once each."""


def patterns() -> dict[tuple[str, str], Any]:
    """The patterns of the package by module and name, one of the same once, as `regex` reads them."""
    found: dict[str, tuple[tuple[str, str], Any]] = {}
    for info in pkgutil.walk_packages(quoteattr.__path__, "quoteattr."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:
            continue  # what an extra brings is not there
        for name, value in ((name, v() if isinstance(v, Late) else v) for name, v in vars(module).items()):
            if isinstance(value, re.Pattern | regex.Pattern) and isinstance(
                value.pattern, str
            ):  # those of bytes read files
                flags = value.flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII)
                found.setdefault(value.pattern, ((info.name, name), regex.compile(value.pattern, flags)))
    return dict(sorted(found.values(), key=lambda item: item[0]))


PATTERNS = patterns()


def try_all(pattern: Any, *, search: bool) -> None:
    for text in TEXTS:
        pattern.match(text, timeout=PATIENCE)
        pattern.fullmatch(text, timeout=PATIENCE)
        if search:
            pattern.sub("", text, timeout=PATIENCE)


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 30
    assert ("quoteattr.reading.marks.scanner", "_MARK") in PATTERNS  # of re
    assert ("quoteattr.reading.marks.turns", "_MIDDLE") in PATTERNS  # of regex
    assert set(PATTERNS) >= ONLY_MATCHED


@pytest.mark.slow
@pytest.mark.parametrize("place", PATTERNS, ids=".".join)
def test_a_pattern_comes_to_an_end(place: tuple[str, str]) -> None:
    try_all(PATTERNS[place], search=place not in ONLY_MATCHED)


@pytest.mark.parametrize("endless", [r"(?:\w+[ ,']?)*[.!]$", r"(\w*)*(\w*)*\d\d$"])
def test_the_guard_above_can_fail(endless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_regular_expressions.PATIENCE", 0.2)
    with pytest.raises(TimeoutError):
        try_all(regex.compile(endless), search=True)
