"""What signals an attribution, and in which construction.

Incise, colon, *que* clause, infinitive, quoted fragment, source phrase.
"""

from __future__ import annotations

import re
from typing import Final

from quoteattr.cues.site import CueSite, is_clause, is_source, may_speak
from quoteattr.cues.sources import source_sites
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, noun_phrase, plural_told, subject_right, verb_groups
from quoteattr.reading import DASHES
from quoteattr.result import CueKind

__all__ = ["find_cues"]

_INCISE_LEFT: Final = frozenset({",", "?", "!", "…", "...", "—", "-", "–", *DASHES})
_ASKS: Final = frozenset(
    {"si", "s'", "pourquoi", "comment", "combien", "quand", "où", "quel", "quelle", "quels", "quelles", "ce", "qui"}
)
_STOP_QUE: Final = frozenset({";", ":", ".", "!", "?", "…", "que", "qu'", "qui", "dont", "où"})
_COMPARING: Final = frozenset(
    {"plus", "même", "mêmes", "moins", "autant", "tel", "telle", "tels", "telles", "davantage", "mieux"}
)
FAR: Final = 22
"""How many tokens may stand between a verb and its *que*: *a rappelé mardi soir, sur une radio, que …*"""


def find_cues(context: Tokens) -> list[CueSite]:
    """Return every cue of the document in order.

    A verb group with no construction around it is a fragment cue at most.
    """
    sites = []
    groups = verb_groups(context)
    starts = {g.first: g for g in groups}
    for group in groups:
        site = _verb_site(context, group, starts)
        if site is not None:
            sites.append(site)
    sites += source_sites(context)
    return sorted(sites, key=lambda s: s.first)


def _verb_site(context: Tokens, group: VerbGroup, starts: dict[int, VerbGroup]) -> CueSite | None:
    if (
        group.mood == "infinitive"
        and context.low[group.at + 1 : group.at + 2] in (["aussi"], ["également"])
        and group.at <= context.document.inner_sentence(group.at)[0] + 1
    ):
        return None  # À lire aussi : « Le port s'éveille »: the title of another article
    incise = _incise(context, group) or _attribution_in_direct_order(context, group)
    if incise is not None:
        return incise

    def site(kind: CueKind, opens: int) -> CueSite:
        return CueSite(kind, group.first, group.last, group.verb.lemma, group, None, opens)

    takes = group.verb.constructions
    if (group.mood != "participle" or group.passive) and not _unsaid(context, group):
        opens = _que(context, group, takes, starts)
        if opens is not None:
            return site(CueKind.CLAUSE, opens)
        bare = (
            group.passive or group.verb.bare == "accuser"
        )  # sont appelés à partir: somebody's words only if marks show some
        opens = None if bare and not _marks_ahead(context, group) else _infinitive(context, group, takes)
        if opens is not None:
            return site(CueKind.INFINITIVE, opens)
    return site(CueKind.FRAGMENT, group.after)


# ---- incise


def _incise(context: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », dit-il / …, a déclaré hier la maire, … / comme l'a dit la maire."""
    if group.mood not in ("finite", "compound") or group.passive:
        return None
    doc = context.document
    before = group.first - 1
    if before < 0:
        return None
    start, end = doc.sentence(group.first)
    as_said = context.low[before] == "comme"
    if as_said:
        before -= 1
    elif context.is_mark(before) and before not in doc.block_ending and before not in doc.block_at and before > start:
        before -= 1  # « Oui », « a dit la maire: a stray mark of machine-translated copy
    after_mark = context.is_closer(before) or (
        context.low[before] in _INCISE_LEFT and before > 0 and context.is_closer(before - 1)
    )
    if not (
        after_mark
        or as_said
        or context.low[before] in _INCISE_LEFT
        or _closes_bracket_after_mark(context, before, start)
    ):
        return None
    if before < start and not as_said and not (after_mark and doc.paragraph(before) == doc.paragraph(group.first)):
        return None
    limit = end
    inside = context.block_of[group.first]
    if inside >= 0:
        limit = min(limit, doc.blocks[inside].last)
    if group.inverted is not None:
        if context.low[group.inverted] in ("-je", "-nous", "-vous", "-tu", "-ce") and not after_mark:
            return None
        at = group.inverted
        phrase = NounPhrase(at, at, at, pronoun=True, core=at)
    else:
        found = subject_right(context, group.after, limit)
        if found is None or found.pronoun and context.low[found.head] in ("lui", "elle", "eux") and not after_mark:
            return None
        if context.low[found.last + 1 : found.last + 2] in (["que"], ["qu'"]) and not after_mark:
            return None
        if not _agrees(context, group, found):
            return None
        if after_mark and before in doc.block_ending and _is_subject(context, before):
            return None
        blocks = any(b.words > 3 and b.last < group.first for b in doc.blocks_between(start, group.first))
        takes = {"q", "i"} if inside >= 0 or blocks else {"q"}
        ahead = (
            context.low[found.last + 1 : found.last + 2] in ([","], [":"])
            and found.last + 2 in doc.block_at
            and is_source(context, found)
            and not group.negated
        )
        if not (after_mark or as_said or ahead):
            goes_on = context.low[found.last + 1 : found.last + 2] == [","] and is_clause(
                context, found.last + 2, limit
            )
            clause = goes_on or is_clause(context, max(start, _open(context, inside)), before)
            if not (may_speak(context, found) and group.verb.constructions & takes and clause):
                return None
        phrase = found
    if "i" not in group.verb.constructions and not (after_mark and group.verb.constructions & {"q", "x", "c"}):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _closes_bracket_after_mark(context: Tokens, before: int, start: int) -> bool:
    """Whether token `before` ends a bracket that stands between a closing mark and the incise.

    « Oui » (rires), dit-elle.
    """
    if context.low[before] != ")":
        return False
    opening = next((k for k in range(before, max(start, before - 15), -1) if context.low[k] == "("), None)
    return opening is not None and opening > 0 and (context.is_closer(opening - 1) or context.low[opening - 1] == ",")


def _attribution_in_direct_order(context: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », la maire a averti. Machine-translated copy keeps the order of English, often with a stray « before the subject."""
    if (
        group.mood not in ("finite", "compound")
        or group.passive
        or group.inverted is not None
        or "i" not in group.verb.constructions
    ):
        return None
    start, end = context.document.sentence(group.first)
    phrase = noun_phrase(context, _left_edge(context, group.first, start), group.first)
    if phrase is None or phrase.last != group.first - 1:
        return None
    before = phrase.first - 1
    if before > start and context.is_mark(before) and before not in context.document.block_ending:
        before -= 1
    if before <= start or context.low[before] != "," or before - 1 not in context.document.block_ending:
        return None
    following = next(
        (
            k
            for k in range(group.after, end)
            if context.low[k] in ("que", "qu'", ":", ",") or k in context.document.block_at
        ),
        None,
    )
    if following is not None and context.low[following] != ",":
        return None
    block = context.document.block_ending[before - 1]
    if block.words < 3 or following is not None and context.is_nominal(group.after):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _left_edge(context: Tokens, i: int, start: int) -> int:
    """First token after the last comma or mark left of token `i`."""
    j = i
    while j > start and context.low[j - 1] != "," and not context.is_mark(j - 1):
        j -= 1
    return j


_SINGULAR: Final = re.compile(r"(?:vient|tient|(?:^|dé)ment|(?:^|res|pres|con)sent)$")
"""Singular forms that look plural: *prévient, soutient, dément, pressent*; but *pensent* and *proposent* are plural."""


def _agrees(context: Tokens, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether verb and inverted subject may agree in number: les « gilets » illustrent la difficulté is no incise."""
    plural = plural_told(context, phrase)
    at = (
        group.at
        if group.mood == "finite"
        else next(
            (k for k in range(group.first, group.at) if context.low[k] in context.have or context.low[k] in context.be),
            group.at,
        )
    )
    form = context.low[at]
    verb_plural = form.endswith(("ent", "ont")) and not _SINGULAR.search(form)
    return plural is None or plural == verb_plural


def _is_subject(context: Tokens, closer: int) -> bool:
    """Whether a block right before the verb, with no comma, ends its subject.

    Des « gilets jaunes » annoncent une marche.
    """
    block = context.document.block_ending[closer]
    start, _ = context.document.sentence(block.first)
    return block.words <= 3 and block.first > start


def _open(context: Tokens, inside: int) -> int:
    return context.document.blocks[inside].inner[0] if inside >= 0 else 0


# ---- introductions


def _que(context: Tokens, group: VerbGroup, takes: frozenset[str], starts: dict[int, VerbGroup]) -> int | None:
    """The first token of a clause that *que* (or *si*, *pourquoi* …) opens after the group."""
    _, end = context.document.inner_sentence(group.last)
    j = group.after
    steps = 0
    while j < end and steps < FAR:
        low = context.low[j]
        if low in ("que", "qu'"):
            return j + 1 if "q" in takes and _opens_clause(context, group, j) else None
        if steps <= 6 and "s" in takes and _asks(context, j, steps):
            return j + 1 if low in ("si", "s'") else j
        if low in _STOP_QUE or low in _COMPARING or context.is_finite(j) and not context.is_name(j):
            return None
        if j in starts and starts[j].mood in ("finite", "compound"):
            return None
        block = context.document.block_at.get(j)
        if block is not None:
            if context.low[block.inner[0]] in ("que", "qu'") and "q" in takes:
                return j  # trouve « qu'il y a un problème » à partir
            if block.words > 3:
                return None
            j = block.last
        j += 1
        steps += 1
    return None


_BEFORE_QUE: Final = frozenset(
    "ce plus moins tel telle aussi parce alors tandis ainsi bien pour avant après afin tant dès depuis".split()
)
"""Words that make another conjunction of the *que* after them: *parce que*, *alors que*."""


def _opens_clause(context: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether the *que* at token `j` opens what the verb reports.

    No other conjunction, no relative pronoun, no denied saying.
    """
    between = j - group.after
    if group.passive and between > 3 or context.low[j + 1 : j + 3] in (["ce", "soit"], ["ce", "soient"]):
        return False
    if context.low[j - 1] in _BEFORE_QUE and not (context.low[j - 1] in ("bien", "ainsi") and between <= 1):
        return False
    told = any(low in ("à", "au", "aux") for low in context.low[max(group.after, j - 3) : j])  # a dit à la radio que
    if (
        context.pos[j] == "PRON"
        and context.dep[j] != "mark"
        and between > 0
        and not told
        and not context.is_adverb(j - 1)
        and not context.is_time(j - 1)
    ):
        return False
    return not group.negated or group.verb.verb_class == "D" or group.verb.bare in ("cacher", "douter", "exclure")


def _asks(context: Tokens, j: int, steps: int) -> bool:
    """Whether token `j` opens an indirect question: *se demande si*, *a expliqué pourquoi*, *dit ce qu'il a vu*."""
    low = context.low[j]
    if low == "s'" and context.low[j + 1 : j + 2] not in (["il"], ["ils"]):
        return False
    if low not in _ASKS or low == "qui" or low == "où" and steps:
        return False
    return low != "ce" or context.low[j + 1 : j + 2] in (["que"], ["qu'"], ["qui"])


def _unsaid(context: Tokens, group: VerbGroup) -> bool:
    """Whether the saying is only supposed or denied.

    S'il affirmait que, personne ne prétend que, il serait faux d'affirmer que.
    """
    start, _ = context.document.inner_sentence(group.first)
    j = group.first - 1
    if group.mood == "infinitive":
        if j >= start and context.low[j] in ("faut", "faudrait", "fallait"):
            return True  # il faut dire que, il est à noter que: the author speaks
        if j > start and context.low[j] == "à" and context.low[j - 1] in ("est", "reste", "était"):
            return True
        return j > start and context.low[j] in ("de", "d'") and context.pos[j - 1] == "ADJ"
    if j >= start and context.low[j] in context.subject_clitic:
        return j > start and context.low[j - 1] in ("si", "s'") and (j < start + 2 or context.low[j - 2] != "même")
    return (
        j >= start
        and context.low[j] in ("personne", "nul", "rien")
        and group.first > j
        and context.low[group.first] in ("ne", "n'")
    )


def _infinitive(context: Tokens, group: VerbGroup, takes: frozenset[str]) -> int | None:
    """The first token of an infinitive that the verb governs.

    *affirme avoir vu*, *promet de revenir*, *appelle à « résister »*.
    """
    _, end = context.document.inner_sentence(group.last)
    j = group.after - 1
    while (j := j + 1) < min(end, group.after + 10):
        low = context.low[j]
        if low == "," and "," in context.low[j + 1 : j + 5]:
            j = context.low.index(",", j + 1)  # avait assuré, la veille, ne rien savoir
            continue
        block = context.document.block_at.get(j)
        verb = j if block is None else block.inner[0]
        while block is not None and verb < block.inner[1] and context.low[verb] in context.clitic:
            verb += 1
        if context.verb_form[verb] == "Inf" or low in ("avoir", "être") and context.pos[verb] != "NOUN":
            return _governed_infinitive(context, group, takes, j, verb)
        if low in _STOP_QUE or low == "," or context.is_finite(j) or context.is_mark(j):
            return None
    return None


def _marks_ahead(context: Tokens, group: VerbGroup) -> bool:
    """Whether words stand between marks further on in the sentence."""
    _, end = context.document.sentence(group.last)
    return any(i in context.document.block_at for i in range(group.after, end))


def _governed_infinitive(context: Tokens, group: VerbGroup, takes: frozenset[str], j: int, verb: int) -> int | None:
    """Where the content begins if the verb group governs the infinitive `verb` in the way that it allows."""
    k = j - 1
    while k > group.last and (context.low[k] in context.clitic or context.low[k] in ("pas", "plus")):
        k -= 1
    at = context.head[verb] if context.pos[verb] == "AUX" else verb
    hung = context.head[at] == group.at and context.dep[at] in ("xcomp", "ccomp", "obj", "obl:arg")
    low = context.low[k]
    if low in ("de", "d'"):
        return k + 1 if "d" in takes else None
    if low in ("à", "a"):
        return k + 1 if "a" in takes else None
    aside = (
        context.low[verb] in ("avoir", "être") and context.low[group.after] in context.prep
    )  # a raconté à la radio avoir fui
    if k == group.last or context.is_adverb(k) or context.is_time(k) or aside or hung and low not in context.prep:
        return k + 1 if "f" in takes else None
    return None
