"""Who each mention is, with labels of word lists and the names, relations and kinds that a text needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from made_tokens import tokens_of

from quoteattr import Person
from quoteattr.cues import find_cues
from quoteattr.measured import Link
from quoteattr.quotations import draft_quotations
from quoteattr.speakers import KnownPeople, Linked, Registry, find_mention
from quoteattr.speakers.people import collect_people


def speakers(text: str, *, known: Sequence[Person] = (), brief: bool = False, **labels: Any) -> list[Linked]:
    """Who says each quotation of a text, and what tells it."""
    tokens = tokens_of(text, **labels)
    sites = find_cues(tokens)
    registry = Registry(tokens, KnownPeople(known), brief=brief)
    out = []
    for draft in draft_quotations(tokens, sites):
        found = find_mention(tokens, draft, sites)
        out.append(registry.carry(draft) if found is None else registry.resolve(found.phrase, draft))
    return out


def last(text: str, **given: Any) -> tuple[str | None, Link]:
    """The name of who says the last quotation of a text, and what tells it."""
    linked = speakers(text, **given)[-1]
    return linked.entity and linked.entity.name, linked.link


# ---- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le bac coule, a-t-on appris de Léa Faure.", "Léa Faure"),
        ("« On ferme », disent Léa Faure et Omar Sall.", "Léa Faure et Omar Sall"),
        ("« On ferme », dira Léa Faure ou Omar Sall.", "Léa Faure"),
        ("Léa Faure sort. « On ferme », dit Mme Faure.", "Léa Faure"),
        ("« On ferme », dit un marin qui a tout vu, Noé Tanguy.", "Noé Tanguy"),
        ("« On ferme », disent Léa Faure et Omar Sall. « Pour rien », jugent Léa Faure et Omar Sall.", None),
    ],
)
def test_a_name(text: str, name: str | None) -> None:
    assert last(text) == (name or "Léa Faure et Omar Sall", Link.NAME)


def test_two_people_are_the_same_two_later() -> None:
    first, second = speakers("« Oui », disent Léa Faure et Omar Sall. « Non », disent Léa Faure et Omar Sall.")
    assert first.entity is second.entity


def test_the_complement_is_not_who_speaks() -> None:
    assert last("« On ferme », dit un proche de Léa Faure.") == ("un proche de Léa Faure", Link.DESCRIPTION)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("la fille du patron Omar Sall", None),
        ("la fille du patron serbe Omar Sall", None),
        ("la fille de Mme Faure", None),
        ("la patronne du vieux bac Léa Faure", "Léa Faure"),
        ("la patronne serbe Léa Faure", "Léa Faure"),
        ("le bacquetier du vieux bac Léa Faure", "Léa Faure"),
        ("le bacquetier élégant Léa Faure", "Léa Faure"),
        ("le bacquetier du patron, Léa Faure", "Léa Faure"),
        ("la patronne du bac, Mme Faure", "Faure"),
    ],
)
def test_a_noun_in_the_complement_has_the_name(words: str, name: str | None) -> None:
    found = (words, Link.DESCRIPTION) if name is None else (name, Link.NAME)
    assert last(f"« On ferme », dit {words}.") == found


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("le premier adjoint de Mme Faure, Omar Sall.", "Omar Sall"),
        ("le premier adjoint de Mme Faure, M. Sall.", "Sall"),
        ("le premier adjoint de Léa Faure, Omar Sall, hier.", "Omar Sall"),
        ("le premier adjoint de Léa Faure, Omar Sall (PRZ).", "Omar Sall"),
        ("le premier adjoint de Léa Faure, Omar Sall du port.", None),
        ("le premier adjoint de Léa Faure, hier Omar Sall.", None),
        ("le premier adjoint de Léa Faure puis Omar Sall.", None),
        ("le premier adjoint de Léa Faure.", None),
    ],
)
def test_the_name_after_the_one_in_the_complement(words: str, name: str | None) -> None:
    found, link = last(f"« On ferme », dit {words}")
    assert link is (Link.DESCRIPTION if name is None else Link.NAME)
    assert name is None or found == name


def test_whom_the_text_says_to_be_that() -> None:
    assert last("Voici Léa Faure, une infirmière qui dit : « On ferme. »") == ("Léa Faure", Link.NAME)
    assert last("Voici Léa Faure. Une infirmière dit : « On ferme. »") == ("Une infirmière", Link.DESCRIPTION)


def test_a_later_mention_is_another_form_of_the_name() -> None:
    entity = speakers("Léa Faure sort. « On ferme », dit Mme Faure.")[-1].entity
    assert entity is not None
    assert entity.forms == ["Léa Faure", "Faure", "Mme Faure"]


def test_a_mention_tells_no_more_of_a_name_than_reading_it_did() -> None:
    text = "« On ferme », dit Mme Faure."
    people, _ = collect_people(tokens_of(text))
    entity = speakers(text)[0].entity
    assert entity is not None
    assert entity.votes == people.all[0].votes


def test_one_person_and_the_relative_of_another_are_not_the_two() -> None:
    name, _ = last("« On ferme », disent Léa Faure et le frère de Zoé Lam.")
    assert name != "Léa Faure et Zoé Lam"


def test_somebody_the_user_knows() -> None:
    known = [Person("Léa Faure", aliases=["la Rouquine"])]
    assert last("« On ferme », dit la Rouquine.", known=known) == ("Léa Faure", Link.KNOWN)


def test_who_is_close_to_somebody_the_user_knows() -> None:
    known = [Person("Léa Faure")]
    assert last("« On ferme », dit un proche de Léa Faure.", known=known) == (
        "un proche de Léa Faure",
        Link.DESCRIPTION,
    )


# ---- bodies


@pytest.mark.parametrize(
    ("text", "name", "link"),
    [
        ("La CGT attend. « Tout brûle », dit un syndicat.", "un syndicat", Link.DESCRIPTION),
        ("La CGT attend. « Tout brûle », dit le syndicat.", "CGT", Link.BODY_NOUN),
        ("La CGT attend. « Tout brûle », dit son syndicat.", "son syndicat", Link.DESCRIPTION),
        ("La CGT attend. « Tout brûle », dit le syndicat Rives ouvertes.", "Rives ouvertes", Link.BODY),
        ("La Ligue attend. « Tout brûle », dit le syndicat.", "Ligue", Link.BODY_NOUN),
        ("La Ligue des marais attend. « Tout brûle », dit le tribunal.", "le tribunal", Link.DESCRIPTION),
        ("La Ligue des marais attend. « Tout brûle », dit le rapport.", "le rapport", Link.DESCRIPTION),
        ("« Oui », dit l'ONG Orlin. La Ligue des marais attend. « Tout brûle », dit l'asso.", "Orlin", Link.BODY_NOUN),
        ("Selon une association du port, la CGT, le quai fume.", "CGT", Link.BODY),
        ("Un syndicat, hier encore, dit que le quai fume.", "Un syndicat", Link.DESCRIPTION),
        ("« Tout brûle », a dit la maire à la CGT, hier.", "la maire", Link.DESCRIPTION),
    ],
)
def test_a_body(text: str, name: str, link: Link) -> None:
    assert last(text) == (name, link)


@pytest.mark.parametrize(
    ("text", "name", "link"),
    [
        ("« Oui », écrit Le Parisien.", "Le Parisien", Link.BODY),
        ("« Oui », écrit le Parisien.", "le Parisien", Link.BODY),
        ("« Oui », crie le parisien.", "le parisien", Link.DESCRIPTION),
        ("« Oui », crie le Marin.", "le Marin", Link.DESCRIPTION),
    ],
)
def test_a_paper_whose_name_is_a_common_noun(text: str, name: str, link: Link) -> None:
    nouns = {word: "NOUN" for word in ("Parisien", "parisien", "Marin") if word in text}
    assert last(text, pos=nouns, entities=[]) == (name, link)


def test_two_bodies_are_a_group() -> None:
    text = "Selon la Ligue des marais et l'Office des eaux, le quai fume."
    nouns = {"marais": "NOUN", "eaux": "NOUN"}
    assert last(text, pos=nouns) == ("la Ligue des marais et l'Office des eaux", Link.DESCRIPTION)


def test_a_name_that_only_the_model_takes_for_a_person() -> None:
    linked = speakers("« On ferme », dit Mme de Kerlan.", entities=[("Mme de Kerlan", "PER")])[0]
    assert linked.entity is not None
    assert (linked.entity.kind, linked.link) == ("person", Link.BODY)


def test_a_body_that_is_never_named_is_one_body() -> None:
    first, other, second = speakers("Selon la régie, le quai fume. Selon les élus, il gèle. Selon la régie, il pleut.")
    assert first.entity is second.entity
    assert first.entity is not other.entity


@pytest.mark.parametrize(
    ("text", "name", "link"),
    [
        ("Selon un témoin, le quai fume. La même source ajoute que le bac fume.", "un témoin", Link.SAME_SOURCE),
        ("Selon un témoin, le quai fume. Une source ajoute que le bac fume.", "Une source", Link.DESCRIPTION),
        (
            "Selon le syndicat, le quai fume. Léa Faure dit que non. Le même syndicat ajoute que le bac fume.",
            "le syndicat",
            Link.BODY_NOUN,
        ),
    ],
)
def test_the_same_source(text: str, name: str, link: Link) -> None:
    assert last(text) == (name, link)


# ---- descriptions


@pytest.mark.parametrize(
    ("text", "name", "link"),
    [
        ("« Oui », dit un ministre. Le ministre de la Pêche, Jens Dahl, est là.", "Jens Dahl", Link.NAMED_LATER),
        (
            "« Oui », dit chaque ministre. Le ministre de la Pêche, Jens Dahl, est là.",
            "chaque ministre",
            Link.DESCRIPTION,
        ),
        ("Noé Tanguy, avocat, sort. « Oui », dit un avocat.", "un avocat", Link.DESCRIPTION),
        ("Noé Tanguy, avocat, sort. « Oui », dit l'avocat.", "Noé Tanguy", Link.ROLE),
        ("Noé Tanguy, avocat, sort. « Oui », disent les avocats.", "les avocats", Link.DESCRIPTION),
        ("Zoé Lam entre. « Oui », dit un des élus. Selon un des élus, le bac fume.", "un des élus", Link.DESCRIPTION),
        ("« Oui », dit le maire. « Non », dit Zoé Lam. « Si », reprend le maire.", "le maire", Link.ROLE),
        ("Le quai fume, a-t-on appris auprès du maire.", "le maire", Link.DESCRIPTION),
    ],
)
def test_a_description(text: str, name: str, link: Link) -> None:
    assert last(text) == (name, link)


@pytest.mark.parametrize("words", ["le gérant d'un bar", "l'autre gérant"])
def test_who_is_brought_in_is_somebody_new(words: str) -> None:
    text = "Noé Tanguy, gérant, sort. « Oui », dit {}."
    assert last(text.format(words)) == (words, Link.DESCRIPTION)
    assert last(text.format("le gérant du bar")) == ("Noé Tanguy", Link.ROLE)


def test_whose_somebody_is_is_somebody_else() -> None:
    text = "Zoé Lam sort. « Oui », dit {}."
    assert last(text.format("son avocate")) == ("son avocate", Link.DESCRIPTION)
    assert last(text.format("l'avocate")) == ("Zoé Lam", Link.SALIENT)
    assert last(f"Noé Tanguy, avocat, entre. {text.format('son avocat')}") == ("Noé Tanguy", Link.ROLE)


def test_a_choice_tells_the_share_of_who_was_chosen() -> None:
    alone, chosen, named = speakers(
        "Zoé Lam sort. « Oui », dit-elle. Léa Faure rentre. « Non », dit-elle. « Si », dit Zoé Lam."
    )
    assert (alone.share, named.share) == (1, 1)
    assert 0 < chosen.share < 1


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "Zoé Lam sort. Il faut du vent. Elle rit. « Elle dort », dit-elle. Puis elle sourit.",
            [("zoé", False), ("elle", False), ("-elle", True)],
        ),
        (
            "Zoé Lam sort. Elle dit que le bac dort. Elle ajoute que la mer monte.",
            [("zoé", False), ("elle", True), ("elle", True)],
        ),
    ],
)
def test_the_narrators_pronouns_are_noted_in_their_place(text: str, mentions: list[tuple[str, bool]]) -> None:
    tokens = tokens_of(text)
    sites = find_cues(tokens)
    registry = Registry(tokens)
    for draft in draft_quotations(tokens, sites):
        found = find_mention(tokens, draft, sites)
        assert found is not None
        registry.resolve(found.phrase, draft)
    noted = [seen for seen in registry.cast.memory.seen if seen.entity.name == "Zoé Lam"]
    assert [(tokens.low[seen.at], seen.spoke) for seen in noted] == mentions
    assert [seen.pronoun for seen in noted] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La juge soupire : « On attend. » Paul Rives, juge, arrive.", "La juge"),
        ("La juge soupire : « On attend. » Zoé Lam, éclusière, arrive.", "La juge"),
        ("La juge soupire : « On attend. » Zoé Lam, juge, arrive.", "Zoé Lam"),
        (
            "Noé Tanguy est le maire de Lorval.\nPaul Rives sort. « Non », dit Paul Rives.\nPaul Rives sort.\n« Si », dit le maire.",
            "Noé Tanguy",
        ),
    ],
)
def test_who_holds_the_office(text: str, name: str) -> None:
    assert last(text)[0] == name


def test_a_demonstrative_means_who_spoke_last() -> None:
    text = (
        "« Je ferme », dit Noé Tanguy.\nOmar Sall hausse les épaules. Omar Sall sort.\n« Je pars », ajoute cet homme."
    )
    assert last(text) == ("Noé Tanguy", Link.SALIENT)


# ---- pronouns


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selon la préfecture, le quai rouvre. Le bac, a-t-on ajouté, part à midi.", "la préfecture"),
        ("Noé Tanguy plie ses filets. « On ferme », dit-on.", None),
        ("Noé Tanguy plie ses filets. « On ferme », disent certains.", "certains"),
        ("Zoé Lam et Noé Tanguy sortent. « On ferme », dit celui-ci.", "Noé Tanguy"),
        ("« Oui », dit Noé Tanguy devant Omar Sall. « On ferme », ajoute celui-ci.", "Omar Sall"),
        ("« Oui », dit Noé Tanguy devant Omar Sall. « On ferme », ajoute-t-il.", "Noé Tanguy"),
        ("Zoé Lam sort. Les élus votent. « On ferme », dit-elle.", "Zoé Lam"),
        ("Les élus votent. Noé Tanguy sort. « On ferme », disent-ils.", "Les élus"),
    ],
)
def test_a_pronoun(text: str, name: str | None) -> None:
    assert last(text) == (name, Link.PRONOUN)


def test_who_is_known_to_be_a_woman_is_meant_rather_than_who_may_be_one() -> None:
    assert last("Zoé Lam entre, Zorglu Bandar sort. « On ferme », dit-elle.") == ("Zoé Lam", Link.PRONOUN)


# ---- reading on


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On dîne avec le préfet, hier. « On ferme », dit-il.", "le préfet"),
        ("On dîne à la table du préfet, hier. « On ferme », dit-il.", "le préfet"),
        ("Il pense « à ce cher Noé Tanguy ». « On ferme », dit-il.", "Noé Tanguy"),
    ],
)
def test_what_is_seldom_meant_is_passed_over_in_brief(text: str, name: str) -> None:
    assert last(text) == (name, Link.PRONOUN)
    assert last(text, brief=True) == (None, Link.PRONOUN)


def test_a_determiner_without_a_noun_phrase_is_passed_over() -> None:
    assert last("Le (très long) hiver finit. « Oui », dit Léa Faure.") == ("Léa Faure", Link.NAME)


def test_a_name_is_told_in_brief_without_reading_what_stands_before_it() -> None:
    rain = "Il pleut. " * 20
    text = f"La juge sort. {rain} « On ferme », dit Noé Tanguy. {rain} « On ouvre », dit-elle."
    assert last(text) == ("La juge", Link.PRONOUN)
    assert last(text, brief=True) == (None, Link.PRONOUN)
