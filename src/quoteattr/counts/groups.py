"""Counts for each group of texts: each outlet, each month, each outlet in each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from quoteattr.checks import check_several
from quoteattr.counts.dates import DATE_FIELDS, PERIODS, read_date
from quoteattr.counts.frames import pandas_frame, polars_frame
from quoteattr.counts.shares import WomenShare, women_share
from quoteattr.counts.speakers import SpeakerCounts
from quoteattr.counts.tally import SpeakerCount, Tally, apart, by_speaker, check_share, speaker_key
from quoteattr.errors import ConfigError, InputError
from quoteattr.result import Gender, Result, SpeakerKind
from quoteattr.result.words import words_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["GroupCount", "GroupedCounts", "Grouping", "count_groups"]

Key = tuple[str, ...]


@frozen
class GroupCount:
    """Counts over the texts of one group.

    Attributes:
        values: The value of each field or the period, in the order of ``GroupedCounts.by``; ``""`` where a text has
            none.
        counts: Who is quoted in them. Names and genders are those that all texts tell, of other groups too.
        women: What women have of the quotations of persons whose gender is known.
        women_words: What they have of the words.
    """

    values: tuple[str, ...]
    counts: SpeakerCounts
    women: WomenShare
    women_words: WomenShare


@frozen(repr=False)
class GroupedCounts:
    """Counts for each group of texts.

    Attributes:
        by: What texts are grouped by.
        groups: In the order of their values.
        undated: How many texts have no date that can be read, where a period was asked for.
        undated_like: What the first of them has in its place.
    """

    by: tuple[str, ...]
    groups: tuple[GroupCount, ...]
    undated: int = 0
    undated_like: str = ""

    def __repr__(self) -> str:
        return f"GroupedCounts({len(self.groups)} groups by {', '.join(self.by)})"

    def columns(self) -> dict[str, type]:
        """Return the columns of `rows`, with their types."""
        return {**dict.fromkeys(self.by, str), **_COLUMNS}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each group: its values, what was counted, the shares of women with their intervals."""
        return [
            {
                **dict(zip(self.by, group.values, strict=True)),
                "texts": group.counts.documents,
                "quotations": group.counts.quotations,
                "words": group.counts.words,
                "known": group.women.known,
                "women": group.women.women,
                "share_women": group.women.share,
                "low": group.women.low,
                "high": group.women.high,
                "known_words": group.women_words.known,
                "women_words": group.women_words.women,
                "share_women_words": group.women_words.share,
                "low_words": group.women_words.low,
                "high_words": group.women_words.high,
            }
            for group in self.groups
        ]

    def to_pandas(self) -> pd.DataFrame:
        """Return `rows` as a pandas data frame.

        Raises:
            ExtraError: If pandas is not installed.
        """
        return pandas_frame(self.rows(), self.columns())

    def to_polars(self) -> pl.DataFrame:
        """Return `rows` as a polars data frame.

        Raises:
            ExtraError: If polars is not installed.
        """
        return polars_frame(self.rows(), self.columns())


_COLUMNS = {
    "texts": int, "quotations": int, "words": int, "known": int, "women": int, "share_women": float, "low": float,
    "high": float, "known_words": int, "women_words": int, "share_women_words": float, "low_words": float,
    "high_words": float,
}  # fmt: skip


def count_groups(
    results: Iterable[Result],
    fields: Iterable[Mapping[str, Any]],
    ids: Iterable[str] | None = None,
    *,
    by: Sequence[str],
    date_field: str | None = None,
    min_confidence: float = 0.0,
) -> GroupedCounts:
    """Count for each group of texts what :func:`quoteattr.count_speakers` counts for all, and the shares of women.

    Args:
        results: Any iterable; read once, nothing of a text is kept.
        fields: What is known of each text, in the same order: outlet, date, …
        ids: A name for each text; numbers from 1 when left out.
        by: What to group by: names of fields, and ``"day"``, ``"week"``, ``"month"``, ``"quarter"`` or ``"year"`` of
            the date.
        date_field: The field that holds the date; when left out, the first of ``date``, ``published``,
            ``publication_date`` and the like that a text has.
        min_confidence: Leave out quotations whose confidence is lower.

    Raises:
        InputError: If an argument has the wrong type.
        ConfigError: If `by` is empty or repeats a name, a field is in no text, or there are fewer or more `fields` or
            `ids` than `results`.

    Example:
        >>> import quoteattr
        >>> texts = ["« On rouvre », dit Mme Roy.", "« Trop tard », dit M. Sall.", "« Enfin », dit Mme Roy."]
        >>> fields = [{"date": "2 mai 2026"}, {"date": "2026-05-30"}, {"date": "01/06/2026"}]
        >>> grouped = quoteattr.count_groups(map(quoteattr.extract, texts), fields, by=["month"])
        >>> [(group.values, group.women.women, group.women.known) for group in grouped.groups]
        [(('2026-05',), 1, 2), (('2026-06',), 1, 1)]
    """
    check_share(min_confidence)
    check_several("results", results)
    check_several("fields", fields)
    grouping = Grouping(by, date_field)
    census = _Census(grouping, min_confidence)
    end = object()
    numbers = map(str, count(1)) if ids is None else _checked(ids)
    rows, more = iter(results), iter(fields)
    for result in rows:
        carried, name = next(more, end), next(numbers, end)
        if carried is end or name is end:
            raise ConfigError(_UNEVEN)
        census.add(result, carried, name)
    if next(more, end) is not end or ids is not None and next(numbers, end) is not end:
        raise ConfigError(_UNEVEN)
    return census.counted()


_UNEVEN = "expected as many fields and ids as results"


def _checked(ids: Any) -> Any:
    check_several("ids", ids)
    return iter(ids)


class Grouping:
    """What texts are grouped by.

    Raises:
        InputError: If `by` is not several names.
        ConfigError: If `by` is empty or repeats a name.
    """

    def __init__(self, by: Sequence[str], date_field: str | None = None) -> None:
        check_several("by", by)
        self.by: tuple[str, ...] = tuple(by)
        for name in (*self.by, *([] if date_field is None else [date_field])):
            if not isinstance(name, str):
                msg = f"by: expected names of fields, got {type(name).__name__}"
                raise InputError(msg)
        if not self.by or len(set(self.by)) < len(self.by):
            msg = f"by: expected one or more different names, got {', '.join(self.by) or 'none'}"
            raise ConfigError(msg)
        self.date_field: str | None = date_field
        self.undated: int = 0
        self.undated_like: str = ""
        self.seen: dict[str, None] = {}

    def values(self, carried: Any) -> tuple[str, ...]:
        """Return the values of one text.

        Raises:
            InputError: If `carried` is no mapping.
        """
        if not isinstance(carried, Mapping):
            msg = f"fields: expected a mapping, got {type(carried).__name__}"
            raise InputError(msg)
        self.seen.update(dict.fromkeys(carried))
        values = tuple(self._value(name, carried) for name in self.by)
        if any(not value and self._is_period(name, carried) for name, value in zip(self.by, values, strict=True)):
            told = self._date(carried)
            self.undated += 1
            self.undated_like = self.undated_like or str("" if told is None else told)
        return values

    @staticmethod
    def _is_period(name: str, carried: Mapping[str, Any]) -> bool:
        return name in PERIODS and name not in carried

    def _date(self, carried: Mapping[str, Any]) -> Any:
        return carried.get(self.date_field or next((n for n in DATE_FIELDS if n in carried), ""))

    def _value(self, name: str, carried: Mapping[str, Any]) -> str:
        if self._is_period(name, carried):
            day = read_date(self._date(carried))
            return "" if day is None else PERIODS[name](day)
        value = carried.get(name.removeprefix("field_") if name not in carried else name)
        return "" if value is None else str(value)

    def check(self) -> None:
        """See that every field that was asked for is in some text.

        Raises:
            ConfigError: If one is in none; the message tells which there are.
        """
        wanted = [n for n in self.by if n not in PERIODS] + ([self.date_field] if self.date_field else [])
        timely = any(n in PERIODS and n not in self.seen for n in self.by)
        if timely and not self.date_field and not self.seen.keys() & set(DATE_FIELDS):
            msg = f"no text has a date ({', '.join(DATE_FIELDS[:4])} …); {self._there()}; name its field"
            raise ConfigError(msg)
        missing = next((n for n in wanted if not {n, n.removeprefix("field_")} & self.seen.keys()), None)
        if missing is not None:
            msg = f"no text has a field {missing!r}; {self._there()}"
            raise ConfigError(msg)

    def _there(self) -> str:
        return f"the fields are {', '.join(self.seen) or 'none'}"


@frozen
class _Said:
    """What one text holds: quotations and words of each speaker, and of nobody."""

    document: str
    mine: dict[Key, tuple[int, int]] = field(factory=dict)
    nobody: tuple[int, int] = (0, 0)


class _Census:
    """Everybody who speaks, over all groups, and what each text of each group holds."""

    def __init__(self, grouping: Grouping, min_confidence: float) -> None:
        self._grouping = grouping
        self._least = min_confidence
        self._people: dict[Key, Tally] = {}
        self._said: dict[tuple[str, ...], list[_Said]] = defaultdict(list)

    def add(self, result: Any, carried: Any, document: Any) -> None:
        if not isinstance(result, Result):
            msg = f"results: expected Result, got {type(result).__name__}"
            raise InputError(msg)
        mine: dict[Key, tuple[int, int]] = {}
        nobody = (0, 0)
        for speaker, quotations in by_speaker(result, self._least):
            held = len(quotations), sum(words_of(q) for q in quotations)
            if speaker is None:
                nobody = held
                continue
            key = speaker_key(speaker, document)
            tally = self._people.setdefault(key, Tally(speaker.kind, document if apart(speaker) else None))
            tally.add(speaker, document, *held)
            before = mine.get(key, (0, 0))
            mine[key] = before[0] + held[0], before[1] + held[1]
        self._said[self._grouping.values(carried)].append(_Said(document, mine, nobody))

    def counted(self) -> GroupedCounts:
        if self._said:
            self._grouping.check()
        everybody = {key: tally.count() for key, tally in self._people.items()}
        groups = [_group(values, said, everybody) for values, said in sorted(self._said.items(), key=_in_order)]
        return GroupedCounts(self._grouping.by, tuple(groups), self._grouping.undated, self._grouping.undated_like)


def _in_order(item: tuple[tuple[str, ...], Any]) -> list[tuple[bool, str]]:
    return [(not value, value) for value in item[0]]


def _group(values: tuple[str, ...], said: list[_Said], everybody: Mapping[Key, SpeakerCount]) -> GroupCount:
    sums: dict[Key, list[int]] = {}
    for text in said:
        for key, (quotations, words) in text.mine.items():
            row = sums.setdefault(key, [0, 0, 0])
            row[0] += quotations
            row[1] += words
            row[2] += 1
    speakers = [
        evolve(everybody[key], quotations=quotations, words=words, documents=documents)
        for key, (quotations, words, documents) in sums.items()
    ]
    speakers.sort(key=lambda c: (-c.quotations, -c.words, c.name, c.document or ""))
    counts = SpeakerCounts(
        tuple(speakers), len(said), sum(text.nobody[0] for text in said), sum(text.nobody[1] for text in said)
    )
    women = women_share(_of_known(text, everybody, 0) for text in said)
    in_words = women_share((_of_known(text, everybody, 1) for text in said), cap=women.known)
    return GroupCount(values, counts, women, in_words)


def _of_known(text: _Said, everybody: Mapping[Key, SpeakerCount], place: int) -> tuple[int, int]:
    """What women say in a text, and women and men."""
    women = known = 0
    for key, held in text.mine.items():
        who = everybody[key]
        if who.kind is SpeakerKind.PERSON and who.gender is not None:
            known += held[place]
            women += held[place] * (who.gender is Gender.FEMININE)
    return women, known
