"""What noun phrases tell of whom they mean, one phrase a test, without a model."""

from __future__ import annotations

from typing import Any

import pytest
from made_tokens import tokens_of, words

from quoteattr.grammar import (
    NounPhrase,
    Tokens,
    gender_of,
    is_coordinated,
    is_definite,
    is_plural,
    noun_phrase,
    plural_told,
    without_title,
)


def first_phrase(text: str, **labels: Any) -> tuple[Tokens, NounPhrase]:
    tokens = tokens_of(text, **labels)
    phrase = noun_phrase(tokens, 0, tokens.size, bare=True)
    assert phrase is not None
    return tokens, phrase


@pytest.mark.parametrize(
    ("text", "plural", "told"),
    [
        ("les marins du port", True, True),
        ("des marins", True, True),
        ("plusieurs marins", True, True),
        ("certains", True, True),
        ("12 marins", True, True),
        ("1 marin", False, None),
        ("le marin", False, False),
        ("l'avocate", False, False),
        ("celui-ci", False, False),
        ("Maud Tessier", False, False),
        ("le maire et la juge", True, None),
        ("Maud Tessier et Jean Kerduel", True, None),
        ("le maire de Lorval et de Dax", False, False),
        ("le maire de Lorval et la juge", False, None),
        ("Ligue des marins et l'Office des eaux", True, None),
        ("une poignée de marins", False, None),
        ("la dizaine de marins", False, None),
        ("aucun marin", False, None),
    ],
)
def test_plural(text: str, plural: bool, told: bool | None) -> None:
    tokens, phrase = first_phrase(text)
    tokens.number = ["s"] * len(tokens.number)
    assert is_plural(tokens, phrase) is plural
    assert plural_told(tokens, phrase) is told


def test_the_label_tells_the_number_of_a_bare_noun() -> None:
    for number, plural in (("p", True), ("s", False)):
        tokens, phrase = first_phrase("sources policières", number={"sources": number})
        assert is_plural(tokens, phrase) is plural


def test_pronouns_behind_their_verb() -> None:
    """*-t-il*, *-ils* tell as *il* and *ils* do."""
    tokens = tokens_of("« Oui », dira-t-il. « Oui », disent-ils.")
    for low, plural in (("-t-il", False), ("-ils", True)):
        i = tokens.low.index(low)
        assert plural_told(tokens, NounPhrase(i, i, i, pronoun=True, core=i)) is plural


def test_two_far_apart_are_not_taken_for_two() -> None:
    long = "le maire du petit port tout au nord et la juge"
    tokens = tokens_of(long + " du grand port de la petite ville")
    near = NounPhrase(0, 11, 1, core=11)
    far = NounPhrase(0, tokens.size - 1, 1, core=tokens.size - 1)
    assert not is_plural(tokens, far)
    assert is_coordinated(tokens, far) is is_coordinated(tokens, near)


@pytest.mark.parametrize(
    ("text", "definite"),
    [("la maire", True), ("son maire", True), ("l'avocate", True), ("l'un des marins", False), ("un marin", False)],
)
def test_definite(text: str, definite: bool) -> None:
    tokens, phrase = first_phrase(text)
    assert is_definite(tokens, phrase) is definite


@pytest.mark.parametrize(
    ("text", "gender"), [("le juge", "m"), ("la juge", "f"), ("l'avocate", "f"), ("chaque avocat", "m")]
)
def test_gender(text: str, gender: str) -> None:
    tokens, phrase = first_phrase(text)
    assert gender_of(tokens, phrase) == gender


def test_the_label_tells_the_gender_of_an_unknown_noun() -> None:
    for label, gender in (("f", "f"), ("", None)):
        tokens, phrase = first_phrase("chaque bacquière", gender={"bacquière": label})
        assert gender_of(tokens, phrase) == gender


@pytest.mark.parametrize(
    ("text", "rest"), [("M. le maire", "le maire"), ("M. Le Goff", "M. Le Goff"), ("le maire", "le maire")]
)
def test_without_title(text: str, rest: str) -> None:
    tokens, phrase = first_phrase(text)
    assert words(tokens, without_title(tokens, phrase)) == rest
