"""What is compared: annotated documents and what a system says of them, reduced to what is scored.

A place is a pair ``(start, end)`` of code points of the document's unchanged text, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, frozen
from attrs.validators import instance_of, optional

from quoteattr.errors import EvaluationError
from quoteattr.result import Gender, Kind, Quotation, Result, Span, SpeakerKind

__all__ = ["GoldDocument", "GoldQuotation", "PredictedDocument", "Range"]

Range = tuple[int, int]
"""First code point, and one past the last."""


def _ranges(items: Iterable[Iterable[int]]) -> tuple[Range, ...]:
    return tuple(_pair(item) for item in items)


def _pair(item: Iterable[int]) -> Range:
    start, end = item
    return start, end


def _range(item: Iterable[int] | None) -> Range | None:
    return None if item is None else _pair(item)


def _speaker_kind(value: str | None) -> SpeakerKind | None:
    return None if value is None else SpeakerKind(value)


def _gender(value: str | None) -> Gender | None:
    return None if value is None else Gender(value)


def _quotations(items: Iterable[GoldQuotation]) -> tuple[GoldQuotation, ...]:
    return tuple(items)


@frozen
class GoldQuotation:
    """A quotation as annotated; what a system predicts is brought into the same form.

    Attributes:
        kind: Direct, indirect or mixed.
        content: The places of what was said; several when something interrupts it.
        cue: The place of the expression that signals it, if there is one.
        mention: The place of the expression that names its speaker, if there is one.
        entity: Who that is: the fullest name or description in the document; ``None`` when the text does not tell.
        entity_kind: What the speaker is, if told.
        gender: Of a single person, if told.
        optional: A borderline case: finding it is no error, missing it is none either.
        rule: Of a predicted quotation, the name of the rule that found it, else ``""``.
    """

    kind: Kind = field(converter=Kind)
    content: tuple[Range, ...] = field(converter=_ranges)
    cue: Range | None = field(default=None, converter=_range)
    mention: Range | None = field(default=None, converter=_range)
    entity: str | None = field(default=None, validator=optional(instance_of(str)))
    entity_kind: SpeakerKind | None = field(default=None, converter=_speaker_kind)
    gender: Gender | None = field(default=None, converter=_gender)
    optional: bool = field(default=False, validator=instance_of(bool))
    rule: str = field(default="", validator=instance_of(str))

    @property
    def size(self) -> int:
        """Code points of content."""
        return sum(end - start for start, end in self.content)

    def who(self, text: str) -> str | None:
        """The entity, or failing that the words of the mention in `text`."""
        if self.entity:
            return self.entity
        return text[slice(*self.mention)] if self.mention else None

    @classmethod
    def from_quotation(cls, quotation: Quotation) -> GoldQuotation:
        """Reduce a quotation of a :class:`quoteattr.Result`."""
        speaker = quotation.speaker
        return cls(
            kind=quotation.kind,
            content=[_extent(span) for span in quotation.content],
            cue=None if quotation.cue is None else _extent(quotation.cue.span),
            mention=None if quotation.mention is None else _extent(quotation.mention.span),
            entity=None if speaker is None else speaker.name,
            entity_kind=None if speaker is None else speaker.kind,
            gender=None if speaker is None else speaker.gender,
            rule=quotation.rule,
        )

    def places(self) -> Iterator[tuple[str, Range]]:
        """Every place with the name of its field."""
        for number, extent in enumerate(self.content, start=1):
            yield ("content" if len(self.content) == 1 else f"content {number}"), extent
        if self.cue is not None:
            yield "cue", self.cue
        if self.mention is not None:
            yield "mention", self.mention


def _extent(span: Span) -> Range:
    return span.start, span.end


@frozen
class GoldDocument:
    """A text and its annotation.

    Attributes:
        id: Unique in a corpus; of a file, its name without ending.
        text: The text.
        quotations: In any order.

    Raises:
        EvaluationError: If a place is not within the text; the message names the document, the quotation (counted from
            1) and the field.
    """

    id: str = field(validator=instance_of(str))
    text: str = field(validator=instance_of(str), repr=lambda t: repr(t if len(t) < 60 else t[:57] + "..."))
    quotations: tuple[GoldQuotation, ...] = field(converter=_quotations, default=())

    def __attrs_post_init__(self) -> None:
        _check_places(self.id, self.quotations, self.text)

    @classmethod
    def from_result(cls, name: str, result: Result) -> GoldDocument:
        """Take a corrected result for annotation; `name` becomes the id. No quotation of it is optional."""
        return cls(name, result.text, map(GoldQuotation.from_quotation, result.quotations))


@frozen
class PredictedDocument:
    """What a system says of a text.

    Attributes:
        id: That of the gold document.
        quotations: In any order.
        text: The text that it was said of, where known: it must then be that of the gold document.

    Raises:
        EvaluationError: If a place is not within the text, where that is known.
    """

    id: str = field(validator=instance_of(str))
    quotations: tuple[GoldQuotation, ...] = field(converter=_quotations, default=())
    text: str | None = field(default=None, validator=optional(instance_of(str)), repr=False)

    def __attrs_post_init__(self) -> None:
        if self.text is not None:
            _check_places(self.id, self.quotations, self.text)

    @classmethod
    def from_result(cls, name: str, result: Result) -> PredictedDocument:
        """Take what quoteattr found; `name` becomes the id."""
        return cls(name, map(GoldQuotation.from_quotation, result.quotations), result.text)

    def on(self, document: GoldDocument) -> PredictedDocument:
        """Return the same predictions as being of `document`, with its id and text.

        Raises:
            EvaluationError: If they are of another text, or a place is not within it.
        """
        if self.text is not None and self.text != document.text:
            at = next(
                (i for i, (a, b) in enumerate(zip(self.text, document.text, strict=False)) if a != b),
                min(len(self.text), len(document.text)),
            )
            here, there = (
                f"{text[at : at + 20]!r}" if at < len(text) else "the end" for text in (document.text, self.text)
            )
            msg = f"the predictions are of another text: at code point {at} expected {here}, got {there}"
            raise EvaluationError(msg, source=document.id)
        return PredictedDocument(document.id, self.quotations, document.text)


def _check_places(name: str, quotations: Iterable[Any], text: str) -> None:
    for number, quotation in enumerate(quotations, start=1):
        if not isinstance(quotation, GoldQuotation):
            msg = f"expected a GoldQuotation, got {type(quotation).__name__}"
            raise EvaluationError(msg, source=name, entry=number)
        for what, (start, end) in quotation.places():
            if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
                msg = f"[{start!r}, {end!r}] is not a place within a text of {len(text)} code points"
                raise EvaluationError(msg, source=name, entry=number, field=what)
