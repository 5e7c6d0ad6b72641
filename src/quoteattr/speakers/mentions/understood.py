"""Understood subjects of gerunds, participles and infinitives: who speaks is the subject of another verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, can_speak, first_subject, noun_phrase, subject_left
from quoteattr.quotations import Draft
from quoteattr.result import CueKind
from quoteattr.speakers.mentions.own_subjects import without_subject
from quoteattr.speakers.mentions.subjects import parsed_subject, reporting_before, subject_before, subject_pronoun

__all__ = ["understood"]

_HANGS: Final = 6
"""How many arcs may lie between a verb and the cue that it hangs on."""
_ABOVE: Final = 5
"""How many verbs above one are asked for their subject."""
_COORDINATES: Final = frozenset({"et", ",", "mais", "puis"})


def understood(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """…, ajoutant que / avant de préciser / pour dénoncer: the speaker of the verb that it hangs on."""
    group = without_subject(draft)
    if group is None:
        return _speaker_of_passive(tokens, draft, sites)
    start, _ = tokens.document.sentence(group.first)
    return _cleft(tokens, start, group.first) or (
        _speaker_before(tokens, group, start, sites)
        or _subject_above(tokens, group, start)
        or first_subject(tokens, start, group.first)
        or _subject_after(tokens, group, start)
    )


def _speaker_of_passive(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """La maire dénonce des cabanes jugées « affreuses »: with no agent, who speaks in the verb before."""
    site = draft.site
    group = None if site is None or site.kind is CueKind.CLAUSE else site.group
    if group is None or group.mood != "participle" or not group.passive:
        return None
    start, _ = tokens.document.sentence(group.first)
    told = tokens.low[group.first - 1] not in tokens.be and tokens.low[group.at - 1] not in tokens.be
    return _speaker_before(tokens, group, start, sites) if told else None


def _cleft(tokens: Tokens, start: int, before: int) -> NounPhrase | None:
    """C'est la maire qui a pris la parole pour dénoncer « un scandale »: who stands between *c'est* and *qui*."""
    if tokens.low[start] not in ("c'", "ce") or tokens.low[start + 1] not in tokens.be:
        return None
    phrase = noun_phrase(tokens, start + 2, before)
    after = -1 if phrase is None else phrase.last + 1 + (tokens.low[phrase.last + 1] == ",")
    return phrase if phrase is not None and tokens.low[after] == "qui" and can_speak(tokens, phrase) else None


def _speaker_before(tokens: Tokens, group: VerbGroup, start: int, sites: Sequence[CueSite]) -> NounPhrase | None:
    """The speaker of a cue before it in the sentence: one that it hangs on, or the last of a clause that is no other's.

    *La maire assure que le bac coulera, ajoutant que …*.
    """
    earlier = reporting_before(tokens, group, start, sites)
    if not earlier:
        return None
    above = _above(tokens, group.at)
    outer = [e for e in earlier if not _embedded(tokens, e[0], earlier)]
    hung = [e for e in outer if e[1].at in above]
    main = [e for e in earlier if tokens.low[e[0].first - 1] != "qui"]
    site, said = (hung or [e for e in main if e in outer] or main or earlier)[-1]
    if site.phrase is not None:
        return site.phrase
    return None if said.passive else subject_before(tokens, said, start, sites)


def _above(tokens: Tokens, verb: int) -> set[int]:
    """The tokens that a verb hangs on, as the model has it."""
    out: set[int] = set()
    for _ in range(_HANGS):
        verb = tokens.head[verb]
        out.add(verb)
    return out


def _embedded(tokens: Tokens, site: CueSite, earlier: Sequence[tuple[CueSite, VerbGroup]]) -> bool:
    """Whether a cue stands inside the clause of an earlier one.

    *demandé* in *assure que personne ne lui a demandé son avis*.
    """
    if tokens.low[site.first - 1] in _COORDINATES:
        return False
    return any(s.kind is CueKind.CLAUSE and s.opens <= site.first for s, _ in earlier if s is not site)


def _subject_above(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """The subject that the model gives to the verb, or to one that it hangs on outside of marks."""
    verb = group.at
    for _ in range(_ABOVE):
        if tokens.block_of[verb] != tokens.block_of[group.at]:
            return _subject_of_quoted(tokens, verb, start)
        found = parsed_subject(tokens, verb, start)
        if found is not None:
            return found
        verb = tokens.head[verb]
    return None


def _subject_of_quoted(tokens: Tokens, verb: int, start: int) -> NounPhrase | None:
    """La maire « condamne » ces actes, dénonçant « un scandale »: the subject before a verb that is quoted alone."""
    block = tokens.document.blocks[tokens.block_of[verb]] if tokens.block_of[verb] >= 0 else None
    if block is None or block.words > 1 or block.first <= start or tokens.pos[verb] != "VERB":
        return None
    return subject_left(tokens, block.first, start)


def _subject_after(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """Condamnant « … », la ministre a promis …: the subject after the clause that opens the sentence."""
    _, end = tokens.document.sentence(group.first)
    comma = next((i for i in range(group.last + 1, end) if tokens.low[i] == "," and tokens.block_of[i] < 0), end)
    opens = group.first <= start + 2 or not any(tokens.is_finite(k) for k in range(start, group.first))
    if not opens or comma + 1 >= end or comma + 1 in tokens.document.block_at or ":" in tokens.low[group.last : comma]:
        return None
    return noun_phrase(tokens, comma + 1, end) or subject_pronoun(tokens, comma + 1)
