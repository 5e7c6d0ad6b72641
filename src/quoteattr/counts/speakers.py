"""Who is quoted how often: counts over the results of one text or of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.checks import check_several
from quoteattr.counts.frames import pandas_frame, polars_frame
from quoteattr.counts.tally import GenderGroup, SpeakerCount, Tally, apart, by_speaker, check_share, speaker_key
from quoteattr.errors import ConfigError, InputError
from quoteattr.result import Result, SpeakerKind
from quoteattr.result.words import words_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["SpeakerCounts", "SpeakerShare", "count_speakers", "named", "part"]


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


@frozen(repr=False)
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

    def __repr__(self) -> str:
        return (
            f"SpeakerCounts({len(self.speakers)} speakers, {self.quotations} quotations, {self.words} words, "
            f"{self.documents} documents)"
        )

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
                part(self.unattributed, whole[0]),
                part(self.unattributed_words, whole[1]),
            ),
        )

    def rows(self, by: str = "speaker") -> list[dict[str, Any]]:
        """Return what the data frames and the command hold, a row for each speaker, gender or kind.

        Args:
            by: ``"speaker"``, ``"gender"`` or ``"kind"``.

        Raises:
            ConfigError: If `by` is none of these.
        """
        if by == "speaker":
            whole, words = self.quotations, self.words  # each is a sum over all speakers
            return [_speaker_row(s, whole, words) for s in self.speakers]
        if by not in {"gender", "kind"}:
            msg = f"by: expected 'speaker', 'gender' or 'kind', got {by!r}"
            raise ConfigError(msg)
        shares = self.by_gender() if by == "gender" else self.by_kind()
        return [{name: getattr(share, name) for name in _SHARE} for share in shares]

    @staticmethod
    def columns(by: str = "speaker") -> dict[str, type]:
        """Return the columns of `rows`, with their types."""
        return dict(_SPEAKER if by == "speaker" else _SHARE)

    def to_pandas(self, by: str = "speaker") -> pd.DataFrame:
        """Return `rows` as a pandas data frame.

        Raises:
            ConfigError: If `by` is none of those that `rows` takes.
            ExtraError: If pandas is not installed.
        """
        return pandas_frame(self.rows(by), self.columns(by))

    def to_polars(self, by: str = "speaker") -> pl.DataFrame:
        """Return `rows` as a polars data frame; errors are those of `to_pandas`."""
        return polars_frame(self.rows(by), self.columns(by))


_SPEAKER = {
    "document": str, "speaker": str, "kind": str, "gender": str, "gender_told_by": str, "quotations": int,
    "share_quotations": float, "words": int, "share_words": float, "texts": int,
}  # fmt: skip
_SHARE = {
    "group": str, "speakers": int, "quotations": int, "words": int, "share_quotations": float, "share_words": float
}  # fmt: skip


def _speaker_row(speaker: SpeakerCount, quotations: int, words: int) -> dict[str, Any]:
    told = None if speaker.gender is None else "first name" if speaker.gender_guessed else "text"
    return {
        "document": speaker.document,
        "speaker": speaker.name,
        "kind": speaker.kind.value,
        "gender": None if speaker.gender is None else speaker.gender.value,
        "gender_told_by": told,
        "quotations": speaker.quotations,
        "share_quotations": part(speaker.quotations, quotations),
        "words": speaker.words,
        "share_words": part(speaker.words, words),
        "texts": speaker.documents,
    }


def count_speakers(
    results: Iterable[Result], ids: Iterable[str] | None = None, *, min_confidence: float = 0.0, merge: bool = True
) -> SpeakerCounts:
    """Count quotations and words for each speaker, over all texts.

    Speakers with an ``id`` (:func:`quoteattr.merge_speakers` and people files give them one) are one over all texts.
    Otherwise a name is, whatever its capitals, accents and hyphens: two persons of one name are counted as one, and a
    person whom one text names in full and another by the surname alone as two. A source that is
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
    check_share(min_confidence)
    check_several("results", results)
    tallies: dict[tuple[str, ...], Tally] = {}
    documents = unattributed = unattributed_words = 0
    for document, result in named(results, ids):
        if not isinstance(result, Result):
            msg = f"results: expected Result, got {type(result).__name__}"
            raise InputError(msg)
        documents += 1
        for speaker, quotations in by_speaker(result, min_confidence):
            words = sum(words_of(q) for q in quotations)
            if speaker is None:
                unattributed += len(quotations)
                unattributed_words += words
                continue
            key = speaker_key(speaker, document, merge=merge)
            tallies.setdefault(key, Tally(speaker.kind, document if apart(speaker, merge=merge) else None)).add(
                speaker, document, len(quotations), words
            )
    counts = sorted(
        (tally.count() for tally in tallies.values()), key=lambda c: (-c.quotations, -c.words, c.name, c.document or "")
    )
    return SpeakerCounts(tuple(counts), documents, unattributed, unattributed_words)


def _share(group: str, speakers: list[SpeakerCount], whole: tuple[int, int]) -> SpeakerShare:
    quotations, words = sum(s.quotations for s in speakers), sum(s.words for s in speakers)
    return SpeakerShare(group, len(speakers), quotations, words, part(quotations, whole[0]), part(words, whole[1]))


def part(some: int, whole: int) -> float | None:
    """Return the share of a part, or ``None`` where there is no whole."""
    return some / whole if whole else None


def named(results: Iterable[Result], ids: Iterable[str] | None) -> Iterator[tuple[str, Result]]:
    """Yield each result with its name, or its number from 1."""
    if ids is None:
        yield from ((str(number), result) for number, result in enumerate(results, start=1))
    else:
        yield from ((name, result) for result, name in zip(results, ids, strict=True))
