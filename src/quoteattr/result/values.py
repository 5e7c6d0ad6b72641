"""What an extraction returns: frozen values that hold nothing but plain data.

Offsets are code points of the caller's unchanged text, half-open: ``text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import field, fields, frozen

from quoteattr.errors import InputError, ResultError
from quoteattr.result.kinds import CueKind, DiagnosticCode, Gender, Kind, MentionForm, SpeakerKind

__all__ = ["Cue", "Diagnostic", "Mention", "Quotation", "Result", "Span", "Speaker", "several"]

T = TypeVar("T")


def several(items: Iterable[T]) -> tuple[T, ...]:
    """The items as a tuple, and an error of the library where there are none to take."""
    try:
        return tuple(items)
    except TypeError as error:
        msg = f"expected several values, got {type(items).__name__}"
        raise InputError(msg) from error


# attrs reads the type that __init__ accepts off the converter, and `tuple` itself tells it nothing.
def _spans(items: Iterable[Span]) -> tuple[Span, ...]:
    return several(items)


def _strings(items: Iterable[str]) -> tuple[str, ...]:
    return several(items)


def _mentions(items: Iterable[Mention]) -> tuple[Mention, ...]:
    return several(items)


def _quotations(items: Iterable[Quotation]) -> tuple[Quotation, ...]:
    return several(items)


def _speakers(items: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return several(items)


def _diagnostics(items: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return several(items)


def _time(value: Iterable[float] | None) -> tuple[float, float] | None:
    if value is None:
        return None
    start, end = map(float, value)
    if not 0 <= start <= end:
        msg = f"time: expected two numbers of seconds in order, got {(start, end)!r}"
        raise ValueError(msg)
    return start, end


def _gender(value: object) -> Gender | None:
    return None if value is None else Gender(str(value))


# Each class checks its fields in one expression: a validator for each would take as long as finding what they hold.
# mypy: disable-error-code="redundant-expr"


def _are(items: Iterable[object], kind: type) -> bool:
    for item in items:  # noqa: SIM110 - quicker than a generator
        if not isinstance(item, kind):
            return False
    return True


def _wrong(owner: Any) -> InputError:
    takes = ", ".join(f"{f.name}: {f.type}" for f in fields(type(owner)))
    got = ", ".join(f"{f.name}: {type(getattr(owner, f.name)).__name__}" for f in fields(type(owner)))
    return InputError(f"{type(owner).__name__} takes {takes}; it was given {got}")


def _within_unit(name: str, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        msg = f"{name}: expected a number between 0 and 1, got {value!r}"
        raise ResultError(msg)


@frozen(order=True)
class Span:
    """A stretch of the caller's text.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The characters themselves.

    Raises:
        TypeError: If a value has the wrong type.
        ValueError: If `start` is negative, `end` is not `start` plus the length of `text`, or the span is empty.

    Example:
        >>> from quoteattr import Span
        >>> span = Span(2, 7, "Adieu")
        >>> "« Adieu »"[span.start : span.end] == span.text
        True
    """

    start: int
    end: int
    text: str

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.start, int) and isinstance(self.end, int) and isinstance(self.text, str)):
            raise _wrong(self)
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            msg = f"a span of {self.start}..{self.end} cannot hold {len(self.text)} code points"
            raise ResultError(msg)

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

    span: Span
    lemma: str
    kind: CueKind = field(converter=CueKind)

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.span, Span) and isinstance(self.lemma, str)):
            raise _wrong(self)


@frozen
class Mention:
    """The expression that names a speaker at one place of the text.

    Attributes:
        span: Where it stands.
        form: Name, noun phrase, pronoun or clitic.
    """

    span: Span
    form: MentionForm = field(converter=MentionForm)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.span, Span):
            raise _wrong(self)


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

    id: str
    name: str
    kind: SpeakerKind = field(converter=SpeakerKind, default=SpeakerKind.UNKNOWN)
    gender: Gender | None = field(converter=_gender, default=None)
    gender_guessed: bool = field(default=False, kw_only=True)
    aliases: tuple[str, ...] = field(converter=_strings, default=())
    mentions: tuple[Mention, ...] = field(converter=_mentions, default=())

    def __attrs_post_init__(self) -> None:
        if not (
            isinstance(self.id, str)
            and isinstance(self.name, str)
            and isinstance(self.gender_guessed, bool)
            and _are(self.aliases, str)
            and _are(self.mentions, Mention)
        ):
            raise _wrong(self)


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
        rule: The name of the rule that found it; ``reviewed`` where a person has confirmed it.
        confidence: Between 0 and 1: the rule's measured precision.
        parent_id: The `id` of the quotation that this one stands inside of.
        link: The means by which its speaker was told from the mention or, without one, from what stands around; ``""``
            without a speaker.
        speaker_confidence: Between 0 and 1: how likely it is that the speaker is right; ``None`` without one.
        time: When it is spoken, ``(from, to)`` in seconds, in a text that tells: subtitles. Elsewhere ``None``.
    """

    id: str
    kind: Kind = field(converter=Kind)
    content: tuple[Span, ...] = field(converter=_spans)
    cue: Cue | None = None
    mention: Mention | None = None
    speaker: Speaker | None = None
    rule: str = ""
    confidence: float = 1.0
    parent_id: str | None = None
    link: str = field(default="", kw_only=True)
    speaker_confidence: float | None = field(default=None, kw_only=True)
    time: tuple[float, float] | None = field(default=None, converter=_time, kw_only=True)

    def __attrs_post_init__(self) -> None:
        texts = (
            isinstance(self.id, str)
            and isinstance(self.rule, str)
            and isinstance(self.link, str)
            and (self.parent_id is None or isinstance(self.parent_id, str))
        )
        numbers = isinstance(self.confidence, float) and (
            self.speaker_confidence is None or isinstance(self.speaker_confidence, float)
        )
        cue = (self.cue is None or isinstance(self.cue, Cue)) and (
            self.mention is None or isinstance(self.mention, Mention)
        )
        if not (
            texts
            and numbers
            and cue
            and (self.speaker is None or isinstance(self.speaker, Speaker))
            and _are(self.content, Span)
        ):
            raise _wrong(self)
        _within_unit("confidence", self.confidence)
        if self.speaker_confidence is not None:
            _within_unit("speaker_confidence", self.speaker_confidence)

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
    span: Span
    message: str = ""

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.span, Span) and isinstance(self.message, str)):
            raise _wrong(self)


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

    text: str = field(repr=lambda t: repr(t if len(t) < 60 else t[:57] + "..."))
    quotations: tuple[Quotation, ...] = field(converter=_quotations, default=())
    speakers: tuple[Speaker, ...] = field(converter=_speakers, default=())
    diagnostics: tuple[Diagnostic, ...] = field(converter=_diagnostics, default=())
    meta: Mapping[str, str] = field(factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        lists = _are(self.quotations, Quotation) and _are(self.speakers, Speaker) and _are(self.diagnostics, Diagnostic)
        if not (
            lists
            and isinstance(self.text, str)
            and isinstance(self.meta, dict)
            and _are(self.meta, str)
            and _are(self.meta.values(), str)
        ):
            raise _wrong(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data from which `from_dict` rebuilds an equal result.

        That is ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool``, ``None``.
        """
        from quoteattr.result.plain import to_plain

        return to_plain(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Result:
        """Rebuild a result from the dictionary that `to_dict` made.

        Raises:
            ResultError: If `data` is not such a dictionary; the message says what is wrong.
        """
        from quoteattr.result.plain import from_plain

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
