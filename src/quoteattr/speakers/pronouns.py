"""Whom a pronoun means, *ce dernier*, or a quotation that has no mention at all."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase
from quoteattr.measured import Link
from quoteattr.speakers.antecedents import Candidate, Seen
from quoteattr.speakers.cast import Cast, Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.people import text_of

__all__ = ["carried", "last_one", "pronoun"]

_NO_ANTECEDENT: Final = frozenset({"on", "je", "j'", "nous", "vous", "ce", "c'", "ça", "cela", "tu"})
_PLURAL: Final = frozenset({"ils", "elles", "eux", "ceux-ci", "celles-ci", "ceux-là", "celles-là"})
_OPEN: Final = frozenset(
    {"certains", "certaines", "beaucoup", "plusieurs", "tous", "toutes", "quelqu'un", "personne", "ceux", "celles"}
    | {"aucun", "aucune", "chacun", "nombre", "d'autres"}
)
_MASCULINE: Final = frozenset({"dernier", "derniers", "intéressé"})
_FEMININE: Final = frozenset({"dernière", "dernières", "intéressée"})


def last_one(cast: Cast, phrase: NounPhrase) -> Linked | None:
    """Ce dernier, cette dernière, l'intéressé: the last person mentioned."""
    word = cast.low[phrase.core]
    if phrase.core - phrase.first != 1 or word not in _MASCULINE and word not in _FEMININE:
        return None
    entity = _last_mentioned(cast, phrase.first, "f" if word in _FEMININE else "m", plural=word.endswith("s"))
    return None if entity is None else (entity, Link.LAST_ONE)


def _last_mentioned(cast: Cast, i: int, gender: str, *, plural: bool) -> Entity | None:
    latest = cast.memory.latest(i)
    fits = [s for s in latest if s.entity.plural == plural and s.entity.grammatical in (None, gender) and not s.inside]
    return next((s.entity for s in fits if s.entity.kind == "person"), fits[0].entity if fits else None)


def pronoun(cast: Cast, i: int, *, continuing: bool) -> Entity | None:
    """Whom the pronoun at token `i` means.

    `continuing` where the verb tells that the speaker goes on (*ajoute-t-il*).
    """
    word = cast.low[i].lstrip("-").removeprefix("t-")
    memory = cast.memory
    if word == "on" and memory.body_goes_on(i, continuing=continuing and cast.low[i].startswith("-")):
        return memory.last_speaker  # a-t-on ajouté
    if word in _NO_ANTECEDENT:
        return None
    if word in _OPEN:
        cast.described.append(Entity(text_of(cast.tokens, i, i), "group", i))
        return cast.described[-1]
    gender = "f" if word.startswith(("elle", "celle")) else "m"
    plural = word in _PLURAL
    if word.endswith("-ci"):
        return _last_mentioned(cast, i, gender, plural=plural)
    candidates = []
    for seen in memory.latest(i):
        agrees = seen.entity.grammatical in (None, gender) or plural and gender == "m"
        if seen.entity.plural == plural and agrees:
            candidates.append(_candidate(cast, seen, i, gender, continuing=continuing))
    chosen = memory.choose("pronoun", i, candidates)
    return None if chosen is None else chosen.entity


def carried(cast: Cast, i: int) -> Entity | None:
    """Who says a quotation at token `i` that has no mention.

    The last speaker, or the person the sentence before is about.
    """
    candidates = [_candidate(cast, s, i, None, continuing=False) for s in cast.memory.latest(i)]
    chosen = cast.memory.choose("carry", i, candidates)
    return None if chosen is None else chosen.entity


def _candidate(cast: Cast, item: Seen, i: int, gender: str | None, *, continuing: bool) -> Candidate:
    found = cast.memory.features(item, i, continuing=continuing)
    if gender is not None:
        found["gender untold"] = float(item.entity.grammatical is None)
    return Candidate(item.entity, found)
