"""Results: frozen values with offsets in the caller's text."""

from quoteattr.result.kinds import CueKind, DiagnosticCode, Gender, Kind, MentionForm, SpeakerKind
from quoteattr.result.values import Cue, Diagnostic, Mention, Quotation, Result, Span, Speaker

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
