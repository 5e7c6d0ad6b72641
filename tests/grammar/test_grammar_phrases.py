"""Noun phrases, one sentence a test, without a model: how far each goes, what its head is, which name it has."""

from __future__ import annotations

from typing import Any

import pytest
from made_tokens import at, bracketed, range_of, tokens_of, words

from quoteattr.grammar import NounPhrase, Tokens, late_name, leads, noun_phrase, phrase_around


def phrase_at(tokens: Tokens, i: int, **options: bool) -> NounPhrase | None:
    """The noun phrase at token `i`, as far as the sentence goes."""
    return noun_phrase(tokens, i, tokens.document.sentence(i)[1], **options)


WHOLE = {
    # determiners, figures and adjectives before the noun
    "[La maire] a dit non.": "maire",
    "[Cette jeune maire] a dit non.": "maire",
    "[Les trois premiers témoins] ont dit non.": "témoins",
    "[Tout le port] a dit non.": "port",
    "[Même la maire] a dit non.": "maire",
    "[Tout près de cent marins] ont dit non.": "marins",
    "[Près de 300 pêcheurs] ont dit non.": "pêcheurs",
    "[Plus de la moitié] a dit non.": "moitié",
    "[D'autres pêcheurs] ont dit non.": "pêcheurs",
    "[L'ancienne maire] a dit non.": "maire",
    "[Un très vieux pêcheur] a dit non.": "pêcheur",
    "Il faut payer [37 %], dit-elle.": "%",
    "[Les 12 du port] ont dit non.": None,
    # a word between marks, a number, a day
    "[Le « juge de paix » du village] a dit non.": "juge",
    "[Le patron du « Petit Phare »] a dit non.": "patron",
    "[Le numéro deux du parti] a dit non.": "numéro",
    "[Le numéro un mondial] a dit non.": "numéro",
    "Elle a vu [le préfet] mardi soir.": "préfet",
    # complements
    "[Le directeur du port de Lorval] a dit non.": "directeur",
    "[Le porte-parole d'une association d'élus] a dit non.": "porte-parole",
    "[La ministre déléguée aux Ports] a dit non.": "ministre",
    "[La conseillère auprès du préfet] a dit non.": "conseillère",
    "[La conseillère auprès de la ministre] a dit non.": "conseillère",
    "[Une professeure à l'université de Lorval] a dit non.": "professeure",
    "[Le témoin] à la barre a dit non.": "témoin",
    "[Une candidate à la mairie] a dit non.": "candidate",
    "[Le directeur] à la presse a dit non.": "directeur",
    "[Le marché] du samedi a dit non.": "marché",
    "[L'humeur de lundi] a dit non.": "humeur",
    # names
    "[Maud Tessier] a dit non.": "Maud",
    "[Mme Tessier] a dit non.": "Mme",
    "[Ludwig van der Hoeven] a dit non.": None,
    "[M. le maire] a dit non.": "maire",
    # coordination
    "[La maire et le préfet] ont dit non.": "maire",
    "[Maud Tessier et Jean Kerduel] ont dit non.": None,
    "[La maire et ses adjoints du port] ont dit non.": "maire",
    "[La maire] et puis rien.": "maire",
    "[La maire] et le, dit-elle.": "maire",
    "Il a prévenu [la maire] et le préfet dit non.": "maire",
    # pronouns and one of several
    "[Celui-ci] a dit non.": "Celui-ci",
    "[Plusieurs] ont dit non.": "Plusieurs",
    "[Plusieurs des marins] ont dit non.": "Plusieurs",
    "[Plusieurs marins] ont dit non.": "marins",
    "[L'un des pêcheurs du port] a dit non.": None,
    "[Une des avocates] a dit non.": "avocates",
    "[Deux de ses proches] ont dit non.": "proches",
    # appositions
    "[La maire, Maud Tessier], a dit non.": "maire",
    "[La maire, Mme Tessier], a dit non.": "maire",
    "[Maud Tessier, maire de Lorval], a dit non.": "Maud",
    "[Maud Tessier, la nouvelle maire], a dit non.": "Maud",
    "[L'un des fondateurs, ancien juge, Omar Sall], a dit non.": None,
    "[Maud Tessier (Les Verts), maire de Lorval], a dit non.": None,
    "[Maud Tessier] dit oui (sic), maire de Lorval.": None,
    "[Maud Tessier], mardi, a dit non.": None,
    "[Maud Tessier], le phare en vue, a dit non.": None,
    "[La maire] (sans parti, sans liste, sans argent, sans appui) a dit non.": "maire",
    "[La maire], inquiète, a dit non.": "maire",
}


@pytest.mark.parametrize(("text", "head"), WHOLE.items())
def test_how_far_it_goes(text: str, head: str | None) -> None:
    tokens, (first, last) = bracketed(text)
    phrase = phrase_at(tokens, first)
    assert words(tokens, phrase) == words(tokens, (first, last))
    assert phrase is not None
    if head is not None:
        assert words(tokens, phrase.head) == head


def test_body_with_a_complement_in_its_name() -> None:
    """*Marins contre la faim*: the preposition belongs to the name where a noun of the lexicon has a capital."""
    text = "Il cite [Marins contre la faim] et part."
    tokens, (first, last) = bracketed(text, pos={"Marins": "NOUN"})
    assert words(tokens, phrase_at(tokens, first)) == words(tokens, (first, last))
    tokens, (first, _) = bracketed(text, pos={"Marins": "PROPN"})
    assert words(tokens, phrase_at(tokens, first)) == "Marins"


def test_en_within_a_name() -> None:
    """*Lorval en Mer* is one name where the model says so, *Lorval en mars* is none."""
    text = "Le maire de Lorval en Mer a dit non."
    tokens = tokens_of(text, entities=[("Lorval en Mer", "LOC")])
    assert words(tokens, phrase_at(tokens, 0)) == "Le maire de Lorval en Mer"
    assert words(tokens_of(text, entities=[]), phrase_at(tokens_of(text, entities=[]), 0)) == "Le maire de Lorval"


def test_name_past_a_bracket() -> None:
    tokens = tokens_of(
        "Le député Les Verts (EV) Omar Sall a dit non.", entities=[("Les Verts", "ORG"), ("Omar Sall", "PER")]
    )
    phrase = phrase_at(tokens, 0)
    assert words(tokens, phrase) == "Le député Les Verts (EV) Omar Sall"
    assert phrase is not None
    assert words(tokens, phrase.name) == "Omar Sall"
    tokens = tokens_of("Le député (EV) Sall a dit non.", entities=[("Sall", "PER")])
    assert words(tokens, phrase_at(tokens, 0)) == "Le député (EV) Sall"
    tokens = tokens_of("Le député (EV) au port Omar Sall a dit non.")
    assert words(tokens, phrase_at(tokens, 0)) == "Le député"


def test_one_word_name_after_a_comma() -> None:
    """*La maire, Tessier*: a name of one word is an apposition where the model takes it for a person."""
    text = "La maire, Tessier, a dit non."
    for entities, whole in (([("Tessier", "PER")], "La maire, Tessier"), ([("Tessier", "LOC")], "La maire")):
        tokens = tokens_of(text, entities=entities)
        assert words(tokens, phrase_at(tokens, 0)) == whole


NONE = [
    "Tout du port est là.",
    "Un des, dit-elle.",
    "Les deux du port partent.",
    "a dit non.",
    "Il faut de l'eau.",
    "Non, dit-elle.",
    "très vite, dit-elle.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_noun_phrase(text: str) -> None:
    tokens = tokens_of(text)
    assert phrase_at(tokens, 0) is None


def test_bare_noun_and_appositions_are_asked_for() -> None:
    tokens = tokens_of("selon source policière, Maud Tessier, maire de Lorval, part.")
    i = at(tokens, "source")
    assert phrase_at(tokens, i) is None
    assert words(tokens, phrase_at(tokens, i, bare=True)) == "source policière, Maud Tessier, maire de Lorval"
    assert words(tokens, phrase_at(tokens, i, bare=True, appositions=False)) == "source policière"
    assert words(tokens, noun_phrase(tokens, i, i + 1, bare=True)) == "source"
    assert noun_phrase(tokens, i, i, bare=True) is None


def test_nothing_beyond_the_limit() -> None:
    tokens = tokens_of("Celui-ci a dit non.")
    assert noun_phrase(tokens, 0, 0) is None


def test_core_and_name() -> None:
    tokens = tokens_of("La maire de Lorval, Maud Tessier, a dit non.")
    phrase = phrase_at(tokens, 0)
    assert phrase is not None
    assert words(tokens, (phrase.first, phrase.core)) == "La maire de Lorval"
    assert words(tokens, phrase.name) == "Maud Tessier"
    cut = phrase.up_to(phrase.core)
    assert (words(tokens, cut), cut.name) == ("La maire de Lorval", None)
    assert phrase.up_to(phrase.last).name == phrase.name


@pytest.mark.parametrize(
    ("text", "pronoun"), [("Plusieurs ont dit non.", True), ("Plusieurs des marins ont dit non.", False)]
)
def test_pronoun(text: str, pronoun: bool) -> None:
    tokens = tokens_of(text)
    phrase = phrase_at(tokens, 0)
    assert phrase is not None
    assert phrase.pronoun is pronoun


class TestLateName:
    @staticmethod
    def late(text: str, **labels: Any) -> str | None:
        tokens = tokens_of(text, **labels)
        phrase = phrase_at(tokens, 0)
        assert phrase is not None
        return words(tokens, late_name(tokens, phrase))

    @pytest.mark.parametrize(
        "text",
        [
            "Le directeur de l'école d'Oulan, au nord du pays, Jens Dahl, a dit non.",
            "Un plongeur qui dit tout, Jens Dahl, a dit non.",
            "Le plongeur de la « Belle Hirondelle » du port, Jens Dahl (24 ans), a dit non.",
            "Le plongeur, un habitué du port, Jens Dahl.",
            "Le plongeur, un habitué du port Jens Dahl a dit non.",
        ],
    )
    def test_closes_the_description(self, text: str) -> None:
        assert self.late(text) == "Jens Dahl"

    @pytest.mark.parametrize(
        "text",
        [
            "Le directeur de l'école, au nord du pays ; Jens Dahl, lui, a dit non.",
            "Le directeur, au nord du pays, dit que, Jens Dahl, a dit non.",
            "Le directeur affirme, au nord du pays, Jens Dahl, non.",
            "Le directeur, selon elle, Jens Dahl, non.",
            "Le directeur, dit-il, Jens Dahl, non.",
            "Le directeur, « un homme du pays profond et fier », Jens Dahl, non.",
            "Le directeur, au nord du pays, Dahl, a dit non.",
            "Le directeur, au nord du pays, Jens Dahl parti, a dit non.",
            "Une avocate et M. Jens Le Goff, non.",
            "Un plongeur qui a tout vu et Jens Dahl.",
        ],
    )
    def test_closes_none(self, text: str) -> None:
        assert self.late(text) is None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("La maire a dit non.", "La", True),
        ("Hier la maire a dit non.", "la", True),
        ("Hier la maire ne dit rien.", "la", True),
        ("Hier la maire qui part.", "la", True),
        ("Hier la maire (sic).", "la", True),
        ("Il croise la maire hier.", "la", False),
        ("Il croise la maire.", "la", False),
    ],
)
def test_leads(text: str, name: str, expected: bool) -> None:
    tokens = tokens_of(text)
    phrase = phrase_at(tokens, at(tokens, name))
    assert phrase is not None
    assert leads(tokens, phrase) is expected


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Il voit [la jeune maire de Lorval].", "maire"),
        ("Il voit [les deux pêcheurs].", "pêcheurs"),
        ("Il voit [12 des pêcheurs].", "pêcheurs"),
        ("Il voit [le docteur Kerduel].", "Kerduel"),
        ("Il voit mardi [la maire].", "maire"),
        ("Il voit Kerduel [la jeune maire].", "maire"),
        ("Il voit [le plus vieux marin].", "marin"),
    ],
)
def test_phrase_around_its_head(text: str, head: str) -> None:
    tokens, (first, last) = bracketed(text)
    assert words(tokens, phrase_around(tokens, at(tokens, head), 0, tokens.size)) == words(tokens, (first, last))


def test_phrase_around_keeps_within_its_start() -> None:
    tokens = tokens_of("Il voit la jeune maire.")
    _, maire = range_of(tokens, "la jeune maire")
    assert words(tokens, phrase_around(tokens, maire, maire - 1, tokens.size)) == "jeune maire"
