"""Who of a document a name means."""

from __future__ import annotations

import pytest
from made_tokens import range_of, tokens_of

from quoteattr.speakers.entity import Entity
from quoteattr.speakers.people import People, collect_people, find_or_add, text_of


def known(*names: str) -> People:
    return People([Entity(name, "person", 0) for name in names])


def alike(people: People, *words: str) -> list[str]:
    return [entity.name for entity, _ in people.like(words)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Inès Morvan", ("morvan",)),
        ("Inès Morvan", ("inès", "morvan")),
        ("Morvan", ("morvan", "inès")),
        ("Inès Garniaux", ("ines", "garnieaux")),
        ("Inès Garniaux", ("ines", "garniauxx")),
    ],
)
def test_names_to_compare(name: str, words: tuple[str, ...]) -> None:
    assert alike(known(name), *words) == [name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Inès Morvan", ("kergoat",)),
        ("Inès Morvan", ("ines", "kergoat")),
        ("Inès Morel", ("ines", "moret")),
        ("Garniaux", ("garnieaux",)),
        ("Inès Morvan", ()),
        ("'", ()),
    ],
)
def test_names_that_need_no_comparison(name: str, words: tuple[str, ...]) -> None:
    assert alike(known(name), *words) == []


def test_a_slip_in_a_very_long_name_is_not_looked_for() -> None:
    long = "kerlosquedec" * 4
    assert alike(known(f"Inès {long}"), "ines", f"{long}s") == []


def test_somebody_new() -> None:
    tokens = tokens_of("Le quai est fermé, dit Inès Morvan.")
    people = known("Paul Kergoat")
    entity = find_or_add(tokens, people, *range_of(tokens, "Inès Morvan"))
    assert (entity.name, entity.kind, entity.named) == ("Inès Morvan", "person", True)
    assert [e.name for e in people.all] == ["Paul Kergoat", "Inès Morvan"]


def test_another_form_of_somebody_known() -> None:
    tokens = tokens_of("Le quai est fermé, dit Morvan.")
    people = known("Inès Morvan")
    entity = find_or_add(tokens, people, *range_of(tokens, "Morvan"))
    assert entity is people.all[0]
    assert entity.forms == ["Inès Morvan", "Morvan"]


def test_a_title_of_the_other_gender_is_somebody_else() -> None:
    tokens = tokens_of("Le quai est fermé, dit Mme Morvan.")
    people = known("Paul Morvan")
    assert find_or_add(tokens, people, *range_of(tokens, "Morvan")) is not people.all[0]


def test_a_title_of_the_same_gender_is_not() -> None:
    tokens = tokens_of("Le quai est fermé, dit M. Morvan.")
    people = known("Paul Morvan")
    assert find_or_add(tokens, people, *range_of(tokens, "Morvan")) is people.all[0]


def test_people_and_their_places_in_order() -> None:
    tokens = tokens_of("Hier, Morvan a vu Paul Kergoat. Puis Inès Morvan est partie.")
    people, places = collect_people(tokens)
    assert sorted(e.name for e in people.all) == ["Inès Morvan", "Paul Kergoat"]
    assert [text_of(tokens, a, b) for a, b, _ in places] == ["Morvan", "Paul Kergoat", "Inès Morvan"]
    assert places[0][2] is places[2][2]
    assert places[0][2].first == places[0][0]


@pytest.mark.parametrize(
    ("full", "alone", "same"),
    [("Paul Kergoat", "Kergoat", True), ("Léa Kergoat", "Léa", True), ("Paul Ly", "Ly", False)],
)
def test_a_name_alone_of_somebody_named_in_full(full: str, alone: str, *, same: bool) -> None:
    tokens = tokens_of(f"Hier, {full} a ri. Le soir, {alone} est partie.", entities=[(full, "PER")])
    _, places = collect_people(tokens)
    assert [who.name for _, _, who in places] == [full] * (1 + same)


def test_a_place_already_settled_is_left_alone() -> None:
    tokens = tokens_of("Hier, Paul Kergoat a vu Inès Morvan.")
    patron = Entity("le patron du bac", "person", 0)
    _, places = collect_people(tokens, [(*range_of(tokens, "Paul Kergoat"), patron)])
    assert [who.name for _, _, who in places] == ["le patron du bac", "Inès Morvan"]
