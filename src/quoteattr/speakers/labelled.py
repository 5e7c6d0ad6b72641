"""Who has each turn of a conversation: whom a label names, whose initials it gives, who answers without one."""

from __future__ import annotations

from typing import Final

from quoteattr.dialogue import Conversation, Label, LabelKind, initials_of
from quoteattr.grammar import Tokens
from quoteattr.measured import Link
from quoteattr.reading import deaccent
from quoteattr.speakers.cast import Cast, Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import add_evidence, complement_words, role_noun, title_gender
from quoteattr.speakers.names import name_tokens
from quoteattr.speakers.people import find_or_add, text_of

__all__ = ["TurnSpeakers"]

_BEFORE: Final = 3.0
"""How much a mention before the first turn tells that somebody answers."""
_WITH: Final = 8.0
"""The same of a name behind *entretien avec*, *interview de*."""
_TO_US: Final = 5.0
"""The same of a name in a sentence with *nous*: *Awa Diop nous reçoit*."""
_AFTER: Final = 1.5
_CALLED: Final = 2.0
_ASKED_ABOUT: Final = -1.0
"""The same of somebody whom a question addresses by name, and of one whom it is about."""
_FAR: Final = 40
_NEAR: Final = 6
"""How many tokens behind *entretien* the name stands."""


class TurnSpeakers:
    """The speakers of the turns of one conversation; each voice is told once."""

    def __init__(self, cast: Cast, talk: Conversation) -> None:
        self.cast = cast
        self.tokens: Tokens = cast.tokens
        self.talk = talk
        self._told: dict[int, Linked] = {}
        self._answers: Linked | None = None

    def of(self, turn: int) -> Linked:
        """Who has a turn."""
        voice = self.talk.turns[turn].voice
        if voice not in self._told:
            label = self.talk.voices[voice].label
            self._told[voice] = self._interviewee() if label is None else self._labelled(label)
            self._note_labels(voice, self._told[voice].entity)
        return self._told[voice]

    def _note_labels(self, voice: int, entity: Entity | None) -> None:
        """Remember that every label of a voice names who it was told to be: *L. P.* is nobody else."""
        if entity is None or entity.kind != "person":
            return
        for turn in self.talk.turns:
            if turn.voice == voice and turn.label is not None:
                self.cast.person_at |= dict.fromkeys(range(turn.label.first, turn.label.last + 1), entity)

    def around(self, i: int) -> Linked | None:
        """Who has the turn that token `i` stands in, and what told it."""
        turn = self.talk.turn_at(i)
        return None if turn < 0 or self.of(turn).entity is None else self.of(turn)

    def only_one(self) -> Linked | None:
        """Who answers in an interview of one person: whose words its title and pull quotes are."""
        voices = {turn.voice for turn in self.talk.turns}
        told = self.of(0) if len(voices) == 1 else None
        return told if told is not None and told.entity is not None else None

    def at(self, i: int) -> Entity | None:
        """Who speaks at token `i`."""
        told = self.around(i)
        return None if told is None else told.entity

    def _labelled(self, label: Label) -> Linked:
        known = next((e for k in range(label.first, label.last + 1) if (e := self.cast.known_at.get(k))), None)
        if known is not None:
            return Linked(known, Link.KNOWN)
        legend = self.talk.legends.get(label.key)
        if legend is not None:
            link = Link.INITIALS if label.kind == LabelKind.INITIALS else Link.NAME
            return Linked(self._person(*legend), link)
        return self._interviewee() if label.kind == LabelKind.ANSWERS else self._told_by(label)

    def _told_by(self, label: Label) -> Linked:
        """Who a label names, by what sort of name it is."""
        if label.kind == LabelKind.INITIALS:
            return self._of_initials(label)
        if label.kind == LabelKind.ROLE:
            return self._role(label)
        if label.kind in (LabelKind.PERSON, LabelKind.OTHER) and self._may_be_person(label):
            return Linked(self._person(*label.name), Link.NAME)
        kind = "organization" if label.kind in (LabelKind.OUTLET, LabelKind.OTHER) else "person"
        return self._described(label, kind)

    def _may_be_person(self, label: Label) -> bool:
        kinds = {self.tokens.noun_kind(k)[0] for k in range(label.name[0], label.name[1] + 1)}
        return label.kind == LabelKind.PERSON or "organization" not in kinds and "group" not in kinds

    def _person(self, first: int, last: int) -> Entity:
        """The person of the name in ``first..last``."""
        entity = find_or_add(self.tokens, self.cast.people, first, last)
        add_evidence(self.tokens, entity, first, last)
        return entity

    def _described(self, label: Label, kind: str) -> Linked:
        """Somebody the text names by the label alone."""
        told = self.cast.labelled.get(label.key)
        if told is not None:
            return Linked(told, Link.DESCRIPTION)  # who had turns in the windows before
        tokens = self.tokens
        titled = label.name[0] > label.first and not tokens.word[label.name[0]].is_title
        first = label.first if titled else label.name[0]
        entity = Entity(text_of(tokens, first, label.name[1]), kind, label.first)
        if kind == "person":
            entity.vote(title_gender(tokens, label.name[0]), 4)
            for k in range(label.name[0], label.name[1] + 1):
                gender = tokens.noun_kind(k)[1]
                entity.vote(gender if gender in ("m", "f") else None, 1)
                entity.vote({"la": "f", "le": "m", "une": "f", "un": "m"}.get(tokens.low[k]), 1)
        self.cast.described.append(entity)
        self.cast.labelled[label.key] = entity
        return Linked(entity, Link.DESCRIPTION)

    # ---- initials, parts, who answers

    def _of_initials(self, label: Label) -> Linked:
        """The person of those initials: one whom the head names, else the one named most."""
        letters = label.key.replace(" ", "").replace(".", "").replace("-", "")
        fits = [e for e in self.cast.people.all if letters in self._initials(e)]
        if not fits:
            return self._described(label, "person")
        introduced = [e for e in fits if e.first < self.talk.begins]
        return Linked(max(introduced or fits, key=lambda e: e.mass), Link.INITIALS)

    @staticmethod
    def _initials(entity: Entity) -> frozenset[str]:
        words = [deaccent(word.lower()).strip(".") for word in entity.name.replace("’", "'").split()]
        return initials_of(words) if len(words) > 1 else frozenset()

    def _role(self, label: Label) -> Linked:
        """Whom the text gives the role that a label tells: *M. le président*, who has the chair."""
        tokens = self.tokens
        noun = next((k for k in range(label.name[0], label.name[1] + 1) if tokens.noun_kind(k)[0] == "person"), -1)
        if noun >= 0:
            role, wanted = role_noun(tokens, noun), complement_words(tokens, noun + 1, label.name[1])
            chair = self._chair() if role == "président" and not wanted else None
            gender = title_gender(tokens, label.name[0])
            held = [chair] if chair is not None else self._holders(role, wanted, gender)
            if len(held) == 1:
                held[0].vote(gender, 4)
                return Linked(held[0], Link.ROLE)
        return self._described(label, "person")

    def _holders(self, role: str, wanted: frozenset[str], gender: str | None) -> list[Entity]:
        out = []
        for entity in self.cast.people.all:
            fits = any(r.noun == role and (not wanted or wanted & r.complement) for r in entity.roles)
            if fits and (gender is None or entity.gender in (None, gender)):
                out.append(entity)
        return out

    def _chair(self) -> Entity | None:
        """Who has the chair: *Présidence de Mme Awa Diop*."""
        low, end = self.tokens.low, min(self.tokens.size, self.talk.begins + 400)
        for k in range(end):
            if low[k] == "présidence" and low[k + 1] in self.tokens.of:
                found = next((e for m in range(k + 2, k + 5) if (e := self.cast.person_at.get(m))), None)
                if found is not None:
                    return found
        return None

    def _interviewee(self) -> Linked:
        """Who answers in an interview: whom its head introduces, or its questions address by name."""
        if self._answers is None:
            scores = self._introduced()
            best = max(scores.values(), default=(0.0, None), key=lambda item: item[0])
            self._answers = Linked(best[1] if best[0] > 0 else None, Link.INTERVIEWEE)
        return self._answers

    def _introduced(self) -> dict[int, tuple[float, Entity | None]]:
        """How much tells of each person that they answer, in order of their names."""
        labels = {voice.label.key for voice in self.talk.voices if voice.label is not None and voice.asks}
        scores: dict[int, tuple[float, Entity | None]] = {}
        before: Entity | None = None
        at = -2
        for i in sorted(self.cast.person_at):
            entity = self.cast.person_at[i]
            goes_on = entity is before and i == at + 1
            before, at = entity, i
            if goes_on or self.talk.turn_at(i) >= 0 or self._cannot_answer(entity, labels):
                continue
            score = self._weight(i) / (1 if len(entity.name.split()) > 1 else 2)
            scores[id(entity)] = (scores.get(id(entity), (0.0, None))[0] + score, entity)
        return scores

    def _weight(self, i: int) -> float:
        """How much the name that begins at token `i`, outside of answers, tells that somebody answers."""
        tokens, talk = self.tokens, self.talk
        if i >= talk.turns[-1].end:
            return _AFTER
        if i >= talk.begins:  # Qui était Omar Sall ?, but: Awa Diop, qui vous a prévenue ?
            addressed = (
                i in tokens.document.line_starts or tokens.traits[i - 1].title and i - 1 in tokens.document.line_starts
            )
            return _CALLED if addressed else _ASKED_ABOUT
        near = tokens.low[max(0, i - _NEAR) : i]
        if "par" not in near and any(low in tokens.lexicon.words["interview"] for low in near):
            return _BEFORE + _WITH
        _, end = tokens.document.inner_sentence(i)
        return _BEFORE + (_TO_US if "nous" in tokens.low[i : min(end, i + _FAR)] else 0.0)

    def _cannot_answer(self, entity: Entity, labels: set[str]) -> bool:
        """Whether somebody is the paper's own, or is told to ask."""
        return entity.ours or self._asked(entity) or " ".join(name_tokens(entity.name)) in labels

    def _asked(self, entity: Entity) -> bool:
        words = list(name_tokens(entity.name))
        return any(words[-1:] == name[-1:] for name in self.talk.interviewers)
