"""What a noun is in any of its forms: plural, with a prefix, in inclusive writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["Noun", "Nouns"]

Noun = tuple[str, str]
"""Kind and gender, as the lexicon has them."""
_PREFIXES: Final = ("ex-", "vice-", "co-", "sous-", "néo-", "non-", "anti-", "pro-", "futur-", "multi-", "demi-")
_DOTS: Final = str.maketrans("·•‧⋅∙.", "------")
"""What parts an inclusive ending from the noun, beside the hyphen: *étudiant·e·s*."""
_INCLUSIVE: Final = (
    "e", "ne", "le", "te", "se", "euse", "rice", "trice", "ice", "ère", "ière", "ve", "esse", "resse", "fe",
    "sse", "eure",
)  # fmt: skip
"""Feminine endings in inclusive writing: *élu-e*, *directeur-rice*."""
_ENDINGS: Final = (
    ("trice", ("teur",)), ("drice", ("deur",)), ("eure", ("eur",)), ("euse", ("eur", "eux")), ("ouse", ("oux",)),
    ("esse", ("e", "")), ("enne", ("en",)), ("onne", ("on",)), ("ère", ("er",)), ("ète", ("et",)), ("ive", ("if",)),
    ("elle", ("el",)), ("effe", ("ef",)), ("ette", ("et",)), ("fille", ("fils",)), ("e", ("",)),
)  # fmt: skip
"""Feminine endings and the masculine ones that they answer to."""
_UNKNOWN: Final = ("", "")


class Nouns:
    """The nouns of a lexicon, found by any of their forms."""

    def __init__(self, nouns: Mapping[str, Noun], *, kept: int = 20_000) -> None:
        """The nouns with their kind and gender, and how many forms are remembered at most."""
        self._kept = kept
        self._nouns: dict[str, Noun] = dict(nouns)
        self._known: dict[str, Noun] = {}
        self._common: dict[str, str] = {}

    def of(self, low: str) -> Noun:
        """Kind and gender of the noun with that form, in small letters; empty where the lexicon has it not.

        *députées* is *députée*, *généraux* is *général*, *ex-ministre* is *ministre*, and an *élu·e* may be both.
        """
        found = self._known.get(low)
        if found is None:
            if len(self._known) >= self._kept:
                self._known.clear()
            found = self._known[low] = self._look_up(low)
        return found

    def common(self, low: str) -> str:
        """The form under which the roles of men and women are compared.

        *directrice* as *directeur*, *ex-maire* as *maire*.
        """
        found = self._common.get(low)
        if found is None:
            if len(self._common) >= self._kept:
                self._common.clear()
            plain = low.removeprefix("ex-")
            singular = next((form for form in _singulars(plain) if form in self._nouns), plain)
            found = self._common[low] = self._masculine(singular)
        return found

    def _masculine(self, noun: str) -> str:
        """The noun for men, if one of women has it: *la marine* is no *marin*, *le duce* no *duc*."""
        kind, gender = self._nouns.get(noun, _UNKNOWN)
        if kind not in ("", "person") or gender == "m":
            return noun
        return next((m for m in _masculines(noun) if self._nouns.get(m, _UNKNOWN)[0] == "person"), noun)

    def _look_up(self, low: str) -> Noun:
        nouns = self._nouns
        for form in _singulars(low):
            if form in nouns:
                return nouns[form]
        prefix = next((p for p in _PREFIXES if low.startswith(p)), None)
        return self.of(low[len(prefix) :]) if prefix is not None else self._inclusive(low.translate(_DOTS))

    def _inclusive(self, low: str) -> Noun:
        """The noun of *étudiant-e-s*, *directeur-rice*: of either gender."""
        stem, _, ending = low.removesuffix("-s").partition("-")
        ending = ending if ending in _INCLUSIVE else ending.removesuffix("s")
        if ending not in _INCLUSIVE:
            return _UNKNOWN
        kind, _gender = next((self._nouns[f] for f in _singulars(stem) if f in self._nouns), _UNKNOWN)
        return (kind, "mf" if kind == "person" else "-") if kind else _UNKNOWN


def _masculines(low: str) -> Iterator[str]:
    """What the masculine of a feminine noun may be."""
    for feminine, masculines in _ENDINGS:
        if low.endswith(feminine):
            stem = low[: -len(feminine)]
            for masculine in masculines:
                yield stem + masculine


def _singulars(low: str) -> Iterator[str]:
    """The form itself, and the singulars that it may be the plural of."""
    yield low
    if low.endswith("aux"):
        yield low[:-3] + "al"
    if low.endswith(("s", "x")):
        yield low[:-1]
        head, hyphen, rest = low.partition("-")
        if hyphen:
            yield head.rstrip("sx") + "-" + rest
            yield head.rstrip("sx") + "-" + rest[:-1]
