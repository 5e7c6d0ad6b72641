"""Whom a description means: somebody the text names elsewhere, or a source of its own that is never named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoteattr.grammar import (
    FEMININE,
    MASCULINE,
    NounPhrase,
    gender_of,
    is_definite,
    is_plural,
    noun_phrase,
    tells_no_gender,
)
from quoteattr.measured import Link
from quoteattr.quotations import Draft
from quoteattr.speakers.antecedents import Candidate
from quoteattr.speakers.cast import KEPT, Cast, Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import role_complement, role_noun
from quoteattr.speakers.kinds import kind_of
from quoteattr.speakers.memory import Seen
from quoteattr.speakers.named import by_name
from quoteattr.speakers.names import name_tokens
from quoteattr.speakers.people import text_of
from quoteattr.speakers.roles import Description, plain_noun, proper_words, whose_it_is

__all__ = ["antecedent_of", "described", "named_later"]

_LEAD: Final = 50
"""Up to which token *le directeur* alone may announce somebody whose name comes later."""
_NOBODY: Final = frozenset({"aucun", "aucune", "nul", "nulle"})
_TITLED: Final = 4
"""Within how many tokens the first of two people told of together is named: *le général Omar Sall et …*."""
_CONTRACTED: Final = (("du ", "le "), ("au ", "le "), ("aux ", "les "))
_ONE_OF_A_COUNTRY: Final = frozenset(
    "premier ministre,président,chef,chancelier,roi,reine,empereur,impératrice,émir,sultan,pape".split(",")
)
"""Offices that one person holds at a time, in a country that a text need not say."""


def named_later(cast: Cast, phrase: NounPhrase) -> Linked | None:
    """Un ministre norvégien, whom a later sentence names: « le ministre de la Pêche, Jens Dahl »."""
    determiner = cast.low[phrase.first]
    kind, gender = cast.tokens.noun_kind(phrase.head)
    if determiner not in ("un", "une") or kind != "person":
        return None
    description = Description(cast.tokens, phrase, "m" if determiner == "un" and gender != "f" else "f")
    _, end = cast.document.sentence(phrase.first)
    _, soon = cast.document.sentence(min(end, cast.tokens.size - 1))
    coming = [e for e in cast.coming(phrase.first) if e.first < soon]
    fits = [e for e in coming if e.count == 0 and description.is_one_of(e) and not description.clashes(e)]
    return Linked(fits[0], Link.NAMED_LATER) if len(fits) == 1 else None


def antecedent_of(cast: Cast, phrase: NounPhrase, said: Draft | None) -> Linked | None:
    """Le quadragénaire, la maire, cet homme: a definite description of somebody whom the text names somewhere."""
    if not _of_one_person(cast, phrase):
        return None
    description = Description(cast.tokens, phrase, gender_of(cast.tokens, phrase))
    last = cast.memory.last_speaker
    answered = cast.answered if said is not None else None
    if said is not None and last is not None and last is not answered and _points_at(description, last):
        return Linked(last, Link.SALIENT)
    candidates = [
        c for c in _mentioned(cast, phrase.first, description, said) if not answered or c.entity is not answered
    ]
    alone = not candidates
    candidates += _announced(cast, phrase.first, description, candidates)
    fits = _told(description, candidates)
    if not fits and (description.possessive or _told_apart(description, phrase, said)):
        return None  # son avocat is not the one whose he is, the policier qui a tout vu nobody of whom that is not told
    if fits:
        candidates = fits  # the text has said who holds that office, or everybody knows
    if not fits or _only_known(description, fits):
        candidates.append(Candidate(None, description.new(speaks=said is not None, alone=alone)))
    chosen = cast.antecedents.choose("description", phrase.first, candidates)
    if chosen is None or chosen.candidate.entity is None:
        return None
    held = any(chosen.candidate.features.get(f) for f in ("role", "akin role", "same noun", "office"))
    return Linked(chosen.candidate.entity, Link.ROLE if held else Link.SALIENT, chosen.share)


def _told_apart(description: Description, phrase: NounPhrase, said: Draft | None) -> bool:
    """Whether a relative clause tells who is meant: *le gérant qui a tout vu a dit*.

    After its cue (*a dit le gérant, a dit le gérant qui souriait*) it rather goes on about somebody known.
    """
    after = said is not None and said.site is not None and said.site.first < phrase.first
    return description.related and not description.of_age and not after


def _only_known(description: Description, fits: list[Candidate]) -> bool:
    """Whether *le ministre* alone fits those only whom everybody knows: it may be a minister of somewhere else.

    *Le premier ministre* is the only one of a country.
    """
    if description.complement or description.noun in _ONE_OF_A_COUNTRY and not description.possessive:
        return False
    return not any(c.entity and description.fits(c.entity) for c in fits)


def _told(description: Description, candidates: list[Candidate]) -> list[Candidate]:
    """Those of whom the text says, or everybody knows, that they are what a description tells."""
    known = [
        (c, c.entity) for c in candidates if c.entity and ("met later" not in c.features or description.holds(c.entity))
    ]
    told = [c for c, entity in known if description.is_told_of(entity)]
    exact = told or [c for c, entity in known if description.is_exactly(entity)]
    if exact:
        return exact  # le ministre de l'Écologie is not its secretary of State
    fits = [(c, entity) for c, entity in known if description.fits(entity)]
    holders = [c for c, entity in known if description.holds(entity)]
    return [c for c, entity in fits if not holders or description.told_by(entity)] or holders


def _points_at(description: Description, last: Entity) -> bool:
    """Whether a demonstrative (*cet homme*) may mean the person who spoke last."""
    one_person = last.kind == "person" and not last.plural
    return description.demonstrative and one_person and not description.clashes(last)


def _of_one_person(cast: Cast, phrase: NounPhrase) -> bool:
    """Whether a phrase is a definite description of one person."""
    if not is_definite(cast.tokens, phrase) or is_plural(cast.tokens, phrase) or _introduces(cast, phrase):
        return False
    kind = cast.tokens.noun_kind(phrase.head)[0]
    return kind == "person" or not kind and phrase.core - phrase.first <= 2 and cast.tokens.person_like(phrase.head)


def _introduces(cast: Cast, phrase: NounPhrase) -> bool:
    """Whether a phrase brings somebody in: *le gérant d'un bar*, *l'autre gérant*."""
    low, head = cast.low, phrase.head
    if "autre" in low[phrase.first : head]:
        return True
    return any(low[k] in ("de", "d'") and low[k + 1] in ("un", "une") for k in range(head + 1, phrase.core))


def _mentioned(cast: Cast, i: int, description: Description, said: Draft | None) -> list[Candidate]:
    """The people mentioned left of token `i` whom a description may mean, with what speaks for each."""
    out = []
    for item in _each(cast, cast.memory.latest(i)):
        if item.entity.kind != "person" or item.entity.plural or description.clashes(item.entity):
            continue
        found = cast.antecedents.features(item, i, said)
        found.update(description.features(item.entity))
        found["demonstrative, last speaker"] = float(
            found["demonstrative"] > 0 and item.entity is cast.memory.last_speaker
        )
        out.append(Candidate(item.entity, found))
    return out


def _each(cast: Cast, mentions: Iterable[Seen]) -> list[Seen]:
    """Mentions, and the first of two people who are told of together: *Zoé Lam et Omar Sall*."""
    out = list(mentions)
    met = {id(item.entity) for item in out}
    for item in [item for item in out if item.entity.kind == "group"]:
        one = next((cast.person_at[k] for k in range(item.at, item.at + _TITLED) if k in cast.person_at), None)
        if one is not None and id(one) not in met:
            met.add(id(one))
            out.append(item.of(one))
    return out


def _announced(cast: Cast, i: int, description: Description, mentioned: list[Candidate]) -> list[Candidate]:
    """The people named only after token `i` who hold the role that a description tells."""
    met = {id(c.entity) for c in mentioned}
    out = []
    for entity in cast.coming(i):
        if id(entity) in met or description.clashes(entity):
            continue
        found = description.features(entity)
        announced = found.get("complement shared") or i < _LEAD
        if announced and (found.get("role") or found.get("akin role")) or description.holds(entity):
            out.append(Candidate(entity, {**found, "met later": 1.0}))
    return out


def described(cast: Cast, phrase: NounPhrase) -> Entity:
    """A source that is never named: its first mention describes it."""
    tokens = cast.tokens
    seat = cast.bodies.seat_described(phrase)
    if seat is not None and seat in cast.bodies.seated:
        return cast.bodies.seated[seat]
    entity = _new(cast, phrase)
    known = _known(cast, phrase, entity) if is_definite(tokens, phrase) else None
    if known is not None:
        if entity.proper and not known.proper and entity.owner is not None and entity.owner is known.owner:
            known.name, known.proper = entity.name, entity.proper  # l'entourage du maire, of whom this tells the name
        return known
    if seat is not None:
        cast.bodies.sit(entity, seat)
    elif not entity.complement and not entity.plural:
        cast.bodies.bare.setdefault(tokens.low[phrase.head], entity)
    if tokens.low[phrase.first] not in _NOBODY:
        cast.described.append(entity)
    return entity


def _new(cast: Cast, phrase: NounPhrase) -> Entity:
    """Somebody known by nothing but a description."""
    tokens = cast.tokens
    name = text_of(tokens, phrase.first, phrase.core)
    for contracted, article in _CONTRACTED:
        if name.startswith(contracted):
            name = article + name.removeprefix(contracted)
    plural = is_plural(tokens, phrase)
    entity = Entity(name, kind_of(tokens, phrase, plural=plural), phrase.first)
    entity.noun = plain_noun(role_noun(tokens, phrase.head))
    entity.plural = plural
    entity.bare = is_definite(tokens, phrase) and tokens.of.isdisjoint(tokens.low[phrase.head : phrase.core + 1])
    entity.complement = role_complement(tokens, phrase.head, phrase.core)
    entity.whose = whose_it_is(tokens.low[phrase.first])
    entity.proper = proper_words(tokens, phrase)
    entity.owner = _owner(cast, phrase)
    entity.vote(gender_of(tokens, phrase), 1, of_noun=tells_no_gender(tokens, phrase.head))
    return entity


def _kin(cast: Cast, phrase: NounPhrase) -> frozenset[str]:
    """The nouns that mean the same of somebody's family: *femme* and *épouse*."""
    common, kindred = cast.tokens.vocabulary.nouns_in_any_form.common, cast.tokens.lexicon.synonyms
    return frozenset(plain_noun(common(word)) for word in kindred.get(cast.low[phrase.head], ()))


def _known(cast: Cast, phrase: NounPhrase, entity: Entity) -> Entity | None:
    """Whom the text has described so before, if the complements are no other."""
    kin = _kin(cast, phrase) if entity.whose else frozenset[str]()
    told = entity.gender if cast.low[phrase.first] in MASCULINE | FEMININE else None
    for known in reversed(cast.described[-KEPT:]):
        akin = entity.whose == known.whose and known.noun in kin  # sa femme, son épouse
        other = known.plural != entity.plural or entity.noun != known.noun and not akin
        if other or name_tokens(known.name)[:1] == ("de",):
            continue
        if entity.whose and known.whose and entity.whose != known.whose:
            continue  # ma sœur is not sa sœur
        if told and known.gender and told != known.gender:
            continue  # la maire de Mons is not le maire
        if entity.owner is not None and known.owner is not None:
            if entity.owner is known.owner:
                return known
            continue
        mine, theirs = entity.complement, known.complement
        if not (mine and theirs) or mine & theirs:
            return known
    return None


def _owner(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """Whose people or body a phrase describes: *l'entourage du chef de l'État*, *le cabinet de Léa Faure*."""
    tokens = cast.tokens
    of = next((k for k in range(phrase.head + 1, phrase.core) if cast.low[k] in tokens.of), None)
    if of is None:
        return None
    first = of + (cast.low[of] not in tokens.contracted and cast.low[of] != "du")
    inner = noun_phrase(tokens, first, phrase.core + 1, appositions=False)
    if inner is None or inner.pronoun:
        return None
    found = by_name(cast, inner) or antecedent_of(cast, inner, None)
    return None if found is None else found.entity
