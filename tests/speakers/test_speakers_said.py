"""What is said, as far as it tells who says it."""

from __future__ import annotations

import pytest
from made_mentions import said
from made_tokens import tokens_of

from quoteattr.speakers.said import goes_on


@pytest.mark.parametrize(("verb", "expected"), [("ajoute", True), ("affirme", False)])
def test_who_goes_on(verb: str, *, expected: bool) -> None:
    text = f"« Le port ferme », {verb}-t-il."
    assert goes_on(tokens_of(text), said(text)) == expected


def test_nothing_said_does_not_go_on() -> None:
    assert not goes_on(tokens_of("Le port ferme."), None)
