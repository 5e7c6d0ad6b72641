"""Who has the turns of a conversation with labels, and what its labels tell."""

from __future__ import annotations

from made_tokens import tokens_of

from quoteattr.cues import find_cues
from quoteattr.dialogue import Conversation, converse
from quoteattr.grammar import Tokens
from quoteattr.measured import Link, Rule
from quoteattr.quotations import draft_quotations
from quoteattr.speakers import KnownPeople, Registry
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.labelled import TurnSpeakers


def talk_of(*lines: str) -> tuple[Tokens, Conversation]:
    tokens, talk = converse(tokens_of("\n".join(lines)), "on")
    assert talk is not None
    return tokens, talk


def called(tokens: Tokens, talk: Conversation) -> list[tuple[str, list[str]]]:
    """Whom each label names, and whom its words mean from then on."""
    cast = Cast(tokens, KnownPeople(()))
    speakers = TurnSpeakers(cast, talk)
    out = []
    for k, turn in enumerate(talk.turns):
        entity = speakers.of(k).entity
        assert entity is not None
        assert turn.label is not None
        words = range(turn.label.first, turn.label.last + 1)
        out.append((entity.name, [cast.person_at[i].name for i in words if i in cast.person_at]))
    return out


def test_every_label_of_somebody_names_them() -> None:
    tokens, talk = talk_of(
        "Débat entre Omar Sall et Luc Roux.",
        "O. S. : Le bac coule, dit-on.",
        "L. R. : Le bac tient, je l'ai vu.",
        "O. S. : Non, il coule.",
        "L. R. : Si, il tient.",
    )
    omar, luc = ("Omar Sall", ["Omar Sall"] * 3), ("Luc Roux", ["Luc Roux"] * 3)
    assert called(tokens, talk) == [omar, luc, omar, luc]


def test_the_label_of_a_body_names_no_person() -> None:
    tokens, talk = talk_of(
        "Débat au port.",
        "La régie : Le bac coule, dit-on.",
        "Omar Sall : Le bac tient, je l'ai vu.",
        "La régie : Non, il coule.",
        "Omar Sall : Si, il tient.",
    )
    assert called(tokens, talk) == [("La régie", []), ("Omar Sall", ["Omar Sall"] * 2)] * 2


def test_whoever_has_the_turn_says_what_stands_between_marks_in_it() -> None:
    tokens, talk = talk_of(
        "Entretien avec Omar Sall.",
        "Le Courrier : Que dit Luc Roux ?",
        "Omar Sall : Luc Roux se moque des gens. Encore un « ça suffit bien comme cela » de trop.",
        "Le Courrier : Et vous ?",
        "Omar Sall : Je pars.",
    )
    drafts = draft_quotations(tokens, find_cues(tokens), (), talk)
    (inside,) = [draft for draft in drafts if draft.rule is Rule.FREE]
    told = Registry(tokens, talk=talk).carry(inside)
    assert told.entity is not None
    assert (told.entity.name, told.link) == ("Omar Sall", Link.NAME)
