"""The lines of a text as a transcript has them."""

from __future__ import annotations

import pytest

from quoteattr.dialogue.lines import lines_of
from quoteattr.reading import read


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("## Pourquoi partir ?\n\nPour voir la mer.", [True, False]),
        ("**Pourquoi partir ?**\n\nPour voir la mer.", [True, False]),
        ("**Pourquoi** partir ?\n\nPour voir la mer.", [False, False]),
    ],
)
def test_what_is_a_heading_or_emphasised_throughout(text: str, strong: list[bool]) -> None:
    assert [line.strong for line in lines_of(read(text))] == strong
