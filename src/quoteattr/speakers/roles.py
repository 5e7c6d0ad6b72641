"""How well a description fits somebody: *la maire* and whom the text has called *maire de Lyon*."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.reading import deaccent
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.evidence import complement_words
from quoteattr.speakers.names import name_tokens

__all__ = ["Description"]

_ACCENTED: Final = {"etat": "état", "elysee": "élysée"}
_EITHER: Final = frozenset(
    "personne victime personnalité star vedette figure tête témoin type leader chef numéro membre médecin auteur "
    "ministre élu".split()
)
"""Nouns whose gender says nothing about the person's."""


class Description:
    """A definite description of one person.

    Attributes:
        noun: Its noun, or nothing when a phrase stands for a role (*le chef de l'État*).
        nouns: The nouns of the roles it may stand for.
        complement: Content words after the noun.
        gender: Of the person, as far as it tells.
        determiner: Its first word.
        function: Whether the noun names an office, which may introduce somebody new (*le procureur*).
        nations: The adjectives of nations.
    """

    __slots__ = ("complement", "determiner", "function", "gender", "nations", "noun", "nouns")

    def __init__(
        self,
        noun: str,
        nouns: frozenset[str],
        complement: frozenset[str],
        gender: str | None,
        determiner: str,
        *,
        function: bool,
        nations: frozenset[str],
    ) -> None:
        self.noun: str = noun
        self.nouns: frozenset[str] = nouns
        self.complement: frozenset[str] = complement
        self.gender: str | None = gender
        self.determiner: str = determiner
        self.function: bool = function
        self.nations: frozenset[str] = nations

    @classmethod
    def read(cls, tokens: Tokens, phrase: NounPhrase, gender: str | None) -> Description:
        """Take a noun phrase apart."""
        noun = tokens.low[phrase.head]
        wanted = complement_words(tokens, phrase.head + 1, phrase.core)
        synonyms, words = tokens.lexicon.synonyms, tokens.lexicon.words
        determiner, nations = tokens.low[phrase.first], words["nation"]
        for word in sorted(wanted):
            alias = synonyms.get(f"{noun}+{word}") or synonyms.get(f"{noun}+{_ACCENTED.get(word, word)}")
            if alias:
                return cls("", alias, wanted - {word}, gender, determiner, function=True, nations=nations)
        nouns = frozenset({noun}) | synonyms.get(noun, frozenset())
        told = None if noun in _EITHER else gender
        return cls(noun, nouns, wanted, told, determiner, function=noun in words["function"], nations=nations)

    def clashes(self, entity: Entity) -> bool:
        """Whether the gender forbids it, or the same office elsewhere.

        *le maire de Kerlan* is not *le maire de Plouzeur*.
        """
        if self.gender and entity.gender and self.gender != entity.gender:
            return True
        same = [self._fit(role) for role in entity.roles if role.noun == self.noun]
        return self.function and bool(same) and max(same) <= 2 and not self.complement & self.nations

    def fits(self, entity: Entity) -> bool:
        """Whether the text gives somebody this role, with no other complement.

        Or it has described somebody unnamed with the same noun of an office.
        """
        if entity.named:
            return any(self._fit(role) >= (5 if self.complement else 3) for role in entity.roles)
        if not (self.function and entity.noun == deaccent(self.noun).rstrip("s")):
            return False
        words = frozenset(name_tokens(entity.name))
        return not self.complement or len(words) <= 2 or bool(self.complement & words)

    def features(self, entity: Entity) -> dict[str, float]:
        """What speaks for and against somebody."""
        found: dict[str, float] = {}
        if self.gender and entity.gender:
            found["gender agrees"] = 1.0
        found["demonstrative"] = float(self.determiner in ("ce", "cet", "cette") and entity.count > 0)
        found["possessive"] = float(self.determiner in ("son", "sa"))
        found.update(self._of_holder(entity) if entity.named else self._of_unnamed(entity))
        return found

    def _of_unnamed(self, entity: Entity) -> dict[str, float]:
        """How it fits somebody whom another description stands for."""
        words = set(name_tokens(entity.name))
        same = entity.noun in {deaccent(n).rstrip("s") for n in self.nouns}
        return {
            "same noun" if same else "other noun": 1.0,
            "complement shared": float(same and bool(self.complement & words)),
            "complement new": float(bool(self.complement - words)),
        }

    def _of_holder(self, entity: Entity) -> dict[str, float]:
        """How it fits the roles of somebody who has a name."""
        level = max((self._fit(role) for role in entity.roles), default=0)
        if level:
            return {
                "role" if level % 2 else "akin role": 1.0,
                "complement shared": float(level >= 5),
                "complement clashes": float(level <= 2),
            }
        if any(self.complement & r.complement for r in entity.roles):
            return {"complement elsewhere": 1.0}
        return {
            "no role": float(not entity.roles),
            "other role": float(bool(entity.roles)),
            "other role, function": float(bool(entity.roles) and self.function),
            "complement new": float(bool(self.complement)),
            "function": float(self.function),
            "function, complement new": float(self.function and bool(self.complement)),
        }

    def _fit(self, role: Role) -> int:
        """0 for no fit; odd for the same noun, even for a kindred one.

        5 and 6 with the same complement, 1 and 2 with another.
        """
        if role.noun == self.noun:
            kindred = 0
        elif role.noun in self.nouns:
            kindred = 1
        else:
            return 0
        if 2 * len(self.complement & role.complement) >= max(1, min(len(self.complement), len(role.complement))):
            return 5 + kindred
        if self._other_complement(role):
            return 1 + kindred
        return 3 + kindred

    def _other_complement(self, role: Role) -> bool:
        """Le ministre serbe is no *ministre français*.

        But *le président français* may be the *président de la République*.
        """
        if not (self.complement and role.complement):
            return False
        mine, theirs = self.complement & self.nations, role.complement & self.nations
        return bool(mine) == bool(theirs)

    def new(self, *, speaks: bool, alone: bool) -> dict[str, float]:
        """What speaks for somebody not mentioned yet."""
        return {
            "new": 1.0,
            "new, complement": float(bool(self.complement)),
            "new, function": float(self.function),
            "new, function, complement": float(self.function and bool(self.complement)),
            "new, speaks": float(speaks),
            "new, nobody yet": float(alone),
            "new, possessive": float(self.determiner in ("son", "sa")),
        }
