"""Which phrase before a verb is its subject, one function at a time."""

from __future__ import annotations

import pytest
from made_tokens import at, range_of, tokens_of, words

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.speakers.mentions.subjects import _in_relative, _qui_past_aside, _right_before


def phrase(tokens: Tokens, form: str, head: str) -> NounPhrase:
    first, last = range_of(tokens, form)
    return NounPhrase(first, last, at(tokens, head), core=last)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La maire qui, devant le port, a dit non.", True),
        ("La maire qui, devant le port a dit non.", False),
        ("La maire qui, quand elle rentre, a dit non.", False),
        ("La maire qui rentre, a dit non.", False),
    ],
)
def test_a_relative_pronoun_past_an_insertion(text: str, *, found: bool) -> None:
    tokens = tokens_of(text)
    aside = _qui_past_aside(tokens, at(tokens, "a"), 0)
    assert aside == (at(tokens, "qui") if found else None)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("La maire, qui veut l'accord, a dit non.", True),
        ("La maire, qui veut l'accord a dit non.", False),
        ("La maire veut l'accord, a dit non.", False),
    ],
)
def test_a_noun_in_a_relative_clause(text: str, *, inside: bool) -> None:
    tokens = tokens_of(text)
    assert _in_relative(tokens, phrase(tokens, "l'accord", "accord"), at(tokens, "a"), 0) is inside


def test_the_person_named_right_before_the_verb() -> None:
    tokens = tokens_of("Hier, l'idée du président, M. Sall a dit non.")
    found = _right_before(tokens, phrase(tokens, "l'idée du président", "idée"), at(tokens, "a"), 0)
    assert found is not None
    assert words(tokens, found).endswith("Sall")
    tokens = tokens_of("L'idée du président, M. Sall a dit non.")
    assert _right_before(tokens, phrase(tokens, "L'idée du président", "idée"), at(tokens, "a"), 0) is None


def test_a_name_within_the_subject_is_no_other_person() -> None:
    tokens = tokens_of("Hier la maire de Dax, M. Sall a dit non.")
    first, last = range_of(tokens, "la maire de Dax , M. Sall")
    found = NounPhrase(first, last, at(tokens, "maire"), core=at(tokens, "Dax"))
    assert _right_before(tokens, found, at(tokens, "a"), 0) is None
