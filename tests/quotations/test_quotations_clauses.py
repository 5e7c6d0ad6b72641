"""Where what is reported ends: each reason in one sentence, and one like it in which the clause goes on."""

from __future__ import annotations

import pytest
from made_tokens import at, tokens_of

from quoteattr.cues import find_cues
from quoteattr.quotations.clauses import _begins_group, draft_clause
from quoteattr.quotations.drafts import Drafts
from quoteattr.result import CueKind

ENDS = {
    "semicolon": ("Elle dit que le bac est vieux ; il coule.", "le bac est vieux"),
    "colon": ("Elle dit que le bac est vieux : il coule.", "le bac est vieux : il coule"),
    "colon before marks": ("Elle dit que le bac est vieux : « Il coule ».", "le bac est vieux"),
    "within marks": (
        "Elle dit que le bac « est vieux ; il coule » au port.",
        "le bac « est vieux ; il coule » au port",
    ),
    "after marks": ("Elle dit que « le bac est vieux », lundi soir.", "le bac est vieux"),
    "after few words between marks": ("Elle dit que le « bac », vieux, coule.", "le « bac », vieux, coule"),
    "after marks that are a part": (
        "Elle dit que le bac est « bien trop vieux », hélas.",
        "le bac est « bien trop vieux », hélas",
    ),
    "alors after marks": ("Elle dit que « le bac est vieux » alors qu'il est neuf.", "le bac est vieux"),
    "tandis after marks": ("Elle dit que « le bac est vieux » tandis qu'il part.", "le bac est vieux"),
    "après after marks": ("Elle dit que « le bac est vieux » après un accident.", "le bac est vieux"),
    "narrator": ("Elle dit que le bac est vieux, ce qui est faux.", "le bac est vieux"),
    "list": ("Elle dit que le bac est vieux, usé et lent.", "le bac est vieux, usé et lent"),
    "où after an infinitive": ("Elle promet de rester au port, où le bac attend.", "rester au port"),
    "où after que": ("Elle dit que le bac reste au port, où il rouille.", "le bac reste au port, où il rouille"),
    "comme and a cue": ("Elle dit que le bac est vieux comme le dit la presse.", "le bac est vieux"),
    "comme alone": ("Elle dit que le bac est vieux comme le port.", "le bac est vieux comme le port"),
    "incise": ("Elle dit que le bac est vieux, ajoute-t-elle.", "le bac est vieux"),
    "incise of another mood": ("Elle a dit que le bac est vieux, ajoute-t-elle.", "le bac est vieux"),
    "gerund": ("Elle dit que le bac est vieux, tout en ajoutant qu'il part.", "le bac est vieux"),
    "source": ("Elle dit que le bac est vieux, selon un témoin.", "le bac est vieux"),
    "mais and a subject": ("Elle promet de partir mais le bac reste à quai.", "partir"),
    "mais and a pronoun": ("Elle promet de partir mais celui du port reste.", "partir mais celui du port reste"),
    "mais and no verb": ("Elle promet un départ mais de venir avec le bac du port.", "venir avec le bac du port"),
    "main clause": ("Estimant que le bac est vieux, la maire reste à quai.", "le bac est vieux"),
    "main clause of a clitic": ("Estimant que le bac est vieux, elle reste à quai.", "le bac est vieux"),
    "main clause of il": ("Estimant que le bac est vieux, il reste à quai.", "le bac est vieux"),
    "gerund that comes late": (
        "La maire du port part en estimant que si le bac coule, la ville reste.",
        "si le bac coule, la ville reste",
    ),
    "main clause without a gerund": ("Elle dit que si le bac coule, elle reste.", "si le bac coule, elle reste"),
    "another speaker, no mais": ("Elle dit que le bac est vieux, son adjoint soutient qu'il part.", "le bac est vieux"),
    "another speaker": ("Elle dit que le bac est vieux, mais son adjoint soutient qu'il est neuf.", "le bac est vieux"),
}


def reported(text: str, arcs: dict[str, tuple[str, str]] | None = None, **labels: dict[str, str]) -> str:
    """What the first *que* clause or infinitive of a text reports."""
    tokens = tokens_of(text, arcs=arcs, **labels)
    drafts = Drafts(tokens, find_cues(tokens))
    draft_clause(drafts, next(s for s in drafts.sites if s.kind in (CueKind.CLAUSE, CueKind.INFINITIVE)))
    ((start, end),) = drafts.drafts[0].content
    return text[start:end]


@pytest.mark.parametrize("reason", ENDS)
def test_end(reason: str) -> None:
    text, content = ENDS[reason]
    assert reported(text) == content


SECOND = "Elle affirme que le bac est vieux et {} de le garder."


def test_a_second_verb_beside_the_first_ends_the_clause() -> None:
    text = SECOND.format("promet")
    arcs = {"est": ("affirme", "ccomp"), "promet": ("affirme", "conj")}
    assert reported(text, arcs) == "le bac est vieux"


def test_a_second_verb_of_the_same_mood_hung_outside_the_clause_ends_it() -> None:
    text = SECOND.format("promet")
    assert reported(text, {"promet": ("Elle", "dep")}) == "le bac est vieux"


def test_a_second_verb_hung_in_the_clause_goes_on_with_it() -> None:
    text = SECOND.format("promet")
    arcs = {"est": ("affirme", "ccomp"), "promet": ("vieux", "conj")}
    assert reported(text, arcs) == "le bac est vieux et promet de le garder"


def test_a_second_verb_of_another_mood_goes_on_with_the_clause() -> None:
    text = SECOND.format("a promis")
    assert reported(text, {"promis": ("Elle", "dep")}) == "le bac est vieux et a promis de le garder"


def test_adverbs_may_stand_before_the_second_verb() -> None:
    text = SECOND.format("puis aussi promet")
    assert reported(text, {"promet": ("affirme", "conj")}) == "le bac est vieux"


OTHER = "Elle affirme que le bac est vieux {} à quai."


@pytest.mark.parametrize(
    ("words", "arcs", "ends"),
    [
        ("et reste", {"reste": ("affirme", "conj")}, True),
        ("puis reste", {"reste": ("affirme", "conj")}, True),
        ("mais reste", {"reste": ("affirme", "conj")}, True),
        ("et y reste", {"reste": ("affirme", "conj")}, True),
        ("et demain reste", {"reste": ("affirme", "conj")}, True),
        ("et est restée", {"restée": ("affirme", "conj"), "est#2": ("restée", "aux:tense")}, True),
        ("et reste", {"reste": ("vieux", "conj")}, False),
        (", reste", {"reste": ("Elle", "acl")}, True),
        (", reste", {"reste": ("vieux", "conj")}, False),
        ("et reste", {"reste": ("Elle", "acl")}, False),
    ],
)
def test_a_verb_that_says_nothing(words: str, arcs: dict[str, tuple[str, str]], *, ends: bool) -> None:
    text = OTHER.format(words)
    pos = {"reste": "VERB"} if "reste " in text else {"est#2": "AUX", "restée": "VERB"}
    found = reported(text, arcs, pos=pos, verb_form=dict.fromkeys([next(iter(pos))], "Fin"))
    assert (found == "le bac est vieux") is ends


def test_where_a_verb_group_begins() -> None:
    tokens = tokens_of("La maire a promis cela, et elle part.")
    begins = {form: _begins_group(tokens, at(tokens, form)) for form in ("a", "promis", "part")}
    assert begins == {"a": True, "promis": False, "part": False}
