"""What a text has mentioned so far: every mention in order of place, and how each person or body stands by now."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import Final

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.reading import Document
from quoteattr.speakers.entity import Entity

__all__ = ["Memory", "Seen", "Standing"]

_REACH: Final = 160
"""How many mentions back somebody is looked for."""


class Seen:
    """Something mentioned at a token that a later mention may mean.

    Whether as a subject, as a speaker, inside marks, after a preposition, by a pronoun.
    """

    __slots__ = ("at", "entity", "governed", "inside", "pronoun", "spoke", "subject")

    def __init__(
        self,
        at: int,
        entity: Entity,
        *,
        subject: bool,
        spoke: bool,
        inside: bool,
        governed: bool,
        pronoun: bool = False,
    ) -> None:
        self.at: int = at
        self.entity: Entity = entity
        self.subject: bool = subject
        self.spoke: bool = spoke
        self.inside: bool = inside
        self.governed: bool = governed
        self.pronoun: bool = pronoun

    def of(self, entity: Entity) -> Seen:
        """The mention at the same place of somebody whom it names with others."""
        return Seen(self.at, entity, subject=self.subject, spoke=self.spoke, inside=self.inside, governed=self.governed)


def _moved(at: int, moved: int) -> int:
    """A place counted from `moved` tokens further on; never stays never."""
    return at if at < 0 else max(0, at - moved)


def _place(seen: Seen) -> int:
    return seen.at


class Standing:
    """How somebody stands in a text so far: where mentioned last in each way (-1 for never).

    Attributes:
        subjects: Mentions as a subject or speaker.
        named: Where last by a name or description.
        subject: Where last as a subject or speaker.
        spoke: Where last as a speaker.
        block: The first token of the outermost marks that hold the only mentions, or -1 once the narrator has made one.
    """

    __slots__ = ("block", "named", "spoke", "subject", "subjects")

    def __init__(self) -> None:
        self.subjects: int = 0
        self.named: int = -1
        self.subject: int = -1
        self.spoke: int = -1
        self.block: int = -1

    def move(self, moved: int) -> None:
        """Count the places from `moved` tokens further on."""
        self.named, self.subject = _moved(self.named, moved), _moved(self.subject, moved)
        self.spoke, self.block = _moved(self.spoke, moved), _moved(self.block, moved)

    def note(self, seen: Seen, block: int) -> None:
        """Take in a mention, which its entity has counted."""
        if seen.inside:
            self.block = block if seen.entity.count == 1 or self.block >= 0 else -1
            return
        self.block = -1
        if not seen.pronoun:
            self.named = max(self.named, seen.at)
        if seen.spoke:
            self.spoke = max(self.spoke, seen.at)
        if seen.subject or seen.spoke:
            self.subjects += 1
            self.subject = max(self.subject, seen.at)


class Memory:
    """What has been mentioned so far in a document, in order of place."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens: Tokens = tokens
        self.document: Document = tokens.document
        self.seen: list[Seen] = []
        self.standings: dict[int, Standing] = {}
        self.last_speaker: Entity | None = None
        self.last_spoke_at: int = -1

    def go_on(self, tokens: Tokens, moved: int, kept: Iterable[Entity]) -> None:
        """Go on with a later window of the text, which begins `moved` tokens behind the one before.

        What stands before the window is taken to stand at its beginning, which is far enough from all that is read
        there; how somebody stands is remembered of those in `kept` and of the last mentions.
        """
        self.tokens, self.document = tokens, tokens.document
        self.seen = self.seen[-_REACH:]
        for seen in self.seen:
            seen.at = _moved(seen.at, moved)
        alive = {id(entity) for entity in kept} | {id(seen.entity) for seen in self.seen} | {id(self.last_speaker)}
        self.standings = {key: standing for key, standing in self.standings.items() if key in alive}
        for standing in self.standings.values():
            standing.move(moved)
        self.last_spoke_at = _moved(self.last_spoke_at, moved)

    def standing(self, entity: Entity) -> Standing:
        """How somebody stands by now."""
        found = self.standings.get(id(entity))
        if found is None:
            found = self.standings[id(entity)] = Standing()
        return found

    def note(self, phrase: NounPhrase, entity: Entity, *, spoke: bool) -> None:
        """Remember that `phrase` mentions `entity`."""
        low, first = self.tokens.low, phrase.first
        block = self.document.outer_block(first)
        governed = low[first - 1] in self.tokens.prep or low[first] in self.tokens.contracted
        seen = Seen(
            first,
            entity,
            subject=self._is_subject(phrase, governed=governed),
            spoke=spoke,
            inside=not spoke and block is not None and block.words > 2,
            governed=governed,
            pronoun=phrase.pronoun,
        )
        # in order: read in brief, a speaker known by name is noted before what stands left of it
        insort(self.seen, seen, key=_place)
        entity.count += 1
        self.standing(entity).note(seen, -1 if block is None else block.first)
        if spoke:
            self.last_speaker = entity
            self.last_spoke_at = phrase.first

    def _is_subject(self, phrase: NounPhrase, *, governed: bool) -> bool:
        """Whether a phrase is a subject: it opens its sentence, the model says so, or a finite verb follows it."""
        if phrase.pronoun and self.tokens.low[phrase.first] in self.tokens.subject_clitic:
            return True
        first, end = self.document.sentence(phrase.first)
        dep = self.tokens.dep
        if phrase.first == first or any(dep[k].startswith("nsubj") for k in range(phrase.first, phrase.core + 1)):
            return True
        if governed:
            return False
        k = self._past_insertion(phrase.core + 1, end)
        while k < end and self.tokens.low[k] in self.tokens.clitic:
            k += 1
        return k < end and self.tokens.is_finite(k) and self.tokens.word[k].text.islower()

    def _past_insertion(self, k: int, end: int) -> int:
        """The token after brackets or commas that open at token `k`: *la Ligue des marais (LDM) avait tenté*."""
        closing = {"(": ")", ",": ","}.get(self.tokens.low[k])
        if closing is None:
            return k
        return next((m + 1 for m in range(k + 1, min(end, k + 15)) if self.tokens.low[m] == closing), end)

    def at(self, i: int) -> Entity | None:
        """Whom the mention at token `i` means, if it is one of the last."""
        return next((seen.entity for seen in reversed(self.seen[-_REACH:]) if seen.at == i), None)

    def latest(self, i: int) -> list[Seen]:
        """The latest mention of everybody mentioned left of token `i`, nearest first.

        One by the narrator before one in a quotation.
        """
        out: dict[int, Seen] = {}
        for item in reversed(self.seen[-_REACH:]):
            if item.at < i:
                known = out.get(id(item.entity))
                if known is None or known.inside and not item.inside:
                    out[id(item.entity)] = item
        return sorted(out.values(), key=lambda s: -s.at)

    def body_goes_on(self, i: int, *, continuing: bool) -> bool:
        """Whether *on* at token `i` is the body that spoke last.

        In the same paragraph, or further on with *a-t-on ajouté*.
        """
        last = self.last_speaker
        return (
            last is not None
            and (last.kind in ("organization", "place") or last.kind == "group" and not last.plural)
            and (continuing or self.document.paragraph(self.last_spoke_at) == self.document.paragraph(i))
        )
