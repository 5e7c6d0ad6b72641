"""What the words of a quotation tell of who says them."""

from __future__ import annotations

import pytest
from made_mentions import said


@pytest.mark.parametrize(("verb", "goes_on"), [("ajoute", True), ("affirme", False)])
def test_who_goes_on(verb: str, *, goes_on: bool) -> None:
    assert said(f"« Le port ferme », {verb}-t-il.").continuing == goes_on
