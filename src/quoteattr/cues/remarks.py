"""What stands before an incise without marks: a clause of its own, or a remark that has no verb."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, noun_phrase

__all__ = ["is_main_clause", "is_remark", "is_remark_end", "subject_of_result"]

_LONGEST: Final = 12
"""Tokens of a remark without a verb at the most."""
_JUDGING: Final = frozenset("pas plus trop très rien jamais non oui bien assez mieux pire".split())
"""Adverbs that a remark may begin with: *pas question*, *trop cher*."""
_RELATIVE: Final = frozenset("qui que qu' dont où si quand lorsque comme puisque".split())


def is_main_clause(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the tokens ``first..end`` hold a verb that no relative clause or conjunction needs."""
    inside = range(first, end)
    return sum(map(tokens.is_finite, inside)) > sum(tokens.low[i] in _RELATIVE for i in inside)


def is_remark(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the tokens ``first..end`` can be all that somebody says: *Pas impossible*, *Une honte*; no time or place.

    Nothing parts them, and no participle opens them: *Âgé de dix ans, raconte sa mère*.
    """
    while first < end and tokens.low[first] in tokens.connective:
        first += 1
    low = tokens.low
    if not 0 < end - first <= _LONGEST or tokens.skip_time(first, end) > first or tokens.is_name(first):
        return False
    if low[first] not in _JUDGING:
        apart = tokens.traits[first].prep or tokens.is_adverb(first) or low[first].rstrip("es").endswith("é")
        apart = apart or tokens.verb_form[first] in ("Part", "Ger")
        noun = tokens.traits[first].det or tokens.pos[first] in ("ADJ", "NOUN")
        if apart or not noun:
            return False
    return not any(low[i] in (",", ":", ";", "(", "—", "–", "-") or tokens.is_mark(i) for i in range(first, end))


def is_remark_end(tokens: Tokens, after: int, limit: int) -> bool:
    """Whether the sentence ends with the speaker, whom a relative clause may tell more of."""
    low = tokens.low
    if after >= limit or low[after] in (".", "!", "?", "…"):
        return True
    return low[after] == "," and low[after + 1] in ("qui", "dont") or low[after] in ("qui", "dont")


def subject_of_result(tokens: Tokens, group: VerbGroup) -> NounPhrase | None:
    """What something results from, and so who says it: *ressort-il de cette enquête*."""
    _, end = tokens.document.sentence(group.last)
    k = group.after
    while k < end and (tokens.is_adverb(k) or tokens.is_time(k)):
        k += 1
    if tokens.low[k] not in tokens.of:
        return None
    return noun_phrase(tokens, k + (tokens.low[k] in ("de", "d'")), end)
