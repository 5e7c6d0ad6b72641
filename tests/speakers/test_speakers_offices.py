"""What people widely known are or were."""

from __future__ import annotations

import pytest
from attrs import evolve
from made_tokens import tokens_of

from quoteattr import Config, Extractor
from quoteattr.cues import find_cues
from quoteattr.labelling import Nouns
from quoteattr.lexicon import Office, french
from quoteattr.lexicon.on_demand import OnDemand
from quoteattr.lexicon.tables import offices as table
from quoteattr.measured import Trace
from quoteattr.quotations import draft_quotations
from quoteattr.speakers import Entity, Offices, Registry, find_mention

NOUNS = Nouns(french().nouns)


def held(noun: str, *complement: str, gender: str = "f") -> Office:
    return Office(noun, frozenset(complement), gender)


def _offices() -> Offices:
    return Offices(
        evolve(
            french(),
            offices={
                "Élodie Kergoat-Tal": (held("directrice", "port"), held("maire", "lorval")),
                "Paul Zarvel": (held("ministre", gender="m"),),
                "Odile Zarvel": (held("pilote"),),
                "Omar Zul": (held("pilote", gender="m"),),
                "Omar Maryse": (held("pilote", gender="m"),),
                "Omar Boulanger": (held("pilote", gender="m"),),
                "Omar Brizolek": (held("pilote", gender="m"),),
                "OMAR BRIZOLEK": (held("député", gender="m"),),
                "Xilon": (held("chanteur", gender="m"),),
                "Paul Xilon": (held("pilote", gender="m"),),
                "Vladimir Kezarov": (held("maire", "lorval", gender="m"), held("pilote", gender="m")),
                "Wladimir Kezarov": (held("maire", "lorval", gender="m"), held("pilote", gender="m")),
            },
        ),
        NOUNS,
    )


def given(name: str) -> Entity:
    """Somebody of that name, with what everybody knows."""
    entity = Entity(name, "person", 0)
    _offices().give(entity)
    return entity


def offices(name: str) -> list[tuple[str, set[str]]]:
    return [(role.noun, set(role.complement)) for role in given(name).offices]


@pytest.mark.parametrize(
    ("name", "nouns"),
    [
        ("Élodie Kergoat-Tal", ["directeur", "maire"]),
        ("elodie kergoat tal", ["directeur", "maire"]),
        ("Jeanne Kergoat-Tal", []),
        ("Paul Zarvel", ["ministre"]),
        ("Omar Brizolek", ["pilote", "député"]),
        ("Xilon", ["chanteur"]),
        ("Paul Xilon", ["pilote"]),
        ("Brizolek", ["pilote", "député"]),
        ("Kezarov", ["maire", "pilote"]),
        ("Zarvel", []),
        ("Zul", []),
        ("Maryse", []),
        ("Boulanger", []),
        ("Omar", []),
    ],
)
def test_who_holds_what(name: str, nouns: list[str]) -> None:
    assert [noun for noun, _ in offices(name)] == nouns


def test_an_office_is_compared_in_the_common_form() -> None:
    assert offices("Élodie Kergoat-Tal") == [("directeur", {"port"}), ("maire", {"lorval"})]


def test_an_office_tells_the_gender_as_a_first_name_does() -> None:
    entity = given("Élodie Kergoat-Tal")
    assert (entity.gender, entity.gender_guessed) == ("f", True)
    assert given("Omar Brizolek").gender == "m"
    assert given("Jeanne Brahe").gender is None


def test_the_text_tells_more_than_an_office() -> None:
    entity = Entity("Élodie Kergoat-Tal", "person", 0)
    entity.vote("m", 2)
    _offices().give(entity)
    assert entity.gender == "m"


def test_the_table_of_offices() -> None:
    held_by = table()
    assert Office("maire", frozenset({"paris"}), "f") in held_by["Anne Hidalgo"]
    assert all(len({office.gender for office in offices}) == 1 for offices in held_by.values())


def test_they_are_looked_up_when_a_person_is_met() -> None:
    def read() -> dict[str, tuple[Office, ...]]:
        raise LookupError

    unasked = Offices(evolve(french(), offices=OnDemand(read)), NOUNS)
    with pytest.raises(LookupError):
        unasked.give(Entity("Awa Keller", "person", 0))


@pytest.mark.parametrize(
    ("words", "names"),
    [("la maire de Lorval", ["Élodie Kergoat-Tal"]), ("la maire", ["Élodie Kergoat-Tal", ""])],
)
def test_an_office_alone_may_be_of_somebody_else(words: str, names: list[str]) -> None:
    tokens = tokens_of(f"Élodie Kergoat-Tal sort. « On attend », dit {words}.")
    tokens.trace = Trace(keeps=True)
    sites = find_cues(tokens)
    (draft,) = draft_quotations(tokens, sites)
    found = find_mention(tokens, draft, sites)
    assert found is not None
    Registry(tokens, offices=_offices()).resolve(found.phrase, draft)
    assert tokens.trace.weighings[-1].names == names


def test_a_text_need_not_tell_them() -> None:
    text = "Anne Hidalgo sort. Zoé Lam la suit. « On attend », dit la maire de Paris."
    first = Extractor(model=None)(text).quotations[0]
    assert first.speaker is not None
    assert (first.speaker.name, first.link) == ("Anne Hidalgo", "role")
    unaware = Extractor(None, Config(without=["offices"]))(text).quotations[0]
    assert unaware.speaker is None or unaware.link != "role"
