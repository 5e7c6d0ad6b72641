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
    """The names of those who hold offices, as they are written, by their words; and the words of names by the last."""

    def __init__(self, lexicon: Lexicon) -> None:
        written: dict[_Words, list[str]] = {}
        bearers: dict[str, set[_Words]] = {}
        names = list(lexicon.offices)
        for name, words in zip(names, all_name_tokens(names), strict=True):
            written.setdefault(words, []).append(name)
            bearers.setdefault(words[-1], set()).add(words)
        self.written: dict[_Words, list[str]] = written
        self.bearers: dict[str, set[_Words]] = bearers


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
        held = self._held(index, words)
        for office in held:
            entity.offices.append(Role(self._nouns.common(office.noun), office.complement))
        if held:
            entity.vote(held[0].gender, 1, by_first_name=True)

    def _held(self, index: _Index, words: _Words) -> tuple[Office, ...]:
        """The offices of those who have a name."""
        return tuple(office for name in index.written.get(words, ()) for office in self._lexicon.offices[name])

    def _only_bearer(self, index: _Index, surname: str) -> _Words | None:
        """The full name of the only one who bears a surname, however spelled, if it is no other word."""
        full = index.bearers.get(surname, set())
        if len(surname) <= 3 or surname in self._lexicon.names or self._nouns.of(surname)[0]:
            return None
        return min(full) if len({self._held(index, words) for words in full}) == 1 else None
