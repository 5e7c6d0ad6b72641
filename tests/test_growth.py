"""Cost grows in a straight line: lines of Python executed for a text, one twice and one four times as long; no clock is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from modelless import SHAPES, bare_extractor, extract_bare, repeated

from quoteattr import find_quotations

EXTRACTOR = bare_extractor()
SLACK = 1.25
"""How much more than twice the work twice the text may take."""


def lines(run: Callable[[str], object], text: str) -> int:
    """How many lines of Python `run` executes for `text`."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run(text)
    finally:
        sys.settrace(before)
    return count


def grows_straight(run: Callable[[str], object], shape: str, size: int) -> None:
    first, second, third = (lines(run, repeated(shape, size * factor)) for factor in (1, 2, 4))
    assert second <= SLACK * 2 * first + 20_000, (first, second, third)
    assert third <= SLACK * 2 * second + 20_000, (first, second, third)


@pytest.mark.parametrize("shape", SHAPES)
def test_marks(shape: str) -> None:
    grows_straight(find_quotations, shape, 1500)


@pytest.mark.parametrize("labels", ["none", "verbs", "names"])
@pytest.mark.parametrize("shape", SHAPES)
def test_extraction(shape: str, labels: str) -> None:
    grows_straight(lambda text: extract_bare(text, EXTRACTOR, labels), shape, 4000)
