"""Which words of a stretch negate, name or count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoteattr.lexicon import french
from quoteattr.verification.words import Word

__all__ = ["NE", "NEAR", "goes_on", "names_in", "negations_in", "only_ne", "unbalanced"]

NE = ("ne", "n")
_ALONE = {
    **dict.fromkeys(("jamais", "non", "sans", "ni", "guere", "aucunement", "nullement"), ""),
    **dict.fromkeys(("aucun", "aucune", "aucuns", "aucunes"), "aucun"),
    **dict.fromkeys(("nul", "nulle", "nuls", "nulles"), "nul"),
}
_BESIDE_NE = ("plus", "rien", "personne", "point")
_NOUN_BEFORE = frozenset("un le ce les des ces faux premier grand petit deux trois au du quelques".split())
NEAR = 6
"""Words between *ne* and the word that goes with it."""


def negations_in(words: Sequence[Word], start: int, end: int) -> Counter[str]:
    """The words from `start` to `end` that negate."""
    out: Counter[str] = Counter()
    for i in range(start, end):
        key = words[i].key
        if key in NE:
            out["ne"] += 1
        elif key in _ALONE:
            out[_ALONE[key] or key] += 1
        elif key == "pas":
            if not (i and words[i - 1].key in _NOUN_BEFORE):
                out[key] += 1
        elif key in _BESIDE_NE and _beside_ne(words, i):
            out[key] += 1
    return out


def _beside_ne(words: Sequence[Word], i: int) -> bool:
    around = words[max(i - NEAR, 0) : i]
    if words[i].key != "plus":
        around = [*around, *words[i + 1 : i + 3]]  # *personne ne vient*
    return any(w.key in NE or w.key == "non" and w is words[i - 1] for w in around)


def goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` is the second half of a *ne* right before."""
    beside = any(w.key in NE for w in words[max(at - NEAR, 0) : at])
    return beside and words[at].key in ("pas", "jamais", "guere", "aucunement", "nullement", *_BESIDE_NE)


def only_ne(lost: Counter[str], words: Sequence[Word], end: int) -> bool:
    """Whether only a *ne* differs whose other half stays, as one speaks: *je (n')ai pas*."""
    if set(lost) != {"ne"}:
        return False
    return any(w.key in ("pas", *_BESIDE_NE) or w.key in _ALONE for w in words[end : end + NEAR])


def unbalanced(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a long stretch has one half of a negation without the other."""
    found = negations_in(words, start, end)
    halves = sum(found[key] for key in ("pas", *_BESIDE_NE))
    ne = found["ne"]
    return ne == 0 and halves > 0 or ne > 0 and sum(found.values()) == ne


def names_in(words: Sequence[Word], start: int, end: int) -> Counter[str]:
    """The names from `start` to `end`: capitals within a sentence; at its head, first names and what begins a name."""
    out: Counter[str] = Counter()
    for i in range(start, end):
        word = words[i]
        if word.number or not word.spelling[:1].isupper() or len(word.key) < 2:
            continue
        if not word.opens or _is_name(word.key) or i + 1 < len(words) and _inside(words[i + 1]):
            out[word.key] += 1
    return out


def _inside(word: Word) -> bool:
    return not word.opens and word.spelling[:1].isupper() and not word.number and len(word.key) > 1


def _is_name(key: str) -> bool:
    lexicon = french()
    return key in lexicon.names and key not in lexicon.words["function"] and key not in lexicon.words["adverb"]
