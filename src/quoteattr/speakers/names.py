"""Names compared: whether two can be one person's."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

from quoteattr.reading import deaccent

__all__ = ["all_name_tokens", "head_words", "name_tokens", "same_person", "slip"]


@lru_cache(maxsize=10_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name without accents or capitals, for comparison."""
    return tuple(deaccent(w.lower()) for w in _parted(name).split())


_OF = frozenset({"de", "du", "des", "d"})


def head_words(name: str) -> tuple[str, ...]:
    """The words of a name before its complement: *Agence fédérale* of *Agence fédérale des semences*."""
    words = name_tokens(name)
    return words[: next((k for k, word in enumerate(words) if word in _OF), len(words))]


def all_name_tokens(names: list[str]) -> list[tuple[str, ...]]:
    """The words of each of many names, on none of which a line ends: as `name_tokens`, for all of them at once."""
    text = normalize("NFD", _parted("\n".join(names)).lower())
    for mark in filter(combining, set(text)):
        text = text.replace(mark, "")
    return [tuple(name.split()) for name in text.split("\n")]


def _parted(name: str) -> str:
    return name.replace("-", " ").replace("'", " ").replace("’", " ")


def same_person(tokens: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: *Arnaud* and *Jeanne Arnaud*; *J. Arnaud*; *ARNAUD Jeanne*."""
    short, long = (tokens, known) if len(tokens) <= len(known) else (known, tokens)
    if len(short) < 2:
        return bool(short) and (short == long or short[0] in long and len(short[0]) > 2)
    if long[-len(short) :] == short or len(short) == len(long) and set(short) == set(long):
        return True  # Le Goff, Yann Le Goff
    if short[-1] != long[-1]:
        return set(short) < set(long) or short[:-1] == long[:-1] and slip(short[-1], long[-1])
    return _same_first_name(short[0].rstrip("."), long[0].rstrip("."))


def _same_first_name(a: str, b: str) -> bool:
    """Whether two first names of one last name can be the same person's: *Jeanne* and *J*."""
    return a == b or slip(a, b) or min(len(a), len(b)) <= 2 and a[:1] == b[:1]


def slip(a: str, b: str) -> bool:
    """Whether two long words differ by one letter left out, put in or changed: *Garniaux*, *Garnieaux*."""
    if min(len(a), len(b)) < 6 or a[0] != b[0]:
        return False
    k = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[k + (len(a) >= len(b)) :] == b[k + (len(b) >= len(a)) :]
