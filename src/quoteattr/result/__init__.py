"""Results: frozen values with offsets in the caller's text."""

from quoteattr.result.values import (
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
