"""The subject of a cue's verb: before it, or shared with a verb that it is coordinated with; the agent of a passive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.grammar import (
    NounPhrase,
    Tokens,
    VerbGroup,
    agrees,
    antecedent,
    can_speak,
    first_subject,
    is_quoted_noun,
    noun_phrase,
    phrase_around,
    subject_left,
    subject_right,
)
from quoteattr.measured import Rule
from quoteattr.quotations import Draft
from quoteattr.speakers.mentions.bodies_of_on import place_of_on

__all__ = [
    "agent",
    "group_of",
    "parsed_subject",
    "reporting_before",
    "subject",
    "subject_before",
    "subject_of",
    "subject_pronoun",
]

_COORDINATING: Final = frozenset({"et", "mais", "puis", "ou"})
_COORDINATED: Final = 8
"""How many coordinated verbs are followed back to a subject."""
_VERBS: Final = 24
"""How many cues of a sentence are looked back at."""
_AGENT: Final = 25
"""How far after a passive its agent is looked for."""
_ABOVE: Final = 4
"""How many verbs are asked for their subject, each the one that the last hangs on."""
_ASIDE: Final = 14
"""How many tokens may stand between a relative pronoun and its verb."""
_NOBODY: Final = frozenset({"personne", "rien", "nul"})
_GOVERNED: Final = frozenset({"au", "aux"})
"""What begins no subject."""
_GOVERNING: Final = frozenset(
    "avec chez contre dans derrière devant envers malgré parmi pendant pour sans selon sous sur vers".split()
)
"""Prepositions, with which no subject stands."""
_CITES: Final = frozenset({"citer", "paraphraser"})
"""Verbs whose object says what follows a colon."""
_COLON: Final = 3
"""Tokens from the last of a phrase to the first behind a colon and a mark."""
_SHARES: Final = frozenset({"conj", "xcomp", "aux", "cop", "advcl"})
"""How a verb hangs on another whose subject is its own."""


def group_of(draft: Draft) -> VerbGroup | None:
    """The verb group of a draft's cue."""
    return draft.site.group if draft.site is not None else None


def agent(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """Jugé « absurde » par la maire: the agent of a passive."""
    group = group_of(draft)
    if group is None or not group.passive:
        return None
    _, end = tokens.document.sentence(group.last)
    for i in range(group.last + 1, min(end, group.last + _AGENT)):
        if tokens.low[i] in (";", ":"):
            break
        phrase = noun_phrase(tokens, i + 1, end) if tokens.low[i] == "par" and tokens.block_of[i] < 0 else None
        if phrase is not None and tokens.block_of[phrase.head] < 0:
            return phrase
    return None


def subject(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """The subject before the verb."""
    group = group_of(draft)
    if group is None or group.mood not in ("finite", "compound") or group.passive or group.inverted is not None:
        return None
    start, end = tokens.document.sentence(group.first)
    cited = _cited(tokens, draft, group, end)
    if cited is not None:
        return cited
    before = group.first - 1
    if "comme" in (tokens.low[before], tokens.low[before - 1]) and tokens.low[before] in ("comme", "l'", "le", "la"):
        after = subject_right(tokens, group.after, end)  # Comme l'explique la maire : « … »
        if after is not None and not after.pronoun:
            return after
    phrase = subject_before(tokens, group, start, sites)
    if phrase is not None and tokens.low[phrase.head] == "on":
        return place_of_on(tokens, start, phrase.first) or phrase
    return phrase


def _cited(tokens: Tokens, draft: Draft, group: VerbGroup, end: int) -> NounPhrase | None:
    """The one whose words they are: *Elle cite Montaigne : « … »*."""
    if draft.rule is not Rule.COLON or group.verb.lemma not in _CITES:
        return None
    phrase = subject_right(tokens, group.after, end)
    beside = phrase is not None and draft.first - phrase.last <= _COLON
    return phrase if phrase is not None and beside and not phrase.pronoun and can_speak(tokens, phrase) else None


def subject_before(tokens: Tokens, group: VerbGroup, start: int, sites: Sequence[CueSite]) -> NounPhrase | None:
    """The subject of a verb, or of the one before it that it is coordinated with.

    *La maire a salué l'accord et annoncé « une fête »*.
    """
    aside = _qui_past_aside(tokens, group.first, start)
    if aside is not None:
        return antecedent(tokens, aside, start)
    for _ in range(_COORDINATED):
        before = _word_before(tokens, group, start)
        if before in tokens.subject_clitic or before == "qui":
            return subject_left(tokens, group.first, start)
        parsed = parsed_subject(tokens, group.at, start)
        if before not in _COORDINATING or parsed is not None and parsed.first < group.first:
            break
        earlier = reporting_before(tokens, group, start, sites)
        if not earlier:
            break
        site, group = earlier[-1]
        if site.phrase is not None:
            return site.phrase
    found = subject_of(tokens, group.at, group.first, start)
    shared = found is None and _word_before(tokens, group, start) in _COORDINATING
    return first_subject(tokens, start, group.first) if shared else found


def _qui_past_aside(tokens: Tokens, first: int, start: int) -> int | None:
    """The *qui* before an insertion between commas: *la maire qui, devant le port, a dit*; ``None`` without one."""
    if tokens.low[first - 1] != ",":
        return None
    for k in range(first - 2, max(start, first - _ASIDE), -1):
        if tokens.is_finite(k):
            return None
        if tokens.low[k] == "qui":
            return k if tokens.low[k + 1] == "," else None
    return None


def _word_before(tokens: Tokens, group: VerbGroup, start: int) -> str:
    """The word before a verb group, adverbs passed over."""
    i = group.first - 1
    while i >= start and tokens.is_adverb(i) and not tokens.word[i].is_title:
        i -= 1
    return tokens.low[i] if i >= start else ""


def reporting_before(
    tokens: Tokens, group: VerbGroup, start: int, sites: Sequence[CueSite]
) -> list[tuple[CueSite, VerbGroup]]:
    """The finite reporting verbs of the narrator before a group in its sentence, the nearest few."""
    return [
        (site, site.group)
        for site in between(sites, start, group.first)[-_VERBS:]
        if site.group is not None and site.group.mood in ("finite", "compound") and tokens.block_of[site.first] < 0
    ]


def subject_of(tokens: Tokens, verb: int, first: int, start: int) -> NounPhrase | None:
    """The subject that the model gives to token `verb`, or the one before token `first`, where its group begins."""
    found = parsed_subject(tokens, verb, start)
    if found is None or _in_relative(tokens, found, first, start) or "dont" in tokens.low[found.last + 1 : first]:
        found = subject_left(tokens, first, start) or found
    return None if found is None else _right_before(tokens, found, first, start) or found


def _in_relative(tokens: Tokens, found: NounPhrase, first: int, start: int) -> bool:
    """Whether a phrase stands in a relative clause between commas: *l'accord* in *la maire, qui veut l'accord, a dit*.

    What stands before the clause must be able to speak.
    """
    if tokens.low[first - 1] != ",":
        return False
    opens = (k for k in range(found.first - 1, start + 1, -1) if tokens.low[k] in ("qui", "dont", "que", "qu'"))
    relative = next(opens, None)
    if relative is None or tokens.low[relative - 1] != "," or "," in tokens.low[relative : found.first]:
        return False
    before = antecedent(tokens, relative, start)
    return before is not None and can_speak(tokens, before)


def _right_before(tokens: Tokens, found: NounPhrase, first: int, start: int) -> NounPhrase | None:
    """The person named between a comma and the verb, where the other phrase stands in what opens the sentence.

    *Sur le budget, l'idée du président, M. Sall a dit*.
    """
    k = first - 1
    while k > found.core and tokens.low[k] != ",":
        k -= 1
    if tokens.low[k] != "," or k <= found.core or found.first == start or found.pronoun:
        return None
    phrase = noun_phrase(tokens, k + 1, first)
    if phrase is None or phrase.name is None or phrase.last < first - 1:
        return None
    if phrase.first <= found.last and tokens.is_person_noun(found.head):
        return None  # la maire de Dax, Omar Sall
    titled = tokens.traits[phrase.first].title
    bare = phrase.name[0] == phrase.first + titled
    return phrase if bare and (titled or found.name is not None) else None


def parsed_subject(tokens: Tokens, verb: int, start: int) -> NounPhrase | None:
    """The subject left of token `verb` that the model gives to it, or to a verb whose subject it shares."""
    for _ in range(_ABOVE):
        found = _child_subject(tokens, verb, start)
        if found is not None or tokens.dep[verb] not in _SHARES or _has_subject(tokens, verb):
            return found
        above = tokens.head[verb]
        if above > verb and tokens.block_of[above] != tokens.block_of[verb]:
            return None  # Avant d'ajouter : « Je pars »: who leaves inside the marks is not who adds
        verb = above
    return None


def _has_subject(tokens: Tokens, verb: int) -> bool:
    """Whether the model hangs a subject on token `verb`, be it one that cannot be."""
    return any(tokens.dep[k].startswith("nsubj") and k < verb for k in tokens.children(verb))


def _child_subject(tokens: Tokens, verb: int, start: int) -> NounPhrase | None:
    """The subject left of token `verb` that the model hangs on it.

    Of several the nearest that can speak; of two that are one phrase, the whole: *Zoé Lam, la maire, a dit*.
    """
    found: list[NounPhrase] = []
    for k in tokens.children(verb):
        if not (tokens.dep[k].startswith("nsubj") and start <= k < verb and _beside(tokens, k, verb)):
            continue
        if tokens.low[k] == "qui":
            found = [p for p in [antecedent(tokens, k, start)] if p is not None]
            continue
        phrase = None if _no_subject(tokens, k) else subject_pronoun(tokens, k) or _phrase_of(tokens, k, start, verb)
        if phrase is None or not phrase.first <= k <= phrase.last or not _fits(tokens, verb, phrase):
            continue
        bare = phrase.first == phrase.head and not phrase.pronoun and phrase.name is None
        if not (found and (phrase.first <= found[-1].last + 1 or bare)):  # Omar Sall, député de Dax, a dit
            found.append(phrase)
    return next((p for p in reversed(found) if can_speak(tokens, p)), found[-1] if found else None)


def _no_subject(tokens: Tokens, noun: int) -> bool:
    """Whether a noun or pronoun is the subject only to the model: a day, *les élus ont* eux *dit*, *Zoé* nous *dit*."""
    low, before = tokens.low, tokens.low[noun - 1]
    stressed = before in tokens.have or before in tokens.be or before == low[noun + 1] == ","
    governed = low[noun] in ("lui", "nous", "vous") and (tokens.is_nominal(noun - 1) or before == ",")
    return low[noun] in _NOBODY or tokens.is_time(noun) or stressed or governed


def _phrase_of(tokens: Tokens, noun: int, start: int, verb: int) -> NounPhrase | None:
    """The noun phrase of a noun that the model hangs on a verb, which may be quoted: *les « Mauves »*."""
    inside = tokens.block_of[noun]
    if inside == tokens.block_of[verb]:
        return phrase_around(tokens, noun, start, verb)
    first = tokens.document.blocks[inside].first - 1
    before = first > start and tokens.low[first - 1] in ("tous", "toutes")
    return noun_phrase(tokens, first - before, verb)


def _fits(tokens: Tokens, verb: int, phrase: NounPhrase) -> bool:
    """Whether a noun phrase may be the subject: no *devant les élus*, and of the number of the verb if that is told."""
    if tokens.low[phrase.first - 1] in _GOVERNING:
        return False
    finite = next((k for k in tokens.children(verb) if k < verb and tokens.dep[k].startswith("aux")), verb)
    told = tokens.is_finite(finite)
    return tokens.low[phrase.first] not in _GOVERNED and (not told or agrees(tokens, finite, phrase))


def _beside(tokens: Tokens, noun: int, verb: int) -> bool:
    """Whether a noun stands inside or outside of marks as its verb does.

    Or it is a quoted word: *les « Mauves » disent*.
    """
    inside = tokens.block_of[noun]
    if inside == tokens.block_of[verb]:
        return True
    block = tokens.document.blocks[inside] if inside >= 0 else None
    if block is None or not is_quoted_noun(tokens, block):
        return False
    return tokens.traits[block.first - 1].det and not tokens.traits[block.first - 2].prep


def subject_pronoun(tokens: Tokens, i: int) -> NounPhrase | None:
    """The pronoun at token `i` if it is always a subject."""
    return NounPhrase(i, i, i, pronoun=True, core=i) if tokens.low[i] in tokens.subject_clitic else None
