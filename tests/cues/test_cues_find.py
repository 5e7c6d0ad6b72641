"""Cues, one sentence a test, without a model: each branch of the incise, of introductions and of source phrases."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.cues import find_cues
from quoteattr.grammar import Tokens
from quoteattr.result import CueKind


def told(tokens: Tokens) -> list[str]:
    """The cues: construction, words, and the mention of an incise or source or the first word of what is opened."""
    out = []
    for site in find_cues(tokens):
        words = tokens.document.words(site.first, site.last)
        if site.phrase is not None:
            words += f" > {tokens.document.words(site.phrase.first, site.phrase.last)}"
        elif site.kind in (CueKind.CLAUSE, CueKind.INFINITIVE):
            words += f" > {tokens.low[site.opens]}"
        out.append(f"{site.kind.value}: {words}")
    return out


INCISES = {
    "« Oui », dit la maire.": "incise: dit > la maire",
    "Le pont est sûr, annonce la maire.": "incise: annonce > la maire",
    "Le pont, comme l'assure la maire, est sûr.": "incise: l'assure > la maire",
    "« Le pont tient » (rires) assure la maire.": "incise: assure > la maire",
    "« Oui », « dit la maire.": "incise: dit > la maire",
    "À Lorme, a déclaré la maire, « tout reste à faire ».": "incise: a déclaré > la maire",
    "« Le pont est trop vieux », la maire a averti.": "incise: a averti > la maire",
    "« Le pont est trop vieux », « la maire a averti.": "incise: a averti > la maire",
    "« Le pont est trop vieux », la maire a averti, inquiète.": "incise: a averti > la maire",
    "« Les sirènes ont sonné », annonce Maud Tessier.": "incise: annonce > maud tessier",
}
NO_INCISES = {
    # what comes out of something is not what it comes out of
    "Il ressort un bilan que la ville publie.": "fragment: ressort",
    # a passive has no speaker after it
    "« Oui », est averti le préfet.": "fragment: est averti",
    # no comma and no mark before the verb
    "Au conseil dit-elle toujours vrai ?": "fragment: dit -elle",
    # what ends the sentence before does not open an incise
    "Oui ! Le pont cède ! Dit-elle vrai ?": "fragment: dit -elle",
    # nor does a bracket that does not end right before the verb
    "« Oui » (rires) et dit-elle vrai ?": "fragment: dit -elle",
    "Le bac part à midi, rappelle-nous la date.": "fragment: rappelle -nous",
    # the subject follows, and the clause too
    "Le pont tient, rappelle à la ville le préfet que la crue guette.": "clause: rappelle > la",
    # thunder does not speak
    "La pluie tombe, annonce le tonnerre.": "fragment: annonce",
    # the words between marks are the subject, in another number
    "Les « gilets mauves » illustrent un malaise.": "fragment: illustrent",
    "Un « bric-à-brac » annonce la fin.": "fragment: annonce",
    # in direct order: a passive, and what goes on with its own words
    "« Le pont est trop vieux », la maire est avertie.": "fragment: est avertie",
    "« Le pont est trop vieux », la maire a averti que tout fermera.": "clause: a averti > tout",
    "« Le pont est trop vieux », la maire a averti : « On ferme. »": "fragment: a averti",
    "« Le pont est trop vieux », la maire annonce travaux, retards et pannes.": "fragment: annonce",
    "« Trop vieux », la maire a averti.": "fragment: a averti",
}
CLAUSES = {
    "La maire dit que le pont cède.": "clause: dit > le",
    "La maire dit du « bac qui tangue » que rien ne presse.": "clause: dit > rien",
    "La maire estime « qu'il faut partir » à temps.": "clause: estime > «",
    "La maire demande si le pont cède.": "clause: demande > le",
    "La maire explique pourquoi le pont cède.": "clause: explique > pourquoi",
    "La maire raconte ce qui est arrivé.": "clause: raconte > ce",
    "La maire affirme avoir prévenu la ville.": "infinitive: affirme > avoir",
    "La maire promet de revenir.": "infinitive: promet > revenir",
    "La maire a raconté à la radio avoir fui.": "infinitive: a raconté > avoir",
}
NO_CLAUSES = {
    # the line ends, and with it what the verb reports
    "La maire annonce\nQue le pont est beau !": "fragment: annonce",
    "La maire juge le pont plus vieux que la digue.": "fragment: juge",
    "La maire a jugé « absolument trop vieux ce pont » que la ville ferme.": "fragment: a jugé",
    # venus en si grand nombre: far from the verb, no question
    "La maire demande aux élus de tous les quais venus si nombreux de partir.": "fragment: demande",
    "Elle refuse d'annoncer quoi que ce soit.": "fragment: annoncer",
    "La maire l'affirme parce que le pont cède.": "fragment: l'affirme",
    "Il faut dire que le pont cède.": "fragment: dire",
    "S'il affirmait que le pont cède, on rirait.": "fragment: affirmait",
    "Personne n'affirme que le pont cède.": "fragment: n'affirme",
    "La maire n'a pas dit que le pont cède.": "fragment: n'a pas dit",
    "La maire affirme à la ville son soutien ; avoir un pont aide.": "fragment: affirme",
}
SOURCES = {
    "Selon la maire, le pont cède.": "source: selon > la maire",
    "Selon des sources proches, le pont cède.": "source: selon > des sources proches",
    "De source policière, le pont cède.": "source: de > source policière",
    "Aux dires du préfet, le pont cède.": "source: aux dires > du préfet",
    "Pour la maire, le pont doit fermer.": "source: pour > la maire",
    "Par ailleurs, pour la maire, le pont doit fermer.": "source: pour > la maire",
    "Pour 37 %, le pont doit fermer.": "source: pour > 37 %",
    "Une « réussite », pour la maire.": "source: pour > la maire",
    "Pour la maire, « trop tard ».": "source: pour > la maire",
    "Pour le tromboniste, le pont fermera.": "source: pour > le tromboniste",
    "Une étude selon laquelle le lac baisse est parue.": "source: selon laquelle > une étude",
    "L'affirmation de Zoé Lam selon laquelle le lac baisse est fausse.": "source: selon laquelle > zoé lam",
}
NO_SOURCES = [
    "Selon que le pont cède ou non, on part.",
    "Selon les embouteillages, le bac part à midi.",
    "Selon nos calculs, le bac part à midi.",
    "D'après la veille, le bac part à midi.",
    "Le bac garde une « vraie place » pour la maire.",
    "Pour la maire le bac compte.",
    "La ville chante pour la maire, la digue et le port.",
    "Voilà la maire pour qui ?",
    "Le câble selon lequel le lac baisse est tombé.",
    "Pour le lac, le pont doit fermer.",
    "Pour « la maire », le pont doit fermer.",
    "Zoé Lam pour laquelle le lac baisse est partie.",
    "Pour eux, le garde assure que le pont cède.",
    "Pour eux, il assure que le pont doit fermer.",
    "À lire aussi : « Le port s'éveille »",
]


@pytest.mark.parametrize(("sentence", "cue"), (INCISES | CLAUSES | SOURCES).items())
def test_what_there_is(sentence: str, cue: str) -> None:
    assert cue in told(tokens_of(sentence))


@pytest.mark.parametrize(("sentence", "cue"), (NO_INCISES | NO_CLAUSES).items())
def test_what_looks_like_it(sentence: str, cue: str) -> None:
    found = told(tokens_of(sentence))
    assert cue in found
    assert not [c for c in found if c.split(":")[1] == cue.split(":")[1] and c != cue]


@pytest.mark.parametrize("sentence", NO_SOURCES)
def test_nobody_is_the_source(sentence: str) -> None:
    assert not [c for c in told(tokens_of(sentence)) if c.startswith("source")]


def test_a_relative_pronoun_opens_no_clause() -> None:
    tokens = tokens_of("La maire répète la phrase que tous citent.", pos={"que": "PRON"})
    assert "fragment: répète" in told(tokens)
    for indirect in ("aux lettres", "par des élus"):
        tokens = tokens_of(f"La maire répond {indirect} que tous citent.", pos={"que": "PRON"})
        assert told(tokens) == ["fragment: répond", "fragment: citent"]
    tokens = tokens_of("La maire répète à la radio que tous viennent.", pos={"que": "PRON"})
    assert told(tokens) == ["clause: répète > tous"]


def test_the_title_of_another_article_has_no_cue() -> None:
    assert told(tokens_of("À lire aussi : « Le port s'éveille »")) == []


def test_an_infinitive_after_an_aside_between_commas() -> None:
    arcs = {"avoir": ("fui", "aux"), "fui": ("assuré", "xcomp")}
    tokens = tokens_of("La maire avait assuré, la veille, avoir fui.", arcs=arcs)
    assert told(tokens) == ["infinitive: avait assuré > avoir"]
