"""Where the narrator's asides begin and end in a turn."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from made_tokens import at, range_of, tokens_of, words

from quoteattr.dialogue.asides import find_aside

PAST = {"pos": "VERB", "tense": "Past", "verb_form": "Fin"}


def labels(told: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Labels by field, of those by token."""
    out: dict[str, dict[str, str]] = {}
    for name, fields in told.items():
        for field, label in fields.items():
            out.setdefault(field, {})[name] = label
    return out


def aside(text: str, verb: str, **told: Mapping[str, str]) -> tuple[str, str | None, str] | None:
    """The aside that begins with a word: its verb group, its subject, and its whole text."""
    tokens = tokens_of(text, **labels(told))
    found = find_aside(tokens, range_of(tokens, verb)[0], tokens.size)
    if found is None:
        return None
    site = found.site
    return words(tokens, site.group), words(tokens, site.phrase), words(tokens, (found.first, found.end - 1))


def whole(text: str, verb: str, **told: Mapping[str, str]) -> str | None:
    found = aside(text, verb, **told)
    return found and found[2]


# ---- a pronoun after the verb


@pytest.mark.parametrize(
    ("text", "verb", "group", "subject"),
    [
        ("— Oui, dit-elle.", "dit", "dit-elle", "-elle"),
        ("— Oui, fit-il.", "fit", "fit-il", "-il"),
        ("— Oui, dis-je.", "dis", "dis-je", "-je"),
        ("— Oui, m'écriai-je.", "m'écriai", "m'écriai-je", "-je"),
        ("— Oui, maugréai-je.", "maugréai", "maugréai-je", "-je"),
        ("— Oui, avait-il répondu.", "avait", "avait-il répondu", "-il"),
        ("— Oui, avait-elle aussitôt répondu.", "avait", "avait-elle aussitôt répondu", "-elle"),
        ("— Oui, ricana-t-il.", "ricana", "ricana-t-il", "-il"),
        ("— Oui, sursauta-t-elle.", "sursauta", "sursauta-t-elle", "-elle"),
    ],
)
def test_pronouns(text: str, verb: str, group: str, subject: str) -> None:
    found = aside(text, verb)
    assert found is not None
    assert found[0] == group
    assert found[1] in (subject, "-t" + subject)


def test_a_simple_past_that_the_lexicon_has_not() -> None:
    assert aside("— Oui, tressaillirent-ils.", "tressaillirent", tressaillirent=PAST) is not None
    assert aside("— Oui, tressaillent-ils.", "tressaillent") is None


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("— Oui, ai-je.", "ai"),
        ("— Viens, dirai-je cela ?", "dirai"),
        ("— Viens, pars-je cela ?", "pars"),
        ("— Viens, vous dis-je.", "vous"),
        ("— Viens, te répondis-je.", "te"),
        ("— Viens, veux-tu ?", "veux"),
        ("— Viens, est-il prêt ?", "est"),
        ("— Viens, avait-il faim ?", "avait"),
        ("— Viens, partira-t-il ?", "partira"),
        ("— Viens, va-t-il ?", "va"),
        ("— Viens, dort-il ?", "dort"),
    ],
)
def test_pronouns_in_speech(text: str, verb: str) -> None:
    assert aside(text, verb) is None


def test_a_future_is_no_tale() -> None:
    assert aside("— Viens, chanterai-je ?", "chanterai", chanterai={"tense": "Fut"}) is None
    assert aside("— Viens, grondai-je.", "grondai", grondai={"tense": "Fut"}) is not None


def test_what_is_only_thought_true_is_no_aside() -> None:
    assert aside("— Il dort, paraît-il.", "paraît", paraît=PAST) is None


# ---- a noun after the verb


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("— Oui, dit la meunière.", "dit", "la meunière"),
        ("— Oui, dit Paul.", "dit", "Paul"),
        ("— Oui, fit Paul.", "fit", "Paul"),
        ("— Oui, avait répondu le juge.", "avait", "le juge"),
        ("— Oui, demande Paul.", "demande", "Paul"),
        ("— Oui, murmure la boulangère.", "murmure", "la boulangère"),
        ("— Oui, murmurait la foule.", "murmurait", "la foule"),
        ("— Oui ! murmure la foule.", "murmure", "la foule"),
        ("— Oui… murmure la foule.", "murmure", "la foule"),
        ("— Oui, dit tout bas le brigand.", "dit", "le brigand"),
        ("— Oui, dit tout haut, Paul.", "dit", "Paul"),
        ("— Oui, dit le brigadier d'une voix douce.", "dit", "le brigadier"),
        ("— Oui, dit le fils d'un pêcheur.", "dit", "le fils d'un pêcheur"),
        ("— Oui, dit le fils d'une voix douce.", "dit", "le fils"),
        ("— Oui, firent de bien étranges voix.", "firent", "de bien"),
    ],
)
def test_nouns(text: str, verb: str, subject: str) -> None:
    found = aside(text, verb)
    assert found is not None
    assert found[1] == subject


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("— Oui Paul dit Ada.", "dit"),
        ("— Viens ! Répondit Paul.", "Répondit"),
        ("— Viens, murmure la chanson.", "murmure"),
        ("— Viens, avait froid Paul.", "avait"),
        ("— Viens, dors Paul.", "dors"),
        ("— Viens, dit cela.", "dit"),
        ("— Viens, dit lui.", "dit"),
        ("— Viens, dit", "dit"),
        ("— Viens, dit dormait.", "dit"),
    ],
)
def test_no_noun_that_speaks(text: str, verb: str) -> None:
    assert aside(text, verb) is None


def test_any_verb_of_narration_after_an_exclamation() -> None:
    assert aside("— Non ! sursauta Paul.", "sursauta", sursauta=PAST) is not None
    assert aside("— Non, sursauta Paul.", "sursauta", sursauta=PAST) is None
    assert aside("— Non ! sursaute Paul.", "sursaute") is None


# ---- where it ends


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("— Oui, dit Paul. Je viens.", "dit Paul."),
        ("— Oui, dit Paul, je viens.", "dit Paul,"),
        ("— Oui, dit Paul ; je viens.", "dit Paul ;"),
        ("— Oui, dit Paul : je viens.", "dit Paul :"),
        ("— Oui, dit Paul… je viens.", "dit Paul…"),
        ("— Oui, dit Paul... je viens.", "dit Paul..."),
        ("— Oui, dit Paul en riant, je viens.", "dit Paul en riant,"),
        ("— Oui, dit Paul, en riant.", "dit Paul, en riant."),
        ("— Oui, dit Paul, riant de bon cœur.", "dit Paul, riant de bon cœur."),
        ("— Oui, dit Paul, qui tremblait de froid.", "dit Paul, qui tremblait de froid."),
        ("— Oui, dit Paul, puis il sortit.", "dit Paul, puis il sortit."),
        ("— Oui, dit Paul, d'une voix douce.", "dit Paul, d'une voix douce."),
        ("— Oui, dit Paul, les yeux baissés.", "dit Paul, les yeux baissés."),
        ("— Oui, dit Paul, et en riant il sortit.", "dit Paul, et en riant il sortit."),
        ("— Oui, dit Paul, et en nous regardant tous.", "dit Paul, et en nous regardant tous."),
        ("— Oui, dit Paul, en me regardant fort.", "dit Paul, en me regardant fort."),
        ("— Oui, dit Paul, d'une voix qui tremblait.", "dit Paul, d'une voix qui tremblait."),
        ("— Oui, dit Paul, maintenant je viens.", "dit Paul,"),
        ("— Oui, dit Paul, la barque est à vous !", "dit Paul,"),
        ("— Oui, dit Paul, jamais !", "dit Paul,"),
        (
            "— Oui, dit Paul, vers le soir d'un long jour sans pain ni vin.",
            "dit Paul, vers le soir d'un long jour sans pain ni vin.",
        ),
        (
            "— Oui, dit Paul, elle sortit sans un regard pour la vieille barque.",
            "dit Paul, elle sortit sans un regard pour la vieille barque.",
        ),
        ("— Oui, dit Paul,", "dit Paul,"),
    ],
)
def test_extent(text: str, found: str) -> None:
    assert whole(text, "dit") == found


def test_whether_the_sentence_ends() -> None:
    for text, stops in (
        ("— Oui, dit Paul. Je viens.", True),
        ("— Oui, dit Paul, je viens.", False),
        ("— Oui, dit Paul !", True),
    ):
        tokens = tokens_of(text)
        found = find_aside(tokens, at(tokens, "dit"), tokens.size)
        assert found is not None
        assert found.stops is stops
