"""What the narrator says right before a speech: who acts there, and the verb that leads to it.

*Berthe posa la lampe et demanda :*, then the turn. *Berthe posa la lampe.*, then the turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.dialogue.actors import actor_of, actors, is_past, is_told_verb, main_actor, speaks
from quoteattr.dialogue.asides import Aside
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, noun_phrase
from quoteattr.lexicon import Mood
from quoteattr.result import CueKind

__all__ = ["Lead", "lead_before"]

_RELATIVE: Final = frozenset({"que", "qu'", "dont", "où", "qui", "quand", "lorsque", "lorsqu'", "comme", "si"})
_DASHES: Final = frozenset({"—", "-", "–"})
_BEFORE_INFINITIVE: Final = frozenset({"pour", "de", "d'", "par", "à"})
_JOINS: Final = frozenset({"et", "puis", ",", "mais"})
_NEAR: Final = 80
"""How many tokens before a speech those who act are looked for."""
_FAR: Final = 12
"""How many tokens before a colon the verb that leads to it is looked for where labels lack it."""
_LONGEST: Final = 200
"""How many tokens of a sentence before a colon are read."""
_SENTENCES: Final = 2
"""How many sentences further back of the same paragraph somebody who acts is looked for."""


class Lead:
    """What stands before a speech.

    Attributes:
        site: The verb that leads to it, as a cue, or ``None``.
        phrase: Who hands over before a colon, or ``None``.
        beats: Who acts in a paragraph that ends without a colon, in order.
        colon: Whether a colon hands over.
    """

    __slots__ = ("beats", "colon", "phrase", "site")

    def __init__(
        self, site: CueSite | None, phrase: NounPhrase | None, beats: Sequence[NounPhrase] = (), *, colon: bool
    ) -> None:
        self.site: CueSite | None = site
        self.phrase: NounPhrase | None = phrase
        self.beats: list[NounPhrase] = list(beats)
        self.colon: bool = colon


def lead_before(tokens: Tokens, sites: Sequence[CueSite], first: int, aside: Aside | None = None) -> Lead | None:
    """What the narrator says right before the speech that opens at token `first`; ``None`` if no narrator does.

    Args:
        tokens: The text.
        sites: Its cues.
        first: The mark or dash that opens the speech.
        aside: The last incise before it, if one is known.
    """
    end = first
    while end > 0 and tokens.low[end - 1] in _DASHES:
        end -= 1
    if end <= 0 or tokens.block_of[end - 1] >= 0 or tokens.is_closer(end - 1):
        return None
    colon = tokens.low[end - 1] == ":"
    if aside is not None and aside.end >= end:
        return Lead(None, aside.site.phrase, colon=True) if colon else None
    told = 0 if aside is None else aside.end
    paragraph = max(told, tokens.document.paragraphs[tokens.document.paragraph(end - 1)][0])
    if not colon:
        return Lead(
            None, None, _beats(tokens, _after_speech(tokens, max(paragraph, end - _NEAR), end), end), colon=False
        )
    start = max(paragraph, tokens.document.sentence(end - 1)[0], end - _LONGEST)
    start = _after_speech(tokens, start, end)
    site = _leading(tokens, sites, start, end - 1)
    if site is None or site.group is None:
        return Lead(None, _last_actor(tokens, start, end - 1), colon=True)
    phrase = site.phrase or _speaker(tokens, site.group, start) or _last_actor(tokens, start, end - 1)
    cue = CueSite(CueKind.COLON, site.first, site.last, site.lemma, site.group, phrase, site.opens)
    return Lead(None if _acts_after(tokens, site.group, end - 1) else cue, phrase, colon=True)


def _beats(tokens: Tokens, start: int, end: int) -> list[NounPhrase]:
    """Who acts in the main clauses of the sentences of ``start..end``: *Berthe se tut. La petite leva les yeux.*."""
    out: list[NounPhrase] = []
    while start < end:
        stop = min(max(tokens.document.sentence(start)[1], start + 1), end)
        found = [a for a in actors(tokens, start, stop) if speaks(tokens, a.phrase)]
        out += [a.phrase for a in found if not a.subordinate]
        start = stop
    return out


def _after_speech(tokens: Tokens, start: int, end: int) -> int:
    """Where the narrator begins in ``start..end``: after the last speech in it."""
    k = end - 1
    while k > start and tokens.block_of[k - 1] < 0 and not tokens.is_closer(k - 1):
        k -= 1
    return k


def _leading(tokens: Tokens, sites: Sequence[CueSite], start: int, end: int) -> CueSite | None:
    """The reporting verb of ``start..end`` that leads to what follows: of the main clause, or else the last."""
    best: CueSite | None = None
    top = 0
    for site in [*between(sites, start, end), *_of_me(tokens, start, end), *_unseen(tokens, sites, start, end)]:
        group = site.group
        if group is None or group.passive or group.negated or not group.verb.constructions & {"c", "i", "q", "x"}:
            continue
        rank = _rank(tokens, group, start, end)
        if rank and rank >= top:
            best, top = site, rank
    return best


def _rank(tokens: Tokens, group: VerbGroup, start: int, end: int) -> int:
    """How likely a verb group of ``start..end`` leads to what follows."""
    if group.mood in ("finite", "compound"):
        if _in_relative(tokens, group.first, start) or _acts_after(tokens, group, end):
            return 1
        return 3 if group.verb.constructions & {"c", "q"} else 2
    if group.mood == "infinitive":
        return 2 if tokens.low[group.first - 1] in _BEFORE_INFINITIVE else 1
    return 2 if group.mood == "gerund" else 0


def _of_me(tokens: Tokens, start: int, end: int) -> list[CueSite]:
    """The reporting verbs of *je* in ``start..end``, which are no cues elsewhere: *je murmurai*, *j'ai demandé*."""
    out: list[CueSite] = []
    for i in range(start, end):
        if tokens.low[i] not in ("je", "j'") or tokens.block_of[i] >= 0:
            continue
        v = i + 1
        while v < end and tokens.low[v] in tokens.clitic:
            v += 1
        mood = "finite"
        if tokens.low[v] in ("ai", "avais", "eus"):
            v, mood = v + 1, "compound"
        wanted = Mood.PARTICIPLE if mood == "compound" else Mood.FIRST
        forms = tokens.forms.get(tokens.low[v], ()) if v < end else ()
        verb = next((f.verb for f in forms if f.mood is wanted or f.mood is Mood.FINITE and mood == "finite"), None)
        if verb is not None:
            group = VerbGroup(i + 1, v, v, verb, mood)
            phrase = NounPhrase(i, i, i, pronoun=True, core=i)
            out.append(CueSite(CueKind.COLON, i + 1, v, verb.lemma, group, phrase, v + 1))
    return out


def _unseen(tokens: Tokens, sites: Sequence[CueSite], start: int, end: int) -> list[CueSite]:
    """The last simple past of a reporting verb in ``start..end`` that labels took for something else."""
    for i in range(end - 1, max(start, end - _FAR), -1):
        verb = next((f.verb for f in tokens.forms.get(tokens.low[i], ()) if f.mood is Mood.FINITE), None)
        if verb is not None and is_past(tokens, i) and not tokens.traits[i - 1].det:
            if any(site.first <= i <= site.last for site in between(sites, start, end)):
                break
            group = VerbGroup(i, i, i, verb, "finite")
            return [CueSite(CueKind.COLON, i, i, verb.lemma, group, None, i + 1)]
    return []


def _in_relative(tokens: Tokens, verb: int, start: int) -> bool:
    """Whether the verb group at token `verb` stands in a clause that hangs on another one."""
    for k in range(verb - 1, start - 1, -1):
        low = tokens.low[k]
        if low in _RELATIVE:
            return True
        if low in (",", ";", "et", "puis"):
            return False
    return False


def _speaker(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """Who says what a verb group leads to: its subject, or who is seen or heard doing it."""
    if group.mood == "gerund" and tokens.low[group.first] != "en" and tokens.is_nominal(group.first - 1):
        heard = [a for a in _phrases_before(tokens, group.first, start) if a.last == group.first - 1]
        if heard:
            return heard[-1]  # il entendit la meunière disant
    return actor_of(tokens, group, start)


def _phrases_before(tokens: Tokens, end: int, start: int) -> list[NounPhrase]:
    """The noun phrases with a determiner, a title or a name that end before token `end`."""
    found = (
        noun_phrase(tokens, k, end)
        for k in range(max(start, end - 6), end)
        if tokens.traits[k].det or tokens.traits[k].title or tokens.is_name(k)
    )
    return [phrase for phrase in found if phrase is not None]


def _acts_after(tokens: Tokens, group: VerbGroup, end: int) -> bool:
    """Whether a verb joined to that of a group does something else before the speech: *demanda un verre et but*."""
    for k in range(group.last + 1, end):
        verb = k + 1
        while verb < end and tokens.low[verb] in tokens.clitic:
            verb += 1
        if tokens.low[k] in _JOINS and verb < end and is_told_verb(tokens, verb):
            return True
    return any(not a.subordinate for a in actors(tokens, group.last + 1, end))


def _last_actor(tokens: Tokens, start: int, end: int) -> NounPhrase | None:
    """Who acts in ``start..end``, or else in the sentences right before it in the paragraph: *Il se tut. Puis :*."""
    here = actors(tokens, start, end)
    found = main_actor(tokens, here, any_clause=False)
    paragraph = tokens.document.paragraphs[tokens.document.paragraph(start)][0]
    for _ in range(_SENTENCES):
        if found is not None or start <= paragraph or tokens.block_of[start - 1] >= 0 or tokens.is_closer(start - 1):
            break
        end = start
        start = max(paragraph, tokens.document.sentence(start - 1)[0], end - _LONGEST)
        found = main_actor(tokens, actors(tokens, start, end), any_clause=False)
    return found or main_actor(tokens, here)
