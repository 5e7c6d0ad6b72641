"""What people widely known are or were: offices that a text need not tell."""

from __future__ import annotations

from collections.abc import Mapping

from quoteattr.labelling import Nouns
from quoteattr.lexicon import Lexicon, Office
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.names import name_tokens

__all__ = ["Offices"]


class Offices:
    """The offices of people widely known, by the words of their names."""

    def __init__(self, lexicon: Lexicon, nouns: Nouns) -> None:
        self._nouns = nouns
        self._held: dict[tuple[str, ...], list[Office]] = {}
        names: dict[str, set[tuple[str, ...]]] = {}
        for name, held in lexicon.offices.items():
            words = name_tokens(name)
            self._held.setdefault(words, []).extend(held)
            names.setdefault(words[-1], set()).add(words)
        self._by_surname: Mapping[str, tuple[str, ...]] = {
            surname: next(iter(full))
            for surname, full in names.items()
            if len(full) == 1 and len(surname) > 3 and surname not in lexicon.names and not nouns.of(surname)[0]
        }
        """Surnames that only one of them bears, and that are no other word."""

    def give(self, entity: Entity) -> None:
        """Let a person of that name have their offices, and the gender that these tell."""
        words = name_tokens(entity.name)
        if len(words) == 1:
            words = self._by_surname.get(words[0], words)
        held = self._held.get(words, ())
        for office in held:
            entity.offices.append(Role(self._nouns.common(office.noun), office.complement))
        if held:
            entity.vote(held[0].gender, 1, by_first_name=True)
