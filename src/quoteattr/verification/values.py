"""What a verification returns."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, instance_of, le, optional

from quoteattr.result import Span, Speaker

__all__ = ["Change", "Flag", "Verdict", "Verification"]


class Verdict(StrEnum):
    """How a quotation stands to its source."""

    VERBATIM = "verbatim"
    """The same words, whatever the typography."""
    CUT = "cut"
    """The same words, some left out, with or without a sign; no short negation among them."""
    ALTERED = "altered"
    """Other words, more words, another order, or a negation left out."""
    REATTRIBUTED = "reattributed"
    """The same words, all or cut, that the source gives to somebody else."""
    ABSENT = "absent"
    """Nowhere in the sources."""


class Flag(StrEnum):
    """Why a change may matter."""

    NEGATION = "negation"
    """A negation lost, added or replaced: *ne*, *pas*, *jamais*, *sans*, *aucun*, *plus* beside *ne* …"""
    NUMBER = "number"
    """Another number, in figures or in words: *douze* is 12."""
    NAME = "name"
    """Another name, or one more."""
    ORDER = "order"
    """The same words elsewhere."""


@frozen
class Change:
    """Words in which a quotation and its source differ.

    Attributes:
        kind: ``removed`` (only in the source), ``added`` (only in the quotation) or ``replaced``.
        there: The words of the source; ``None`` where words were added.
        here: The words of the quotation; ``None`` where words were removed.
        signed: Whether the quotation says that words were left out there: ``[…]``, ``(...)``, ``…``, words in brackets.
        flags: Why it may matter.
    """

    kind: str = field(validator=instance_of(str))
    there: Span | None = field(default=None, validator=optional(instance_of(Span)))
    here: Span | None = field(default=None, validator=optional(instance_of(Span)))
    signed: bool = field(default=False, validator=instance_of(bool))
    flags: tuple[Flag, ...] = field(default=(), validator=deep_iterable(instance_of(Flag)))


@frozen
class Verification:
    """What became of a quotation.

    Attributes:
        verdict: How it stands to the source.
        quotation: The words that were looked for.
        source: The number of the source in which it was found, from 0; ``None`` when it is in none.
        spans: The stretches of the source that hold it, in order.
        ratio: From 0 to 1: how alike the words are. 1 only for the same words.
        changes: Where they differ, in order.
        speaker: Who says it in the source, if that was asked and could be told.
        same_speaker: Whether that is the speaker of the quotation; ``None`` where one of them is not known.
    """

    verdict: Verdict = field(converter=Verdict)
    quotation: str = field(validator=instance_of(str))
    source: int | None = field(default=None, validator=optional(instance_of(int)))
    spans: tuple[Span, ...] = field(default=(), validator=deep_iterable(instance_of(Span)))
    ratio: float = field(default=0.0, validator=[instance_of(float), ge(0.0), le(1.0)])
    changes: tuple[Change, ...] = field(default=(), validator=deep_iterable(instance_of(Change)))
    speaker: Speaker | None = field(default=None, validator=optional(instance_of(Speaker)))
    same_speaker: bool | None = field(default=None, validator=optional(instance_of(bool)))

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of all changes, each once."""
        return tuple(flag for flag in Flag if any(flag in change.flags for change in self.changes))

    @property
    def start(self) -> int | None:
        """The first code point in the source."""
        return self.spans[0].start if self.spans else None

    @property
    def end(self) -> int | None:
        """One past the last code point in the source."""
        return self.spans[-1].end if self.spans else None
