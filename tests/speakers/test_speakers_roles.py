"""How well a description fits somebody."""

from __future__ import annotations

import pytest
from made_tokens import at, range_of, tokens_of

from quoteattr.grammar import NounPhrase
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.roles import Description


def description(words: str, head: str, gender: str | None = None) -> Description:
    tokens = tokens_of(f"Ainsi parle {words}.")
    first, last = range_of(tokens, words)
    return Description(tokens, NounPhrase(first, last, at(tokens, head), core=last), gender)


def holder(*roles: tuple[str, set[str]], gender: str | None = None) -> Entity:
    """Somebody who has a name and these roles."""
    entity = Entity("Ada Tal", "person", 0)
    entity.named = True
    entity.roles = [Role(noun, frozenset(complement)) for noun, complement in roles]
    entity.vote(gender, 1)
    return entity


def unnamed(name: str, noun: str) -> Entity:
    entity = Entity(name, "person", 0)
    entity.noun = noun
    return entity


def what_speaks(words: str, head: str, entity: Entity, gender: str | None = None) -> set[str]:
    return {name for name, value in description(words, head, gender).features(entity).items() if value}


# ---- reading


def test_a_description_is_taken_apart() -> None:
    read = description("la maire de Lorval", "maire", "f")
    assert (read.noun, read.complement, read.gender, read.determiner) == ("maire", {"lorval"}, "f", "la")
    assert read.function


def test_the_gender_of_some_nouns_says_nothing() -> None:
    assert description("la victime", "victime", "f").gender is None
    assert description("la boulangère", "boulangère", "f").gender == "f"


def test_a_phrase_stands_for_an_office() -> None:
    read = description("le chef de l'État", "chef", "m")
    assert read.noun == ""
    assert "président" in read.nouns
    assert read.complement == frozenset()
    assert read.function


def test_an_office_keeps_what_else_is_said_of_it() -> None:
    assert description("le chef de l'État polonais", "chef", "m").complement == {"polonais"}


# ---- who is excluded


@pytest.mark.parametrize(
    ("words", "entity", "clashes"),
    [
        ("la maire", holder(gender="m"), True),
        ("la maire", holder(gender="f"), False),
        ("la maire", holder(), False),
        ("la maire de Lorval", holder(("maire", {"plouzeur"})), True),
        ("la maire de Lorval", holder(("maire", {"lorval"})), False),
        ("la maire de Lorval", holder(("maire", set())), False),
        ("la maire de Lorval", holder(("préfète", {"plouzeur"})), False),
        ("la maire de Lorval", holder(("maire", {"plouzeur"}), ("maire", {"lorval"})), False),
    ],
)
def test_clashes(words: str, entity: Entity, clashes: bool) -> None:
    assert description(words, "maire", "f").clashes(entity) is clashes


def test_only_an_office_excludes_its_like_elsewhere() -> None:
    assert not description("le boulanger de Lorval", "boulanger").clashes(holder(("boulanger", {"plouzeur"})))


def test_a_nation_says_less_than_a_place() -> None:
    assert not description("le ministre serbe", "ministre").clashes(holder(("ministre", {"peche"})))


# ---- who is meant


@pytest.mark.parametrize(
    ("words", "entity", "fits"),
    [
        ("la maire", holder(("maire", {"lorval"})), True),
        ("la maire de Lorval", holder(("maire", {"lorval"})), True),
        ("la maire de Lorval", holder(("maire", set())), False),
        ("la maire de Lorval", holder(("maire", {"plouzeur"})), False),
        ("la maire", holder(), False),
        ("la maire", holder(("pilote", set())), False),
        ("la maire", unnamed("la maire de Lorval", "maire"), True),
        ("la maire de Lorval", unnamed("la maire", "maire"), True),
        ("la maire de Lorval", unnamed("la maire de Lorval", "maire"), True),
        ("la maire de Lorval", unnamed("la maire de Plouzeur", "maire"), False),
        ("la maire", unnamed("la pilote", "pilote"), False),
    ],
)
def test_fits(words: str, entity: Entity, fits: bool) -> None:
    assert description(words, "maire").fits(entity) is fits


def test_what_is_no_office_fits_nobody_unnamed() -> None:
    assert not description("le boulanger", "boulanger").fits(unnamed("le boulanger", "boulanger"))


# ---- what speaks for somebody


@pytest.mark.parametrize(
    ("words", "entity", "names"),
    [
        ("la maire", holder(), {"no role", "function"}),
        ("la maire", holder(gender="f"), {"no role", "function", "gender agrees"}),
        ("la maire", holder(("pilote", set())), {"other role", "other role, function", "function"}),
        ("la maire", holder(("maire", {"lorval"})), {"role"}),
        ("la maire de Lorval", holder(("maire", {"lorval"})), {"role", "complement shared"}),
        ("la maire de Lorval", holder(("maire", {"plouzeur"})), {"role", "complement clashes"}),
        ("la maire de Lorval", holder(("pilote", {"lorval"})), {"complement elsewhere"}),
        ("la maire de Lorval", holder(), {"no role", "complement new", "function", "function, complement new"}),
        ("sa maire", holder(("maire", set())), {"role", "possessive"}),
        ("la maire", unnamed("la maire", "maire"), {"same noun"}),
        ("la maire", unnamed("la pilote", "pilote"), {"other noun"}),
        ("la maire de Lorval", unnamed("la maire de Lorval", "maire"), {"same noun", "complement shared"}),
        ("la maire de Lorval", unnamed("la maire", "maire"), {"same noun", "complement new"}),
    ],
)
def test_features(words: str, entity: Entity, names: set[str]) -> None:
    assert what_speaks(words, "maire", entity, "f") == names


def test_a_demonstrative_means_somebody_mentioned() -> None:
    entity = holder(("maire", {"lorval"}))
    assert "demonstrative" not in what_speaks("cette maire", "maire", entity)
    entity.count = 1
    assert "demonstrative" in what_speaks("cette maire", "maire", entity)


def test_a_kindred_noun() -> None:
    assert what_speaks("l'élue", "élue", holder(("maire", {"lorval"}))) == {"akin role"}


def test_two_nations_are_two_ministers() -> None:
    serbe = holder(("ministre", {"serbe"}))
    assert "complement clashes" in what_speaks("le ministre français", "ministre", serbe)
    assert "complement clashes" not in what_speaks("le ministre de la Pêche", "ministre", serbe)


def test_somebody_new() -> None:
    found = description("sa maire de Lorval", "maire").new(speaks=True, alone=False)
    assert {name for name, value in found.items() if value} == {
        "new",
        "new, complement",
        "new, function",
        "new, function, complement",
        "new, speaks",
        "new, possessive",
    }
