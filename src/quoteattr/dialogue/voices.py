"""Whose voice a sentence has, the character's or the narrator's, by its persons, tenses and punctuation."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import Tokens

__all__ = ["NAMES", "features", "voice"]

_FIRST_OR_SECOND: Final = frozenset("je j' me m' moi tu te t' toi nous vous -je -tu -vous -nous -moi -toi".split())
_SECOND: Final = frozenset("tu te t' toi vous votre vos ton ta tes -vous -tu -toi".split())
_POSSESSIVE: Final = frozenset("mon ma mes notre nos votre vos ton ta tes".split())
_ADDRESS: Final = frozenset(
    "oui non ah oh eh hé hein hélas allons tenez tiens voyons monsieur madame mademoiselle merci adieu bonjour bonsoir ô messieurs mesdames allez bah parbleu pardon ma-foi dame".split()
)
_POINTING: Final = frozenset("ça c' ceci voilà voici".split())
_THIRD: Final = frozenset("il elle ils elles".split())

_PAST: Final = ("a", "it", "ut", "èrent", "irent", "urent", "int", "inrent")
_PRESENT: Final = frozenset(
    "a va la voit doit croit boit reçoit fait sait est était avait dit rit suit vit lit finit écrit peut veut".split()
)
"""Forms that look like a simple past and are, or may be, none."""

NAMES: Final = (
    "bias", "person", "second", "possessive", "asks", "exclaims", "trails", "address", "present", "future", "past", "imperfect",
    "he first", "imperative", "verbless", "length", "pointing", "conditional", "name first", "third",
)  # fmt: skip
"""What is counted in a sentence, in the order of the weights."""
_WEIGHTS: Final = (
    1.2,
    1.6,
    0.3,
    1.0,
    1.1,
    1.5,
    1.3,
    0.8,
    0.7,
    0.6,
    -1.5,
    -0.6,
    -0.2,
    0.4,
    0.6,
    -0.7,
    0.9,
    0.6,
    -0.4,
    -0.1,
)
"""Rounded from a logistic regression on sentences of novels."""


def features(tokens: Tokens, first: int, end: int) -> list[float]:
    """What tells the voice of the tokens ``first..end``, one number for each of :data:`NAMES`.

    What marks enclose is left out.
    """
    low, block_at = tokens.low, tokens.document.block_at
    out = [0.0] * len(NAMES)
    out[0] = 1.0
    depth = tokens.block_of[first]
    finite = words = 0
    for i in range(first, end):
        if tokens.block_of[i] != depth or i in block_at:
            continue
        word, tense, person = low[i], tokens.tense[i], tokens.person[i]
        words += tokens.word[i].is_word
        out[1] += word in _FIRST_OR_SECOND
        out[2] += word in _SECOND
        out[3] += word in _POSSESSIVE
        out[7] += word in _ADDRESS
        out[16] += word in _POINTING
        out[19] += word in _THIRD
        if tokens.pos[i] in ("VERB", "AUX") and tense and tokens.verb_form[i] == "Fin":
            finite += 1
            out[8] += tense == "Pres"
            out[9] += tense == "Fut"
            out[10] += tense == "Past" and person != "1"
            out[11] += tense == "Imp"
            out[13] += tense == "imp"
            out[17] += tense == "cnd"
        elif i > first and low[i - 1] in _THIRD and word.endswith(_PAST) and word not in _PRESENT:
            finite += 1  # the model knows few simple pasts: elle sortit
            out[10] += 1
    out = [min(x, 3.0) for x in out]
    last = low[end - 1]
    while end - 1 > first and not low[end - 1][0].isalnum() and last not in ("?", "!"):
        last = low[end - 1]
        end -= 1
        if last[0] in "?!….":
            break
    out[4] = float(last == "?")
    out[5] = float(last == "!")
    out[6] = float(last == "…" or last.startswith(".."))
    out[12] = float(low[first] in _THIRD)
    out[14] = float(not finite)
    out[15] = min(words, 40) / 10
    out[18] = float(not out[12] and (tokens.is_name(first) or low[first] in ("le", "la", "les", "l'", "un", "une")))
    return out


def voice(tokens: Tokens, first: int, end: int) -> float:
    """How much the tokens ``first..end`` sound like a character (above 0) or the narrator (below)."""
    return sum(w * x for w, x in zip(_WEIGHTS, features(tokens, first, end), strict=True))
