"""Names as counts compare them."""

from __future__ import annotations

from quoteattr.reading import deaccent, fold

__all__ = ["name_key", "only_described"]

_DETERMINERS = frozenset(
    "le la l' les un une des du ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos".split()
)


def name_key(name: str) -> str:
    """Return what is the same for one name, whatever its capitals, accents and hyphens."""
    return " ".join(deaccent(fold(name).lower()).replace("-", " ").split())


def only_described(name: str) -> bool:
    """Whether a name is made of common nouns only: *le maire*, *une voisine*, not *le maire de Lorme*."""
    words = fold(name).replace("'", "' ").split()
    return (
        bool(words)
        and words[0].lower() in _DETERMINERS
        and not any(word[0].isupper() or word[0].isdigit() for word in words[1:])
    )
