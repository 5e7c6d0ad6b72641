"""Who is quoted how often: counts over the results of one text or of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import Factory, define, field, frozen

from quoteattr.checks import check_several
from quoteattr.errors import ConfigError, InputError
from quoteattr.counts.keys import name_key, only_described
from quoteattr.result import Gender, Quotation, Result, Speaker, SpeakerKind
from quoteattr.result.kinds import Told
from quoteattr.result.words import words_of

__all__ = ["GenderGroup", "SpeakerCount", "SpeakerCounts", "SpeakerShare", "count_speakers"]

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


@frozen
class SpeakerShare:
    """What one group of speakers has of the whole.

    Attributes:
        group: Its name: a `GenderGroup`, or a kind of speaker.
        speakers: How many belong to it (0 for quotations of nobody named).
        quotations: Of them.
        words: In these.
        share_quotations: Their part, from 0 to 1, or ``None`` where there is no whole to have a part of.
        share_words: Likewise.
    """

    group: str
    speakers: int
    quotations: int
    words: int
    share_quotations: float | None
    share_words: float | None


@frozen
class SpeakerCounts:
    """Counts over some texts.

    Attributes:
        speakers: The most quoted first.
        documents: How many texts there were, those without quotations too.
        unattributed: Quotations whose speaker is not known.
        unattributed_words: The words in these.
    """

    speakers: tuple[SpeakerCount, ...]
    documents: int
    unattributed: int
    unattributed_words: int

    @property
    def quotations(self) -> int:
        """How many quotations were counted, those of nobody named too."""
        return sum(s.quotations for s in self.speakers) + self.unattributed

    @property
    def words(self) -> int:
        """How many words were counted, those of nobody named too."""
        return sum(s.words for s in self.speakers) + self.unattributed_words

    def by_gender(self) -> tuple[SpeakerShare, ...]:
        """Return the shares of women and men among the quotations *of persons*, those told by a first name alone apart.

        Sources that are no single person and quotations of nobody named come last, without a share.
        """
        persons = [s for s in self.speakers if s.kind is SpeakerKind.PERSON]
        whole = (sum(s.quotations for s in persons), sum(s.words for s in persons))
        groups = [group for group in GenderGroup if group not in {GenderGroup.NOT_A_PERSON, GenderGroup.NOBODY}]
        shares = [_share(group.value, [s for s in persons if s.group == group], whole) for group in groups]
        shares.append(_share("not_a_person", [s for s in self.speakers if s.group is GenderGroup.NOT_A_PERSON], (0, 0)))
        return (*shares, SpeakerShare("nobody", 0, self.unattributed, self.unattributed_words, None, None))

    def by_kind(self) -> tuple[SpeakerShare, ...]:
        """Return the shares of persons, organisations, groups and so on among all quotations."""
        whole = (self.quotations, self.words)
        shares = [_share(kind.value, [s for s in self.speakers if s.kind is kind], whole) for kind in SpeakerKind]
        return (
            *shares,
            SpeakerShare(
                "nobody",
                0,
                self.unattributed,
                self.unattributed_words,
                _part(self.unattributed, whole[0]),
                _part(self.unattributed_words, whole[1]),
            ),
        )


def count_speakers(
    results: Iterable[Result], ids: Iterable[str] | None = None, *, min_confidence: float = 0.0, merge: bool = True
) -> SpeakerCounts:
    """Count quotations and words for each speaker, over all texts.

    A name is one speaker over all texts, whatever its capitals, accents and hyphens: two persons of one name are
    counted as one, and a person whom one text names in full and another by the surname alone as two. A source that is
    only described by common nouns (*le maire*, *une voisine*) is somebody else in each text. A quotation inside another
    of the same speaker is not counted a second time. Words are what stands between spaces and holds a letter or digit.

    Args:
        results: Any iterable; read once, nothing of a text is kept.
        ids: A name for each text; numbers from 1 when left out.
        min_confidence: Leave out quotations whose confidence is lower.
        merge: Whether to count over all texts; if not, each speaker of each text is counted apart.

    Raises:
        ConfigError: If `min_confidence` is not a number from 0 to 1.
        ValueError: If there are fewer or more `ids` than `results`.
    """
    _check_share(min_confidence)
    check_several("results", results)
    tallies: dict[tuple[str, ...], _Tally] = {}
    documents = unattributed = unattributed_words = 0
    for document, result in _named(results, ids):
        if not isinstance(result, Result):
            msg = f"results: expected Result, got {type(result).__name__}"
            raise InputError(msg)
        documents += 1
        for speaker, quotations in _by_speaker(result, min_confidence):
            words = sum(words_of(q) for q in quotations)
            if speaker is None:
                unattributed += len(quotations)
                unattributed_words += words
                continue
            apart = not merge or only_described(speaker.name)
            key = (speaker.kind.value, document, speaker.id) if apart else (speaker.kind.value, name_key(speaker.name))
            tallies.setdefault(key, _Tally(speaker.kind, document if apart else None)).add(
                speaker, document, len(quotations), words
            )
    counts = sorted(
        (tally.count() for tally in tallies.values()), key=lambda c: (-c.quotations, -c.words, c.name, c.document or "")
    )
    return SpeakerCounts(tuple(counts), documents, unattributed, unattributed_words)


@define
class _Tally:
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
        self.names[speaker.name] += 1
        if speaker.gender is not None:
            (self.guessed if speaker.gender_guessed else self.told)[speaker.gender] += 1
        self.quotations += quotations
        self.words += words
        self.documents += document != self._last
        self._last = document

    def count(self) -> SpeakerCount:
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


def _check_share(value: Any) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        msg = f"min_confidence: expected a number from 0 to 1, got {value!r}"
        raise ConfigError(msg)


def _named(results: Iterable[Result], ids: Iterable[str] | None) -> Iterator[tuple[str, Result]]:
    if ids is None:
        yield from ((str(number), result) for number, result in enumerate(results, start=1))
    else:
        yield from ((name, result) for result, name in zip(results, ids, strict=True))


def _by_speaker(result: Result, min_confidence: float) -> Iterator[tuple[Speaker | None, list[Quotation]]]:
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


def _share(group: str, speakers: list[SpeakerCount], whole: tuple[int, int]) -> SpeakerShare:
    quotations, words = sum(s.quotations for s in speakers), sum(s.words for s in speakers)
    return SpeakerShare(group, len(speakers), quotations, words, _part(quotations, whole[0]), _part(words, whole[1]))


def _part(part: int, whole: int) -> float | None:
    return part / whole if whole else None
