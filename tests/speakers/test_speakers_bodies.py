"""The bodies that a text names, and their acronyms."""

from __future__ import annotations

import pytest
from made_tokens import at, range_of, tokens_of

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.speakers.bodies import Bodies
from quoteattr.speakers.entity import Entity


def phrase(tokens: Tokens, words: str, head: str) -> NounPhrase:
    first, last = range_of(tokens, words)
    return NounPhrase(first, last, at(tokens, head), core=last)


def named(bodies: Bodies, words: str, head: str) -> Entity:
    mention = phrase(bodies.tokens, words, head)
    return bodies.named(mention, *bodies.label(mention), None)


@pytest.mark.parametrize(
    ("text", "acronym", "meant"),
    [
        ("La Ligue des pêcheurs (LDP) proteste. La LDP attend.", "LDP", "Ligue des pêcheurs"),
        ("L'Institut national de la marée (Inm) prévoit. L'Inm attend.", "Inm", "Institut national de la marée"),
        ("La Chaîne Huit (C8) émet. La C8 attend.", "C8", "Chaîne Huit"),
        ("Le Parti (LDP) proteste. La LDP attend.", "LDP", "LDP"),
        ("La Ligue (LDP) proteste. La LDP attend.", "LDP", "LDP"),
        ("La Ligue des marins (LDP proteste. La LDP attend.", "LDP", "LDP"),
        ("La Ligue des pêcheurs (ldp) proteste. La LDP attend.", "LDP", "LDP"),
        ("La Ligue des marins (LXP) proteste. La LXP attend.", "LXP", "LXP"),
        ("La Banque Bleue (B) proteste. La B attend.", "B", "B"),
        ("La Ligue. Elle (LDP) proteste. La LDP attend.", "LDP", "LDP"),
        ("la ligue des pêcheurs (LDP) proteste. La LDP attend.", "LDP", "LDP"),
    ],
)
def test_acronyms(text: str, acronym: str, meant: str) -> None:
    tokens = tokens_of(text)
    last = at(tokens, "attend") - 1
    assert Bodies(tokens).named(NounPhrase(last - 1, last, last, core=last), "ORG", last, None).name == meant


def test_the_first_explanation_counts() -> None:
    tokens = tokens_of("La Ligue des pêcheurs (LDP) dort. Le Lot du pauvre (LDP) aussi.")
    assert named(Bodies(tokens), "LDP", "LDP").name == "Ligue des pêcheurs"


@pytest.mark.parametrize(
    ("words", "head", "label"),
    [
        ("la Compagnie Orlin", "Compagnie", "ORG"),
        ("Ada Orlin", "Orlin", "PER"),
        ("ADA ORLIN", "ORLIN", "ORG"),
        ("Orlin", "Orlin", "ORG"),
        ("Groupe Orlin", "Groupe", "ORG"),
        ("Ada Orlin Bex Tal", "Tal", "ORG"),
    ],
)
def test_a_guess_where_no_model_tells(words: str, head: str, label: str) -> None:
    tokens = tokens_of(f"Hier, {words} est là.", entities=[])
    assert Bodies(tokens).label(phrase(tokens, words, head))[0] == label


def test_what_a_model_tells() -> None:
    tokens = tokens_of("Hier, la Vireuse monte.", entities=[("Vireuse", "LOC")])
    mention = phrase(tokens, "la Vireuse", "Vireuse")
    assert Bodies(tokens).label(mention) == ("LOC", mention.head)
    assert named(Bodies(tokens), "la Vireuse", "Vireuse").kind == "place"


def test_longer_and_shorter_names_of_one_body() -> None:
    bodies = Bodies(tokens_of("La Ligue des marais proteste. La Ligue attend."))
    whole = named(bodies, "La Ligue des marais", "Ligue")
    assert named(bodies, "La Ligue#2", "Ligue#2") is whole
    assert whole.forms == ["Ligue des marais", "Ligue"]
    assert bodies.known == [whole]


def test_the_same_words_in_another_order_are_one_body() -> None:
    bodies = Bodies(tokens_of("Radio Orlin émet. Orlin Radio aussi."))
    assert named(bodies, "Radio Orlin", "Orlin") is named(bodies, "Orlin Radio", "Radio#2")


@pytest.mark.parametrize(
    ("text", "first", "second", "heads"),
    [
        ("La Ligue Orlin dort. La Banque Orlin aussi.", "La Ligue Orlin", "La Banque Orlin", ("Ligue", "Banque")),
        ("La Ligue Orlin dort. La Ligue Tal aussi.", "La Ligue Orlin", "La Ligue Tal", ("Ligue", "Ligue#2")),
    ],
)
def test_bodies_that_share_a_word(text: str, first: str, second: str, heads: tuple[str, str]) -> None:
    bodies = Bodies(tokens_of(text))
    assert named(bodies, first, heads[0]) is not named(bodies, second, heads[1])
