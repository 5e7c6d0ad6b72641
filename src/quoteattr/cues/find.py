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


def find_cues(tokens: Tokens) -> list[CueSite]:
    """Return every cue of the document in order.

    A verb group with no construction around it is a fragment cue at most.
    """
    sites = []
    groups = verb_groups(tokens)
    starts = {g.first: g for g in groups}
    for group in groups:
        site = _verb_site(tokens, group, starts)
        if site is not None:
            sites.append(site)
    sites += source_sites(tokens)
    return sorted(sites, key=lambda s: s.first)


def _verb_site(tokens: Tokens, group: VerbGroup, starts: dict[int, VerbGroup]) -> CueSite | None:
    if (
        group.mood == "infinitive"
        and tokens.low[group.at + 1 : group.at + 2] in (["aussi"], ["également"])
        and group.at <= tokens.document.inner_sentence(group.at)[0] + 1
    ):
        return None  # À lire aussi : « Le port s'éveille »: the title of another article
    incise = _incise(tokens, group) or _attribution_in_direct_order(tokens, group)
    if incise is not None:
        return incise

    def site(kind: CueKind, opens: int) -> CueSite:
        return CueSite(kind, group.first, group.last, group.verb.lemma, group, None, opens)

    takes = group.verb.constructions
    if (group.mood != "participle" or group.passive) and not _unsaid(tokens, group):
        opens = _que(tokens, group, takes, starts)
        if opens is not None:
            return site(CueKind.CLAUSE, opens)
        bare = (
            group.passive or group.verb.bare == "accuser"
        )  # sont appelés à partir: somebody's words only if marks show some
        opens = None if bare and not _marks_ahead(tokens, group) else _infinitive(tokens, group, takes)
        if opens is not None:
            return site(CueKind.INFINITIVE, opens)
    return site(CueKind.FRAGMENT, group.after)


# ---- incise


def _incise(tokens: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », dit-il / …, a déclaré hier la maire, … / comme l'a dit la maire."""
    if group.mood not in ("finite", "compound") or group.passive:
        return None
    doc = tokens.document
    before = group.first - 1
    if before < 0:
        return None
    start, end = doc.sentence(group.first)
    as_said = tokens.low[before] == "comme"
    if as_said:
        before -= 1
    elif tokens.is_mark(before) and before not in doc.block_ending and before not in doc.block_at and before > start:
        before -= 1  # « Oui », « a dit la maire: a stray mark of machine-translated copy
    after_mark = tokens.is_closer(before) or (
        tokens.low[before] in _INCISE_LEFT and before > 0 and tokens.is_closer(before - 1)
    )
    if not (
        after_mark or as_said or tokens.low[before] in _INCISE_LEFT or _closes_bracket_after_mark(tokens, before, start)
    ):
        return None
    if before < start and not as_said and not (after_mark and doc.paragraph(before) == doc.paragraph(group.first)):
        return None
    limit = end
    inside = tokens.block_of[group.first]
    if inside >= 0:
        limit = min(limit, doc.blocks[inside].last)
    if group.inverted is not None:
        if tokens.low[group.inverted] in ("-je", "-nous", "-vous", "-tu", "-ce") and not after_mark:
            return None
        at = group.inverted
        phrase = NounPhrase(at, at, at, pronoun=True, core=at)
    else:
        found = subject_right(tokens, group.after, limit)
        if found is None or found.pronoun and tokens.low[found.head] in ("lui", "elle", "eux") and not after_mark:
            return None
        if tokens.low[found.last + 1 : found.last + 2] in (["que"], ["qu'"]) and not after_mark:
            return None
        if not _agrees(tokens, group, found):
            return None
        if after_mark and before in doc.block_ending and _is_subject(tokens, before):
            return None
        blocks = any(b.words > 3 and b.last < group.first for b in doc.blocks_between(start, group.first))
        takes = {"q", "i"} if inside >= 0 or blocks else {"q"}
        ahead = (
            tokens.low[found.last + 1 : found.last + 2] in ([","], [":"])
            and found.last + 2 in doc.block_at
            and is_source(tokens, found)
            and not group.negated
        )
        if not (after_mark or as_said or ahead):
            goes_on = tokens.low[found.last + 1 : found.last + 2] == [","] and is_clause(tokens, found.last + 2, limit)
            clause = goes_on or is_clause(tokens, max(start, _open(tokens, inside)), before)
            if not (may_speak(tokens, found) and group.verb.constructions & takes and clause):
                return None
        phrase = found
    if "i" not in group.verb.constructions and not (after_mark and group.verb.constructions & {"q", "x", "c"}):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _closes_bracket_after_mark(tokens: Tokens, before: int, start: int) -> bool:
    """Whether token `before` ends a bracket that stands between a closing mark and the incise.

    « Oui » (rires), dit-elle.
    """
    if tokens.low[before] != ")":
        return False
    opening = next((k for k in range(before, max(start, before - 15), -1) if tokens.low[k] == "("), None)
    return opening is not None and opening > 0 and (tokens.is_closer(opening - 1) or tokens.low[opening - 1] == ",")


def _attribution_in_direct_order(tokens: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », la maire a averti. Machine-translated copy keeps the order of English, often with a stray « before the subject."""
    if (
        group.mood not in ("finite", "compound")
        or group.passive
        or group.inverted is not None
        or "i" not in group.verb.constructions
    ):
        return None
    start, end = tokens.document.sentence(group.first)
    phrase = noun_phrase(tokens, _left_edge(tokens, group.first, start), group.first)
    if phrase is None or phrase.last != group.first - 1:
        return None
    before = phrase.first - 1
    if before > start and tokens.is_mark(before) and before not in tokens.document.block_ending:
        before -= 1
    if before <= start or tokens.low[before] != "," or before - 1 not in tokens.document.block_ending:
        return None
    following = next(
        (
            k
            for k in range(group.after, end)
            if tokens.low[k] in ("que", "qu'", ":", ",") or k in tokens.document.block_at
        ),
        None,
    )
    if following is not None and tokens.low[following] != ",":
        return None
    block = tokens.document.block_ending[before - 1]
    if block.words < 3 or following is not None and tokens.is_nominal(group.after):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _left_edge(tokens: Tokens, i: int, start: int) -> int:
    """First token after the last comma or mark left of token `i`."""
    j = i
    while j > start and tokens.low[j - 1] != "," and not tokens.is_mark(j - 1):
        j -= 1
    return j


_SINGULAR: Final = re.compile(r"(?:vient|tient|(?:^|dé)ment|(?:^|res|pres|con)sent)$")
"""Singular forms that look plural: *prévient, soutient, dément, pressent*; but *pensent* and *proposent* are plural."""


def _agrees(tokens: Tokens, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether verb and inverted subject may agree in number: les « gilets » illustrent la difficulté is no incise."""
    plural = plural_told(tokens, phrase)
    at = (
        group.at
        if group.mood == "finite"
        else next(
            (k for k in range(group.first, group.at) if tokens.low[k] in tokens.have or tokens.low[k] in tokens.be),
            group.at,
        )
    )
    form = tokens.low[at]
    verb_plural = form.endswith(("ent", "ont")) and not _SINGULAR.search(form)
    return plural is None or plural == verb_plural


def _is_subject(tokens: Tokens, closer: int) -> bool:
    """Whether a block right before the verb, with no comma, ends its subject.

    Des « gilets jaunes » annoncent une marche.
    """
    block = tokens.document.block_ending[closer]
    start, _ = tokens.document.sentence(block.first)
    return block.words <= 3 and block.first > start


def _open(tokens: Tokens, inside: int) -> int:
    return tokens.document.blocks[inside].inner[0] if inside >= 0 else 0


# ---- introductions


def _que(tokens: Tokens, group: VerbGroup, takes: frozenset[str], starts: dict[int, VerbGroup]) -> int | None:
    """The first token of a clause that *que* (or *si*, *pourquoi* …) opens after the group."""
    _, end = tokens.document.inner_sentence(group.last)
    j = group.after
    steps = 0
    while j < end and steps < FAR:
        low = tokens.low[j]
        if low in ("que", "qu'"):
            return j + 1 if "q" in takes and _opens_clause(tokens, group, j) else None
        if steps <= 6 and "s" in takes and _asks(tokens, j, steps):
            return j + 1 if low in ("si", "s'") else j
        if low in _STOP_QUE or low in _COMPARING or tokens.is_finite(j) and not tokens.is_name(j):
            return None
        if j in starts and starts[j].mood in ("finite", "compound"):
            return None
        block = tokens.document.block_at.get(j)
        if block is not None:
            if tokens.low[block.inner[0]] in ("que", "qu'") and "q" in takes:
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


def _opens_clause(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether the *que* at token `j` opens what the verb reports.

    No other conjunction, no relative pronoun, no denied saying.
    """
    between = j - group.after
    if group.passive and between > 3 or tokens.low[j + 1 : j + 3] in (["ce", "soit"], ["ce", "soient"]):
        return False
    if tokens.low[j - 1] in _BEFORE_QUE and not (tokens.low[j - 1] in ("bien", "ainsi") and between <= 1):
        return False
    told = any(low in ("à", "au", "aux") for low in tokens.low[max(group.after, j - 3) : j])  # a dit à la radio que
    if (
        tokens.pos[j] == "PRON"
        and tokens.dep[j] != "mark"
        and between > 0
        and not told
        and not tokens.is_adverb(j - 1)
        and not tokens.is_time(j - 1)
    ):
        return False
    return not group.negated or group.verb.verb_class == "D" or group.verb.bare in ("cacher", "douter", "exclure")


def _asks(tokens: Tokens, j: int, steps: int) -> bool:
    """Whether token `j` opens an indirect question: *se demande si*, *a expliqué pourquoi*, *dit ce qu'il a vu*."""
    low = tokens.low[j]
    if low == "s'" and tokens.low[j + 1 : j + 2] not in (["il"], ["ils"]):
        return False
    if low not in _ASKS or low == "qui" or low == "où" and steps:
        return False
    return low != "ce" or tokens.low[j + 1 : j + 2] in (["que"], ["qu'"], ["qui"])


def _unsaid(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether the saying is only supposed or denied.

    S'il affirmait que, personne ne prétend que, il serait faux d'affirmer que.
    """
    start, _ = tokens.document.inner_sentence(group.first)
    j = group.first - 1
    if group.mood == "infinitive":
        if j >= start and tokens.low[j] in ("faut", "faudrait", "fallait"):
            return True  # il faut dire que, il est à noter que: the author speaks
        if j > start and tokens.low[j] == "à" and tokens.low[j - 1] in ("est", "reste", "était"):
            return True
        return j > start and tokens.low[j] in ("de", "d'") and tokens.pos[j - 1] == "ADJ"
    if j >= start and tokens.low[j] in tokens.subject_clitic:
        return j > start and tokens.low[j - 1] in ("si", "s'") and (j < start + 2 or tokens.low[j - 2] != "même")
    return (
        j >= start
        and tokens.low[j] in ("personne", "nul", "rien")
        and group.first > j
        and tokens.low[group.first] in ("ne", "n'")
    )


def _infinitive(tokens: Tokens, group: VerbGroup, takes: frozenset[str]) -> int | None:
    """The first token of an infinitive that the verb governs.

    *affirme avoir vu*, *promet de revenir*, *appelle à « résister »*.
    """
    _, end = tokens.document.inner_sentence(group.last)
    j = group.after - 1
    while (j := j + 1) < min(end, group.after + 10):
        low = tokens.low[j]
        if low == "," and "," in tokens.low[j + 1 : j + 5]:
            j = tokens.low.index(",", j + 1)  # avait assuré, la veille, ne rien savoir
            continue
        block = tokens.document.block_at.get(j)
        verb = j if block is None else block.inner[0]
        while block is not None and verb < block.inner[1] and tokens.low[verb] in tokens.clitic:
            verb += 1
        if tokens.verb_form[verb] == "Inf" or low in ("avoir", "être") and tokens.pos[verb] != "NOUN":
            return _governed_infinitive(tokens, group, takes, j, verb)
        if low in _STOP_QUE or low == "," or tokens.is_finite(j) or tokens.is_mark(j):
            return None
    return None


def _marks_ahead(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether words stand between marks further on in the sentence."""
    _, end = tokens.document.sentence(group.last)
    return any(i in tokens.document.block_at for i in range(group.after, end))


def _governed_infinitive(tokens: Tokens, group: VerbGroup, takes: frozenset[str], j: int, verb: int) -> int | None:
    """Where the content begins if the verb group governs the infinitive `verb` in the way that it allows."""
    k = j - 1
    while k > group.last and (tokens.low[k] in tokens.clitic or tokens.low[k] in ("pas", "plus")):
        k -= 1
    at = tokens.head[verb] if tokens.pos[verb] == "AUX" else verb
    hung = tokens.head[at] == group.at and tokens.dep[at] in ("xcomp", "ccomp", "obj", "obl:arg")
    low = tokens.low[k]
    if low in ("de", "d'"):
        return k + 1 if "d" in takes else None
    if low in ("à", "a"):
        return k + 1 if "a" in takes else None
    aside = (
        tokens.low[verb] in ("avoir", "être") and tokens.low[group.after] in tokens.prep
    )  # a raconté à la radio avoir fui
    if k == group.last or tokens.is_adverb(k) or tokens.is_time(k) or aside or hung and low not in tokens.prep:
        return k + 1 if "f" in takes else None
    return None
