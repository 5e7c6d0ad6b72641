"""The counts of one speaker while they grow, and who says what in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import Factory, define, field, frozen

from quoteattr.counts.keys import name_key, only_described
from quoteattr.errors import ConfigError
from quoteattr.result import Gender, Quotation, Result, Speaker, SpeakerKind
from quoteattr.result.kinds import Told

__all__ = ["GenderGroup", "SpeakerCount", "Tally", "apart", "by_speaker", "check_share", "speaker_key"]


class GenderGroup(Told):
    """Where a speaker belongs in the shares by gender."""

    FEMININE = "f"
    FEMININE_GUESSED = "f_guessed"
    """Told by the first name alone."""
    MASCULINE = "m"
    MASCULINE_GUESSED = "m_guessed"
    """Told by the first name alone."""
    UNKNOWN = "unknown"
    NOT_A_PERSON = "not_a_person"
    """A body, a group, a place, a document, or something of unknown kind."""
    NOBODY = "nobody"
    """Quotations whose speaker is not known."""


@frozen
class SpeakerCount:
    """How much of one speaker is quoted.

    Attributes:
        name: The form of the name that stands in most texts.
        kind: What it is.
        gender: Of a person, when it could be told.
        gender_guessed: Whether no text tells the gender but for the first name.
        quotations: How many.
        words: How many words they hold.
        documents: In how many texts.
        document: The id of the text, where counts are for each text or the source is only described (*une voisine*).
    """

    name: str
    kind: SpeakerKind
    gender: Gender | None
    gender_guessed: bool
    quotations: int
    words: int
    documents: int
    document: str | None = None

    @property
    def group(self) -> GenderGroup:
        """Where it belongs in the shares by gender."""
        if self.kind is not SpeakerKind.PERSON:
            return GenderGroup.NOT_A_PERSON
        if self.gender is None:
            return GenderGroup.UNKNOWN
        if self.gender is Gender.FEMININE:
            return GenderGroup.FEMININE_GUESSED if self.gender_guessed else GenderGroup.FEMININE
        return GenderGroup.MASCULINE_GUESSED if self.gender_guessed else GenderGroup.MASCULINE


@define
class Tally:
    """The counts of one speaker while they grow."""

    kind: SpeakerKind
    document: str | None
    names: Counter[str] = field(default=Factory(Counter))
    told: Counter[Gender] = field(default=Factory(Counter))
    guessed: Counter[Gender] = field(default=Factory(Counter))
    quotations: int = 0
    words: int = 0
    documents: int = 0
    _last: str | None = None

    def add(self, speaker: Speaker, document: str, quotations: int, words: int) -> None:
        """Count what a speaker says in a text."""
        self.names[speaker.name] += 1
        if speaker.gender is not None:
            (self.guessed if speaker.gender_guessed else self.told)[speaker.gender] += 1
        self.quotations += quotations
        self.words += words
        self.documents += document != self._last
        self._last = document

    def count(self) -> SpeakerCount:
        """Return what was counted."""
        gender = _majority(self.told)
        guessed = not self.told
        if guessed:
            gender = _majority(self.guessed)
        name = min(self.names, key=lambda n: (-self.names[n], n))
        return SpeakerCount(
            name,
            self.kind,
            gender,
            guessed and gender is not None,
            self.quotations,
            self.words,
            self.documents,
            self.document,
        )


def _majority(votes: Counter[Gender]) -> Gender | None:
    """What most texts tell; nothing when they are of two minds."""
    masculine, feminine = votes[Gender.MASCULINE], votes[Gender.FEMININE]
    if masculine == feminine:
        return None
    return Gender.MASCULINE if masculine > feminine else Gender.FEMININE


def check_share(value: Any) -> None:
    """See that `value` is a number from 0 to 1.

    Raises:
        ConfigError: If it is not.
    """
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        msg = f"min_confidence: expected a number from 0 to 1, got {value!r}"
        raise ConfigError(msg)


def speaker_key(speaker: Speaker, document: str, *, merge: bool = True) -> tuple[str, ...]:
    """Return what is the same for one speaker over all texts.

    The id of whom the user knows or has merged, else the name; of who is only described, or without `merge`, the
    speaker of one text.
    """
    if merge and speaker.about.get("id"):
        return (speaker.kind.value, speaker.about["id"], "id")
    if apart(speaker, merge=merge):
        return (speaker.kind.value, document, speaker.id)
    return (speaker.kind.value, name_key(speaker.name))


def apart(speaker: Speaker, *, merge: bool = True) -> bool:
    """Whether a speaker is somebody else in each text."""
    return not merge or not speaker.about.get("id") and only_described(speaker.name)


def by_speaker(result: Result, min_confidence: float) -> Iterator[tuple[Speaker | None, list[Quotation]]]:
    """Each speaker with the quotations that count, in order of appearance, nobody last."""
    kept = [q for q in result.quotations if q.confidence >= min_confidence]
    by_id = {q.id: q for q in kept}
    mine: dict[str, list[Quotation]] = {}
    nobody: list[Quotation] = []
    for quotation in kept:
        if not _inside_own(quotation, by_id):
            (nobody if quotation.speaker is None else mine.setdefault(quotation.speaker.id, [])).append(quotation)
    for quotations in mine.values():
        yield quotations[0].speaker, quotations
    if nobody:
        yield None, nobody


def _inside_own(quotation: Quotation, by_id: dict[str, Quotation]) -> bool:
    """Whether it stands inside another one that the same speaker says."""
    seen = {quotation.id}
    parent = by_id.get(quotation.parent_id or "")
    while parent is not None and parent.id not in seen:
        if parent.speaker == quotation.speaker:
            return True
        seen.add(parent.id)
        parent = by_id.get(parent.parent_id or "")
    return False
