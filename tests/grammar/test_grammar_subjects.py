"""Subjects, one sentence a test, without a model: after a verb, before it, and before a relative pronoun."""

from __future__ import annotations

import pytest
from made_tokens import at, bracketed, tokens_of, words

from quoteattr.grammar import antecedent, first_subject, is_impersonal, subject_left, subject_right
from quoteattr.grammar.subjects import skip_complement

AFTER = [
    # right behind the verb, or behind adverbs, times and complements
    "« Oui », dit [la maire].",
    "« Oui », dit mardi soir [la maire].",
    "« Oui », dit encore [la maire].",
    "« Oui », dit, inquiète et lasse, [la maire].",
    "« Oui », dit en mars [des marins].",
    "« Oui », dit lui-même [le maire].",
    "« Oui », dit devant le port [la maire].",
    "« Oui », dit grâce à Maud [le maire].",
    "« Oui », dit devant des juges [la maire].",
    "« Oui », dit hier du haut du quai [la maire].",
    "« Oui », dit encore des mois après le vote [la maire].",
    "« Oui », dit encore [des marins].",
    "« Oui », dit [du monde].",
    "« Oui », dit [celle] qui part.",
    "« Oui », dit [celle-ci].",
    "« Oui », dit [source policière].",
    # past a comma
    "« Oui », dit, mardi, [la maire].",
    "« Oui », dit, à Lorval, [la maire].",
    "« Oui », dit, encore, [la maire].",
    "« Oui », dit, amère, [la maire].",
    "« Oui », dit hier, [la maire].",
    # a name behind a complement that looks as if it belonged to it
    "« Oui », dit sur Twitter [M. Sall].",
    "« Oui », dit sur Twitter [Mme la maire].",
    "« Oui », dit au Courrier [Omar Sall].",
    "« Oui », dit au Courrier [Mme Maud Tessier].",
    "« Oui », dit à l'AFP [des marins].",
    "« Oui », dit à l'AFP [Azi Nagar].",
    "« Oui », dit dans un message sur un réseau [la maire].",
    "« Oui », dit au port de Lorval [la maire].",
    "« Oui », dit pour dîner [la maire].",
]


@pytest.mark.parametrize("text", AFTER)
def test_after_a_verb(text: str) -> None:
    tokens, subject = bracketed(text)
    assert words(tokens, subject_right(tokens, at(tokens, "dit") + 1, tokens.size)) == words(tokens, subject)


@pytest.mark.parametrize(
    "text",
    [
        "« Oui », dit, la maire.",
        "« Oui », dit à.",
        "« Oui », dit sans : la maire.",
        "« Oui », dit mange la maire.",
        "« Oui », dit face au port.",
        "« Oui », dit bien encore bien encore bien encore bien encore bien encore bien encore la maire.",
        "« Oui », dit",
    ],
)
def test_none_after_a_verb(text: str) -> None:
    tokens = tokens_of(text)
    assert subject_right(tokens, at(tokens, "dit") + 1, tokens.size) is None


BEFORE = [
    "[La maire] dit oui.",
    "[La maire] ne dit rien.",
    "[La maire] toujours dit oui.",
    "Mardi, [elle] dit oui.",
    "[Nous] dit oui.",
    "Hier [nous] dit oui.",
    "[La maire] nous dit oui.",
    "[Le témoin] qui dit oui part.",
    # adverbials before the subject
    "Mardi [la maire] dit oui.",
    "Le 12 mars [la maire] dit oui.",
    "Devant la presse [la maire] dit oui.",
    "Pour surmonter la crise, [la maire] dit oui.",
    "Pour surmonter [la crise] dit oui.",
    "Au port, [la maire] dit oui.",
    "À, [la maire] dit oui.",
    "Pour le port, [la maire] dit oui.",
    "« Le pont » [la maire] dit oui.",
    # the clause of the verb
    "Le maire part et quand [la juge] dit oui.",
    "Le maire part ; [la juge] dit oui.",
    "[Le maire] sait que, selon lui, rien ne va, dit oui.",
    "Le maire part alors que [la juge] dit oui.",
    "[Le pilote], que toute la vallée salue, dit oui.",
    "[Le pilote], rare, dit oui.",
    "Le pilote, dont [la juge] dit oui.",
    # what opens a subject
    "[Plusieurs] dit oui.",
    "[Ceux-ci] dit oui.",
    "[12 marins] dit oui.",
    "[Plus de cent marins] dit oui.",
    "[Maud Tessier] dit oui.",
    "[M. Sall] dit oui.",
    "Vite [docteur Sall] dit oui.",
]


@pytest.mark.parametrize("text", BEFORE)
def test_before_a_verb(text: str) -> None:
    tokens, subject = bracketed(text)
    assert words(tokens, subject_left(tokens, at(tokens, "dit"), 0)) == words(tokens, subject)


@pytest.mark.parametrize(
    "text", ["Dit oui.", "Vite dit oui.", "Au port dit oui.", "Ne dit oui.", "C'est que ce dit oui."]
)
def test_none_before_a_verb(text: str) -> None:
    tokens = tokens_of(text)
    i = at(tokens, "Dit" if text.startswith("Dit") else "dit")
    assert subject_left(tokens, i, 0) is None


def test_nothing_beyond_the_clause() -> None:
    """What stands before the start or beyond the limit is no subject and no complement."""
    tokens = tokens_of("Elle dit à la maire.")
    assert subject_left(tokens, 1, 1) is None
    assert skip_complement(tokens, 2, 3) is None


def test_of_an_infinitive_nothing_is_a_subject() -> None:
    """*Pour revoir la crise, le président dit*; where no comma follows the phrase is taken."""
    tokens = tokens_of("Pour revoir la crise, le président dit oui.", verb_form={"revoir": "Inf"})
    assert words(tokens, first_subject(tokens, 0, at(tokens, "dit"))) == "le président"
    tokens = tokens_of("Après revoir la crise dit oui.", verb_form={"revoir": "Inf"})
    assert words(tokens, first_subject(tokens, 0, at(tokens, "dit"))) == "la crise"


@pytest.mark.parametrize(
    "text",
    [
        "Elle part [à mardi soir] la maire.",
        "Elle part [auprès de la maire] hier.",
        "Elle part [devant des marins] hier.",
        "Elle part [sans bien] dire.",
        "Elle part [sur le bac du port] hier.",
        "Elle part [sur le bac dans la brume du port] hier.",
        "Elle part [sur le bac] de voilà.",
        "Elle part [avec le docteur M. Sall].",
        "Elle part [avec la maire Maud Tessier].",
    ],
)
def test_complement(text: str) -> None:
    tokens, (first, last) = bracketed(text)
    past = skip_complement(tokens, first, tokens.size)
    assert past is not None
    assert words(tokens, (first, past - 1)) == words(tokens, (first, last))


RELATIVE = [
    "Hier [le témoin] qui part dit oui.",
    "Hier [le témoin de Lorval], qui part, dit oui.",
    "Hier [le témoin] (EV) qui part dit oui.",
    "Hier [le témoin] (EV), qui part dit oui.",
    "Hier [celui] qui part dit oui.",
    "Pour le maire [celui] qui part dit oui.",
    "Hier [Maud Tessier], qui part, dit oui.",
]


@pytest.mark.parametrize("text", RELATIVE)
def test_before_a_relative_pronoun(text: str) -> None:
    tokens, noun = bracketed(text)
    assert words(tokens, antecedent(tokens, at(tokens, "qui"), 0)) == words(tokens, noun)


def test_nothing_before_a_relative_pronoun() -> None:
    tokens = tokens_of("Le témoin qui part.")
    assert antecedent(tokens, 2, 2) is None
    tokens = tokens_of("Celui qui part.")
    assert antecedent(tokens, 1, 1) is None
    tokens = tokens_of("Voilà qui part.")
    assert antecedent(tokens, 1, 0) is None


def test_the_model_hangs_the_relative_clause() -> None:
    """*Le témoin du port qui part*: what the clause hangs on is told by a model only."""
    text = "Le témoin du port qui part dit oui."
    tokens = tokens_of(text, arcs={"qui": ("part", "nsubj"), "part": ("témoin", "acl:relcl")}, pos={"témoin": "NOUN"})
    assert words(tokens, antecedent(tokens, at(tokens, "qui"), 0)) == "Le témoin du port"
    tokens = tokens_of(text, arcs={"qui": ("part", "nsubj"), "part": ("témoin", "obl")}, pos={"témoin": "NOUN"})
    assert words(tokens, antecedent(tokens, at(tokens, "qui"), 0)) == "Le témoin du port"  # the person, not the port


@pytest.mark.parametrize(
    "text",
    [
        "[Le chef du Parti du lac] qui dit oui part.",
        "Il a vu [une élue de la Ligue], qui dit oui.",
        "[La maire de Lorval], qui dit oui, part.",
        "[La Ligue], qui dit oui, part.",
        "Un mot de [la Ligue], qui dit oui, est parti.",
    ],
)
def test_a_person_rather_than_the_body_said_of_them(text: str) -> None:
    tokens, found = bracketed(text)
    assert words(tokens, antecedent(tokens, at(tokens, "qui"), 0)) == words(tokens, found)


@pytest.mark.parametrize(
    ("text", "impersonal"),
    [
        ("Il faut un bac.", True),
        ("Il ne faut pas de bac.", True),
        ("Il y a un bac.", True),
        ("Il n'y a rien.", True),
        ("Il convient de partir.", True),
        ("Il est impossible qu'elle parte.", True),
        ("Il part.", False),
        ("Il a dit non.", False),
        ("Elle faut.", False),
    ],
)
def test_nobody_is_meant(text: str, *, impersonal: bool) -> None:
    assert is_impersonal(tokens_of(text, pos={"impossible": "ADJ"} if "impossible" in text else {}), 0) == impersonal
