"""Whom a pronoun means, *ce dernier*, or a quotation that has no mention at all.

Who may be meant is told here; who of them is, by what `quoteattr.speakers.antecedents` has learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.grammar import NounPhrase, Tokens, called_in, is_impersonal, past_their_saying
from quoteattr.measured import Link
from quoteattr.quotations import Draft
from quoteattr.result import Kind
from quoteattr.speakers.antecedents import Candidate, Choice
from quoteattr.speakers.cast import Cast, Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.memory import Seen
from quoteattr.speakers.people import text_of
from quoteattr.speakers.said import goes_on

__all__ = ["carried", "last_one", "possessor", "pronoun", "subject_pronouns"]

_NO_ANTECEDENT: Final = frozenset({"on", "je", "j'", "nous", "vous", "ce", "c'", "ça", "cela", "tu"})
_PLURAL: Final = frozenset(
    {"ils", "elles", "eux", "ceux-ci", "celles-ci", "ceux-là", "celles-là", "les", "leur", "leurs"}
)
_OPEN: Final = frozenset(
    {"certains", "certaines", "beaucoup", "plusieurs", "tous", "toutes", "quelqu'un", "personne", "ceux", "celles"}
    | {"aucun", "aucune", "chacun", "nombre", "d'autres"}
)
_MASCULINE: Final = frozenset({"dernier", "derniers", "intéressé"})
_FEMININE: Final = frozenset({"dernière", "dernières", "intéressée"})
_OF_BOTH: Final = frozenset({"son", "ses", "l'", "les", "leur", "leurs"})
"""Words that tell the source of *à ses yeux*, *à l'en croire*, and no gender."""
_PERSONAL: Final = frozenset({"il", "elle", "ils", "elles"})


def subject_pronouns(tokens: Tokens) -> list[int]:
    """The narrator's subject pronouns of the third person, those of impersonal verbs left out (*il faut*)."""
    low, block_of = tokens.low, tokens.block_of
    return [i for i in range(tokens.size) if low[i] in _PERSONAL and block_of[i] < 0 and not is_impersonal(tokens, i)]


def last_one(cast: Cast, phrase: NounPhrase) -> Linked | None:
    """Ce dernier, cette dernière, l'intéressé: the last person mentioned."""
    word = cast.low[phrase.core]
    if phrase.core - phrase.first != 1 or word not in _MASCULINE and word not in _FEMININE:
        return None
    entity = _last_mentioned(cast, phrase.first, "f" if word in _FEMININE else "m", plural=word.endswith("s"))
    return None if entity is None else Linked(entity, Link.LAST_ONE)


def _last_mentioned(cast: Cast, i: int, gender: str, *, plural: bool) -> Entity | None:
    latest = cast.memory.latest(i)
    fits = [s for s in latest if s.entity.plural == plural and s.entity.grammatical in (None, gender) and not s.inside]
    return next((s.entity for s in fits if s.entity.kind == "person"), fits[0].entity if fits else None)


def pronoun(cast: Cast, i: int, said: Draft | None) -> Linked:
    """Whom the pronoun at token `i` means.

    `said` is what it says, where it speaks.
    """
    word = cast.low[i].lstrip("-").removeprefix("t-")
    memory = cast.memory
    if word == "on" and memory.body_goes_on(i, continuing=cast.low[i].startswith("-") and goes_on(cast.tokens, said)):
        return Linked(memory.last_speaker, Link.PRONOUN)  # a-t-on ajouté
    if word in _NO_ANTECEDENT:
        return Linked(None, Link.PRONOUN)
    if word in _OPEN:
        cast.described.append(Entity(text_of(cast.tokens, i, i), "group", i))
        return Linked(cast.described[-1], Link.PRONOUN)
    gender = None if word in _OF_BOTH else "f" if word.startswith(("elle", "celle")) else "m"
    plural = word in _PLURAL
    if gender is not None and word.endswith("-ci"):
        return Linked(_last_mentioned(cast, i, gender, plural=plural), Link.PRONOUN)
    not_meant = {id(cast.who_has_the_turn(i)), *_spoken_to(cast, said)}  # who says *elle* speaks of somebody else
    latest = [s for s in memory.latest(i) if id(s.entity) not in not_meant and not s.entity.ours]
    agreeing = [s for s in latest if _agrees(s.entity, gender, plural=plural)]
    topic = _topic(cast, i, agreeing)
    if topic is not None:
        return Linked(topic, Link.PRONOUN)
    candidates = [_candidate(cast, seen, i, gender, said) for seen in _outside_what_is_said(cast, agreeing, said)]
    if said is not None and cast.answered is not None:
        others = [c for c in candidates if c.entity is not cast.answered]
        candidates = others if any(c.entity.kind == "person" for c in others if c.entity is not None) else candidates
    chosen = cast.antecedents.choose("pronoun", i, candidates)
    return _linked(chosen, Link.PRONOUN)


def _outside_what_is_said(cast: Cast, seen: Sequence[Seen], said: Draft | None) -> Sequence[Seen]:
    """Those mentioned, without the things that what is said is about, unless nobody else is left.

    *La décision est prise, a-t-elle dit*: not the decision.
    """
    if said is None:
        return seen
    starts = cast.document.starts
    others = [
        s
        for s in seen
        if s.entity.kind not in ("document", "unknown") or not any(a <= starts[s.at] < b for a, b in said.content)
    ]
    return others if any(s.entity.kind in ("person", "organization", "place") for s in others) else seen


def _agrees(entity: Entity, gender: str | None, *, plural: bool) -> bool:
    """Whether a pronoun of that gender, if it tells one, and number may mean somebody."""
    fits = gender is None or entity.grammatical in (None, gender) or plural and gender == "m"
    return entity.plural == plural and fits


def _topic(cast: Cast, i: int, agreeing: Sequence[Seen]) -> Entity | None:
    """Quant à Léa Faure, elle a dit: the one whom the sentence says that it is about."""
    start, _ = cast.document.sentence(i)
    if cast.low[start] != "quant" or cast.low[i - 1] != ",":
        return None
    within = [s.entity for s in reversed(agreeing) if start < s.at < i]
    return next((e for e in within if e.kind == "person"), within[0] if within else None)


def possessor(cast: Cast, phrase: NounPhrase, said: Draft | None) -> Linked | None:
    """Selon ses mots, à ses dires: whose words they are."""
    if past_their_saying(cast.tokens, phrase.first) == phrase.first:
        return None
    plural = cast.low[phrase.first].startswith("leur")
    owners = [s for s in cast.memory.latest(phrase.first) if s.entity.plural == plural and not s.entity.ours]
    candidates = [_candidate(cast, seen, phrase.first, None, said) for seen in owners]
    return _linked(cast.antecedents.choose("pronoun", phrase.first, candidates), Link.PRONOUN)


def carried(cast: Cast, said: Draft) -> Linked:
    """Who says a quotation that has no mention.

    The last speaker, or the person the sentence before is about.
    """
    called = _spoken_to(cast, said)
    others = [s for s in cast.memory.latest(said.first) if not s.entity.ours and id(s.entity) not in called]
    candidates = [_candidate(cast, s, said.first, None, said) for s in others]
    return _linked(cast.antecedents.choose("carry", said.first, candidates), Link.CARRY)


def _spoken_to(cast: Cast, said: Draft | None) -> set[int]:
    """Those whom what is said calls by name: who says *Non, madame Faure* is not Léa Faure."""
    called: set[int] = set()
    for start, end in said.content if said is not None and said.kind is Kind.DIRECT else ():
        first, last = cast.document.token_at(start), cast.document.token_at(end)
        called.update(id(cast.person_at[k]) for k in called_in(cast.tokens, first, last, cast.person_at))
    return called


def _linked(chosen: Choice | None, link: Link) -> Linked:
    return Linked(None, link, 0.0) if chosen is None else Linked(chosen.candidate.entity, link, chosen.share)


def _candidate(cast: Cast, item: Seen, i: int, gender: str | None, said: Draft | None) -> Candidate:
    found = cast.antecedents.features(item, i, said)
    if gender is not None:
        found["gender untold"] = float(item.entity.grammatical is None)
        found["gender guessed"] = float(item.entity.gender_guessed)
    return Candidate(item.entity, found)
