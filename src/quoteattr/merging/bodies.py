"""The names of bodies: without their article, their initials, and whether a name is of one body only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from quoteattr.merging.names import plain, words_of_name

__all__ = ["body_key", "glosses", "initials", "is_initials", "reach"]

_ARTICLES = frozenset({"le", "la", "l'", "les"})
_NUMBER = re.compile(r"[ivxlc\d]+")
_ANY = frozenset(
    "un une des du certains certaines plusieurs quelques ce cet cette ces son sa ses leur leurs d' l'un l'une".split()
)
"""What begins the name of none in particular."""
_SMALL = frozenset({"de", "du", "des", "d'", "la", "le", "les", "l'", "et", "a", "au", "aux", "en", "pour", "sur"})
_WORD = r"[\w'’-]+"
_GLOSS = re.compile(rf"((?:{_WORD}\s){{1,12}}{_WORD})\s?\(([A-Z][A-Za-z-]{{1,9}})\)")
_GLOSS_BACK = re.compile(rf"\b([A-Z]{{2,10}})\s?\(({_WORD}(?:\s{_WORD}){{1,12}})\)")


@lru_cache(maxsize=1)
def _common() -> dict[str, str]:
    """Words of which no name of one body only is made, and where there is one: *ministère*, in a country."""
    text = files("quoteattr.merging").joinpath("data", "bodies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {plain(row[0]): row[1] for row in rows}


def body_key(name: str) -> str:
    """Return what is the same for one name of a body: no article, no accents, no capitals, no hyphens.

    Nothing for one of several (*un sondage Ifop*, *l'un des groupes de Lorme*) and for a number (*XI*).
    """
    words = words_of_name(name)
    several = words[:1] == ["l'"] and words[1:2] in (["un"], ["une"])
    if not words or several or words[0] in _ANY or _NUMBER.fullmatch("".join(words)):
        return ""
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(" ".join(words).replace("-", " ").replace("' ", "'").split())


def reach(name: str) -> str:
    """Return where a name is of one body: ``""`` everywhere (*Insee*), in a ``"country"``, in a ``"place"`` only.

    *le ministère de la Santé* is one in a country, *la chambre de commerce* in a town.
    """
    words = [word for word in body_key(name).replace("'", "' ").split() if word not in _SMALL]
    if not words or not all(word in _common() for word in words):
        return ""
    return "place" if any(_common()[word] == "place" for word in words) else "country"


def is_initials(name: str) -> bool:
    """Whether a name is nothing but initials: *CGT*, *l'ARS*."""
    bare = name.rsplit("'", maxsplit=1)[-1].rsplit("’", maxsplit=1)[-1].split()[-1:] or [""]
    return len(body_key(name).split()) == 1 and bare[0].isupper() and len(bare[0]) > 1


def initials(name: str) -> str:
    """Return the initials of a name of several words: ``"cgt"`` for *Confédération générale du travail*."""
    words = body_key(name).replace("'", "' ").split()
    return "".join(word[0] for word in words if word not in _SMALL)


def glosses(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says of initials: the key of the name in full, and the key of the initials.

    *la Confédération générale du travail (CGT)*, *la CGT (Confédération générale du travail)*.
    """
    for match in _GLOSS.finditer(text):
        yield from _told(match[1], match[2])
    for match in _GLOSS_BACK.finditer(text):
        yield from _told(match[2], match[1])


def _told(before: str, short: str) -> Iterator[tuple[str, str]]:
    """The shortest end of `before` whose initials are `short`."""
    words = before.split()
    wanted = body_key(short)
    for start in range(len(words) - 1, -1, -1):
        name = " ".join(words[start:])
        if initials(name) == wanted and plain(words[start]).split("'")[-1] not in _SMALL:
            yield body_key(name), wanted
            return
