"""What of a turn its character says."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.cues import CueSite
from quoteattr.dialogue import settle, with_asides
from quoteattr.dialogue.turns import _acts
from quoteattr.grammar import VerbGroup
from quoteattr.lexicon import Verb
from quoteattr.result import CueKind

PAST = ("suivit", "hocha", "ajouta", "montra", "traversa", "longea", "cria", "toussa")
"""What a model takes for verbs in a tense of narration, wherever it stands in a text."""


def told(text: str) -> dict[str, dict[str, str]]:
    verbs = [verb for verb in PAST if verb in text]
    labels = (("pos", "VERB"), ("tense", "Past"), ("verb_form", "Fin"))
    return {field: dict.fromkeys(verbs, label) for field, label in labels}


def speech(text: str) -> list[str]:
    """The pieces of speech of each turn."""
    document = settle(tokens_of(text, **told(text)))[0].document
    return [" / ".join(document.text[a:b].strip() for a, b in b.segment.parts) for b in document.blocks if b.is_turn]


def test_a_text_without_turns_stays_as_it_is() -> None:
    tokens = tokens_of("« Oui », dit Paul.")
    assert settle(tokens) == (tokens, ())


def test_marks_beside_turns_stay_as_they_are() -> None:
    text = "— Oui, dit Paul.\n« Non, pensa Ada, je reste. »\n— Alors ?"
    document = settle(tokens_of(text))[0].document
    assert [document.text[a:b].strip() for block in document.blocks for a, b in block.segment.parts] == [
        "Oui,",
        "Non, pensa Ada, je reste.",
        "Alors ?",
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("— Oui, dit Paul.", "Oui,"),
        ("— Oui, dit Paul, je viens.", "Oui, / je viens."),
        ("— Oui, dit Paul. Je viens tout de suite !", "Oui, / Je viens tout de suite !"),
        ("— Oui, dit Paul. Elle le suivit sans un mot le long du quai désert.", "Oui,"),
        (
            "— Oui, dit Paul. Elle le suivit, toussa, traversa la cour et longea le quai sans un mot. Tu viens ? dit Ada.",
            "Oui, / Tu viens ?",
        ),
        ("— Il pleuvait sur le quai désert, dit Paul.", "Il pleuvait sur le quai désert,"),
        (
            "— Oui. Elle le suivit sans un mot le long du quai désert.",
            "Oui. Elle le suivit sans un mot le long du quai désert.",
        ),
        ("— Oui, dit-il. Le père hocha la tête. Puis, se tournant vers Paul : Venez donc !", "Oui, / Venez donc !"),
        ("— Oui, dit-il. Le père hocha la tête. Elle ajouta tout bas : Venez donc !", "Oui, / Venez donc !"),
        (
            "— Il la suivit, toussa, traversa la cour et longea le quai. Et vous, monsieur, vous ne dites rien !",
            "Il la suivit, toussa, traversa la cour et longea le quai. Et vous, monsieur, vous ne dites rien !",
        ),
        (
            "— Oui, dit-il. Elle traversa la cour et longea le quai sans un mot, ajouta-t-il.",
            "Oui, / Elle traversa la cour et longea le quai sans un mot,",
        ),
        ("— Oui, dit-il. Voici mon avis : Venez donc !", "Oui, / Voici mon avis : Venez donc !"),
    ],
)
def test_pieces(text: str, pieces: str) -> None:
    assert speech(f"— Tu viens ?\n{text}\n— Bien.") == ["Tu viens ?", pieces, "Bien."]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("— Ce couteau [note : le sien] est à moi.", "Ce couteau / est à moi."),
        ("— Ce couteau (NdT : le sien) est à moi.", "Ce couteau / est à moi."),
        ("— Ce couteau [[note 3] est à moi.", "Ce couteau / est à moi."),
        ("— Ce couteau (et il le montra) est à moi.", "Ce couteau / est à moi."),
        ("— Ce couteau (et je vous le montre !) est à moi.", "Ce couteau (et je vous le montre !) est à moi."),
        ("— Ce couteau [et il le montra] est à moi.", "Ce couteau [et il le montra] est à moi."),
        ("— Ce couteau (et il le montra est à moi.", "Ce couteau (et il le montra est à moi."),
        ("— Ce couteau (le sien] est à moi.", "Ce couteau (le sien] est à moi."),
    ],
)
def test_notes(text: str, pieces: str) -> None:
    assert speech(f"— Tu viens ?\n{text}\n— Bien.")[1] == pieces


def test_a_turn_of_nothing_but_a_note() -> None:
    assert speech("— Tu viens ?\n— [Note : illisible]\n— Bien.") == ["Tu viens ?", "[Note : illisible]", "Bien."]


def test_two_asides_in_a_turn() -> None:
    tokens = tokens_of("— Tu viens ?\n— Oui, dit Paul, je viens. Et toi ? demanda-t-il.")
    asides = settle(tokens)[1]
    assert [(tokens.words_between(a.first, a.end - 1), a.block) for a in asides] == [
        ("dit paul ,", 1),
        ("demanda -t-il .", 1),
    ]


# ---- where line ends were lost


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "Odile ouvrit. — Viens ! dit-elle. — Oui ! Elle traversa la cour, longea le quai désert, cria le nom de Paul. — J'arrive, dit-il.",
            ["Viens !", "Oui !", "J'arrive,"],
        ),
        (
            "Odile ouvrit. — Qui est là ? — Moi, dit Paul. Et toi ? — Moi aussi.",
            ["Qui est là ?", "Moi, / Et toi ?", "Moi aussi."],
        ),
    ],
)
def test_turns_in_a_line(text: str, turns: list[str]) -> None:
    assert speech(text) == turns


# ---- the cues of turns


def site(first: int, kind: CueKind) -> CueSite:
    group = VerbGroup(first, first, first, Verb("dire", "B", frozenset("i")), "finite")
    return CueSite(kind, first, first, "dire", group, None, first - 1)


def test_incises_of_turns_are_those_of_asides() -> None:
    tokens = tokens_of("— Tu viens ?\n— Oui, dit Paul en riant, je viens.")
    (aside,) = settle(tokens)[1]
    sites = [
        site(1, CueKind.INCISE),
        site(aside.first, CueKind.INCISE),
        site(aside.first + 1, CueKind.INCISE),
        site(aside.first, CueKind.CLAUSE),
        site(aside.first + 2, CueKind.CLAUSE),
    ]
    assert with_asides(sites, [aside]) == [sites[0], aside.site, sites[4]]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Romain baissa la tête.", True),
        ("Romain baissa la tête ?", False),
        ("Silence.", False),
        ("Je baissai la tête.", False),
    ],
)
def test_somebody_else_acts_in_it(sentence: str, *, acts: bool) -> None:
    tokens = tokens_of(sentence)
    assert _acts(tokens, 0, tokens.size) is acts
