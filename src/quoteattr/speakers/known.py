"""The people that the user knows: where a text names them, by name, alias or role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from quoteattr.config import Person
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.reading import deaccent, fold, tokenize
from quoteattr.result import SpeakerKind
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.evidence import complement_words, role_noun

__all__ = ["KnownPeople", "Present"]


@frozen
class _Form:
    """One way to name somebody."""

    words: tuple[str, ...]
    capital: bool
    surname: bool
    person: Person


def _words(name: str) -> tuple[str, ...]:
    folded = fold(name)
    return tuple(deaccent(folded[s:e].lower()) for s, e in tokenize(folded))


def _role(person: Person) -> Role | None:
    words = [w for w in _words(person.role or "") if w.isalnum()]
    if not words:
        return None
    return Role(fold(person.role or "").lower().split()[0], frozenset(w for w in words[1:] if len(w) > 2))


class KnownPeople:
    """An index of names and aliases by their first word, and the roles."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)
        self._last_names = Counter(person.name.split()[-1] for person in self._people)
        self._roles = [(person, role) for person in self._people if (role := _role(person)) is not None]
        self._by_first: dict[str, list[_Form]] = {}
        for person in self._people:
            for form in (person.name, *person.aliases):
                self._add(form, person, surname=False)
            if self._has_surname(person):
                self._add(person.name.split()[-1], person, surname=True)
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form.words))

    def __bool__(self) -> bool:
        return bool(self._people)

    def _has_surname(self, person: Person) -> bool:
        """Whether the last word of a name alone can only mean that person."""
        last = person.name.split()[-1]
        if person.kind is not SpeakerKind.PERSON or last == person.name or self._last_names[last] > 1:
            return False
        return len(last) > 2 and last[0].isupper()

    def _add(self, form: str, person: Person, *, surname: bool) -> None:
        words = _words(form)
        self._by_first.setdefault(words[0], []).append(_Form(words, form.lstrip()[0].isupper(), surname, person))

    def find(self, tokens: Tokens, before: Present | None = None) -> Present:
        """Find whom a document names; those whom the windows before it of the same text name stay who they are."""
        return Present(self._roles, list(self._matches(tokens)) if self._people else [], tokens, before)

    def _matches(self, tokens: Tokens) -> Iterable[tuple[int, int, Person]]:
        low = [deaccent(word) for word in tokens.low[: tokens.size]]
        i = 0
        while i < len(low):
            form = next(
                (
                    f
                    for f in self._by_first.get(low[i], ())
                    if tuple(low[i : i + len(f.words)]) == f.words and self._fits(tokens, i, f)
                ),
                None,
            )
            if form is None:
                i += 1
            else:
                yield i, i + len(form.words) - 1, form.person
                i += len(form.words)

    def _fits(self, tokens: Tokens, i: int, form: _Form) -> bool:
        """Whether the form may stand here.

        With its capital, and a surname alone not after another first name (*Paul Garrec*).
        """
        if form.capital and not tokens.word[i].is_title:
            return False
        return not (form.surname and i and tokens.is_name(i - 1) and not tokens.is_title_word(i - 1))


class Present:
    """The known people of one document: one entity a person, and where each is named.

    Attributes:
        places: ``(first, last, who)`` in order.
        entities: Whom the text has named so far, or told by their role, by the identity of whom the user knows.
    """

    def __init__(
        self,
        roles: list[tuple[Person, Role]],
        matches: list[tuple[int, int, Person]],
        tokens: Tokens,
        before: Present | None = None,
    ) -> None:
        self._tokens = tokens
        self._roles = roles
        self.entities: dict[int, Entity] = {} if before is None else before.entities
        self.places: list[tuple[int, int, Entity]] = [
            (first, last, self._entity(person, first)) for first, last, person in matches
        ]

    def _entity(self, person: Person, first: int) -> Entity:
        entity = self.entities.get(id(person))
        if entity is None:
            entity = self.entities[id(person)] = Entity(person.name, person.kind.value, first)
            entity.named = True
            entity.about = person.known
            entity.roles += [role for holder, role in self._roles if holder is person]
            if person.gender is not None:
                entity.vote(person.gender.value, 100)
        return entity

    def by_role(self, phrase: NounPhrase) -> Entity | None:
        """Who has the role that a definite phrase with a complement tells.

        *la maire de Lorme*, whom the text never names.
        """
        noun = role_noun(self._tokens, phrase.head)
        common = self._tokens.vocabulary.nouns_in_any_form.common
        held = [(person, role.complement) for person, role in self._roles if common(role.noun) == noun]
        if not held or self._tokens.low[phrase.first] not in ("le", "la", "l'"):
            return None
        wanted = complement_words(self._tokens, phrase.head + 1, phrase.core)
        fits = [person for person, complement in held if wanted & complement]
        return self._entity(fits[0], phrase.first) if len(fits) == 1 else None
