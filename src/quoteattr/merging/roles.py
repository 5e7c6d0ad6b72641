"""What a text says that somebody is: the noun, and the words after it; the field of work that the noun tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from attrs import frozen

from quoteattr.lexicon import french
from quoteattr.merging.names import plain
from quoteattr.reading import fold

__all__ = ["Role", "fields_of", "roles_told", "seats_of"]

_SEATS = ("maire", "mairesse", "bourgmestre", "syndic", "prefet", "prefete", "sous-prefet", "sous-prefete", "procureur",
          "procureure", "eveque", "archeveque", "cure", "recteur", "rectrice", "proviseur", "proviseure")  # fmt: skip
"""Offices that one person holds in one place."""
_WORD = re.compile(r"[\w-]+'?")
_AFTER = re.compile(r"(?:\s\([^()]{1,40}\))?,\s([^,.;:!?«»()\n]{3,90})")
_BEFORE = re.compile(r"(?:[\w'’-]+\s){1,8}\Z")
_FORMER = frozenset({"ex", "ancien", "ancienne", "futur", "future", "nouveau", "nouvelle", "jeune", "vice"})
_LEADS = _FORMER | {"le", "la", "l'", "un", "une", "premier", "premiere", "grand", "grande"}
"""What may stand before the noun."""
_TIES = frozenset({"de", "d'", "du", "des", "et", "a", "au", "aux", "que", "ou"})
_WHERE = re.compile(
    r"^(?:[\s-]\w+){0,2}?\s(?:de la |de l'|d'|de |du |des )([A-ZÀ-ÖØ-Þ][\w'-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'-]+)*)"
)
_NEAR = 90
"""Characters before a name in which a role may stand."""
_SOUGHT = 6
"""Places of a name in a text that are looked at."""


@frozen
class Role:
    """What somebody is said to be.

    Attributes:
        noun: Plain: *maire*, *porte-parole*.
        where: The capitalised words after *de* that follow it, plain: the town of a mayor.
        text: As it stands.
    """

    noun: str
    where: frozenset[str]
    text: str


@lru_cache(maxsize=1)
def _stems() -> tuple[tuple[str, str], ...]:
    text = files("quoteattr.merging").joinpath("data", "fields.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((plain(row[0]), row[1]) for row in rows)


def fields_of(roles: Iterable[Role]) -> frozenset[str]:
    """Return the fields of work that roles tell: ``"sport"`` for *footballeuse*; none for *porte-parole*."""
    return frozenset(field for role in roles for stem, field in _stems() if role.noun.startswith(stem))


def seats_of(roles: Iterable[Role]) -> dict[str, frozenset[str]]:
    """Return the offices that one person holds in one place, each with the words that tell where."""
    found: dict[str, frozenset[str]] = {}
    for role in roles:
        if role.noun in _SEATS and role.where:
            found[role.noun[:5]] = found.get(role.noun[:5], frozenset()) | role.where
    return found


def roles_told(name: str, aliases: Iterable[str], text: str) -> Iterator[Role]:
    """Yield the roles of somebody: descriptions among `aliases`, what stands before and after the name in the text."""
    own = frozenset(plain(name).split())
    for alias in aliases:
        yield from _role(alias, own)
    for start in islice(_places(name, text), _SOUGHT):
        after = _AFTER.match(text, start + len(name))
        if after is not None:
            yield from _role(after[1], own)
        before = _BEFORE.search(text[max(0, start - _NEAR) : start])
        if before is not None:
            yield from _role_before(before[0], own)


def _places(name: str, text: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + len(name))


def _role_before(words: str, own: frozenset[str]) -> Iterator[Role]:
    """The role in the words before a name, from the last determiner that a noun of a person follows."""
    parts = words.split()
    if plain(parts[-1]) in french().words["prep"] | _TIES:  # l'avocat de Jean Faure
        return
    for start in range(len(parts) - 1, -1, -1):
        head = plain(parts[start])
        if head in {"le", "la", "un", "une"} or head.startswith("l'"):
            found = list(_role(" ".join(parts[start:]), own))
            if found:
                yield found[0]
                return


def _role(text: str, own: frozenset[str]) -> Iterator[Role]:
    words = [word for word in _WORD.findall(plain(text)) if word not in own]
    written = {plain(word): word.lower() for word in _WORD.findall(fold(text))}
    begun = 0
    for word in words:
        noun = word.removeprefix("ex-")
        if begun < 2 and (word in _LEADS or word in french().words["title"] or word.startswith("ex-") and not noun):
            begun += word not in _FORMER
            continue
        kind = french().nouns.get(written.get(word, word).removeprefix("ex-"), ("", ""))[0]
        if kind == "person" or noun in french().words["function"]:
            after = _WHERE.search(fold(text)[plain(text).find(word) + len(word) :])
            where = frozenset() if after is None else frozenset(plain(after[1]).split()) - own
            yield Role(noun, where, text.strip())
        return
