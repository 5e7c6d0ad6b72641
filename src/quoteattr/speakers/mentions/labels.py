"""The noun phrase before a colon that no reporting verb leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.grammar import (
    NounPhrase,
    Tokens,
    can_speak,
    noun_phrase,
    past_frame,
    past_their_saying,
    pattern_set,
    people_in,
    phrase_around,
)
from quoteattr.quotations import Draft
from quoteattr.result import CueKind
from quoteattr.speakers.mentions.own_subjects import after_comma
from quoteattr.speakers.mentions.subjects import subject_of

__all__ = ["label"]

_OPENING: Final = 3
"""How far behind its beginning a label may name a source: *Pour la maire*."""
_THAT: Final = frozenset({"ce", "c'", "cela", "ça"})
_SUBORDINATE_OPENS: Final = pattern_set("subordinate opens")


def label(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """La maire : « … » / Réaction de la maire : « … »: the noun phrase before a colon without a reporting verb."""
    if draft.label is None:
        return None
    first, last = draft.label
    if past_their_saying(tokens, first) > first or past_frame(tokens, first) == last + 1:
        return None  # Sa réponse : « … », Objectif : « … »: whoever was spoken of
    start, _ = tokens.document.sentence(first)
    if first > start and (tokens.low[first] in ("du", "des") or tokens.low[first - 1] in ("de", "d'")):
        return noun_phrase(tokens, first, last + 1)  # La réponse du maire fuse : « … »
    opinion = next((s.phrase for s in between(sites, first, last) if s.kind is CueKind.SOURCE), None)
    if opinion is not None and (opinion.first <= first + _OPENING or _ends_with(tokens, opinion, last)):
        return opinion  # Pour la maire, l'essentiel est ailleurs : « … »
    verb = _main_verb(tokens, first, last)
    if verb is not None:
        return _of_verb(tokens, verb, first, last)
    return _named(tokens, first, last) or _framed(tokens, first, last + 1)


def _of_verb(tokens: Tokens, verb: int, first: int, last: int) -> NounPhrase | None:
    """The subject of a verb of a label; behind *cela* the person named last."""
    found = subject_of(tokens, verb, verb, first)
    if found is None or tokens.low[found.head] not in _THAT:
        return found if found is not None and _may_answer(tokens, found) else None  # La raideur du maire amuse : « … »
    return _right_before_colon(tokens, first, last) if found.first > first else None


def _named(tokens: Tokens, first: int, last: int) -> NounPhrase | None:
    """The person that a label without a verb names: Omar Sall, maire de Thiers: not whom the town is called after."""
    people = [r for r in people_in(tokens, first, last) if tokens.block_of[r[0]] < 0]
    if not people:
        return None
    own = [r for r in people if tokens.low[r[0] - 1] not in ("de", "d'")]
    led = people[0][0] == first + tokens.traits[first].title  # Omar Sall, président de la Ronde des quais
    i = first if led else (own or people)[-1][0]
    return phrase_around(tokens, i, first, last + 1) or noun_phrase(tokens, i, last + 1)


def _ends_with(tokens: Tokens, opinion: NounPhrase, last: int) -> bool:
    """Whether no verb comes between a source and the colon: Le mal est fait, selon elle : « … »."""
    return not any(tokens.is_finite(k) for k in range(opinion.last + 1, last + 1))


def _right_before_colon(tokens: Tokens, first: int, last: int) -> NounPhrase | None:
    """The person named last: Si le bac coule, cela n'a pas convaincu Omar Sall, député de Dax : « … »."""
    people = people_in(tokens, first, last)
    phrase = phrase_around(tokens, people[-1][0], first, last + 1) if people else None
    return phrase if phrase is not None and phrase.last == last else None


def _main_verb(tokens: Tokens, first: int, last: int) -> int | None:
    """The first verb of no subordinate clause, if there is one, else the first verb.

    Après que Zoé eut parlé, la maire a souri : « … »
    """
    verbs = [i for i in range(first, last + 1) if tokens.is_finite(i) and tokens.block_of[i] < 0]
    return next((i for i in verbs if not _is_subordinate(tokens, i, first)), next(iter(verbs), None))


def _is_subordinate(tokens: Tokens, verb: int, first: int) -> bool:
    """Whether the clause of a verb, which begins with token `first` or after a comma, is a subordinate one."""
    opens = after_comma(tokens, first, verb)
    before = verb - 1
    while before > first and tokens.low[before] in tokens.clitic:
        before -= 1
    return tokens.low[before] == "qui" or _SUBORDINATE_OPENS.fits(tokens, opens, opens, verb)


def _framed(tokens: Tokens, first: int, end: int) -> NounPhrase | None:
    """The first noun phrase; of *la réaction de la maire* the maire."""
    phrases = (noun_phrase(tokens, i, end, bare=True) for i in range(first, end))
    phrase = next((p for p in phrases if p is not None), None)
    if phrase is None:
        return None
    i = phrase.head + 1
    of = tokens.low[phrase.head] in tokens.lexicon.frames and tokens.low[i] in tokens.of
    whose = noun_phrase(tokens, i + (tokens.low[i] in ("de", "d'")), end) if of else None
    return whose or (phrase if _may_answer(tokens, phrase) else None)


def _may_answer(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase can speak, or is *un autre*: not *une semaine plus tard*."""
    return can_speak(tokens, phrase) or tokens.low[phrase.head] == "autre" and phrase.head > phrase.first
