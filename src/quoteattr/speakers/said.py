"""What is said in a quotation, as far as it tells who says it: whom it names, *je* and *nous*, how it was found."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import Tokens
from quoteattr.measured import Rule
from quoteattr.quotations import Draft
from quoteattr.reading import deaccent
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.names import name_tokens

__all__ = ["Said"]

_SINGULAR: Final = frozenset("je j' moi me m' mon ma mes mien mienne miens miennes".split())
_PLURAL: Final = frozenset("nous notre nos nôtre nôtres".split())


class Said:
    """The words of one quotation.

    Attributes:
        continuing: Whether its verb tells that the speaker goes on (*ajoute-t-il*).
        fragment: Whether it has no cue and stands within a sentence of the narrator's.
        singular: Whether somebody says *je* in it, between marks.
        plural: Whether somebody says *nous* in it, between marks.
    """

    __slots__ = ("_words", "continuing", "fragment", "plural", "singular")

    def __init__(self, tokens: Tokens, draft: Draft) -> None:
        lemma = draft.site.lemma if draft.site is not None else ""
        document = tokens.document
        ranges = [(document.token_at(start), document.token_at(end) - 1) for start, end in draft.content]
        marked = set()
        words = set()
        for first, last in ranges:
            for k in range(first, last + 1):
                low = tokens.low[k]
                words.add(deaccent(low))
                if document.block_of[k] >= 0:
                    marked.add(low)
        self.continuing: bool = lemma in tokens.lexicon.words["continuing"]
        self._words = words
        self.fragment: bool = draft.rule is Rule.FREE
        self.singular: bool = not marked.isdisjoint(_SINGULAR)
        self.plural: bool = not marked.isdisjoint(_PLURAL)

    def names(self, entity: Entity) -> bool:
        """Whether somebody is named in it."""
        if not entity.named:
            return False
        tokens = name_tokens(entity.name)
        return bool(tokens) and (tokens[-1] if entity.kind == "person" else tokens[0]) in self._words
