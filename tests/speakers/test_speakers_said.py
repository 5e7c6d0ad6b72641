"""What the words of a quotation tell of who says them."""

from __future__ import annotations

import pytest
from made_mentions import said

from quoteattr.speakers.entity import Entity


@pytest.mark.parametrize(
    ("text", "singular", "plural"),
    [
        ("« J'y vais », dit Ada Tal.", True, False),
        ("« On m'a vue », dit Ada Tal.", True, False),
        ("« Notre port ferme », dit Ada Tal.", False, True),
        ("« Le port ferme », dit Ada Tal.", False, False),
        ("Ada Tal a dit que je partais.", False, False),
    ],
)
def test_persons(text: str, *, singular: bool, plural: bool) -> None:
    found = said(text)
    assert (found.singular, found.plural) == (singular, plural)


def test_whom_it_names() -> None:
    words = said("« La Ligue attend, et Ada Tal aussi », dit-il.")
    for name, kind, named in (("Zoé Tal", "person", True), ("Ada Lam", "person", False), ("Ligue", "body", True)):
        entity = Entity(name, kind, 0)
        entity.named = True
        assert words.names(entity) == named
    assert not words.names(Entity("la Ligue", "organization", 0))


@pytest.mark.parametrize(("verb", "goes_on"), [("ajoute", True), ("affirme", False)])
def test_who_goes_on(verb: str, *, goes_on: bool) -> None:
    assert said(f"« Le port ferme », {verb}-t-il.").continuing == goes_on
