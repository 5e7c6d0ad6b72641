"""The exceptions of quoteattr. Each is also the builtin that describes it, so that callers may catch either.

Bad *calls* raise one of these; bad *text* never raises: what is odd in a text is a :class:`quoteattr.Diagnostic`.
"""

from __future__ import annotations

__all__ = [
    "AnnotationWarning",
    "ConfigError",
    "EditError",
    "EvaluationError",
    "ExtraError",
    "InputError",
    "LexiconError",
    "ModelError",
    "QuoteAttrError",
    "ResultError",
    "WorkerError",
]


class QuoteAttrError(Exception):
    """The root of every exception that quoteattr raises on purpose."""


class InputError(QuoteAttrError, TypeError):
    """An argument has the wrong type (a text that is no ``str``, say)."""


class ConfigError(QuoteAttrError, ValueError):
    """A configuration value is out of its range."""


class ModelError(QuoteAttrError, ImportError):
    """The spaCy model cannot be loaded, or lacks a component that is needed.

    Attributes:
        model: The name or path that was asked for.
    """

    def __init__(self, message: str, model: str = "") -> None:
        super().__init__(message)
        self.model = model


class ExtraError(QuoteAttrError, ImportError):
    """A package that an optional part of quoteattr needs is not installed.

    Attributes:
        extra: The extra that installs it: ``pip install "quoteattr[extra]"``.
    """

    def __init__(self, message: str, extra: str = "") -> None:
        super().__init__(message)
        self.extra = extra


class LexiconError(QuoteAttrError, ValueError):
    """A lexicon file or entry is malformed.

    Attributes:
        source: The file, or ``"<code>"``.
        line: The 1-based line, or ``None``.
        field: The name of the field at fault, or ``None``.
    """

    def __init__(self, message: str, source: str = "<code>", line: int | None = None, field: str | None = None) -> None:
        where = source if line is None else f"{source}:{line}"
        super().__init__(f"{where}: {message}" if field is None else f"{where}: field {field!r}: {message}")
        self.source = source
        self.line = line
        self.field = field


class ResultError(QuoteAttrError, ValueError):
    """A dictionary given to ``Result.from_dict`` does not describe a result."""


class EvaluationError(QuoteAttrError, ValueError):
    """An annotation or a prediction to be scored is malformed, or the two do not belong together.

    Attributes:
        source: The file or the document.
        entry: The number of the quotation in it, from 1, or ``None``.
        field: The name of the field at fault, or ``None``.
    """

    def __init__(self, message: str, source: str = "", entry: int | None = None, field: str | None = None) -> None:
        where = [source] if source else []
        where += [] if entry is None else [f"quotation {entry}"]
        where += [] if field is None else [field]
        super().__init__(": ".join([*where, message]))
        self.source = source
        self.entry = entry
        self.field = field


class EditError(QuoteAttrError, ValueError):
    """A correction that is asked for cannot be made; the result stays as it was.

    Attributes:
        code: What is wrong, in one word, for an interface that has words of its own.
        number: The number of the other quotation that stands in the way, from 1, or ``None``.
    """

    def __init__(self, message: str, code: str, number: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.number = number


class WorkerError(QuoteAttrError, RuntimeError):
    """A worker process died."""


class AnnotationWarning(UserWarning):
    """A parsed Doc lacks some annotation (syntax, say), and is read without it."""
