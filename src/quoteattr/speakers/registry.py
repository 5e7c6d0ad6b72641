"""Who is it: from mentions to persons and bodies, one per document.

The text is read from left to right. Whatever could be meant later, names, subjects, speakers, is noted as it comes;
a mention is then linked by the first of a few means that answers: its name, *ce dernier*, a body's name, an antecedent
for a pronoun or a description (a role that the text has given somebody counts most), and at last the description
itself.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from quoteattr.dialogue import Conversation
from quoteattr.grammar import NounPhrase, Tokens, is_coordinated, leads, noun_phrase, without_title
from quoteattr.measured import Link, Rule
from quoteattr.quotations import Draft
from quoteattr.reading import Document
from quoteattr.speakers.cast import Cast, Linked
from quoteattr.speakers.descriptions import antecedent_of, described, named_later
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.known import KnownPeople
from quoteattr.speakers.labelled import TurnSpeakers
from quoteattr.speakers.named import by_name
from quoteattr.speakers.offices import Offices
from quoteattr.speakers.organizations import body, body_meant, same_source
from quoteattr.speakers.people import text_of
from quoteattr.speakers.pronouns import carried, last_one, possessor, pronoun, subject_pronouns
from quoteattr.speakers.turns import NARRATOR

__all__ = ["Left", "Registry"]

_CONTRACTED: Final = frozenset({"du", "des", "au", "aux"})
_ME: Final = frozenset({"je", "j'", "-je", "moi"})
_AHEAD: Final = 60
"""How many tokens are looked at to tell whether a noun phrase is worth reading."""
_NEAR: Final = 120
"""How many tokens back antecedents are looked for in brief."""


class Registry:
    """The persons and bodies of one document.

    Args:
        tokens: The document.
        known: Whom the user knows.
        offices: What people widely known are or were.
        talk: The conversation that the document is, if it is one.
        brief: Whether to read only what a pronoun or description needs, and to pass over phrases that are seldom meant
            later, for speed.
        cast: Those of the text, if the document is a window of it.
    """

    def __init__(
        self,
        tokens: Tokens,
        known: KnownPeople | None = None,
        offices: Offices | None = None,
        talk: Conversation | None = None,
        *,
        brief: bool = False,
        cast: Cast | None = None,
    ) -> None:
        self._brief = brief
        self.tokens = tokens
        self.document: Document = tokens.document
        self.low: list[str] = tokens.low
        self.cast: Cast = cast or Cast(tokens, known or KnownPeople(()), offices)
        self._turns = None if talk is None else TurnSpeakers(self.cast, talk)
        if self._turns is not None:
            self.cast.who_has_the_turn = self._turns.at
        self._read = 0
        self._resolved: dict[int, Entity] = {}
        self._pronouns = subject_pronouns(tokens)
        self._pronoun = 0
        """How many of them have been read."""

    def leave(self, start: int, nothing: Tokens) -> Left:
        """Leave the document for a later window of the text, whose first token is the text's token `start`.

        `nothing` are the tokens of an empty document: those of this one can be let go of.
        """
        moved = start - self.cast.start
        if not self._brief:
            self._read_to(moved)  # what will be out of sight
        resolved = {at - moved: entity for at, entity in self._resolved.items() if at >= moved}
        self.cast.go_on(nothing, start)
        return Left(self.cast, self._read - moved, self._next_pronoun() - moved, resolved, brief=self._brief)

    def _next_pronoun(self) -> int:
        """The first subject pronoun that has not been read."""
        return self._pronouns[self._pronoun] if self._pronoun < len(self._pronouns) else self._read

    def read_on(self, start: int, pronoun: int) -> None:
        """Read on from token `start`, and the subject pronouns from token `pronoun` on."""
        self._read = max(0, start)
        self._pronoun = bisect_left(self._pronouns, pronoun)

    def know(self, resolved: dict[int, Entity]) -> None:
        """Take up who has been told, by the heads of the mentions."""
        self._resolved.update(resolved)

    # ---- reading on

    def _read_to(self, i: int) -> None:
        """Note every noun phrase before token `i` that a later mention may mean.

        Only those that stand near it in brief.
        """
        hot = self.tokens.hot
        start = bisect_left(hot, max(self._read, i - _NEAR if self._brief else 0))
        for j in hot[start : bisect_left(hot, i)]:
            if j < self._read:
                continue
            self._read_pronouns(j)
            phrase = self._phrase_at(j)
            # a speaker's mention is who it was: read anew, *une étude* would be another one
            if phrase is not None and (not self._brief or phrase.name is not None or leads(self.tokens, phrase)):
                entity = self._resolved.get(phrase.head)
                entity = entity or self._link(phrase, None).entity
                if entity is not None:
                    self.cast.memory.note(phrase, entity, spoke=False)
        self._read_pronouns(i)
        self._read = max(self._read, i)

    def _read_pronouns(self, i: int) -> None:
        """Note whom the subject pronouns before token `i` mean, unless they speak."""
        pronouns = self._pronouns
        while self._pronoun < len(pronouns) and pronouns[self._pronoun] < i:
            at = pronouns[self._pronoun]
            self._pronoun += 1
            if at in self._resolved:
                continue
            entity = pronoun(self.cast, at, None).entity
            if entity is not None:
                self.cast.memory.note(NounPhrase(at, at, at, pronoun=True, core=at), entity, spoke=False)

    def _phrase_at(self, i: int) -> NounPhrase | None:
        """The noun phrase that begins at token `i` if it may be about somebody; what it takes up is not read again."""
        tokens = self.tokens
        if not self._may_begin(i):
            return None
        phrase = noun_phrase(tokens, i, self.document.inner_sentence(i)[1])
        if phrase is None or not self._about_somebody(phrase):
            return None
        end = phrase.name[1] if phrase.name is not None and phrase.name[0] <= phrase.head else phrase.head
        if phrase.name is None and tokens.is_name(phrase.head):
            # la Ligue des droits du lecteur: nobody speaks of that reader
            ands = (k for k in range(phrase.head, phrase.core) if self.low[k] == "et")
            end = next(ands, phrase.core) if is_coordinated(tokens, phrase) else phrase.core
        self._read = max(i, end) + 1
        return without_title(tokens, phrase)

    def _may_begin(self, i: int) -> bool:
        """Whether a noun phrase that may be meant later can begin at token `i`."""
        its = self.tokens.traits[i]
        if not its.starts or self._brief and self._minor(i):
            return False
        return self.tokens.is_name(i) or (its.det or its.title) and self._promising(i)

    def _about_somebody(self, phrase: NounPhrase) -> bool:
        """Whether a phrase has a name or a noun that the lexicon, the model or the user knows."""
        tokens, head = self.tokens, phrase.head
        known = head in tokens.entity_at or head in self.cast.known_at
        return not phrase.pronoun and (known or phrase.name is not None or tokens.traits[head].listed)

    def _minor(self, i: int) -> bool:
        """Whether a phrase that begins at token `i` is seldom meant later.

        It stands in a quotation, or a preposition governs it.
        """
        if i and self.tokens.traits[i - 1].prep or self.low[i] in _CONTRACTED:
            return True
        return self.tokens.block_of[i] >= 0 and (block := self.document.outer_block(i)) is not None and block.words > 2

    def _promising(self, i: int) -> bool:
        """Whether a noun phrase that begins with the determiner or title at token `i` may be about somebody.

        A noun of the lexicon or a name comes before anything that ends it.
        """
        for k in range(i, min(i + _AHEAD, self.tokens.size)):
            if self._tells(k):
                return True
            if self._halts(k):
                return False
        return True

    def _tells(self, k: int) -> bool:
        """Whether a noun phrase with token `k` in it may be about somebody."""
        tokens = self.tokens
        opens = k in self.document.block_at or self.low[k] == "("
        known = k in tokens.entity_at or k in self.cast.known_at
        return opens or known or tokens.traits[k].listed or tokens.is_name(k)

    def _halts(self, k: int) -> bool:
        """Whether no noun phrase goes on past token `k`."""
        its = self.tokens.traits[k]
        nominal = its.noun or its.det or its.adverb or its.manner or its.title
        return its.halts or not nominal and self.tokens.pos[k] in ("VERB", "AUX")

    # ---- mentions

    def who(self, draft: Draft, phrase: NounPhrase | None) -> Linked:
        """Return who says a quotation: who has the turn that it is, whom its mention means, whoever was spoken of."""
        if draft.turn >= 0:
            return self._turn(draft, phrase)
        return self.carry(draft) if phrase is None else self.resolve(phrase, draft)

    def _turn(self, draft: Draft, phrase: NounPhrase | None) -> Linked:
        """Who has the turn that a draft is."""
        at = draft.first if phrase is None else phrase.first
        self._read_to(at)
        found = Linked(None, Link.INTERVIEWEE) if self._turns is None else self._turns.of(draft.turn)
        if found.entity is None or not self.tokens.trace.allows(found.link):
            return Linked(None, found.link)
        if phrase is None:
            self.cast.memory.note(NounPhrase(at, at, at, pronoun=True, core=at), found.entity, spoke=True)
        else:
            self._note_speaker(without_title(self.tokens, phrase), found.entity)
        return found

    def resolve(self, phrase: NounPhrase, draft: Draft) -> Linked:
        """Return who a speaker mention is and what told it.

        Somebody new where the document has nobody yet, nobody for a pronoun without antecedent.

        Args:
            phrase: The mention.
            draft: What it says.
        """
        phrase = without_title(self.tokens, phrase)
        found: Linked | None = None
        if self._brief and not phrase.pronoun:
            found = self._allowed(by_name(self.cast, phrase))
        if found is None:
            self._read_to(phrase.first)
            found = self._pronoun_of(phrase, draft) if phrase.pronoun else self._link(phrase, draft)
        if found.entity is None or not self.tokens.trace.allows(found.link):
            return Linked(None, found.link)
        self._note_speaker(phrase, found.entity)
        return found

    def _pronoun_of(self, phrase: NounPhrase, draft: Draft) -> Linked:
        """Whom a pronoun means; *je* in a turn of a conversation means who has it."""
        if self._turns is not None and self.low[phrase.head] in _ME:
            own = self._turns.around(phrase.head)
            if own is not None:
                return own
        return pronoun(self.cast, phrase.head, draft)

    def _note_speaker(self, phrase: NounPhrase, entity: Entity) -> None:
        """Remember that somebody has spoken, and what the mention tells of them."""
        self._resolved[phrase.head] = entity
        self.cast.memory.note(phrase, entity, spoke=True)
        low = self.low[phrase.head]
        if not phrase.pronoun:
            entity.add_form(text_of(self.tokens, phrase.first, phrase.core))
        elif low.endswith(("il", "elle")) and entity.kind == "person":
            entity.vote("f" if low.endswith("elle") else "m", 0.5)

    def _link(self, phrase: NounPhrase, said: Draft | None) -> Linked:
        """Who a noun phrase is, by the first means that answers."""
        cast, allowed = self.cast, self._allowed
        found = allowed(by_name(cast, phrase)) or allowed(last_one(cast, phrase)) or allowed(body(cast, phrase))
        found = found or allowed(possessor(cast, phrase, said))
        found = found or allowed(same_source(cast, phrase))
        found = found or allowed(body_meant(cast, phrase, speaks=said is not None))
        found = found or allowed(antecedent_of(cast, phrase, said))
        if found is None and said is not None:
            found = allowed(named_later(cast, phrase))
        return found or Linked(described(cast, phrase), Link.DESCRIPTION)

    def _allowed(self, linked: Linked | None) -> Linked | None:
        """What a means answers, unless it is switched off."""
        return linked if linked is not None and self.tokens.trace.allows(linked.link) else None

    def acting(self, draft: Draft) -> list[tuple[NounPhrase, Entity]]:
        """Who acts in what the narrator says right before a turn, in order, with the phrases that tell it."""
        self._read_to(draft.first)
        out: list[tuple[NounPhrase, Entity]] = []
        for beat in draft.beats:
            phrase = without_title(self.tokens, beat)
            if self.low[phrase.first] in _ME:
                out.append((beat, NARRATOR))
                continue
            entity = self.cast.memory.at(phrase.first)
            if entity is None and phrase.pronoun:
                entity = pronoun(self.cast, phrase.head, None).entity
            elif entity is None:
                entity = self._link(phrase, None).entity
            if entity is not None:
                out.append((beat, entity))
        return out

    def carry(self, draft: Draft) -> Linked:
        """Who says a quotation that has no mention."""
        self._read_to(draft.first)
        if self._turns is not None and (told := self._turns.around(draft.first)) is not None:
            return told
        if self._turns is not None and draft.rule is Rule.ALONE and (told := self._turns.only_one()) is not None:
            return told
        asked = self.tokens.trace.allows(Link.CARRY)
        return carried(self.cast, draft) if asked else Linked(None, Link.CARRY)


class Left:
    """A registry between two windows of a text: what goes on from one to the next.

    Args:
        cast: Everybody, as far as the text has been read.
        read: The first token of the next window that has not been read.
        pronoun: The first of which the subject pronouns have not been read.
        resolved: Who has been told in what the windows share, by the heads of the mentions.
        brief: As in a registry.
    """

    def __init__(self, cast: Cast, read: int, pronoun: int, resolved: dict[int, Entity], *, brief: bool) -> None:
        self._cast = cast
        self._read = read
        self._pronoun = pronoun
        self._resolved = resolved
        self._brief = brief

    def go_on(self, tokens: Tokens, talk: Conversation | None) -> Registry:
        """The registry of the next window, which reads on where the one before it has stopped."""
        self._cast.go_on(tokens, self._cast.start)
        out = Registry(tokens, talk=talk, brief=self._brief, cast=self._cast)
        out.read_on(self._read, self._pronoun)
        out.know(self._resolved)
        return out
