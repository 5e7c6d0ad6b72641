"""Nouns that the lexicon has not: which are likely to be of people."""

from __future__ import annotations

import pytest

from quoteattr.labelling import likely
from quoteattr.labelling.likely import LikelyPeople
from quoteattr.lexicon import french

PEOPLE = (
    "grumiérologue",
    "bricothérapeute",
    "véloroutard",
    "sabotagiste",
    "bricabraciste",
    "moutonneur",
    "quaidorsayien",
)
THINGS = ("débarquillage", "bistonance", "ramifaction", "cabossement", "pluviotude", "orvillité", "chambardouillet")


@pytest.mark.parametrize("noun", PEOPLE)
def test_people(noun: str) -> None:
    assert noun not in french().nouns
    assert LikelyPeople().of(noun)


@pytest.mark.parametrize("noun", THINGS)
def test_things(noun: str) -> None:
    assert not LikelyPeople().of(noun)


def test_a_plural_is_like_its_singular() -> None:
    told = LikelyPeople()
    assert all(told.of(f"{noun}s") for noun in PEOPLE if not noun.endswith("s"))


def test_endings_leave_a_letter_and_begin_with_nothing() -> None:
    assert list(likely.endings("abc")) == ["", "c", "bc"]
    assert list(likely.endings("abcdefghij"))[-1] == "defghij"


def test_what_was_told_is_forgotten_at_some_size() -> None:
    told = LikelyPeople(kept=2)
    first = [told.of(noun) for noun in (*PEOPLE, *THINGS)]
    assert [told.of(noun) for noun in (*PEOPLE, *THINGS)] == first
    assert len(told._told) <= 2
