"""Verb groups, one sentence a test, without a model: extent, verb, mood and what else is told of each."""

from __future__ import annotations

from typing import Any

import pytest
from made_tokens import tokens_of, words

from quoteattr.grammar import Tokens, VerbGroup, verb_groups


def told(tokens: Tokens, group: VerbGroup) -> str:
    """Words, verb, mood and marks of a group: ``ne dit pas | dire finite negated``."""
    marks = [name for name in ("reflexive", "negated", "passive") if getattr(group, name)]
    if group.inverted is not None:
        marks.append(f"inverted {tokens.low[group.inverted]}")
    return " ".join([words(tokens, group) or "", "|", group.verb.lemma, group.mood, *marks])


def groups(text: str, **labels: Any) -> list[str]:
    tokens = tokens_of(text, **labels)
    return [told(tokens, group) for group in verb_groups(tokens)]


GROUPS = {
    # finite forms
    "La maire dit oui.": "dit | dire finite",
    "La maire ne dit pas oui.": "ne dit pas | dire finite negated",
    "La maire n'en dit rien.": "n'en dit | dire finite",
    "Rien ne dit non.": "ne dit | dire finite",
    "« Oui », dit-elle.": "dit-elle | dire finite inverted -elle",
    "« Oui », ne dit-elle pas.": "ne dit-elle pas | dire finite negated inverted -elle",
    "« Oui », se désole la maire.": "se désole | se désoler finite reflexive",
    # compound forms
    "La maire a dit oui.": "a dit | dire compound",
    "La maire n'a pas dit oui.": "n'a pas dit | dire compound negated",
    "La maire l'a toujours dit.": "l'a toujours dit | dire compound",
    "La maire s'est désolée.": "s'est désolée | se désoler compound reflexive",
    "« Oui », a-t-elle néanmoins assuré.": "a-t-elle néanmoins assuré | assurer compound inverted -t-elle",
    "La maire a de son côté assuré que oui.": "a de son côté assuré | assurer compound",
    "La maire a, au contraire, assuré que oui.": "a, au contraire, assuré | assurer compound",
    "« Oui », a-t-elle, mardi au port, assuré.": "a-t-elle, mardi au port, assuré | assurer compound inverted -t-elle",
    "Les marins ont tous assuré que oui.": "ont tous assuré | assurer compound",
    "La maire est intervenue hier.": "est intervenue | intervenir compound",
    # passives
    "La maire est accusée de fraude.": "est accusée | accuser participle passive",
    "La maire a été accusée de fraude.": "a été accusée | accuser participle passive",
    "Elle part, ayant été accusée.": "ayant été accusée | accuser gerund passive",
    "La maire a été vivement et, hier, accusée.": "accusée | accuser participle passive",
    "Un choix jugé absurde par la maire.": "jugé | juger participle passive",
    # forms that are not finite
    "En assurant que oui, elle part.": "En assurant | assurer gerund",
    "Elle part, assurant que oui.": "assurant | assurer gerund",
    "Ayant assuré que oui, elle part.": "Ayant assuré | assurer gerund",
    "Elle part sans avoir assuré cela.": "avoir assuré | assurer infinitive",
    "Elle part pour assurer cela.": "assurer | assurer infinitive",
    "Elle part pour lui assurer cela.": "lui assurer | assurer infinitive",
    # a verb with an infinitive
    "La maire veut assurer que oui.": "veut assurer | assurer finite",
    "La maire ne veut pas assurer que oui.": "ne veut pas assurer | assurer finite negated",
    "La maire a tenu à assurer que oui.": "a tenu à assurer | assurer compound",
    "Comme peut-on assurer cela ?": "peut-on assurer | assurer finite inverted -on",
    "La maire a voulu se désoler.": "se désoler | se désoler infinitive reflexive",
    # expressions
    "La maire fait savoir que oui.": "fait savoir | faire savoir finite",
    "La maire a fait savoir que oui.": "a fait savoir | faire savoir compound",
    "« Oui », fait-elle également savoir.": "fait-elle également savoir | faire savoir finite inverted -elle",
    "« Oui », a-t-elle fait savoir.": "a-t-elle fait savoir | faire savoir compound inverted -t-elle",
    "Elle part, faisant savoir que oui.": "faisant savoir | faire savoir gerund",
    "Elle part pour faire savoir cela.": "faire savoir | faire savoir infinitive",
    "La maire met en garde le port.": "met en garde | mettre en garde finite",
    "La maire a mis en garde le port.": "a mis en garde | mettre en garde compound",
    # verbs that the lexicon lacks
    "« Oui », planifia-t-elle.": "planifia-t-elle | planifia finite inverted -t-elle",
    "« Oui », avait-elle planifié.": "avait-elle planifié | planifié compound inverted -elle",
}


@pytest.mark.parametrize(("text", "group"), GROUPS.items())
def test_group(text: str, group: str | None) -> None:
    assert groups(text) == [group]


SEVERAL = {
    "La maire a salué l'accord et annoncé une fête.": ["a salué | saluer compound", "annoncé | annoncer compound"],
    "La maire a salué l'accord et vite annoncé une fête.": [
        "a salué | saluer compound",
        "annoncé | annoncer participle passive",
    ],
    "Elle a salué un accord et annoncé par lui.": [
        "a salué | saluer compound",
        "annoncé | annoncer participle passive",
    ],
    "La maire a dit : « Oui », annoncé la fête.": ["a dit | dire compound", "annoncé | annoncer participle passive"],
    "La maire a dit. Elle annonce la fête.": ["a dit | dire compound", "annonce | annoncer finite"],
    "La maire a dit vouloir assurer cela.": ["a dit | dire compound", "assurer | assurer infinitive"],
    "La maire a demandé, dit-on, et assuré cela.": [
        "a demandé | demander compound",
        "dit-on | dire finite inverted -on",
        "assuré | assurer compound",
    ],
    "La maire dit assurer cela.": ["dit | dire finite", "assurer | assurer infinitive"],
    "La maire a, dit-on, assuré cela.": [
        "dit-on | dire finite inverted -on",
        "assuré | assurer participle passive",
    ],
    "La maire a affirmé assuré cela.": ["a affirmé | affirmer compound", "assuré | assurer participle passive"],
    "La maire a fait, hier, assurer cela.": ["assurer | assurer infinitive"],
    "Elle se fait prier et fait le clou.": ["se fait prier | prier finite"],
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items())
def test_several_groups(text: str, expected: list[str]) -> None:
    assert groups(text) == expected


NO_GROUPS = [
    "La demande est là.",
    "Une annonce est là.",
    "Elle habite Juge.",
    "Il désole la maire.",
    "La maire a été désolée.",
    "« Oui » mange la maire.",
    "Oui planifia-t-elle.",
    "La maire fait tout pour savoir.",
    "« Oui », a-t-elle.",
    "La même demande est là.",
    "Le cri du coq est là.",
]


@pytest.mark.parametrize("text", NO_GROUPS)
def test_no_group(text: str) -> None:
    assert groups(text) == []


LABELLED = {
    # an article before a noun, a clitic before a verb
    ("Elle le juge.", "le", "DET", "juge", "NOUN"): [],
    ("Elle le juge.", "le", "PRON", "juge", "VERB"): ["le juge | juger finite"],
    ("Elle les a tous jugés.", "les", "DET", "tous", "PRON"): ["a tous jugés | juger compound"],
    ("Elle les a tous jugés.", "les", "PRON", "tous", "PRON"): ["les a tous jugés | juger compound"],
    ("Son estime est là.", "Son", "DET", "estime", "NOUN"): [],
    ("Le dire est là.", "Le", "DET", "dire", "NOUN"): [],
    ("Les accusés partent.", "Les", "DET", "accusés", "ADJ"): [],
    ("Une annonce est là.", "est", "AUX", "annonce", "VERB"): [],
    ("La place Juge est là.", "est", "AUX", "Juge", "VERB"): [],
    ("La même demande est là.", "même", "ADJ", "demande", "VERB"): [],
    # a noun to the model, a verb by what stands around it
    ("La maire juge que oui.", "maire", "NOUN", "juge", "NOUN"): ["juge | juger finite"],
    ("La maire juge mal.", "maire", "NOUN", "juge", "NOUN"): [],
    ("Maud Tessier juge encore.", "Tessier", "PROPN", "juge", "NOUN"): ["juge | juger finite"],
    ("Maud Tessier juge « absurde » ce choix.", "Tessier", "PROPN", "juge", "NOUN"): ["juge | juger finite"],
    ("Maud Tessier (12 ans) juge que oui.", "ans", "NOUN", "juge", "NOUN"): ["juge | juger finite"],
    ("Mais juge que oui.", "Mais", "CCONJ", "juge", "NOUN"): [],
    ("La cour, le juge que voilà.", "cour", "NOUN", "juge", "NOUN"): [],
    ("« Non », rétorque la maire.", "la", "DET", "rétorque", "NOUN"): ["rétorque | rétorquer finite"],
    ("« Non », rétorque Maud.", "Maud", "PROPN", "rétorque", "NOUN"): ["rétorque | rétorquer finite"],
    ("« Non », rétorque celle-ci.", "celle-ci", "PRON", "rétorque", "NOUN"): ["rétorque | rétorquer finite"],
    ("« Non », rétorque voilà.", "voilà", "ADV", "rétorque", "NOUN"): [],
    ("Lui rétorque la maire.", "Lui", "PRON", "rétorque", "NOUN"): [],
    ("Un pilote, venu « de loin », raconte : oui.", "venu", "VERB", "raconte", "NOUN"): ["raconte | raconter finite"],
    ("Un pilote dit « oui » raconte : oui.", "dit", "NOUN", "raconte", "NOUN"): ["raconte | raconter finite"],
    ("Voilà qui juge bien.", "qui", "PRON", "juge", "NOUN"): ["juge | juger finite"],
    ("Elle juge bien.", "Elle", "PRON", "juge", "NOUN"): ["juge | juger finite"],
    ("Bien juge-t-elle.", "Bien", "ADV", "juge", "NOUN"): ["juge-t-elle | juger finite inverted -t-elle"],
    # a participle that is a noun, one that is an adjective
    ("Voilà assuré cela.", "Voilà", "ADV", "assuré", "NOUN"): [],
    ("Voilà assuré cela.", "Voilà", "ADV", "assuré", "ADJ"): ["assuré | assurer participle passive"],
    # a noun before an infinitive is no verb that governs it
    ("Son vouloir assurer cela.", "vouloir", "NOUN", "assurer", "VERB"): ["assurer | assurer infinitive"],
    ("« Oui », planifia-t-elle.", "Oui", "INTJ", "planifia", "ADP"): [],
}


@pytest.mark.parametrize(("sentence", "expected"), LABELLED.items())
def test_labels_decide(sentence: tuple[str, str, str, str, str], expected: list[str]) -> None:
    text, *labels = sentence
    assert groups(text, pos=dict(zip(labels[::2], labels[1::2], strict=True))) == expected


ARCS = {
    # an auxiliary that only the model finds, far to the left or past what else would end the search
    ("La maire a hier dans un long message au port assuré que oui.", "a", "assuré", "aux:tense"): [
        "a hier dans un long message au port assuré | assurer compound"
    ],
    ("La maire a, contre l'avis du port assuré que oui.", "a", "assuré", "aux:tense"): [
        "a, contre l'avis du port assuré | assurer compound"
    ],
    ("La maire a, contre l'avis du port assuré que oui.", "a", "assuré", "advmod"): [
        "assuré | assurer participle passive"
    ],
    # a participle that shares the auxiliary of the one that the model coordinates it with
    ("La maire a salué l'accord, annoncé une fête et.", "annoncé", "salué", "conj"): [
        "a salué | saluer compound",
        "annoncé | annoncer compound",
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), ARCS.items())
def test_the_model_decides(sentence: tuple[str, str, str, str], expected: list[str]) -> None:
    text, token, head, relation = sentence
    tokens = tokens_of(text, arcs={token: (head, relation)})
    assert [told(tokens, group) for group in verb_groups(tokens)] == expected
