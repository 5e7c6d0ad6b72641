"""What may stand between two pieces of a quotation: a bracket, what the narrator says."""

from __future__ import annotations

import re

from quoteattr.lexicon import Mood, french
from quoteattr.reading import CLOSERS, NEUTRALS, OPENERS, fold, tokenize

__all__ = ["interrupts"]

_TITLE = re.compile(rf"[{OPENERS}][^{OPENERS}{CLOSERS}.,!?…]{{1,30}}[{CLOSERS}]")
"""A name between marks, in what the narrator says."""


_NARRATOR_WORDS = 40


_INCISE_WORDS = 15


_BEFORE_VERB = frozenset(
    "me m' te t' se s' le la l' les nous vous lui leur y en ne n' "
    "a ai ont avait avaient aura eut est sont était étaient fut".split()
)


_ENDS = frozenset(",.—–-!?…;:")


def interrupts(gap: str) -> bool:
    """Whether what stands between two words of a text may be the narrator's, inside a quotation.

    In brackets, outside marks, an incise.
    """
    gap = _TITLE.sub("titre", gap)
    words = [m.span() for m in re.finditer(r"\w+", gap)]
    if not words or len(words) > _NARRATOR_WORDS:
        return False
    lead, inner, trail = gap[: words[0][0]], gap[words[0][0] : words[-1][1]], gap[words[-1][1] :]
    if "(" in lead and ")" in trail or "[" in lead and "]" in trail:
        return True
    marks = OPENERS + CLOSERS + NEUTRALS
    if any(c in CLOSERS + NEUTRALS for c in lead) and any(c in OPENERS + NEUTRALS for c in trail):
        return not any(c in marks for c in inner)
    return any(c in _ENDS for c in lead) and any(c in _ENDS for c in trail) and _is_incise(gap)


def _is_incise(gap: str) -> bool:
    """Whether a stretch begins with a verb of saying, clitics and auxiliaries aside, or names a source.

    *, a-t-elle dit*, *selon Jean Lam*.
    """
    folded = fold(gap)
    words = [folded[s:e].lower() for s, e in tokenize(folded)]
    words = [w for w in words if w[0].isalnum() or w[0] == "-" and len(w) > 1]
    if len(words) > _INCISE_WORDS:
        return False
    if words[:1] == ["selon"] or words[:2] == ["d'", "après"]:
        return True
    forms = french().forms
    for word in words[:5]:
        if any(reading.mood in (Mood.FINITE, Mood.FIRST, Mood.PARTICIPLE) for reading in forms.get(word, ())):
            return True
        if word not in _BEFORE_VERB and not word.startswith("-"):
            return False
    return False
