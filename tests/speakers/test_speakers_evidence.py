"""What stands around a name and tells of somebody."""

from __future__ import annotations

import pytest
from made_tokens import range_of, tokens_of

from quoteattr.grammar import Tokens
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.evidence import add_evidence, complement_words, role_complement, role_noun, title_gender


def told(text: str, name: str, gender: str | None = None, **labels: dict[str, str]) -> Entity:
    """What a text tells of somebody who was of that gender before."""
    return read(tokens_of(text, **labels), name, gender)


def read(tokens: Tokens, name: str, gender: str | None = None) -> Entity:
    entity = Entity(name, "person", 0)
    entity.vote(gender, 4)
    add_evidence(tokens, entity, *range_of(tokens, name))
    return entity


def roles(entity: Entity) -> list[tuple[str, set[str]]]:
    return [(role.noun, set(role.complement)) for role in entity.roles]


# ---- titles, first names, determiners


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Ainsi parle M. Kergoat.", "m"),
        ("Ainsi parle Mme Kergoat.", "f"),
        ("Ainsi parle Kergoat.", None),
        ("Kergoat parle ainsi.", None),
    ],
)
def test_titles(text: str, gender: str | None) -> None:
    tokens = tokens_of(text)
    assert title_gender(tokens, range_of(tokens, "Kergoat")[0]) == gender


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Hier, Jeanne Kergoat est partie.", "Jeanne Kergoat", "f"),
        ("Hier, Paul Kergoat est parti.", "Paul Kergoat", "m"),
        ("Hier, Jeanne est partie.", "Jeanne", "f"),
        ("Hier, la bacologue Xu Chen est partie.", "Xu Chen", "f"),
        ("Hier, le bacologue Xu Chen est parti.", "Xu Chen", "m"),
        ("Hier, le bacologue, Xu Chen, est parti.", "Xu Chen", "m"),
        ("Hier, la grutière M. Chen est partie.", "Chen", "m"),
        ("Elle aime les manières du bacologue Xu Chen.", "Xu Chen", None),
        ("Hier, il a rejoint par la digue Xu Chen.", "Xu Chen", None),
        ("Il a filmé la fin de la scène, Xu Chen.", "Xu Chen", None),
        ("C'était le mardi, Xu Chen dormait.", "Xu Chen", None),
    ],
)
def test_genders(text: str, name: str, gender: str | None) -> None:
    assert told(text, name).gender == gender


def test_a_first_name_is_a_guess() -> None:
    assert told("Hier, Jeanne Kergoat est partie.", "Jeanne Kergoat").gender_guessed


# ---- roles left of the name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le ministre de la Pêche, Xu Chen, est parti.", [("ministre", {"peche"})]),
        ("La maire de Lorval Xu Chen est partie.", [("maire", {"lorval"})]),
        ("L'avocate Xu Chen est partie.", [("avocat", set())]),
        ("Le directeur du port M. Xu Chen est parti.", [("directeur", {"port"})]),
        ("Le député maire de Lorval, Xu Chen, est parti.", [("député", {"maire", "lorval"}), ("maire", {"lorval"})]),
        ("Le maire, M. Xu Chen, est parti.", [("maire", set())]),
        ("Xu Chen est parti.", []),
        (", Xu Chen", []),
        ("Hier, la pluie, Xu Chen !", []),
        ("Le maire dort près de Xu Chen.", []),
        ("Le maire de Xu Chen est parti.", []),
        ("À la demande du préfet, Xu Chen a renoncé.", []),
    ],
)
def test_roles_before(text: str, found: list[tuple[str, set[str]]]) -> None:
    assert roles(told(text, "Xu Chen")) == found


def test_a_role_of_the_other_gender_is_somebody_elses() -> None:
    assert roles(told("La rivale du maire, Xu Chen.", "Xu Chen", "f")) == []
    assert roles(told("La rivale du maire, Xu Chen.", "Xu Chen", "m")) == [("maire", set())]


def test_a_role_without_gender_fits_a_woman() -> None:
    assert roles(told("L'élue, Xu Chen, est partie.", "Xu Chen", "f")) == [("élu", set())]


# ---- roles right of the name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Xu Chen, maire de Lorval, est partie.", [("maire", {"lorval"})]),
        ("Xu Chen, 42 ans, maire de Lorval, est partie.", [("maire", {"lorval"})]),
        ("Xu Chen (UDM), la présidente du port, est partie.", [("président", {"port"})]),
        ("Xu Chen est l'ancienne directrice du port.", [("directeur", {"port"})]),
        ("Xu Chen, avocat et maire de Lorval, est parti.", [("avocat", {"maire", "lorval"}), ("maire", {"lorval"})]),
        ("Xu Chen, le maire qui a signé, est parti.", [("maire", {"qui", "signe"})]),
        ("Xu Chen, avocat du maire, est parti.", [("avocat", {"maire"})]),
        ("Xu Chen (UDM, est partie, maire.", []),
        ("Xu Chen la maire de Lorval est partie.", []),
        ("Xu Chen rit (jaune), avocat ou pas.", []),
        ("Xu Chen, 42 tonnes, maire de Lorval.", []),
        ("Xu Chen, très ému, est parti.", []),
        ("Après avoir vu Xu Chen, le préfet a renoncé.", []),
        ("Selon Xu Chen, le maire « ment ».", []),
        ("Xu Chen, maire « sans écharpe ».", [("maire", set())]),
    ],
)
def test_roles_after(text: str, found: list[tuple[str, set[str]]]) -> None:
    assert roles(told(text, "Xu Chen")) == found


# ---- what a role tells of the gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Xu Chen, avocate à Lorval.", "f"),
        ("Xu Chen, avocat à Lorval.", "m"),
        ("Xu Chen, maire de Lorval.", None),
        ("Xu Chen, la maire de Lorval.", "f"),
        ("Xu Chen, le maire de Lorval.", "m"),
        ("Xu Chen, médecin à Lorval.", None),
        ("Xu Chen, un médecin de Lorval.", "m"),
        ("Xu Chen, la médecin de Lorval.", "f"),
    ],
)
def test_genders_of_roles(text: str, gender: str | None) -> None:
    assert told(text, "Xu Chen").gender == gender


def test_where_a_role_is_told() -> None:
    tokens = tokens_of("Xu Chen, avocate et maire de Lorval, est partie.")
    assert [tokens.low[k] for k in read(tokens, "Xu Chen").told_at.values()] == ["avocate", "maire"]


def test_a_role_is_kept_once() -> None:
    tokens = tokens_of("Xu Chen, maire de Lorval.")
    entity = read(tokens, "Xu Chen")
    add_evidence(tokens, entity, *range_of(tokens, "Xu Chen"))
    assert roles(entity) == [("maire", {"lorval"})]


def test_no_more_roles_than_one_can_have() -> None:
    entity = Entity("Xu Chen", "person", 0)
    entity.roles = [Role("pilote", frozenset({str(k)})) for k in range(60)]
    tokens = tokens_of("Xu Chen, maire de Lorval.")
    add_evidence(tokens, entity, *range_of(tokens, "Xu Chen"))
    assert len(entity.roles) == 60


def test_words_of_a_complement() -> None:
    tokens = tokens_of("La secrétaire d'État à la Pêche et aux Sous-marins.")
    assert complement_words(tokens, 2, tokens.size - 1) == {"etat", "peche", "marins"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La secrétaire de la CFT.", {"cft"}),
        ("La secrétaire du RN.", {"rn"}),
        ("La secrétaire de ça.", set()),
        ("La préfète de Lorval-sur-Mer.", {"lorval", "mer"}),
        ("La préfète d'Outre-Lande", {"lande"}),
    ],
)
def test_which_words_of_a_complement_count(text: str, found: set[str]) -> None:
    tokens = tokens_of(text)
    assert complement_words(tokens, 2, tokens.size - 1) == found


# ---- the noun of a role


@pytest.mark.parametrize(
    ("text", "noun", "found", "complement"),
    [
        ("La directrice du port.", "directrice", "directeur", {"port"}),
        ("L'ex-maire de Lorval.", "ex-maire", "maire", {"lorval"}),
        ("La première ministre polonaise.", "première", "premier ministre", {"polonaise"}),
        ("La première ministre polonaise.", "ministre", "premier ministre", {"polonaise"}),
        ("La vice-première ministre polonaise.", "vice-première", "premier ministre", {"polonaise"}),
        ("La ministre polonaise.", "ministre", "ministre", {"polonaise"}),
        ("La première adjointe polonaise.", "adjointe", "adjoint", {"polonaise"}),
        ("Le premier marin polonais.", "premier", "premier", {"marin", "polonais"}),
    ],
)
def test_the_noun_of_a_role(text: str, noun: str, found: str, complement: set[str]) -> None:
    tokens = tokens_of(text)
    i = range_of(tokens, noun)[0]
    assert role_noun(tokens, i) == found
    assert role_complement(tokens, i, tokens.size - 1) == complement


def test_a_body_in_brackets_and_who_is_ours() -> None:
    assert told("Jeanne Arnaud (PCF) est là.", "Jeanne Arnaud").bodies == {"pcf"}
    assert told("Jeanne Arnaud est là.", "Jeanne Arnaud").bodies == set()
    assert told("Ainsi parle notre journaliste Paul Ferrand.", "Paul Ferrand").ours
    assert not told("Ainsi parle le journaliste Paul Ferrand.", "Paul Ferrand").ours
