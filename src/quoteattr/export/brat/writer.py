"""brat standoff: a result as the ``.ann`` file beside a ``.txt``, and back.

Quotations, cues, mentions and diagnostics are text-bound annotations (``T``), tied by relations (``R``), with
attributes (``A``) and notes (``#``). Notes of the type ``AnnotatorNotes`` are for people (``speaker s1: Maud Kerbrat``,
``lemma: dire``); those of the type ``Quoteattr`` hold as JSON what brat has no place for. docs/reference/brat.md
describes the lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from quoteattr.export.brat.fragments import covered, fragments, joined
from quoteattr.export.checked import checked
from quoteattr.export.literals import in_line
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

__all__ = ["brat_configuration", "brat_folder", "to_brat"]

_ANNOTATION_CONF = """[entities]
Quotation
Cue
Mention
Diagnostic

[relations]
Cue\tArg1:Quotation, Arg2:Cue
Mention\tArg1:Quotation, Arg2:Mention
Parent\tArg1:Quotation, Arg2:Quotation
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
VALUES
GenderGuessed\tArg:Mention|Quotation
Optional\tArg:Quotation
"""  # optional: a borderline case, for evaluation
_VISUAL_CONF = """[labels]
Quotation | Quotation | Quot | Q
Cue | Cue | C
Mention | Mention | Ment | M
Diagnostic | Diagnostic | Diag | D

[drawing]
Quotation\tbgColor:#cfe3ff
Cue\tbgColor:#ffe2a8
Mention\tbgColor:#d5f0cf
Diagnostic\tbgColor:#f5c6c6
Cue\tcolor:#8a5a00
Mention\tcolor:#2c6e1f
Parent\tcolor:#555555, dashArray:3-3
GenderGuessed\tglyph:?, position:left
"""
_KEY = re.compile(r"[A-Za-z0-9_-]+")


def to_brat(result: Result, name: str = "") -> str:
    """Return the ``.ann`` file of `result`.

    The ``.txt`` beside it is ``result.text``, in UTF-8 with its line ends unchanged.

    Offsets are code points of the text, as brat counts. :func:`from_brat` rebuilds an equal result from both.

    Args:
        result: What was extracted.
        name: A name of the document; it is kept in a note.

    Raises:
        InputError: If `result` is no `Result`.
        ResultError: If its parts do not agree: a span that does not stand in the text, say.
    """
    return _Writer(checked(result)).document(name)


def brat_configuration() -> dict[str, str]:
    """Return the files that brat wants in a folder of such documents, by name.

    ``annotation.conf`` and ``visual.conf``.
    """
    attributes = {
        "Kind": ("Quotation", Kind),
        "Construction": ("Cue", CueKind),
        "Form": ("Mention", MentionForm),
        "SpeakerKind": ("Mention|Quotation", SpeakerKind),
        "Gender": ("Mention|Quotation", Gender),
        "Code": ("Diagnostic", DiagnosticCode),
    }
    rows = [
        f"{name}\tArg:{of}, Value:{'|'.join(value.value for value in values)}"
        for name, (of, values) in attributes.items()
    ]
    return {"annotation.conf": _ANNOTATION_CONF.replace("VALUES", "\n".join(rows)), "visual.conf": _VISUAL_CONF}


def brat_folder(_entries: object) -> dict[str, str]:
    """The configuration, as part of a folder of documents, whatever these are."""
    return brat_configuration()


class _Writer:
    """Writes one result."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.lines: list[str] = []
        self.numbers = {letter: count(1) for letter in "TRA#"}
        self.speakers = _local_ids([speaker.id for speaker in result.speakers])
        self.named: set[str] = set()
        self.described: set[str] = set()

    # ---- lines

    def line(self, letter: str, *cells: str) -> str:
        own = f"{letter}{next(self.numbers[letter])}"
        self.lines.append("\t".join((own, *cells)))
        return own

    def bound(self, kind: str, spans: Sequence[Span]) -> tuple[str, dict[str, Any]]:
        """Write a ``T`` line; return its id, and what its fragments cannot tell of the spans."""
        exact = [(span.start, span.end) for span in spans]
        parts = fragments(exact, self.result.text)
        own = self.line(
            "T", f"{kind} {';'.join(f'{start} {end}' for start, end in parts)}", covered(parts, self.result.text)
        )
        return own, {} if joined(parts, self.result.text) == exact else {"spans": [list(pair) for pair in exact]}

    def attribute(self, name: str, of: str, value: str = "") -> None:
        self.line("A", f"{name} {of} {value}".rstrip())

    def note(self, of: str, text: str) -> None:
        self.line("#", f"AnnotatorNotes {of}", in_line(text))

    def data(self, of: str, values: Mapping[str, Any], kind: str = "Quoteattr") -> None:
        if values:
            self.line("#", f"{kind} {of}", json.dumps(_written(values), ensure_ascii=False, allow_nan=False))

    # ---- annotations

    def document(self, name: str) -> str:
        quotations = [self.bound("Quotation", q.content) for q in self.result.quotations]
        cues = {cue: self.cue(cue) for cue in dict.fromkeys(q.cue for q in self.result.quotations if q.cue is not None)}
        mentions = self.mentions()
        first_of: dict[str, str] = {}
        for quotation, (own, _) in zip(self.result.quotations, quotations, strict=True):
            first_of.setdefault(quotation.id, own)
        for quotation, (own, extra) in zip(self.result.quotations, quotations, strict=True):
            if quotation.cue is not None:
                self.line("R", f"Cue Arg1:{own} Arg2:{cues[quotation.cue]}")
            if quotation.mention is not None:
                self.line("R", f"Mention Arg1:{own} Arg2:{mentions[quotation.mention]}")
            self.quotation(quotation, own, extra, first_of.get(quotation.parent_id or ""))
        diagnostics = [self.diagnostic(d) for d in self.result.diagnostics]
        self.whole(name, [own for own, _ in quotations], mentions, diagnostics)
        return "".join(f"{line}\n" for line in self.lines)

    def quotation(self, quotation: Quotation, own: str, extra: dict[str, Any], parent: str | None) -> None:
        self.attribute("Kind", own, quotation.kind.value)
        values: dict[str, Any] = {"id": quotation.id, "rule": quotation.rule, "confidence": quotation.confidence}
        if quotation.link or quotation.speaker_confidence is not None:
            values |= {"link": quotation.link, "speaker_confidence": quotation.speaker_confidence}
        if quotation.parent_id is not None:
            if parent is None or parent == own:
                values["parent_id"] = quotation.parent_id
            else:
                self.line("R", f"Parent Arg1:{own} Arg2:{parent}")
        if quotation.speaker is not None:
            self.speak(own, [quotation.speaker])
        self.data(own, values | extra)

    def cue(self, cue: Cue) -> str:
        own, extra = self.bound("Cue", (cue.span,))
        self.attribute("Construction", own, cue.kind.value)
        self.note(own, f"lemma: {cue.lemma}")
        self.data(own, extra)
        return own

    def mentions(self) -> dict[Mention, str]:
        """Write each mention once; return their ids."""
        whose: dict[Mention, list[Speaker]] = {q.mention: [] for q in self.result.quotations if q.mention is not None}
        for speaker in self.result.speakers:
            for mention in dict.fromkeys(speaker.mentions):
                whose.setdefault(mention, []).append(speaker)
        return {mention: self.mention(mention, speakers) for mention, speakers in whose.items()}

    def mention(self, mention: Mention, speakers: list[Speaker]) -> str:
        own, extra = self.bound("Mention", (mention.span,))
        self.attribute("Form", own, mention.form.value)
        self.speak(own, speakers)
        self.data(own, extra)
        return own

    def speak(self, own: str, speakers: list[Speaker]) -> None:
        """Say on an annotation who speaks; what a speaker is, is said on one annotation that is of nobody else."""
        for speaker in speakers:
            self.note(own, f"speaker {self.speakers[speaker.id]}: {speaker.name}")
            self.named.add(speaker.id)
        if len(speakers) == 1 and speakers[0].id not in self.described:
            self.described.add(speakers[0].id)
            self.attribute("SpeakerKind", own, speakers[0].kind.value)
            if speakers[0].gender is not None:
                self.attribute("Gender", own, speakers[0].gender.value)
            if speakers[0].gender_guessed:
                self.attribute("GenderGuessed", own)

    def diagnostic(self, diagnostic: Diagnostic) -> str:
        own, extra = self.bound("Diagnostic", (diagnostic.span,))
        self.attribute("Code", own, diagnostic.code.value)
        self.data(own, extra | ({"message": diagnostic.message} if diagnostic.message else {}))
        return own

    # ---- the note on the whole

    def whole(self, name: str, quotations: list[str], mentions: dict[Mention, str], diagnostics: list[str]) -> None:
        starts = {own: q.content[0].start for own, q in zip(quotations, self.result.quotations, strict=True)}
        starts |= {own: d.span.start for own, d in zip(diagnostics, self.result.diagnostics, strict=True)}
        values: dict[str, Any] = {"name": name} if name else {}
        if self.result.meta:
            values["meta"] = dict(self.result.meta)
        if self.result.speakers:
            at = {own: (mention.span.start, number) for number, (mention, own) in enumerate(mentions.items())}
            values["speakers"] = [self.person(speaker, mentions, at) for speaker in self.result.speakers]
        for kind, ids in (("quotations", quotations), ("diagnostics", diagnostics)):
            if ids != sorted(ids, key=starts.__getitem__):
                values |= {kind: ids}
        self.data("T1" if self.lines else "T0", values, "QuoteattrDocument")

    def person(
        self, speaker: Speaker, mentions: dict[Mention, str], at: Mapping[str, tuple[int, int]]
    ) -> dict[str, Any]:
        """What the notes do not say of a speaker; `at` tells in which order mentions stand."""
        row: dict[str, Any] = {"key": self.speakers[speaker.id]}
        if speaker.id != row["key"]:
            row["id"] = speaker.id
        if speaker.id not in self.named:
            row["name"] = speaker.name
        if speaker.id not in self.described:
            row |= {
                "kind": speaker.kind.value,
                "gender": None if speaker.gender is None else speaker.gender.value,
                "gender_guessed": speaker.gender_guessed,
            }
        if speaker.aliases:
            row["aliases"] = list(speaker.aliases)
        ids = [mentions[mention] for mention in speaker.mentions]
        if ids != sorted(set(ids), key=at.__getitem__):
            row["mentions"] = ids
        if speaker.about:
            row["about"] = dict(speaker.about)
        return row


def _local_ids(ids: Sequence[str]) -> dict[str, str]:
    """A key for each id that can stand in a note: the id itself if it is of letters, digits, ``_`` and ``-``."""
    taken = {own for own in ids if _KEY.fullmatch(own)}
    free = (key for key in (f"s{number}" for number in count(1)) if key not in taken)
    return {own: own if own in taken else next(free) for own in ids}


def _written(value: Any) -> Any:
    """Plain data with its strings in characters that a line can hold."""
    if isinstance(value, str):
        return in_line(value)
    if isinstance(value, Mapping):
        return {in_line(key): _written(item) for key, item in value.items()}
    return [_written(item) for item in value] if isinstance(value, list) else value
