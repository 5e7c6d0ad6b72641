"""How sure it is who says a quotation."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.cues import find_cues
from quoteattr.measured import Link
from quoteattr.quotations import Draft, draft_quotations
from quoteattr.speakers import Entity, Found, Linked, Sureness, find_mention
from quoteattr.speakers import confidence as module
from quoteattr.speakers.confidence import sureness_weights
from quoteattr.speakers.entity import Role


def quoted(text: str = "« On ferme », dit-elle.") -> tuple[Draft, Found | None]:
    """The draft of a text with one quotation, and its mention."""
    tokens = tokens_of(text)
    sites = find_cues(tokens)
    (draft,) = draft_quotations(tokens, sites)
    return draft, find_mention(tokens, draft, sites)


def somebody(name: str = "Ada Tal", kind: str = "person", *, named: bool = True) -> Entity:
    entity = Entity(name, kind, 0)
    entity.named = named
    return entity


def features(linked: Linked, *, mention: bool = True, sureness: Sureness | None = None) -> dict[str, float]:
    draft, found = quoted()
    return dict((sureness or Sureness()).features(draft, found if mention else None, linked))


def sure(linked: Linked, sureness: Sureness | None = None) -> float:
    return (sureness or Sureness()).of(*quoted(), linked)


def test_nobody_is_never_right() -> None:
    assert sure(Linked(None, Link.PRONOUN)) == 0


@pytest.mark.parametrize("link", [Link.PRONOUN, Link.ROLE, Link.SALIENT, Link.CARRY])
def test_the_larger_the_share_the_surer(link: Link) -> None:
    shares = [0.0, 0.01, 0.2, 0.5, 0.8, 0.99]
    found = [sure(Linked(somebody(), link, share)) for share in shares]
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert all(0 < confidence < 1 for confidence in found)


def test_weights_without_bound_stay_a_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    for weight, confidence in ((1e9, 1), (-1e9, 0)):
        monkeypatch.setattr(module, "sureness_weights", lambda weight=weight: {"bias": weight})
        assert sure(Linked(somebody(), Link.NAME)) == pytest.approx(confidence)


def test_the_score_is_the_sum_of_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sureness_weights", lambda: {"bias": 1.0, "link pronoun": -3.0, "named": 2.0})
    assert sure(Linked(somebody(), Link.PRONOUN)) == 0.5


def test_weights_are_those_of_the_table() -> None:
    assert sureness_weights() is sureness_weights()
    assert sureness_weights()["link name"] > sureness_weights()["link pronoun"]


# ---- what speaks for and against it


def test_what_led_to_the_speaker() -> None:
    found = features(Linked(somebody(), Link.NAME))
    assert {name for name, value in found.items() if value == 1 and " " in name} == {
        "link name",
        "rule incise",
        "mention given-by-the-construction",
        "kind person",
    }
    assert found["bias"] == 1


def test_without_a_mention() -> None:
    assert features(Linked(somebody(), Link.CARRY), mention=False)["mention none"] == 1


def test_a_choice_has_a_share() -> None:
    found = features(Linked(somebody(), Link.ROLE, 0.75))
    assert found["share"] == found["share, role"] == pytest.approx(1.0986, abs=1e-4)
    assert "share" not in features(Linked(somebody(), Link.ROLE))


def test_who_it_is() -> None:
    named = somebody("Tal")
    named.mass = 3
    found = features(Linked(named, Link.NAME))
    assert (found["named"], found["one word"], found["roles"]) == (1, 1, 0)
    assert found["mass"] == pytest.approx(1.3863, abs=1e-4)
    assert features(Linked(somebody(), Link.NAME))["one word"] == 0


def test_a_role_or_an_office() -> None:
    told, known = somebody(), somebody()
    told.roles.append(Role("maire", frozenset()))
    known.offices.append(Role("maire", frozenset()))
    assert features(Linked(told, Link.NAME))["roles"] == features(Linked(known, Link.NAME))["roles"] == 1


def test_somebody_described() -> None:
    found = features(Linked(somebody("pilote", named=False), Link.ROLE))
    assert found["described"] == 1
    assert "named" not in found
    assert found["one word"] == 0


def test_a_body_has_no_name_of_a_person() -> None:
    found = features(Linked(somebody("CGT", "organization"), Link.BODY))
    assert found["kind organization"] == 1
    assert {"named", "described", "mass"}.isdisjoint(found)


# ---- each after those before


def test_a_pronoun_leans_on_the_mention_before() -> None:
    ada, sureness = somebody(), Sureness()
    assert features(Linked(ada, Link.PRONOUN), sureness=sureness)["antecedent"] == 0
    before = sure(Linked(ada, Link.NAME), sureness)
    leaning = features(Linked(ada, Link.PRONOUN), sureness=sureness)["antecedent"]
    assert leaning > 0
    assert before > 0.5
    assert "antecedent" not in features(Linked(ada, Link.NAME), sureness=sureness)
    assert features(Linked(somebody("Paul"), Link.PRONOUN), sureness=sureness)["antecedent"] == 0


def test_a_pronoun_tells_nothing_of_who_was_known_before() -> None:
    ada, sureness = somebody(), Sureness()
    sure(Linked(ada, Link.NAME), sureness)
    before = features(Linked(ada, Link.PRONOUN), sureness=sureness)["antecedent"]
    sure(Linked(ada, Link.PRONOUN, 0.01), sureness)
    assert features(Linked(ada, Link.PRONOUN), sureness=sureness)["antecedent"] == before


def test_a_pronoun_alone_is_leant_on_and_a_name_takes_its_place() -> None:
    ada, sureness = somebody(), Sureness()
    sure(Linked(ada, Link.PRONOUN, 0.01), sureness)
    alone = features(Linked(ada, Link.PRONOUN), sureness=sureness)["antecedent"]
    assert alone != 0
    sure(Linked(ada, Link.NAME), sureness)
    assert features(Linked(ada, Link.PRONOUN), sureness=sureness)["antecedent"] > alone
