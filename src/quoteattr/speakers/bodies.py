"""The bodies that a text names, and what it calls them later.

*la Ligue des pêcheurs (LDP)*, *la LDP*, *l'association*.
"""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.lexicon import Seat
from quoteattr.reading import Document, deaccent
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import complement_words
from quoteattr.speakers.names import head_words, name_tokens
from quoteattr.speakers.people import text_of

__all__ = ["Bodies", "acronyms"]
_FRENCH: Final = frozenset({"francais", "francaise"})
_BEFORE_PLACES: Final = frozenset({"à", "en", "vers"})
_THEIRS: Final = frozenset("son sa ses leur leurs ce cet cette ces".split())
_KEPT: Final = 400
"""How many bodies that share a word are compared."""


def acronyms(tokens: Tokens) -> dict[str, str]:
    """Acronyms that a document explains.

    ``Institut national de la statistique (Insee)``, ``BNVCA (Bureau national …)``.
    """
    out: dict[str, str] = {}
    low = tokens.low
    for i in tokens.hot:
        word = tokens.word[i + 1]
        if low[i] == "(" and low[i + 2] == ")" and word.is_title and len(word.text) > 1:
            first = _spelled_from(tokens, i, [c for c in deaccent(word.low) if c.isalpha()])
            if first is not None:
                out.setdefault(word.low, text_of(tokens, first, i - 1))
    return out


def _spelled_from(tokens: Tokens, end: int, letters: list[str]) -> int | None:
    """The nearest word left of token `end` from which on words begin with the letters of an acronym."""
    low = tokens.low
    start, _ = tokens.document.inner_sentence(end)
    for j in range(end - 2, max(start - 1, end - 14), -1):
        if tokens.word[j].is_title and [deaccent(low[j])[0]] == letters[:1]:
            initials = [deaccent(low[k])[0] for k in range(j, end) if tokens.word[k].is_word]
            if all(c in initials for c in letters[:2]) and len(initials) >= min(len(letters), 3) - 1:
                return j
    return None


class Bodies:
    """The bodies with a proper name in one document."""

    def __init__(self, tokens: Tokens, explained: dict[str, str] | None = None) -> None:
        self.read(tokens)
        self.known: list[Entity] = []
        self._with_word: dict[str, list[tuple[Entity, frozenset[str]]]] = {}
        self._acronyms: dict[str, str] = acronyms(tokens) if explained is None else explained
        self.seated: dict[Seat, Entity] = {}
        """Who sits in each seat of power that the text has named or described."""
        self.alone: dict[str, Entity] = {}
        """Who is named by one word behind a noun: *le service météo Vigirive*."""
        self.bare: dict[str, Entity] = {}
        """Who is called by nothing but a noun: *la présidence*."""

    def read(self, tokens: Tokens) -> None:
        """Go on with another window of the text."""
        self.tokens: Tokens = tokens
        self.document: Document = tokens.document
        self.low: list[str] = tokens.low

    def label(self, phrase: NounPhrase) -> tuple[str, int]:
        """Return what the model takes the head for (a guess where it has none), and the first token of the name."""
        entity = self.tokens.entity_at.get(phrase.head)
        first = phrase.first
        while first < phrase.head and self.low[first] in self.tokens.det:
            first += 1
        if first == phrase.core and self.low[first] in self.tokens.lexicon.words["capital"]:
            return "LOC", first
        if first == phrase.core and self.low[first] in self.tokens.told_bodies:
            return "ORG", first
        if self._lone_first_name(phrase):
            return "PER", first
        if entity is not None and not (entity[2] == "PER" and self.tokens.noun_kind(phrase.head)[0] == "organization"):
            return entity[2], first
        return "PER" if first == phrase.first and self._looks_personal(phrase) else "ORG", first

    def _lone_first_name(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is nothing but a first name, which a model may take for a town: *Ludovic*."""
        at = phrase.first
        if at != phrase.core or not self.tokens.traits[at].names or self.tokens.noun_kind(at)[0]:
            return False
        return self.low[at - 1] not in self.tokens.det and self.low[at - 1] not in _BEFORE_PLACES

    def _looks_personal(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is two or three words of a name, none of them in capitals, and no noun of the lexicon."""
        return (
            1 <= phrase.core - phrase.first <= 2
            and not self.tokens.noun_kind(phrase.head)[0]
            and all(
                self.tokens.is_name(k) and not self.tokens.word[k].text.isupper()
                for k in range(phrase.first, phrase.core + 1)
            )
        )

    def _end_of_name(self, phrase: NounPhrase) -> int:
        """The last token of a body's name: *Renault* has been deprived *de son PDG*."""
        ends = (
            k - 1
            for k in range(phrase.head + 1, phrase.core)
            if self.low[k] in self.tokens.of and self.low[k + 1] in _THEIRS
        )
        return next(ends, phrase.core)

    def named(self, phrase: NounPhrase, label: str, first: int, gender: str | None) -> Entity:
        """The body of the name that begins at token `first` of a phrase, new if the document has none yet."""
        entity = self._named(phrase, label, first, gender)
        if first == phrase.core > phrase.head:
            self.alone.setdefault(self.low[first], entity)
        before = (deaccent(self.low[k]) for k in range(phrase.head, first) if self.tokens.is_nominal(k))
        entity.called.update(dict.fromkeys((*before, *head_words(text_of(self.tokens, first, phrase.core)))))
        return entity

    def _named(self, phrase: NounPhrase, label: str, first: int, gender: str | None) -> Entity:
        name = text_of(self.tokens, first, self._end_of_name(phrase))
        name = self._acronyms.get(name.lower(), name)
        seat = self.tokens.vocabulary.seats.get(deaccent(name.lower())) or self.seat_described(phrase)
        known = None if seat is None else self.seated.get(seat) or self._named_at_last(seat, name)
        if known is not None:
            known.add_form(name)
            return known
        kind = self.tokens.noun_kind(phrase.head)[0] or self.low[phrase.head] in self.tokens.lexicon.bodies
        new_kind = "place" if label == "LOC" and not kind and phrase.core == phrase.head else "organization"
        tokens = frozenset(name_tokens(name))
        head = deaccent(self.low[max(first, phrase.head)])
        # the same words share each of them, the others at least the head
        for known, other in self._with_word.get(head if head in tokens else min(tokens, default=""), ())[:_KEPT]:
            apart = "place" in (known.kind, new_kind)  # La France insoumise is not France
            if tokens == other or head in other and not apart and (tokens <= other or other <= tokens):
                known.add_form(name)
                return known
        new = Entity(name, new_kind, phrase.first)
        new.named = True
        new.vote(gender, 1)
        self.known.append(new)
        if seat is not None:
            self.sit(new, seat)
        for word in tokens or {""}:
            self._with_word.setdefault(word, []).append((new, tokens))
        return new

    def seat_described(self, phrase: NounPhrase) -> Seat | None:
        """The seat of power of the body that a noun and its complement describe: *le ministère de l'Intérieur*."""
        tokens = self.tokens
        seats = tokens.vocabulary.seats_called.get(self.low[phrase.head], ())
        words = complement_words(tokens, phrase.head + 1, phrase.core) if seats else frozenset[str]()
        if not words or self.low[phrase.core + 1] == "à" and tokens.is_name(phrase.core + 2):
            return None
        nations = tokens.lexicon.words["nation"]
        fits = (seat for seat in seats if words <= seat.words)
        return next((s for s in fits if words & nations or not (s.words & nations) - _FRENCH), None)

    def sit(self, entity: Entity, seat: Seat) -> None:
        """Note who sits in a seat of power."""
        self.seated[seat] = entity
        classes = self.tokens.lexicon.words
        entity.called.update(dict.fromkeys((deaccent(seat.noun), *sorted(seat.words & classes["nation"]))))

    def _named_at_last(self, seat: Seat, name: str) -> Entity | None:
        """Who was called by a noun alone, and sits in a seat that is named later: *la présidence*, *l'Élysée*."""
        entity = self.bare.get(seat.noun)
        if entity is not None and not entity.named:
            entity.name, entity.named = name, True
            self.sit(entity, seat)
            return entity
        return None
