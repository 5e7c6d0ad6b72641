"""What a quotation, a cue, a mention, a speaker and a diagnostic may be."""

from __future__ import annotations

from enum import StrEnum

from quoteattr.errors import ResultError

__all__ = ["CueKind", "DiagnosticCode", "Gender", "Kind", "MentionForm", "SpeakerKind", "Told"]


class Told(StrEnum):
    """Some values, and an error of the library for any other."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        msg = f"{value!r} is not a valid {cls.__name__}; there are {', '.join(cls)}"
        raise ResultError(msg)


class Kind(Told):
    """How the words are reported."""

    DIRECT = "direct"
    """The content stands wholly between marks (or after a dialogue dash) and is a full utterance."""
    INDIRECT = "indirect"
    """Reported without marks, as a *que* clause, with an incise, after a source phrase, in an infinitive of saying."""
    MIXED = "mixed"
    """Part of the reported content stands between marks."""


class CueKind(Told):
    """The construction in which the cue signals the attribution."""

    INCISE = "incise"
    COLON = "colon"
    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    FRAGMENT = "fragment"
    SOURCE = "source"
    NOUN = "noun"
    """A noun of saying, as in *l'affirmation de Léa Faure selon laquelle*.

    No rule finds it yet. Annotators mark it, and every format has its place, so that a rule to come changes none.
    """


class MentionForm(Told):
    """The grammatical form of a speaker mention."""

    NAME = "name"
    NOUN_PHRASE = "noun_phrase"
    PRONOUN = "pronoun"
    CLITIC = "clitic"


class SpeakerKind(Told):
    """What a speaker is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Gender(Told):
    """Grammatical gender of a single person, told by the text."""

    MASCULINE = "m"
    FEMININE = "f"


class DiagnosticCode(Told):
    """What was odd in a text."""

    UNCLOSED_MARK = "unclosed-mark"
    ORPHAN_CLOSER = "orphan-closer"
    MIXED_PAIR = "mixed-pair"
    DEEP_NESTING = "deep-nesting"
    UNRESOLVED_PRONOUN = "unresolved-pronoun"
    LONG_RUN = "long-run"
    INTERNAL_ERROR = "internal-error"
