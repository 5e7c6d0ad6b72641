"""What the words that a person points at tell: the kind of a quotation, the construction and the verb of a cue."""

from __future__ import annotations

from quoteattr.lexicon import french
from quoteattr.reading import CLOSERS, NEUTRALS, OPENERS
from quoteattr.result import Cue, CueKind, Kind, Quotation, Span

__all__ = ["cue_of", "kind_of"]


def kind_of(text: str, span: Span) -> Kind:
    """Direct between marks or after a dash, mixed with marks inside, else indirect."""
    before = text[: span.start].rstrip()
    if before.endswith((*OPENERS, *NEUTRALS)) or before.rpartition("\n")[2].strip() in {"—", "–", "-"}:
        return Kind.DIRECT
    return Kind.MIXED if any(sign in span.text for sign in OPENERS + CLOSERS + NEUTRALS) else Kind.INDIRECT


def cue_of(text: str, span: Span, quotation: Quotation) -> Cue:
    """Return the cue that stands at `span`: what it was before where only its extent is another."""
    old = quotation.cue
    if old is not None and old.span.start < span.end and span.start < old.span.end:
        return Cue(span, old.lemma, old.kind)
    words = span.text.lower().replace("’", "'").replace("-", " ").replace("'", "' ").split()
    lexicon = french()
    phrase = " ".join(words).replace("' ", "'")
    if phrase in lexicon.sources or f"{phrase} de" in lexicon.sources:
        return Cue(span, phrase, CueKind.SOURCE)
    readings = [form for word in reversed(words) for form in lexicon.forms.get(word, ())]
    lemma = readings[0].verb.lemma if readings else span.text.casefold()
    return Cue(span, lemma, _construction(text, span, quotation))


def _construction(text: str, span: Span, quotation: Quotation) -> CueKind:
    first = quotation.content[0].start
    if span.start > first:
        return CueKind.INCISE
    if ":" in text[span.end : first]:
        return CueKind.COLON
    return CueKind.FRAGMENT if quotation.kind is Kind.DIRECT else CueKind.CLAUSE
