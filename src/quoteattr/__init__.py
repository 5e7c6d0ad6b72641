"""quoteattr: who said what, in French.

``quoteattr.extract(text)`` finds the quotations of a French text and links each to its speaker.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoteattr.config import Config, Person, load_people
    from quoteattr.counts import (
        GenderGroup,
        GroupCount,
        GroupedCounts,
        SpeakerCount,
        SpeakerCounts,
        SpeakerShare,
        WomenShare,
        count_groups,
        count_speakers,
    )
    from quoteattr.errors import (
        AnnotationWarning,
        ConfigError,
        EvaluationError,
        ExtraError,
        InputError,
        LexiconError,
        ModelError,
        QuoteAttrError,
        ResultError,
        WorkerError,
    )
    from quoteattr.lexicon import Lexicon, Verb, load_lexicon
    from quoteattr.location import Location, locate, locate_all
    from quoteattr.merging import MergedSpeaker, SpeakerTable, merge_speakers
    from quoteattr.pipeline import Extractor, extract, find_quotations
    from quoteattr.result import (
        Cue,
        CueKind,
        Diagnostic,
        DiagnosticCode,
        Gender,
        Kind,
        Mention,
        MentionForm,
        Quotation,
        Result,
        Span,
        Speaker,
        SpeakerKind,
    )
    from quoteattr.result.explanation import Candidate, Choice, Explanation, Stage, Step
    from quoteattr.verification import Change, Flag, Verdict, Verification, verify

__all__ = [
    "AnnotationWarning",
    "Candidate",
    "Change",
    "Choice",
    "Config",
    "ConfigError",
    "Cue",
    "CueKind",
    "Diagnostic",
    "DiagnosticCode",
    "EvaluationError",
    "Explanation",
    "ExtraError",
    "Extractor",
    "Flag",
    "Gender",
    "GenderGroup",
    "GroupCount",
    "GroupedCounts",
    "InputError",
    "Kind",
    "Lexicon",
    "LexiconError",
    "Location",
    "Mention",
    "MentionForm",
    "MergedSpeaker",
    "ModelError",
    "Person",
    "Quotation",
    "QuoteAttrError",
    "Result",
    "ResultError",
    "Span",
    "Speaker",
    "SpeakerCount",
    "SpeakerCounts",
    "SpeakerKind",
    "SpeakerShare",
    "SpeakerTable",
    "Stage",
    "Step",
    "Verb",
    "Verdict",
    "Verification",
    "WomenShare",
    "WorkerError",
    "count_groups",
    "count_speakers",
    "extract",
    "find_quotations",
    "load_lexicon",
    "load_people",
    "locate",
    "locate_all",
    "merge_speakers",
    "verify",
]

_HOMES = {
    "quoteattr.config": ("Config", "Person", "load_people"),
    "quoteattr.counts": (
        *("GenderGroup", "GroupCount", "GroupedCounts", "SpeakerCount", "SpeakerCounts", "SpeakerShare", "WomenShare"),
        *("count_groups", "count_speakers"),
    ),
    "quoteattr.errors": (
        *("AnnotationWarning", "ConfigError", "EvaluationError", "ExtraError", "InputError"),
        *("LexiconError", "ModelError", "QuoteAttrError", "ResultError", "WorkerError"),
    ),
    "quoteattr.lexicon": ("Lexicon", "Verb", "load_lexicon"),
    "quoteattr.location": ("Location", "locate", "locate_all"),
    "quoteattr.merging": ("MergedSpeaker", "SpeakerTable", "merge_speakers"),
    "quoteattr.pipeline": ("Extractor", "extract", "find_quotations"),
    "quoteattr.result.explanation": ("Candidate", "Choice", "Explanation", "Stage", "Step"),
    "quoteattr.result": (
        *("Cue", "CueKind", "Diagnostic", "DiagnosticCode", "Gender", "Kind", "Mention", "MentionForm"),
        *("Quotation", "Result", "Span", "Speaker", "SpeakerKind"),
    ),
    "quoteattr.verification": ("Change", "Flag", "Verdict", "Verification", "verify"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562), so that ``import quoteattr`` stays light."""
    if name == "__version__":
        return import_module("quoteattr.version").VERSION
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
