"""Where a text names the people that the user knows."""

from __future__ import annotations

import pytest
from made_tokens import at, range_of, tokens_of

from quoteattr import Person
from quoteattr.grammar import NounPhrase
from quoteattr.speakers.known import KnownPeople
from quoteattr.speakers.people import text_of

PILOT = Person("Lucien Garrec", aliases=["le Grand Lulu", "LG"], gender="m", role="pilote du port de Lorme")
MAYOR = Person("Odile Faure", role="maire de Lorme", gender="f")
OTHER_MAYOR = Person("Basile Tal", role="maire de Plouzeur")


def found(text: str, *people: Person) -> list[tuple[str, str]]:
    tokens = tokens_of(text)
    return [(text_of(tokens, a, b), who.name) for a, b, who in KnownPeople(people).find(tokens).places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hier, Lucien Garrec est parti.", ["Lucien Garrec"]),
        ("Hier, LUCIEN GARREC est parti.", ["LUCIEN GARREC"]),
        ("Hier, Garrec est parti.", ["Garrec"]),
        ("Hier, le Grand Lulu est parti.", ["le Grand Lulu"]),
        ("Hier, LG et Garrec sont partis.", ["LG", "Garrec"]),
        ("Hier, M. Garrec est parti.", ["Garrec"]),
        ("Hier, le garrec est parti.", []),
        ("Hier, lucien garrec est parti.", []),
        ("Hier, Paul Garrec est parti.", []),
        ("Hier, Lucien est parti.", []),
    ],
)
def test_forms(text: str, places: list[str]) -> None:
    assert found(text, PILOT) == [(place, "Lucien Garrec") for place in places]


def test_nobody_is_known() -> None:
    assert found("Hier, Lucien Garrec est parti.") == []
    assert not KnownPeople(())
    assert KnownPeople((PILOT,))


def test_a_surname_of_two_people_is_nobodys() -> None:
    assert found("Hier, Garrec est parti.", PILOT, Person("Anne Garrec")) == []


@pytest.mark.parametrize(
    "person",
    [
        Person("Groupe Garrec", kind="organization"),
        Person("Lucien Ga"),
        Person("Lucien garrec"),
    ],
    ids=["a body", "two letters", "no capital"],
)
def test_a_last_word_that_is_no_surname(person: Person) -> None:
    assert found("Hier, Garrec et Ga sont partis, garrec aussi.", person) == []


def test_a_name_of_one_word() -> None:
    assert found("Hier, Lulu est parti.", Person("Lulu")) == [("Lulu", "Lulu")]
    assert found("Hier, Paul Lulu est parti.", Person("Lulu")) == [("Lulu", "Lulu")]


def test_the_longest_form_is_taken() -> None:
    short, long = Person("Ligue", kind="organization"), Person("Ligue des marais", kind="organization")
    assert found("Hier, la Ligue des marais cède.", short, long) == [("Ligue des marais", "Ligue des marais")]


def test_one_entity_a_person_with_what_the_user_told() -> None:
    tokens = tokens_of("Hier, Lucien Garrec est parti. Garrec dort. Odile Faure aussi.")
    first, second, third = (who for _, _, who in KnownPeople((PILOT, MAYOR)).find(tokens).places)
    assert first is second
    assert (first.gender, first.kind, first.named) == ("m", "person", True)
    assert [(r.noun, r.complement) for r in first.roles] == [("pilote", {"port", "lorme"})]
    assert [(r.noun, r.complement) for r in third.roles] == [("maire", {"lorme"})]


def test_without_gender_or_role() -> None:
    tokens = tokens_of("Hier, Lulu est parti.")
    (_, _, who), = KnownPeople((Person("Lulu", role="…"),)).find(tokens).places  # fmt: skip
    assert who.gender is None
    assert who.roles == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("la maire de Lorme", "Odile Faure"),
        ("le maire de Plouzeur", "Basile Tal"),
        ("l'actuelle maire de Lorme", "Odile Faure"),
        ("une maire de Lorme", None),
        ("la maire", None),
        ("la maire de Kervic", None),
        ("la préfète de Lorme", None),
    ],
)
def test_roles(words: str, name: str | None) -> None:
    tokens = tokens_of(f"Ainsi parle {words}.")
    first, last = range_of(tokens, words)
    head = at(tokens, "maire" if "maire" in words else "préfète")
    who = KnownPeople((MAYOR, OTHER_MAYOR)).find(tokens).by_role(NounPhrase(first, last, head, core=last))
    assert (who and who.name) == name


def test_a_role_of_two_people_is_nobodys() -> None:
    tokens = tokens_of("Ainsi parle la maire de Lorme.")
    first, last = range_of(tokens, "la maire de Lorme")
    people = KnownPeople((MAYOR, Person("Ada Tal", role="maire de Lorme")))
    assert people.find(tokens).by_role(NounPhrase(first, last, first + 1, core=last)) is None
