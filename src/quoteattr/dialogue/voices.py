"""Whose voice a sentence has, the character's or the narrator's, by its persons, tenses and punctuation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.grammar import Tokens

__all__ = ["SPOKEN", "WEIGHTS", "features", "voice"]

WEIGHTS: Final[Mapping[str, float]] = {
    "bias": 1.2,
    "person": 1.6,
    "second": 0.3,
    "possessive": 1.0,
    "asks": 1.1,
    "exclaims": 1.5,
    "trails": 1.3,
    "address": 0.8,
    "present": 0.7,
    "future": 0.6,
    "past": -1.5,
    "imperfect": -0.6,
    "he first": -0.2,
    "imperative": 0.4,
    "verbless": 0.6,
    "length": -0.7,
    "pointing": 0.9,
    "conditional": 0.6,
    "name first": -0.4,
    "third": -0.1,
}
"""What is counted in a sentence, and how much it speaks for the character.

Rounded from a logistic regression on sentences of novels.
"""
_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset("je j' me m' moi tu te t' toi nous vous -je -tu -vous -nous -moi -toi".split()),
    "second": frozenset("tu te t' toi vous votre vos ton ta tes -vous -tu -toi".split()),
    "possessive": frozenset("mon ma mes notre nos votre vos ton ta tes".split()),
    "address": frozenset(
        "oui non ah oh eh hé hein hélas allons tenez tiens voyons monsieur madame mademoiselle merci adieu bonjour "
        "bonsoir ô messieurs mesdames allez bah parbleu pardon ma-foi dame".split()
    ),
    "pointing": frozenset("ça c' ceci voilà voici".split()),
    "third": frozenset("il elle ils elles".split()),
}
"""Words that are counted, by feature."""
SPOKEN: Final = _WORDS["person"] | _WORDS["possessive"] | _WORDS["address"]
"""Words that a character says rather than the narrator."""
_COUNTED_AS: Final[Mapping[str, Sequence[str]]] = {
    word: [name for name, words in _WORDS.items() if word in words] for word in frozenset().union(*_WORDS.values())
}
"""The features that a word counts for."""
_TENSES: Final[Mapping[str, str]] = {
    "Pres": "present",
    "Fut": "future",
    "Past": "past",
    "Imp": "imperfect",
    "imp": "imperative",
    "cnd": "conditional",
}
"""The features of tenses and moods."""
_MOST: Final = 3.0
"""How many of a sort count."""
_ARTICLES: Final = frozenset({"le", "la", "les", "l'", "un", "une"})
_PAST: Final = ("a", "it", "ut", "èrent", "irent", "urent", "int", "inrent")
_PRESENT: Final = frozenset(
    "a va la voit doit croit boit reçoit fait sait est était avait dit rit suit vit lit finit écrit peut veut".split()
)
"""Forms that look like a simple past and are, or may be, none."""


def features(tokens: Tokens, first: int, end: int) -> dict[str, float]:
    """What tells the voice of the tokens ``first..end``, a number for each name of :data:`WEIGHTS`.

    What marks enclose is left out.
    """
    low = tokens.low
    found = dict.fromkeys(WEIGHTS, 0.0)
    said = _outside_marks(tokens, first, end)
    finite = 0
    for i in said:
        for name in _COUNTED_AS.get(low[i], ()):
            found[name] += 1
        tense = tokens.tense[i] if tokens.pos[i] in ("VERB", "AUX") and tokens.verb_form[i] == "Fin" else ""
        if not tense and i > first and _unknown_past(tokens, i):
            tense = "Past"
        finite += tense != ""
        if tense in _TENSES and not (tense == "Past" and tokens.person[i] == "1"):
            found[_TENSES[tense]] += 1
    for name, count in found.items():
        found[name] = min(count, _MOST)
    third = low[first] in _WORDS["third"]
    found["bias"] = 1.0
    found["he first"] = float(third)
    found["verbless"] = float(not finite)
    found["length"] = min(sum([tokens.word[i].is_word for i in said]), 40) / 10
    found["name first"] = float(not third and (tokens.is_name(first) or low[first] in _ARTICLES))
    last = _final(tokens, first, end)
    found["asks"] = float(last == "?")
    found["exclaims"] = float(last == "!")
    found["trails"] = float(last == "…" or last.startswith(".."))
    return found


def _outside_marks(tokens: Tokens, first: int, end: int) -> list[int]:
    """The tokens of ``first..end`` that no marks inside it enclose."""
    depth, opening = tokens.block_of[first], tokens.document.block_at
    return [i for i in range(first, end) if tokens.block_of[i] == depth and i not in opening]


def _unknown_past(tokens: Tokens, i: int) -> bool:
    """Whether a form after *il* or *elle* is a simple past that the model does not know: *elle sortit*."""
    low = tokens.low[i]
    return tokens.low[i - 1] in _WORDS["third"] and low.endswith(_PAST) and low not in _PRESENT


def _final(tokens: Tokens, first: int, end: int) -> str:
    """The point that a sentence ends with, or the last sign or word before which none stands."""
    last = end - 1
    while last > first and not tokens.low[last][0].isalnum() and tokens.low[last][0] not in "?!….":
        last -= 1
    return tokens.low[last]


def voice(tokens: Tokens, first: int, end: int) -> float:
    """How much the tokens ``first..end`` sound like a character (above 0) or the narrator (below)."""
    found = features(tokens, first, end)
    return sum([weight * found[name] for name, weight in WEIGHTS.items()])
