"""Introductions: what a reporting verb opens after it, a *que* clause, a question or an infinitive."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import Tokens, VerbGroup

__all__ = ["FAR", "infinitive", "marks_ahead", "que_clause", "unsaid"]

_ASKS: Final = frozenset(
    {"si", "s'", "pourquoi", "comment", "combien", "quand", "où", "quel", "quelle", "quels", "quelles", "ce", "qui"}
)


_STOP_QUE: Final = frozenset({";", ":", ".", "!", "?", "…", "que", "qu'", "qui", "dont", "où"})


_COMPARING: Final = frozenset(
    {"plus", "même", "mêmes", "moins", "autant", "tel", "telle", "tels", "telles", "davantage", "mieux"}
)


FAR: Final = 22
"""How many tokens may stand between a verb and its *que*: *a rappelé mardi soir, sur une radio, que …*"""


def que_clause(tokens: Tokens, group: VerbGroup, takes: frozenset[str], starts: dict[int, VerbGroup]) -> int | None:
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


def unsaid(tokens: Tokens, group: VerbGroup) -> bool:
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


def infinitive(tokens: Tokens, group: VerbGroup, takes: frozenset[str]) -> int | None:
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


def marks_ahead(tokens: Tokens, group: VerbGroup) -> bool:
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
