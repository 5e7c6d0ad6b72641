"""Numbers in words and figures: *douze cents*, *1 200*, *1.200* are one number."""

from __future__ import annotations

import re

__all__ = ["is_number_word", "value_of"]

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
    )
}
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_LARGE = {
    "mille": 1000,
    "million": 10**6,
    "millions": 10**6,
    "milliard": 10**9,
    "milliards": 10**9,
}
_HUNDREDS = ("cent", "cents")
_WORDS = {**_UNITS, **_TENS}
_LONGEST = 40
"""Digits of a number; longer ones are compared as they are written."""


def is_number_word(word: str) -> bool:
    """Whether a word in lower case without accents is part of a number; *un* and *une* alone are no number."""
    return word in _WORDS or word in _HUNDREDS or word in _LARGE


def value_of(words: list[str]) -> str:
    """Return the number that words or figures stand for, written in figures: ``["1 200"]``, ``["douze", "cents"]``."""
    total, part, given = 0.0, 0.0, False
    for word in words:
        if word == "et":
            continue
        if word[0].isdigit():
            figures = re.sub(r"[ .\u00a0\u202f\u2009'’](?=\d{3}(?!\d))", "", word).replace(",", ".")
            if len(figures) > _LONGEST:
                return figures
            if len(words) == 1 and "." not in figures:
                return figures.lstrip("0") or "0"
            part += float(figures)
        elif word in _LARGE:
            total += (part if given else 1) * _LARGE[word]
            part, given = 0.0, False
            continue
        elif word in _HUNDREDS:
            part = (part or 1) * 100
        elif word in ("vingt", "vingts") and part % 100 == 4:
            part += 76
        else:
            part += 1 if word == "une" else _WORDS[word]
        given = True
    return f"{total + part:.6f}".rstrip("0").rstrip(".")
