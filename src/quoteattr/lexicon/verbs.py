"""Reporting verbs and their forms, with the letters of their classes and constructions."""

from __future__ import annotations

from attrs import frozen

from quoteattr.lexicon.conjugate import Mood

__all__ = ["CLASSES", "CONSTRUCTIONS", "Form", "Verb"]

CLASSES = tuple("ABCDEFGH")
CONSTRUCTIONS = tuple("acdfiqsx")


@frozen
class Verb:
    """A reporting verb.

    Attributes:
        lemma: The infinitive, with *se* or *s'* when the verb reports only so.
        verb_class: A letter from A to H (see the README of the data files).
        constructions: The letters of the constructions that it allows.
        reflexive: Whether it needs a reflexive pronoun.
    """

    lemma: str
    verb_class: str
    constructions: frozenset[str]

    @property
    def reflexive(self) -> bool:
        """Whether it reports only with a reflexive pronoun."""
        return self.lemma.startswith(("s'", "se "))

    @property
    def bare(self) -> str:
        """The infinitive without its reflexive pronoun."""
        return self.lemma.removeprefix("s'").removeprefix("se ")


@frozen
class Form:
    """One reading of a verb form: which verb, in which mood."""

    verb: Verb
    mood: Mood
