"""Who acts in a sentence of a tale, by word order."""

from __future__ import annotations

import pytest
from made_tokens import at, tokens_of, words

from quoteattr.dialogue.actors import actor_of, actors, is_past, is_told_verb, main_actor, speaks
from quoteattr.grammar import NounPhrase, VerbGroup


def acting(text: str) -> list[str]:
    """Who acts, those in subordinate clauses in brackets."""
    tokens = tokens_of(text)
    found = actors(tokens, 0, tokens.size)
    return [f"({words(tokens, a.phrase)})" if a.subordinate else words(tokens, a.phrase) for a in found]


def main(text: str) -> str | None:
    tokens = tokens_of(text)
    found = main_actor(tokens, actors(tokens, 0, tokens.size))
    return None if found is None else words(tokens, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Berthe posa la lampe.", ["Berthe"]),
        ("Le vieux la regarda en silence.", ["Le vieux"]),
        ("Le vieux soupira longuement.", ["Le vieux"]),
        ("Berthe, très pâle, se retourna.", ["Berthe"]),
        ("Le meunier qui gardait la porte se leva.", ["Le meunier"]),
        ("Quand elle entra, le garde se leva.", ["(elle)", "le garde"]),
        ("Lui, sans un mot, se leva.", ["Lui"]),
        ("Je la regardai longtemps.", ["Je"]),
        ("Il faut partir.", []),
        ("Oncle Aubin se leva.", ["Oncle Aubin"]),
        ("L'un se leva, l'autre resta.", ["L'un", "l'autre"]),
        ("Le garde, tout joyeux, se leva.", ["Le garde"]),
        ("Le soir la vieille se leva.", ["la vieille"]),
        ("« Berthe se leva », dit-on.", []),
        ("Celui-ci se leva.", ["Celui-ci"]),
        ("Chacun se tut.", ["Chacun"]),
        ("Comme Berthe entra, le garde se leva.", ["(Berthe)", "le garde"]),
        ("Devant Berthe passa un chat.", []),
        ("Sous le porche le garde se leva.", ["le garde"]),
        ("Berthe ! Le garde posa la lampe.", ["Le garde"]),
        ("Berthe, il la regarda, posa la lampe.", ["il"]),
    ],
)
def test_who_acts(text: str, found: list[str]) -> None:
    assert acting(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Berthe entra et le garde se leva.", "le garde"),
        ("Le garde se leva quand Berthe entra.", "Le garde"),
        ("Quand Berthe entra, on se tut.", "on"),
        ("Léonie se tut ; une larme coula.", "Léonie"),
        ("Une larme coula.", None),
    ],
)
def test_who_may_speak(text: str, found: str | None) -> None:
    assert main(text) == found


@pytest.mark.parametrize(
    ("word", "expected"),
    [("soupira", True), ("levèrent", True), ("sera", False), ("rendra", False), ("opéra", False), ("va", False)],
)
def test_forms_of_the_simple_past(word: str, *, expected: bool) -> None:
    tokens = tokens_of(f"Le vieux {word} hier.")
    assert is_past(tokens, at(tokens, word)) == expected


@pytest.mark.parametrize(("word", "expected"), [("était", True), ("étant", False), ("avec", False), ("dit", True)])
def test_finite_verbs(word: str, *, expected: bool) -> None:
    tokens = tokens_of(f"Le vieux {word} cela.")
    assert is_told_verb(tokens, at(tokens, word)) == expected


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Le meunier qui gardait la porte se leva.", ["se"]),
        ("Le garde qui dormait ; le vent se leva.", ["dormait", "se"]),
    ],
)
def test_the_verb_of_who_acts(text: str, verbs: list[str]) -> None:
    tokens = tokens_of(text)
    assert [tokens.low[a.verb] for a in actors(tokens, 0, tokens.size)] == verbs


def test_who_stands_first_may_act_whatever_stands_before() -> None:
    tokens = tokens_of("Il soupira Berthe se leva.")
    assert [words(tokens, a.phrase) for a in actors(tokens, 2, tokens.size)] == ["Berthe"]


def test_the_head_stays_where_the_verb_was_read_as_part_of_its_phrase() -> None:
    tokens = tokens_of("La fille du garde baissa les yeux.", pos={"baissa": "ADJ"})
    (actor,) = actors(tokens, 0, tokens.size)
    assert (words(tokens, actor.phrase), tokens.low[actor.phrase.head]) == ("La fille du garde", "fille")


def test_who_says_what_a_relative_clause_tells_is_its_antecedent() -> None:
    tokens = tokens_of("Paul regarda la femme qui dit non.")
    verb = at(tokens, "dit")
    found = actor_of(tokens, VerbGroup(verb, verb, verb, tokens.forms["dit"][0].verb, "finite"), 0)
    assert found is not None
    assert words(tokens, found) == "la femme"


def test_a_name_speaks_whatever_else_it_means() -> None:
    tokens = tokens_of("La lune se leva.")
    assert not speaks(tokens, NounPhrase(0, 1, 1, core=1))
    assert speaks(tokens, NounPhrase(0, 1, 1, (1, 1), core=1))


@pytest.mark.parametrize(("form", "past"), [("posa", True), ("Posa", False), ("bandit", False), ("fera", False)])
def test_simple_pasts(form: str, past: bool) -> None:
    assert is_past(tokens_of(f"Elle {form} tout."), 1) is past


def test_a_form_of_a_verb_that_speaks_is_one_whatever_the_labels_say() -> None:
    for before, told in (("Berthe", True), ("Le", False)):
        tokens = tokens_of(f"{before} répond.", pos={"répond": "ADJ"})
        assert is_told_verb(tokens, 1) is told


def test_a_word_with_a_capital_is_no_verb() -> None:
    tokens = tokens_of("Chez Gaillait tout va bien.", pos={"Gaillait": "X"})
    assert not is_told_verb(tokens, at(tokens, "Gaillait"))
