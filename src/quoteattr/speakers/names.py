"""Names compared: whether two can be one person's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quoteattr.reading import deaccent

__all__ = ["name_tokens", "same_person", "slip"]


@lru_cache(maxsize=10_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name without accents or capitals, for comparison."""
    return tuple(deaccent(w.lower()) for w in name.replace("-", " ").replace("'", " ").replace("’", " ").split())


def same_person(tokens: Sequence[str], known: Sequence[str]) -> bool:
    """Whether two names can be one person's: *Arnaud* and *Jeanne Arnaud*; *J. Arnaud*; *ARNAUD Jeanne*."""
    if not tokens or not known:
        return False
    if tokens == known or len(tokens) > 1 and len(tokens) == len(known) and set(tokens) == set(known):
        return True
    if len(tokens) > len(known):
        tokens, known = known, tokens
    if len(tokens) == 1:
        return tokens[0] in known and len(tokens[0]) > 2
    if known[-len(tokens) :] == tokens:
        return True  # Le Goff, Yann Le Goff
    if tokens[-1] != known[-1]:
        return set(tokens) < set(known) or tokens[:-1] == known[:-1] and slip(tokens[-1], known[-1])
    first, other = tokens[0].rstrip("."), known[0].rstrip(".")
    if slip(first, other):
        return True
    return first == other or (min(len(first), len(other)) <= 2 and first[0] == other[0])


def slip(a: str, b: str) -> bool:
    """Whether two long words differ by one letter left out, put in or changed: *Garniaux*, *Garnieaux*."""
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    k = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[k + 1 :] == b[k + 1 :]
    return a[k + 1 :] == b[k:] if len(a) > len(b) else a[k:] == b[k + 1 :]
