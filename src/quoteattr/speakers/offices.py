"""What people widely known are or were: offices that a text need not tell."""

from __future__ import annotations

from quoteattr.labelling import Nouns
from quoteattr.lexicon import Lexicon, Office
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.names import all_name_tokens, name_tokens

__all__ = ["Offices"]

_Words = tuple[str, ...]
"""The words of a name."""


class _Index:
    """The offices of a lexicon by the words of the names, and the names by their last word."""

    def __init__(self, lexicon: Lexicon) -> None:
        held: dict[_Words, list[tuple[Office, ...]]] = {}
        names: dict[str, set[_Words]] = {}
        for words, offices in zip(all_name_tokens(list(lexicon.offices)), lexicon.offices.values(), strict=True):
            held.setdefault(words, []).append(offices)
            names.setdefault(words[-1], set()).add(words)
        self.held: dict[_Words, list[tuple[Office, ...]]] = held
        self.names: dict[str, set[_Words]] = names


class Offices:
    """The offices of people widely known, by the words of their names; they are looked up when a person is met."""

    def __init__(self, lexicon: Lexicon, nouns: Nouns) -> None:
        self._lexicon: Lexicon = lexicon
        self._nouns: Nouns = nouns
        self._made: _Index | None = None

    def _index(self) -> _Index:
        """What is made once; threads that come at the same time make the same."""
        made = self._made
        if made is None:
            made = self._made = _Index(self._lexicon)
        return made

    def give(self, entity: Entity) -> None:
        """Let a person of that name have their offices, and the gender that these tell."""
        index = self._index()
        words = name_tokens(entity.name)
        if len(words) == 1:
            words = self._only_bearer(index, words[0]) or words
        held = [office for offices in index.held.get(words, ()) for office in offices]
        for office in held:
            entity.offices.append(Role(self._nouns.common(office.noun), office.complement))
        if held:
            entity.vote(held[0].gender, 1, by_first_name=True)

    def _only_bearer(self, index: _Index, surname: str) -> _Words | None:
        """The full name of the only one who bears a surname, if it is no other word."""
        full = index.names.get(surname, set())
        if len(full) != 1 or len(surname) <= 3 or surname in self._lexicon.names or self._nouns.of(surname)[0]:
            return None
        return next(iter(full))
