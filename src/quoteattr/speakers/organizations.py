"""Which body a mention is: by its proper name, by a name apposed to it, by a noun for a body met before."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import (
    NounPhrase,
    gender_of,
    is_coordinated,
    is_definite,
    is_plural,
    is_rubric,
    name_of_body,
    noun_phrase,
)
from quoteattr.labelling import ARTICLES
from quoteattr.measured import Link
from quoteattr.speakers.called import body_called
from quoteattr.speakers.cast import Cast, Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import add_evidence, role_complement
from quoteattr.speakers.people import find_or_add

__all__ = ["body", "body_meant", "same_source"]

_SOME: Final = frozenset("plusieurs certains certaines quelques deux trois quatre cinq six beaucoup divers".split())


def body(cast: Cast, phrase: NounPhrase) -> Linked | None:
    """A body with a proper name: la CGT, l'Agence du médicament; *une association du port, la Ligue des marais*."""
    entity = _body(cast, phrase) or _apposed_body(cast, phrase) or _late_name(cast, phrase)
    return None if entity is None else Linked(entity, Link.BODY)


def _body(cast: Cast, phrase: NounPhrase) -> Entity | None:
    tokens = cast.tokens
    first = _known_name(cast, phrase)
    if first < 0:
        first = _name_after_noun(cast, phrase)
    if first >= 0:
        return cast.bodies.named(phrase, "ORG", first, gender_of(tokens, phrase))
    if not tokens.is_name(phrase.head) or tokens.noun_kind(phrase.head)[0] in ("person", "group", "document"):
        return None
    if _several_people(cast, phrase) or _is_bare_noun(cast, phrase) or is_rubric(tokens, phrase.head):
        return None
    label, first = cast.bodies.label(phrase)
    if label == "PER":
        person = find_or_add(tokens, cast.people, first, phrase.core)
        add_evidence(tokens, person, first, phrase.core)
        return person
    return cast.bodies.named(phrase, label, first, gender_of(tokens, phrase))


def _is_bare_noun(cast: Cast, phrase: NounPhrase) -> bool:
    """Whether a phrase is but a noun for a body that is written in capitals: *l'ONG*, *la PME*."""
    alone = phrase.head == phrase.core and cast.low[phrase.head] in cast.tokens.lexicon.bodies
    return alone and _shouted(cast, phrase.head)


def _known_name(cast: Cast, phrase: NounPhrase) -> int:
    """Where the name of a paper, body or seat of power begins, if a phrase is one: *Le Parisien*, *l'Élysée*; or -1."""
    classes, first = cast.tokens.lexicon.words, phrase.first
    capital = cast.tokens.word[phrase.head].is_title
    for k in (first, first + 1) if cast.low[first] in ARTICLES else (first,):
        name = cast.document.words(k, phrase.core)
        if name in classes["seat"] or capital and (name in classes["body"] or k == first and name in classes["outlet"]):
            return k
    return -1


def _name_after_noun(cast: Cast, phrase: NounPhrase) -> int:
    """Where the name begins that could stand alone, behind a noun: *le géant américain Orlin*; or -1."""
    tokens, head = cast.tokens, phrase.head
    told = tokens.lexicon.bodies.get(tokens.low[head])
    if told is None or head == phrase.core or tokens.word[head].is_title and not _shouted(cast, head):
        return -1
    k = head + 1
    while k < phrase.core and tokens.word[k].text.islower() and tokens.is_nominal(k) and not _is_site(tokens.low[k]):
        k += 1  # le syndicat majoritaire CGT
    name = cast.document.words(k, phrase.core)
    known = name in tokens.lexicon.words["outlet"] or name in tokens.lexicon.words["body"]
    if known or name_of_body(tokens, k, phrase.core + 1) > phrase.core > k:
        return k
    if k == phrase.core and _shouted(cast, k):
        return k
    apart = _is_site(tokens.low[k]) or tokens.word[k].is_title and tokens.is_name(k)
    if not apart or tokens.low[head] not in tokens.vocabulary.told_before or is_plural(tokens, phrase):
        return -1
    if phrase.name is not None:
        return -1  # la société Omar Sall
    whole = tokens.low[k] in ARTICLES or tokens.of.isdisjoint(tokens.low[k : phrase.core + 1])
    return k if whole else -1  # l'association Les Amis du fleuve; le syndicat Rivages du port


def _is_site(low: str) -> bool:
    """Whether a word is the name of a site: *mon-bois.fr*."""
    return "." in low[1:-1]


def _shouted(cast: Cast, i: int) -> bool:
    """Whether token `i` is an acronym."""
    return len(cast.low[i]) > 1 and cast.tokens.word[i].text.isupper()


def _several_people(cast: Cast, phrase: NounPhrase) -> bool:
    """Whether a phrase is of some members of a body, or of two bodies.

    *Plusieurs Foulards rouges*; *la Ligue et la Fédération des pêcheurs*: a group.
    """
    tokens, low = cast.tokens, cast.low[phrase.first]
    if low in _SOME or low.isdigit():
        return True
    return is_plural(tokens, phrase) and phrase.core - phrase.head < 14 and is_coordinated(tokens, phrase)


def _apposed_body(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """A body whose name follows what it is: *une association du port, la Ligue des marais (LDM), a demandé*."""
    tokens, low = cast.tokens, cast.low
    end = cast.document.inner_sentence(phrase.head)[1]
    k = phrase.core + 1
    if low[phrase.first] not in ("un", "une") or tokens.noun_kind(phrase.head)[0] != "organization" or low[k] != ",":
        return None
    inner = noun_phrase(tokens, k + 1, end, appositions=False)
    if inner is None:
        return None
    after = range(inner.core + 1, min(end, inner.core + 8))
    closing = next((m for m in after if low[m] in (",", "(") or tokens.is_finite(m)), None)
    return _body(cast, inner) if closing is not None and low[closing] in (",", "(") else None


_LATE: Final = 12
"""How many tokens from a noun to the name that closes its description at the most."""


def _late_name(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """A body whose name closes a long description: *le service d'information sur les crues Vigirive avertit*."""
    tokens, low, head = cast.tokens, cast.low, phrase.head
    if low[head] not in tokens.vocabulary.told_before or is_plural(tokens, phrase) or phrase.name is not None:
        return None
    first = head + 1
    while first < head + _LATE and tokens.word[first].text.islower() and _within_description(cast, first):
        first += 1
    bare = low[first - 2] in ("de", "d'")  # le groupe de presse Orlin; not la direction de l'usine Orlin
    of_another = tokens.noun_kind(first - 1)[0] in ("organization", "person") and not bare
    apposed = first - 1 > head and tokens.is_nominal(first - 1) and not of_another
    if (
        not apposed
        or not tokens.is_name(first)
        or tokens.traits[first].given
        or low[first - 1] in tokens.lexicon.bodies
    ):
        return None
    last = first
    while tokens.is_name(last + 1):
        last += 1
    after = last + 1
    ends = (
        low[after] in (",", "(", ".") or tokens.is_mark(after) or tokens.is_finite(after) or low[after] in tokens.forms
    )
    whole = NounPhrase(phrase.first, last, head, core=last)
    return cast.bodies.named(whole, "ORG", first, gender_of(tokens, phrase)) if ends else None


def _within_description(cast: Cast, i: int) -> bool:
    tokens, its = cast.tokens, cast.tokens.traits[i]
    if tokens.low[i] in ("et", "pour") or its.det or its.prep:
        return True
    return tokens.is_nominal(i) and tokens.noun_kind(i)[0] != "person" and tokens.pos[i] not in ("VERB", "AUX")


_THIS: Final = frozenset({"ce", "cet", "cette", "ces"})
_OUR: Final = frozenset({"notre", "nos", "mon", "mes"})
_WHO_TALKS: Final = {"interlocuteur": "m", "interlocutrice": "f", "interlocuteurs": "m", "interlocutrices": "f"}
"""Nouns of those who talk to the author, and their gender."""


def same_source(cast: Cast, phrase: NounPhrase) -> Linked | None:
    """La même source, cette source, notre interlocutrice: whoever was the source before."""
    low, last = cast.low, cast.memory.last_speaker
    head, determiner = low[phrase.head], low[phrase.first]
    fits = determiner in _THIS or any(low[k] in ("même", "mêmes") for k in range(phrase.first, phrase.head))
    if head in ("source", "sources"):
        # cette source judiciaire, though the préfecture has spoken since
        last = _source_before(cast, phrase) or last
    elif head in _WHO_TALKS:
        fits = (fits or determiner in _OUR) and last is not None and last.grammatical in (None, _WHO_TALKS[head])
    else:
        fits = False
    if last is None or not fits or head.endswith("s") and last.kind == "person" and not last.plural:
        return None
    return Linked(last, Link.SAME_SOURCE)


def _source_before(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """The source mentioned last that was called one, if its complement agrees."""
    complement = role_complement(cast.tokens, phrase.head, phrase.core)
    plural = cast.low[phrase.head].endswith("s")
    sources = (s.entity for s in cast.memory.latest(phrase.first) if s.entity.noun == "source")
    return next((e for e in sources if e.plural == plural and (not complement or complement & e.complement)), None)


def body_meant(cast: Cast, phrase: NounPhrase, *, speaks: bool) -> Linked | None:
    """L'association, le rapport: the body, or document, of that sort that the text has mentioned."""
    tokens, low = cast.tokens, cast.low
    calls = low[phrase.head] in tokens.lexicon.bodies or tokens.noun_kind(phrase.head)[0] == "document"
    if not calls or not is_definite(tokens, phrase) or is_plural(tokens, phrase) or phrase.name is not None:
        return None
    if low[phrase.head + 1] == "civile" or low[phrase.first] in ("son", "sa"):
        return None  # la société civile
    if any(tokens.is_name(k) for k in range(phrase.head + 1, phrase.core + 1)):
        return None
    entity = body_called(cast, phrase, speaks=speaks)
    return None if entity is None else Linked(entity, Link.BODY_NOUN)
