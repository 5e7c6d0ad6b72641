"""What an extraction returns: frozen values that hold nothing but plain data.

Offsets are code points of the caller's unchanged text, half-open: ``text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen
from attrs.validators import deep_iterable, deep_mapping, ge, instance_of, le, optional

__all__ = [
    "Cue",
    "CueKind",
    "Diagnostic",
    "DiagnosticCode",
    "Gender",
    "Kind",
    "Mention",
    "MentionForm",
    "Quotation",
    "Result",
    "Span",
    "Speaker",
    "SpeakerKind",
]

# attrs reads the type that __init__ accepts off the converter, and `tuple` itself tells it nothing.
def _spans(items: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(items)


def _strings(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(items)


def _mentions(items: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(items)


def _quotations(items: Iterable[Quotation]) -> tuple[Quotation, ...]:
    return tuple(items)


def _speakers(items: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return tuple(items)


def _diagnostics(items: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(items)


def _gender(value: object) -> Gender | None:
    return None if value is None else Gender(str(value))


class Kind(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"
    """The content stands wholly between marks (or after a dialogue dash) and is a full utterance."""
    INDIRECT = "indirect"
    """Reported without marks, as a *que* clause, with an incise, after a source phrase, in an infinitive of saying."""
    MIXED = "mixed"
    """Part of the reported content stands between marks."""


class CueKind(StrEnum):
    """The construction in which the cue signals the attribution."""

    INCISE = "incise"
    COLON = "colon"
    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    FRAGMENT = "fragment"
    SOURCE = "source"
    NOUN = "noun"


class MentionForm(StrEnum):
    """The grammatical form of a speaker mention."""

    NAME = "name"
    NOUN_PHRASE = "noun_phrase"
    PRONOUN = "pronoun"
    CLITIC = "clitic"


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    """Grammatical gender of a single person, told by the text."""

    MASCULINE = "m"
    FEMININE = "f"


class DiagnosticCode(StrEnum):
    """What was odd in a text."""

    UNCLOSED_MARK = "unclosed-mark"
    ORPHAN_CLOSER = "orphan-closer"
    MIXED_PAIR = "mixed-pair"
    DEEP_NESTING = "deep-nesting"
    UNRESOLVED_PRONOUN = "unresolved-pronoun"
    LONG_RUN = "long-run"


@frozen(order=True)
class Span:
    """A stretch of the caller's text.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The characters themselves.

    Raises:
        ValueError: If `end` is not `start` plus the length of `text`, or the span is empty.

    Example:
        >>> from quoteattr import Span
        >>> span = Span(2, 7, "Adieu")
        >>> "« Adieu »"[span.start : span.end] == span.text
        True
    """

    start: int = field(validator=[instance_of(int), ge(0)])
    end: int = field(validator=instance_of(int))
    text: str = field(validator=instance_of(str))

    def __attrs_post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            msg = f"a span of {self.start}..{self.end} cannot hold {len(self.text)} code points"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start


@frozen
class Cue:
    """The expression that signals an attribution: *a déclaré*, *selon*, *ajoutant*.

    Attributes:
        span: Where it stands.
        lemma: The verb's infinitive, or the phrase itself.
        kind: The construction.
    """

    span: Span = field(validator=instance_of(Span))
    lemma: str = field(validator=instance_of(str))
    kind: CueKind = field(converter=CueKind)


@frozen
class Mention:
    """The expression that names a speaker at one place of the text.

    Attributes:
        span: Where it stands.
        form: Name, noun phrase, pronoun or clitic.
    """

    span: Span = field(validator=instance_of(Span))
    form: MentionForm = field(converter=MentionForm)


@frozen
class Speaker:
    """A person or body that is quoted, one per document however often it is mentioned.

    Attributes:
        id: Unique within the result.
        name: The fullest form of the name in the document, or, for a source never named, its description.
        kind: What it is.
        gender: Of a single person, when the text tells; else ``None``.
        gender_guessed: Whether only the first name tells it: no title, agreement, noun or pronoun does.
        aliases: The other forms under which it is named, in order of appearance.
        mentions: Its speaker mentions, in order of appearance.
    """

    id: str = field(validator=instance_of(str))
    name: str = field(validator=instance_of(str))
    kind: SpeakerKind = field(converter=SpeakerKind, default=SpeakerKind.UNKNOWN)
    gender: Gender | None = field(converter=_gender, default=None)
    gender_guessed: bool = field(default=False, kw_only=True, validator=instance_of(bool))
    aliases: tuple[str, ...] = field(converter=_strings, default=(), validator=deep_iterable(instance_of(str)))
    mentions: tuple[Mention, ...] = field(converter=_mentions, default=(), validator=deep_iterable(instance_of(Mention)))


@frozen
class Quotation:
    """A stretch of discourse that the text attributes to somebody.

    Attributes:
        id: Unique within the result.
        kind: Direct, indirect or mixed.
        content: What was said, without marks or incise; several spans when something interrupts it.
        cue: The expression that signals it, if there is one.
        mention: The expression that names its speaker, if there is one.
        speaker: Who that is, if it could be told.
        rule: The name of the rule that found it.
        confidence: Between 0 and 1: the rule's measured precision.
        parent_id: The `id` of the quotation that this one stands inside of.
        link: The means by which its speaker was told from the mention or, without one, from what stands around; ``""`` without a speaker.
        link_confidence: Between 0 and 1: the measured precision of `link`; ``None`` without a speaker.
    """

    id: str = field(validator=instance_of(str))
    kind: Kind = field(converter=Kind)
    content: tuple[Span, ...] = field(converter=_spans, validator=deep_iterable(instance_of(Span)))
    cue: Cue | None = field(default=None, validator=optional(instance_of(Cue)))
    mention: Mention | None = field(default=None, validator=optional(instance_of(Mention)))
    speaker: Speaker | None = field(default=None, validator=optional(instance_of(Speaker)))
    rule: str = field(default="", validator=instance_of(str))
    confidence: float = field(default=1.0, validator=[instance_of(float), ge(0.0), le(1.0)])
    parent_id: str | None = field(default=None, validator=optional(instance_of(str)))
    link: str = field(default="", kw_only=True, validator=instance_of(str))
    link_confidence: float | None = field(default=None, kw_only=True, validator=optional([instance_of(float), ge(0.0), le(1.0)]))

    @property
    def text(self) -> str:
        """The content spans joined by ``" […] "``."""
        return " […] ".join(span.text for span in self.content)


@frozen
class Diagnostic:
    """Something odd in the text, and what it stands at.

    Attributes:
        code: What it is.
        span: Where it is.
        message: A sentence for a person to read.
    """

    code: DiagnosticCode = field(converter=DiagnosticCode)
    span: Span = field(validator=instance_of(Span))
    message: str = field(default="", validator=instance_of(str))


@frozen
class Result:
    """Everything found in one text.

    Attributes:
        text: The caller's text, unchanged.
        quotations: In order of their first content span.
        speakers: In order of their first quotation.
        diagnostics: What was odd in the text.
        meta: Versions of the library, the lexicon and the model.

    Example:
        >>> from quoteattr import Result, extract
        >>> result = extract("« Il neige », dit Omar Sall.")
        >>> Result.from_dict(result.to_dict()) == result
        True
    """

    text: str = field(validator=instance_of(str), repr=lambda t: repr(t if len(t) < 60 else t[:57] + "..."))
    quotations: tuple[Quotation, ...] = field(converter=_quotations, default=(), validator=deep_iterable(instance_of(Quotation)))
    speakers: tuple[Speaker, ...] = field(converter=_speakers, default=(), validator=deep_iterable(instance_of(Speaker)))
    diagnostics: tuple[Diagnostic, ...] = field(converter=_diagnostics, default=(), validator=deep_iterable(instance_of(Diagnostic)))
    meta: Mapping[str, str] = field(
        factory=dict, validator=deep_mapping(instance_of(str), instance_of(str), instance_of(dict)), hash=False
    )

    def to_dict(self) -> dict[str, Any]:
        """Return plain data (``dict``, ``list``, ``str``, ``int``, ``float``, ``bool``, ``None``) from which `from_dict` rebuilds an equal result."""
        from quoteattr.plain import to_plain

        return to_plain(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Result:
        """Rebuild a result from the dictionary that `to_dict` made.

        Raises:
            ResultError: If `data` is not such a dictionary; the message says what is wrong.
        """
        from quoteattr.plain import from_plain

        return from_plain(data)

    def to_html(self, name: str = "", *, title: str | None = None, lang: str = "fr", full: bool = True) -> str:
        """Return a page of HTML, complete in itself, that shows the text with its quotations and speakers.

        Args:
            name: What the document is called; the heading, unless there is a `title`.
            title: The heading.
            lang: The language of the headings and labels, ``"fr"`` or ``"en"``.
            full: A whole page; otherwise an element to be put into one, as notebooks show it.

        Raises:
            InputError: If an argument has the wrong type.
            ConfigError: If `lang` is neither ``"fr"`` nor ``"en"``.
        """
        from quoteattr.export.html import to_html

        return to_html(self, name, title=title, lang=lang, full=full)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.to_html(full=False)
