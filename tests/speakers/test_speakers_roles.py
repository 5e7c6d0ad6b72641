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


def known(*offices: tuple[str, set[str]], told: tuple[str, set[str]] | None = None) -> Entity:
    """Somebody widely known, with these offices, and a role that the text tells."""
    entity = holder(told) if told is not None else holder()
    entity.offices = [Role(noun, frozenset(complement)) for noun, complement in offices]
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


@pytest.mark.parametrize(
    ("words", "head", "gender", "told"),
    [
        ("la victime", "victime", "f", None),
        ("la boulangère", "boulangère", "f", "f"),
        ("le témoin", "témoin", "m", None),
        ("la témoin", "témoin", "f", "f"),
        ("le maire", "maire", "m", "m"),
        ("le médecin", "médecin", "m", None),
        ("la maire", "maire", "f", "f"),
        ("le boulanger", "boulanger", "m", "m"),
        ("l'élue", "élue", "f", "f"),
    ],
)
def test_whose_gender_a_noun_tells(words: str, head: str, gender: str, told: str | None) -> None:
    read = description(words, head, gender)
    assert (read.gender, read.masculine) == (told, gender == "m")


def test_women_and_men_have_one_noun() -> None:
    read = description("la directrice du port", "directrice", "f")
    assert (read.noun, read.complement) == ("directeur", {"port"})


def test_a_phrase_stands_for_an_office() -> None:
    read = description("le chef de l'État", "chef", "m")
    assert (read.noun, read.complement, read.function) == ("chef", {"etat"}, True)
    own, office = read.readings
    assert own == ({"chef"}, {"etat"})
    assert "président" in office[0]
    assert office[1] == frozenset()


def test_an_office_keeps_what_else_is_said_of_it() -> None:
    assert description("le chef de l'État polonais", "chef", "m").readings[1][1] == {"polonais"}


def test_kindred_nouns_are_read_in_their_common_form() -> None:
    ((nouns, complement),) = description("l'avocate de Lorval", "avocate", "f").readings
    assert {"avocat", "défenseur"} <= nouns
    assert "défenseure" not in nouns
    assert complement == {"lorval"}


@pytest.mark.parametrize(
    ("words", "head", "possessive"),
    [("son avocat", "avocat", True), ("leur avocate", "avocate", True), ("l'avocat", "avocat", False)],
)
def test_whose_somebody_is(words: str, head: str, possessive: bool) -> None:
    assert description(words, head).possessive is possessive


@pytest.mark.parametrize(
    ("words", "head", "function"),
    [("la directrice", "directrice", True), ("la procureure", "procureure", True), ("la marieuse", "marieuse", False)],
)
def test_an_office_of_women(words: str, head: str, function: bool) -> None:
    assert description(words, head).function is function


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
        ("la maire de Lorval", holder(("préfet", {"plouzeur"})), False),
        ("la maire de Lorval", holder(("maire", {"plouzeur"}), ("maire", {"lorval"})), False),
    ],
)
def test_clashes(words: str, entity: Entity, clashes: bool) -> None:
    assert description(words, "maire", "f").clashes(entity) is clashes


def test_only_an_office_excludes_its_like_elsewhere() -> None:
    assert not description("le boulanger de Lorval", "boulanger").clashes(holder(("boulanger", {"plouzeur"})))


def test_a_nation_says_less_than_a_place() -> None:
    assert not description("le ministre serbe", "ministre").clashes(holder(("ministre", {"peche"})))


@pytest.mark.parametrize(
    ("words", "entity", "clashes"),
    [
        ("la maire de Lorval", known(("maire", {"plouzeur"})), True),
        ("la maire de Lorval", known(("maire", {"lorval"})), False),
        ("la maire de Lorval", known(("maire", set())), False),
        ("la maire", known(("maire", {"plouzeur"})), False),
        ("la maire de Lorval", known(("préfet", {"plouzeur"})), False),
        ("la maire de Lorval", known(("maire", {"plouzeur"}), told=("maire", {"lorval"})), False),
    ],
)
def test_an_office_widely_known_excludes_its_like_elsewhere(words: str, entity: Entity, clashes: bool) -> None:
    assert description(words, "maire").clashes(entity) is clashes


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


def test_what_is_no_office_fits_its_like_too() -> None:
    assert description("le boulanger", "boulanger").fits(unnamed("le boulanger", "boulanger"))
    assert not description("le boulanger", "boulanger").fits(unnamed("le marin", "marin"))


def test_a_man_and_a_woman_may_hold_one_office() -> None:
    assert description("la directrice du port", "directrice").fits(holder(("directeur", {"port"})))
    assert description("la directrice", "directrice").fits(unnamed("la directrice du port", "directeur"))


def test_a_phrase_fits_what_it_stands_for() -> None:
    words = "le chef de l'État polonais"
    assert description(words, "chef").fits(holder(("président", {"polonais"})))
    assert description(words, "chef").fits(holder(("chef", {"etat", "polonais"})))
    assert not description(words, "chef").fits(holder(("président", {"serbe"})))
    assert not description(words, "chef").fits(holder(("chef", {"cuisine"})))


@pytest.mark.parametrize(
    ("words", "entity", "holds"),
    [
        ("la maire", known(("maire", {"lorval"})), True),
        ("la maire de Lorval", known(("maire", {"lorval"})), True),
        ("la maire de Lorval", known(("maire", set())), False),
        ("la maire de Lorval", known(("maire", {"plouzeur"})), False),
        ("la maire", known(("pilote", set())), False),
        ("la maire", holder(("maire", set())), False),
    ],
)
def test_who_is_known_to_hold_an_office(words: str, entity: Entity, holds: bool) -> None:
    assert description(words, "maire").holds(entity) is holds


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
        (
            "la maire de Lorval",
            holder(),
            {"no role", "complement new", "function", "function, complement new", "proper name new"},
        ),
        ("sa maire", holder(("maire", set())), {"role", "possessive"}),
        ("la maire", unnamed("la maire", "maire"), {"same noun"}),
        ("la maire", unnamed("la pilote", "pilote"), {"other noun"}),
        ("la maire de Lorval", unnamed("la maire de Lorval", "maire"), {"same noun", "complement shared"}),
        ("la maire de Lorval", unnamed("la maire", "maire"), {"same noun", "complement new"}),
        ("la maire", known(("maire", {"lorval"})), {"office", "no role", "function"}),
        ("la maire", known(("pilote", set())), {"other office", "no role", "function"}),
        ("la maire", known(("pilote", set()), told=("maire", set())), {"other office", "role"}),
        (
            "la maire de Lorval",
            known(("maire", {"lorval"}), told=("maire", {"lorval"})),
            {"office", "office, complement", "role", "complement shared"},
        ),
    ],
)
def test_features(words: str, entity: Entity, names: set[str]) -> None:
    assert what_speaks(words, "maire", entity, "f") == names


def test_what_anybody_may_be_called_is_no_other_role() -> None:
    assert what_speaks("l'homme", "homme", holder(("pilote", set()))) == {"anybody"}


def test_a_demonstrative_means_somebody_mentioned() -> None:
    entity = holder(("maire", {"lorval"}))
    assert "demonstrative" not in what_speaks("cette maire", "maire", entity)
    entity.count = 1
    assert "demonstrative" in what_speaks("cette maire", "maire", entity)


def test_a_kindred_noun() -> None:
    assert what_speaks("l'élue", "élue", holder(("maire", {"lorval"}))) == {"akin role"}


def test_a_kindred_noun_of_somebody_unnamed() -> None:
    entity = unnamed("le défenseur de Lorval", "defenseur")
    assert what_speaks("l'avocat", "avocat", entity) == {"akin noun"}
    assert what_speaks("l'avocat de Lorval", "avocat", entity) == {"akin noun", "complement shared", "possessive"}


@pytest.mark.parametrize(
    ("words", "gender", "entity", "found"),
    [
        ("le médecin", "m", holder(gender="f"), True),
        ("le médecin", "m", holder(gender="m"), False),
        ("le médecin", "m", holder(), False),
        ("la médecin", "f", holder(gender="f"), False),
    ],
)
def test_a_mans_noun_for_a_woman(words: str, gender: str, entity: Entity, found: bool) -> None:
    assert ("a man's for a woman" in what_speaks(words, "médecin", entity, gender)) is found


@pytest.mark.parametrize(
    ("words", "role", "clashes"),
    [
        ("le ministre serbe", {"francais"}, True),
        ("le ministre serbe de la Pêche", {"francais", "peche"}, True),
        ("le ministre serbe de la Pêche", {"serbe", "peche"}, False),
        ("le ministre de la Pêche", {"francais", "peche"}, False),
    ],
)
def test_what_is_of_another_nation_is_something_else(words: str, role: set[str], clashes: bool) -> None:
    assert ("complement clashes" in what_speaks(words, "ministre", holder(("ministre", role)))) is clashes


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
        "new, proper name",
    }


# ---- after a body


@pytest.mark.parametrize(
    ("words", "head", "complement", "belongs"),
    [
        ("le syndicaliste", "syndicaliste", {"cgt", "secretaire"}, True),
        ("la responsable syndicale", "responsable", {"snes"}, True),
        ("le dirigeant communiste", "dirigeant", {"pcf"}, True),
        ("l' élue écologiste", "élue", {"eelv"}, True),
        ("le responsable syndical", "responsable", {"medef"}, False),
        ("le responsable", "responsable", {"cgt"}, False),
    ],
)
def test_called_after_a_body(words: str, head: str, complement: set[str], *, belongs: bool) -> None:
    found = description(words, head).features(holder(("membre", complement)))
    assert found.get("affiliated", 0.0) == float(belongs)


def test_called_after_a_body_in_brackets() -> None:
    somebody_else, member = holder(), holder()
    member.bodies = frozenset({"cgt"})
    assert description("le syndicaliste", "syndicaliste").features(member)["affiliated"] == 1.0
    assert "affiliated" not in description("le syndicaliste", "syndicaliste").features(somebody_else)


def test_exactly_that_office() -> None:
    minister = description("la ministre de la Pêche", "ministre")
    assert minister.is_exactly(holder(("ministre", {"peche"})))
    assert minister.is_exactly(known(("ministre", {"peche"})))
    assert not minister.is_exactly(holder(("secrétaire", {"etat", "peche"})))
    assert not minister.is_exactly(holder(("ministre", {"culture"})))
    assert not description("la ministre", "ministre").is_exactly(holder(("ministre", set())))


def test_the_president_of_another_nation_is_somebody_else() -> None:
    president = description("le président américain", "président")
    assert president.clashes(holder(("président", {"russe"})))
    assert not president.clashes(holder(("président", {"americain"})))
    assert not president.clashes(holder(("président", {"republique"})))
