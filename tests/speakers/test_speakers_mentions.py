"""The mention of the speaker, rule by rule, with labels of word lists and the arcs that a sentence needs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from made_tokens import at, tokens_of, words

from quoteattr.cues import find_cues
from quoteattr.grammar import NounPhrase
from quoteattr.measured import MentionRule
from quoteattr.quotations import draft_quotations
from quoteattr.speakers import find_mention
from quoteattr.speakers.mentions.find import _apart
from quoteattr.speakers.mentions.subjects import parsed_subject

Arcs = Mapping[str, tuple[str, str]]


def mention(text: str, arcs: Arcs | None = None, **labels: Mapping[str, str]) -> tuple[str, str | None] | None:
    """The rule that finds the mention of the last quotation of a text, and the mention."""
    tokens = tokens_of(text, arcs=arcs, **labels)
    sites = find_cues(tokens)
    found = find_mention(tokens, draft_quotations(tokens, sites)[-1], sites)
    return None if found is None else (found.rule, words(tokens, found.phrase))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« On ferme », répète-t-on chez les bateliers.", "les bateliers"),
        ("« On ferme », répète-t-on souvent dans le bourg.", "le bourg"),
        ("« On ferme », lit-on en exergue de la pétition.", "la pétition"),
        ("Le quai ferme, a-t-on appris auprès de la régie.", "la régie"),
        ("Le quai ferme, a-t-on appris auprès du préfet.", "du préfet"),
    ],
)
def test_a_body_behind_on(text: str, found: str) -> None:
    assert mention(text) == (MentionRule.BODY_BEHIND_ON, found)


def test_on_alone_is_given_by_the_construction() -> None:
    assert mention("« On ferme », répète-t-on sans fin.") == (MentionRule.GIVEN_BY_THE_CONSTRUCTION, "-t-on")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Au bout du quai, Léa Faure : « On attend la marée. »", "Léa Faure"),
        ("La capitaine du bac : « On attend la marée. »", "La capitaine du bac"),
        ("La réaction de la capitaine : « On attend la marée. »", "la capitaine"),
        ("La réaction du capitaine : « On attend la marée. »", "du capitaine"),
        ("Léa Faure, présidente de la Ronde des quais : « On attend. »", "Léa Faure, présidente de la Ronde des quais"),
    ],
)
def test_a_label(text: str, found: str) -> None:
    assert mention(text) == (MentionRule.LABEL, found)


@pytest.mark.parametrize("label", ["Une réaction", "Objectif", "Sa réponse", "Leur mot d'ordre"])
def test_a_saying_alone_is_nobody(label: str) -> None:
    assert mention(f"{label} : « On attend la marée. »") is None


def test_the_subject_of_a_label_with_a_verb() -> None:
    text = "Au bout du quai, la capitaine hausse les épaules : « On attend. »"
    found = mention(text, pos={"hausse": "VERB"}, verb_form={"hausse": "Fin"})
    assert found == (MentionRule.LABEL, "la capitaine")


def test_the_agent_of_a_passive() -> None:
    text = "Le retard est jugé « absurde » par la capitaine."
    assert mention(text) == (MentionRule.AGENT, "la capitaine")


@pytest.mark.parametrize(
    "text",
    [
        "Le retard est jugé « absurde » : le bac a coulé par gros temps.",
        "Le retard est jugé « absurde » ; il est causé par la houle.",
        "Le retard est jugé « absurde » depuis hier.",
    ],
)
def test_a_passive_without_agent(text: str) -> None:
    assert mention(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chez les bateliers, on redoute « une année noire ».", "les bateliers"),
        ("Ce matin, on redoute « une année noire ».", "on"),
        ("Le préfet salue la régie, qui redoute la crue et promet « un bac de plus ».", "la régie"),
        ("La passeuse sait que le préfet craint « une crue ».", "le préfet"),
        ("« Je cale », avoue la passeuse et réclame « un bac de plus ».", "la passeuse"),
    ],
)
def test_a_subject(text: str, found: str) -> None:
    assert mention(text) == (MentionRule.SUBJECT, found)


def test_the_clitic_before_the_verb_is_its_subject_whatever_the_model_says() -> None:
    text = "Le préfet dort, elle craint « une crue »."
    arcs = {"préfet": ("dort", "nsubj"), "craint": ("dort", "conj")}
    assert mention(text, arcs) == (MentionRule.SUBJECT, "elle")


def test_a_verb_that_nothing_coordinates_has_a_subject_of_its_own() -> None:
    text = "La passeuse espère un bac, le préfet redoute « une crue »."
    assert mention(text, {"préfet": ("redoute", "nsubj")}) == (MentionRule.SUBJECT, "le préfet")


def test_no_subject_at_all() -> None:
    assert mention("Puis ajoute : « Bon vent. »") is None


@pytest.mark.parametrize(
    ("text", "arcs", "verb", "found"),
    [
        ("La maire dit non.", {"maire": ("dit", "nsubj")}, "dit", "La maire"),
        ("Elle dit non.", {"Elle": ("dit", "nsubj")}, "dit", "Elle"),
        ("La maire qui dit non part.", {"qui": ("dit", "nsubj")}, "dit", "La maire"),
        ("La maire sort et dit non.", {"maire": ("sort", "nsubj"), "dit": ("sort", "conj")}, "dit", "La maire"),
        ("La maire sait que dit le sage.", {"maire": ("sait", "nsubj"), "dit": ("sait", "ccomp")}, "dit", None),
        ("Personne ne dit non.", {"Personne": ("dit", "nsubj")}, "dit", None),
        ("La maire dit non.", {"non": ("dit", "nsubj")}, "dit", None),
        ("La maire dit non.", {"maire": ("dit", "obj")}, "dit", None),
        ("« La maire » dit non.", {"maire": ("dit", "nsubj")}, "dit", None),
        (
            "Avant d'ajouter : « Je pars. »",
            {"Je": ("pars", "nsubj"), "ajouter": ("pars", "advcl")},
            "ajouter",
            None,
        ),
    ],
)
def test_what_the_model_says_of_subjects(text: str, arcs: Arcs, verb: str, found: str | None) -> None:
    tokens = tokens_of(text, arcs=arcs)
    assert words(tokens, parsed_subject(tokens, at(tokens, verb), 0)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le quai est vide, mais la passeuse de conclure : « Tant pis. »", "la passeuse"),
        ("Du pont on entend les pêcheurs scander « Rendez-nous la mer ».", "les pêcheurs"),
        ("Le quai a fermé, la directrice promettant « un bac de plus ».", "la directrice"),
        ("Le quai a fermé, la directrice (Zoé Lam) promettant « un bac de plus ».", "la directrice (Zoé Lam)"),
    ],
)
def test_a_subject_of_its_own(text: str, found: str) -> None:
    rule, phrase = mention(text) or ("", "")
    assert rule == MentionRule.OWN_SUBJECT
    assert found.startswith(phrase or "?")


def test_the_noun_that_a_participle_describes() -> None:
    text = "La régie a reçu un courrier dénonçant « un scandale »."
    assert mention(text, {"dénonçant": ("courrier", "acl")}) == (MentionRule.OWN_SUBJECT, "un courrier")


@pytest.mark.parametrize(
    ("text", "arcs"),
    [
        ("La régie a reçu un courrier, dénonçant « un scandale ».", {"dénonçant": ("courrier", "acl")}),
        ("La régie a reçu un courrier dénonçant « un scandale ».", {"dénonçant": ("reçu", "advcl")}),
    ],
)
def test_a_gerund_without_a_noun_of_its_own(text: str, arcs: Arcs) -> None:
    assert mention(text, arcs) == (MentionRule.UNDERSTOOD, "La régie")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le port gèle, « la mer durcit », avoue la passeuse, promettant « un brise-glace ».", "la passeuse"),
        ("La passeuse dit que le préfet ne nie rien, ajoutant que la marée monte.", "La passeuse"),
        ("La passeuse dit que la digue tient, prévient le préfet, ajoutant que la marée monte.", "le préfet"),
        ("Condamnant « un scandale », la passeuse a rendu sa casquette.", "la passeuse"),
        ("Condamnant « un scandale », elle a rendu sa casquette.", "elle"),
    ],
)
def test_an_understood_subject(text: str, found: str) -> None:
    assert mention(text) == (MentionRule.UNDERSTOOD, found)


def test_the_verb_above_has_the_understood_subject() -> None:
    text = "Le quai vide, la passeuse dort, rêvant de dénoncer « un scandale »."
    arcs = {"passeuse": ("dort", "nsubj"), "rêvant": ("dort", "advcl"), "dénoncer": ("rêvant", "xcomp")}
    assert mention(text, arcs) == (MentionRule.UNDERSTOOD, "la passeuse")


def test_who_speaks_inside_the_marks_is_not_understood_outside() -> None:
    text = "Pour conclure : « Je pars. »"
    assert mention(text, {"conclure": ("pars", "advcl"), "Je": ("pars", "nsubj")}) is None


@pytest.mark.parametrize(
    "text",
    [
        "Condamnant « un scandale », « une honte », le quai a fermé.",
        "Condamnant « un scandale » : ce matin, le quai a fermé.",
        "Condamnant « un scandale ».",
    ],
)
def test_nobody_understood(text: str) -> None:
    assert mention(text) is None


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("Au bout du quai, la ministre affronte « le signe d'un hiver rude ».", "affronte", "la ministre"),
        ("Cela tient « du plus pur des miracles de Noël ».", "tient", None),
        ("La rose tient « du plus pur des miracles de Noël ».", "tient", None),
        ("Hier soir, le syndicat « appelle tous les gens du bourg ».", "appelle", "le syndicat"),
        ("Hier soir, le syndicat « en appelle à tous les gens du bourg ».", "appelle", "le syndicat"),
        ("Hier soir, elle « n'appelle personne dans ce bourg ».", "appelle", None),
        ("Hier soir, le syndicat, ému, « appelle tous les gens du bourg ».", "appelle", None),
        ("Hier soir, le syndicat, « grand ami des gens du bourg ».", "", None),
    ],
)
def test_the_subject_of_a_sentence_without_a_cue(text: str, verb: str, found: str | None) -> None:
    labels = {"pos": {verb: "VERB"}, "verb_form": {verb: "Fin"}} if verb else {}
    assert mention(text, **labels) == (None if found is None else (MentionRule.SENTENCE_SUBJECT, found))


@pytest.mark.parametrize(
    ("text", "subjects", "found"),
    [
        ("Jeudi déjà, la maire dit que le quai ferme.", ["Jeudi", "maire"], "la maire"),
        ("Rires, cris : la maire dit que le quai ferme.", ["Rires", "maire"], "la maire"),
        ("Celui qui règne, le prince Sall, dit que le quai ferme.", ["Celui", "prince"], "le prince Sall"),
        ("La maire, la lenteur aidant, dit que le quai ferme.", ["maire", "lenteur"], "La maire"),
        ("Léa Faure, la maire, dit que le quai ferme.", ["Faure", "maire"], "Léa Faure, la maire"),
        ("Le maire de Debout la Rade Léa dit que le quai ferme.", ["maire", "Léa"], "Le maire de Debout"),
        ("Léa Faure, députée, dit que le quai ferme.", ["Faure", "députée"], "Léa Faure, députée"),
        ("Aux élus qui partent, la maire dit que le quai ferme.", ["élus"], "la maire"),
        ("La maire qui a vu deux élus dit que le quai ferme.", ["maire", "élus"], "La maire"),
        ("La maire a, elle, dit que le quai ferme.", ["maire", "elle"], "La maire"),
        ("La maire nous dit que le quai ferme.", ["maire", "nous"], "La maire"),
        ("Les « Mauves » disent que le quai ferme.", ["Mauves"], "Les « Mauves »"),
        ("Tous les « Mauves » disent que le quai ferme.", ["Mauves"], "Tous les « Mauves »"),
        ("Certains parmi les « Mauves » disent que le quai ferme.", ["Certains", "Mauves"], "Certains"),
        ("Enfin, 22% disent que le quai ferme.", ["%"], "22%"),
    ],
)
def test_which_of_the_subjects_of_the_model(text: str, subjects: list[str], found: str) -> None:
    verb = "disent" if "disent" in text else "dit"
    labels = {"pos": {verb: "VERB"}, "verb_form": {verb: "Fin"}}
    arcs = dict.fromkeys(subjects, (verb, "nsubj"))
    assert mention(text, arcs, **labels) == (MentionRule.SUBJECT, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le bruit aidant, la maire dit que le quai ferme.", "la maire"),
        ("Rien que le bruit dit que le quai ferme.", "le bruit"),
        ("La maire absente, les élus disent que le quai ferme.", "les élus"),
        ("Au bourg, le mot est clair : on dit que le quai ferme.", "on"),
        ("Dans le camp du maire, on dit que le quai ferme.", "le camp du maire"),
    ],
)
def test_the_subject_by_order(text: str, found: str) -> None:
    verb = "disent" if "disent" in text else "dit"
    pos = {verb: "VERB"} | ({"est": "AUX"} if " est " in text else {})
    assert mention(text, pos=pos, verb_form=dict.fromkeys(pos, "Fin")) == (MentionRule.SUBJECT, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alors que le bruit enfle, la maire et lui partent, ajoutant que le quai ferme.", "la maire"),
        ("Ce sont des mots qu'elle retire, admettant que le quai ferme.", "elle"),
        ("Mais il faut partir, ajoutant que le quai ferme.", None),
        ("Elle trouve la force de parler du quai : « On attend la marée. »", "Elle"),
    ],
)
def test_the_understood_subject_by_order(text: str, found: str | None) -> None:
    assert mention(text) == (None if found is None else (MentionRule.UNDERSTOOD, found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il dit que le juge « part », dit-elle, ajoutant que le quai ferme.", "-elle"),
        ("C'est la maire qui s'est levée pour réclamer « un quai de plus ».", "la maire"),
        ("C'est la maire, Zoé Lam, qui s'est levée pour réclamer « un quai de plus ».", "la maire, Zoé Lam"),
        ("La maire dénonce des bateaux accusés d'être « des épaves de la rade ».", "La maire"),
        ("La maire « condamne » ces actes, réclamant « un quai de plus ».", "La maire"),
    ],
)
def test_the_understood_subject_of_gerunds_and_participles(text: str, found: str) -> None:
    arcs = {"réclamant": ("condamne", "advcl")} if "condamne" in text else None
    assert mention(text, arcs) == (MentionRule.UNDERSTOOD, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le tableau dressé par Zoé Lam, qui dit que le quai ferme.", "Zoé Lam"),
        ("La note de la maire, qui dit que le quai ferme.", "La note de la maire"),
    ],
)
def test_an_antecedent_that_can_speak(text: str, found: str) -> None:
    arcs = {"qui": ("dit", "nsubj"), "dit": ("tableau" if "tableau" in text else "note", "acl:relcl")}
    assert mention(text, arcs) == (MentionRule.SUBJECT, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Selon la maire, rien ne va : « On attend la marée. »", "la maire"),
        ("Pour elle, l'essentiel est ailleurs : « On attend la marée. »", "elle"),
        ("Au bourg, c'est la fête : « On attend la marée. »", None),
    ],
)
def test_a_label_with_a_source(text: str, found: str | None) -> None:
    labels = {"pos": {"est": "AUX"}, "verb_form": {"est": "Fin"}} if "est " in text else {}
    if "va " in text:
        labels = {"pos": {"va": "VERB"}, "verb_form": {"va": "Fin"}}
    assert mention(text, **labels) == (None if found is None else (MentionRule.LABEL, found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un quai jugé « bien trop vieux » par la maire.", "la maire"),
        ("Un quai soutenu par des « amis » et jugé « bien trop vieux ».", None),
    ],
)
def test_no_agent_inside_marks(text: str, found: str | None) -> None:
    assert mention(text) == (None if found is None else (MentionRule.AGENT, found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« On attend la marée », dit la maire, alors que « rien ne bouge dans ce port ».", "la maire"),
        ("« On attend », dit la maire. Alors que « rien ne bouge dans ce port ».", None),
        ("« On attend », répète-t-on sans fin, alors que « rien ne bouge dans ce port ».", None),
    ],
)
def test_who_speaks_in_the_incise_before(text: str, found: str | None) -> None:
    assert mention(text) == (None if found is None else (MentionRule.SAID_BEFORE, found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« C’est une farce de mauvais goût » : la ministre part fâchée.", "la ministre"),
        ("« C’est une farce de mauvais goût », « du vent » : la ministre part fâchée.", "la ministre"),
        ("« C’est une farce de mauvais goût » : cela part mal.", None),
        ("« C’est une farce de mauvais goût » ! La ministre part fâchée.", None),
        ("« C’est une farce de mauvais goût » : rien de neuf.", None),
    ],
)
def test_the_clause_after_quotations(text: str, found: str | None) -> None:
    verb = {"part": "VERB"} if " part " in text else {}
    found_by = mention(text, pos=verb, verb_form=dict.fromkeys(verb, "Fin"))
    assert found_by == (None if found is None else (MentionRule.CLAUSE_AFTER, found))


def test_a_noun_of_saying_in_a_label_is_of_whoever_it_is_of() -> None:
    assert mention("La réaction de la rue : « Non, merci. »") == ("label", "la rue")
    assert mention("La réaction de et : « Non, merci. »") is None


def test_a_mention_ends_where_what_is_said_begins() -> None:
    tokens = tokens_of("Le conseil de dérive dénonce une « faute lourde » au port.")
    draft = draft_quotations(tokens, find_cues(tokens))[0]
    found = _apart(tokens, draft, NounPhrase(0, at(tokens, "faute"), 1, core=1))
    assert words(tokens, found) == "Le conseil de dérive"
