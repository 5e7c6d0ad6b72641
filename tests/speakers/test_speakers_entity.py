"""A person under construction: its forms, and the votes for its gender."""

from __future__ import annotations

from quoteattr.speakers.entity import Entity, Role


def person() -> Entity:
    return Entity("Camille Le Bihan", "person", 0)


def test_a_form_is_noted_once() -> None:
    somebody = person()
    somebody.add_form("Le Bihan")
    somebody.add_form("Le Bihan")
    somebody.add_form("Camille Le Bihan")
    assert somebody.forms == ["Camille Le Bihan", "Le Bihan"]


def test_the_gender_of_most_votes() -> None:
    somebody = person()
    somebody.vote("f", 2)
    somebody.vote("m", 1)
    assert somebody.gender == "f"
    somebody.vote("m", 3)
    assert somebody.gender == "m"


def test_as_many_votes_tell_nothing() -> None:
    somebody = person()
    somebody.vote("f", 2)
    somebody.vote("m", 2)
    assert somebody.gender is None
    assert not somebody.gender_guessed


def test_what_is_no_gender_is_no_vote() -> None:
    somebody = person()
    somebody.vote("", 4)
    somebody.vote(None, 4)
    assert somebody.votes == {"m": 0.0, "f": 0.0}


def test_a_gender_that_only_the_first_name_tells_is_guessed() -> None:
    somebody = person()
    somebody.vote("f", 1, by_first_name=True)
    assert somebody.gender_guessed
    somebody.vote("f", 0.5)
    assert not somebody.gender_guessed


def test_only_a_person_has_a_gender_but_any_noun_agrees() -> None:
    body = Entity("la Ligue des marais", "organization", 0)
    body.vote("f", 1)
    assert body.grammatical == "f"
    assert body.gender is None


def test_roles_are_compared_by_their_words() -> None:
    assert Role("maire", frozenset({"lorval"})) == Role("maire", frozenset({"lorval"}))
    assert Role("maire", frozenset({"lorval"})) != Role("maire", frozenset({"plouzeur"}))
    assert Role("maire") != Role("préfet")
    assert Role("maire") != "maire"
    assert len({Role("maire"), Role("maire")}) == 1
