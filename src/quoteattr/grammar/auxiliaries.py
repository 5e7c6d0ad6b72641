"""What belongs to the form of a verb: clitics before it, negation, an auxiliary and what stands between both."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.adverbials import in_adverbial
from quoteattr.grammar.tokens import Tokens

__all__ = [
    "NEGATION",
    "REFLEXIVE",
    "Auxiliary",
    "auxiliary_of",
    "clitics_left",
    "inverted_after",
    "is_negated",
    "is_reflexive",
    "without_t",
]

_PARENTHETIC: Final = 7
"""How many tokens may stand between auxiliary and participle: *a, au contraire, demandé*."""
_BETWEEN: Final = frozenset(
    "tous toutes eux-mêmes lui-même elle-même rien tout pas hier lundi mardi mercredi jeudi vendredi samedi "
    "dimanche".split()
)
"""What may stand between auxiliary and participle: *a mardi jugé*."""
REFLEXIVE: Final = frozenset({"se", "s'", "me", "m'"})
NEGATION: Final = frozenset({"pas", "jamais", "guère", "point"})
_NOT_CLITIC: Final = frozenset({"le", "la", "les", "l'", "leur", "nous", "vous", "en", "y"})
"""Clitics that a model may take for a determiner."""


_LOOSE: Final = frozenset({"il", "elle", "ils", "elles", "on"})
"""Inverted pronouns whose hyphen is lost: *dit il*, *ajoute t elle*."""
_T: Final = frozenset({"t", "t'", "-t", "-t'", "'", "-"})
_AFTER_PRONOUN: Final = frozenset({",", ".", ";", ":", "!", "?", "…", "(", "—", "-", "–", ""})


def without_t(low: str) -> str:
    """A verb without the *-t* that belongs to the pronoun after it: *ajoute-t elle*."""
    return low.removesuffix("-t")


def inverted_after(tokens: Tokens, i: int) -> int | None:
    """The token of the subject pronoun inverted after verb `i`, however it is spelt: *dit-il*, *dit il*, *a-t'il*."""
    low = tokens.low
    if low[i + 1] in tokens.inverted:
        return i + 1
    k = i + 1
    while low[k] in _T and k < i + 3:
        k += 1
    tied = k > i + 1 or low[i].endswith("-t")
    if tied and low[k] in tokens.inverted:
        return k
    if low[k] not in _LOOSE or not tied and not _ends_incise(tokens, i, k):
        return None
    return k


def _ends_incise(tokens: Tokens, i: int, pronoun: int) -> bool:
    """Whether a verb stands right after a closing mark, and no clause begins with the pronoun: « Oui », dit il."""
    before = i - 1
    while tokens.low[before] in tokens.clitic:
        before -= 1
    before -= tokens.low[before] == ","
    after = pronoun + 1
    ends = tokens.low[after] in _AFTER_PRONOUN or tokens.traits[after].prep or tokens.is_adverb(after)
    return tokens.is_closer(before) and ends


def clitics_left(tokens: Tokens, i: int) -> int:
    """The first of the clitics that stand before token `i`."""
    j = i - 1
    while tokens.low[j] in tokens.clitic and tokens.word[j].text.islower():
        elided = (
            tokens.low[j] == "l'"
            and j == i - 1
            and tokens.is_finite(i)
            and (tokens.low[j - 1] == "," or tokens.is_closer(j - 1))
        )
        if tokens.low[j] in _NOT_CLITIC and tokens.pos[j] == "DET" and not elided:
            break  # but: « … », l'interroge un juge
        j -= 1
    return j + 1


def is_negated(tokens: Tokens, first: int, last: int) -> bool:
    """Whether *ne* and *pas* or the like stand around tokens `first` to `last`."""
    low = tokens.low
    particle = any(word in ("ne", "n'") for word in low[max(0, first - 2) : last + 1])
    return particle and any(word in NEGATION for word in low[max(0, first - 1) : last + 3])


def is_reflexive(tokens: Tokens, i: int) -> bool:
    """Whether a reflexive pronoun stands before token `i`, with nothing but clitics and auxiliaries between."""
    for k in range(i - 1, i - 5, -1):
        if tokens.low[k] in REFLEXIVE:
            return True
        if not tokens.traits[k].clitic:
            break
    return False


class Auxiliary:
    """An auxiliary with what stands between it and its participle.

    Attributes:
        at: Its token.
        inverted: Token of an inverted pronoun between both, or ``None``.
        been: Whether *été* stands between both.
    """

    __slots__ = ("at", "been", "inverted")

    def __init__(self, at: int, inverted: int | None, *, been: bool) -> None:
        self.at: int = at
        self.inverted: int | None = inverted
        self.been: bool = been


def auxiliary_of(tokens: Tokens, i: int) -> Auxiliary | None:
    """The auxiliary left of participle `i`, past what may stand between: *a-t-il néanmoins assuré*."""
    by_model = _auxiliary_by_model(tokens, i)
    at, inverted, been, commas = by_model, None, False, 0
    for j in range(i - 1, max(-1, i - _PARENTHETIC - 3), -1):
        low = tokens.low[j]
        if low in ("été", "étés"):
            been = True
        elif without_t(low) in tokens.have or low in tokens.be:
            at = j
            break
        elif low in tokens.inverted or low in _LOOSE and _is_tied(tokens, j):
            inverted = j
        elif inverted is not None and low in _T:
            continue
        elif low == ",":
            commas += 1
        elif _ends_clause(tokens, j) or not (0 <= by_model < j or _may_part(tokens, j, i, aside=commas == 1)):
            return None
    if at < 0 or commas and at != by_model and not _is_set_off(tokens, at, commas):
        return None
    return Auxiliary(at, inverted, been=been)


def _is_tied(tokens: Tokens, pronoun: int) -> bool:
    """Whether a *t* ties a pronoun to the auxiliary before it: *a-t il dit*, *a t'elle ajouté*."""
    before = tokens.low[pronoun - 1]
    return before.endswith("-t") or before in _T and without_t(tokens.low[pronoun - 2]) in tokens.have


def _ends_clause(tokens: Tokens, j: int) -> bool:
    return tokens.low[j] in (".", ";", ":") or tokens.is_mark(j)


def _auxiliary_by_model(tokens: Tokens, i: int) -> int:
    """The auxiliary that the model hangs on participle `i`, or -1."""
    for k in tokens.children(i):
        if (
            i - 25 < k < i
            and tokens.dep[k].startswith("aux")
            and (tokens.low[k] in tokens.have or tokens.low[k] in tokens.be)
        ):
            return k
    return -1


def _is_set_off(tokens: Tokens, auxiliary: int, commas: int) -> bool:
    """Whether two commas set off what follows an auxiliary: *a, au contraire, demandé*."""
    return commas > 1 and (tokens.low[auxiliary + 1] == "," or tokens.low[auxiliary + 1] in tokens.inverted)


def _may_part(tokens: Tokens, j: int, i: int, *, aside: bool) -> bool:
    """Whether token `j` may stand between an auxiliary and its participle `i`; most words may between commas."""
    low = tokens.low[j]
    if low in tokens.forms:
        return False
    return aside or low in _BETWEEN or low in NEGATION or tokens.is_adverb(j) or in_adverbial(tokens, j, i)
