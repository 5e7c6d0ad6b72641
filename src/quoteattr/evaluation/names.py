"""Whether a name means the entity that the annotation names."""

from __future__ import annotations

import re
import unicodedata

from quoteattr.result import SpeakerKind

__all__ = ["same_entity"]

_WORD = re.compile(r"\w+")
_UNTOLD = frozenset(
    "le la les l un une des de du d au aux et en son sa ses leur leurs ce cet cette ces "
    "m mm mme mmes mlle me dr pr monsieur madame docteur professeur".split()
)
"""Words of a name that do not tell who it is: determiners, prepositions, titles; without diacritics."""


def same_entity(gold: str | None, predicted: str | None, kind: SpeakerKind | None = None) -> bool:
    """Whether a predicted name means the gold entity.

    Case, diacritics, determiners and titles do not count. The words of one name must contain those of the other. Of a
    person with a name, a shorter form must keep the surname: *Morel* means *Léa Morel*, *Léa* does not.

    Args:
        gold: The annotated name or description.
        predicted: The one that a system gives.
        kind: What the gold entity is.
    """
    if not gold or not predicted:
        return False
    expected, got = _telling(gold), _telling(predicted)
    if not expected or not got:
        return _plain(gold).strip() == _plain(predicted).strip()
    if set(expected) <= set(got):
        return True
    if not set(got) <= set(expected):
        return False
    if kind != SpeakerKind.PERSON or not gold[0].isupper():
        return True
    return expected[-1] in got or (len(got) > 1 and got[-1] in expected)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'")


def _telling(name: str) -> list[str]:
    return [word for word in _WORD.findall(_plain(name)) if word not in _UNTOLD]
