"""Reading brat standoff: what `to_brat` writes, corrected in brat or not, and what annotators made by hand."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import count, pairwise
from typing import Any, TypeVar

from quoteattr.errors import InputError, ResultError
from quoteattr.export.brat.fragments import Pairs, fragments, joined
from quoteattr.export.brat.lines import Annotations, Bound, Fact, read_lines, wrong
from quoteattr.export.literals import unliteral
from quoteattr.groups import Groups
from quoteattr.reading import NEUTRALS, OPENERS
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
from quoteattr.result.guesses import form_of

__all__ = ["from_brat"]

_TYPES = {
    **dict.fromkeys(("quotation", "quote", "content", "direct", "indirect", "mixed"), "quotation"),
    "cue": "cue",
    **dict.fromkeys(("mention", "speaker", "source"), "mention"),
    "diagnostic": "diagnostic",
}
_SPEAKER = re.compile(r"speaker ([A-Za-z0-9_-]+): ?(.*)", re.DOTALL)
_LEMMA = re.compile(r"lemma: ?(.*)", re.DOTALL)

Value = TypeVar("Value")


def from_brat(text: str, ann: str) -> Result:
    """Rebuild a result from a ``.txt`` and its ``.ann``, whether :func:`to_brat` wrote it or people did.

    Quotations are text-bound annotations of the type ``Quotation`` (or ``Quote``, ``Content``, ``Direct``,
    ``Indirect``, ``Mixed``); cues ``Cue``; mentions ``Mention`` (or ``Speaker``, ``Source``), in any case of letters;
    those of other types are passed over. Any relation or event ties them. What is not said is told from the text: see
    docs/reference/brat.md.

    Args:
        text: The ``.txt``, with its line ends as they are in the file (``open(..., newline="")``); offsets are its code
            points.
        ann: The ``.ann``; lines in any order.

    Raises:
        InputError: If `text` or `ann` is no ``str``.
        ResultError: If a line is wrong; the message names it.
    """
    for name, value in (("text", text), ("ann", ann)):
        if not isinstance(value, str):
            msg = f"{name}: expected str, got {type(value).__name__}"
            raise InputError(msg)
    try:
        return _Reader(text, read_lines(ann, text)).result()
    except ResultError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        msg = f"not the brat standoff of a result: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


class _Person:
    """A speaker in the making."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.mentions: list[str] = []
        self.kind: SpeakerKind | None = None
        self.gender: Gender | None = None
        self.guessed = False


class _Reader:
    """Makes values of the lines of one file."""

    def __init__(self, text: str, found: Annotations) -> None:
        self.text = text
        self.found = found
        self.of: dict[str, list[Bound]] = {"quotation": [], "cue": [], "mention": [], "diagnostic": []}
        for bound in found.bounds.values():
            if bound.kind.lower() in _TYPES:
                self.of[_TYPES[bound.kind.lower()]].append(bound)
        self.type = {bound.id: name for name, bounds in self.of.items() for bound in bounds}
        self.facts: dict[tuple[str, str], Fact] = {}
        for fact in found.attributes:
            known = self.facts.setdefault((fact.of, fact.name), fact)
            if known.value != fact.value:
                raise wrong(
                    fact.line,
                    f"{fact.name} of {fact.of} is {fact.value!r} here and {known.value!r} in line {known.line}",
                )
        self.data: dict[str, dict[str, Any]] = {}
        self.whole: dict[str, Any] = {}
        self.lemmas: dict[str, str] = {}
        self.people: dict[str, _Person] = defaultdict(_Person)
        self.speakers_of: dict[str, list[str]] = defaultdict(list)
        for note in found.notes:
            self.read_note(note)
        self.cue_of: dict[str, str] = {}
        self.mention_of: dict[str, str] = {}
        self.parent_of: dict[str, str] = {}
        self.tie()

    # ---- notes, attributes and ties

    def read_note(self, note: Fact) -> None:
        if note.name in {"Quoteattr", "QuoteattrDocument"}:
            try:
                values = _read(json.loads(note.value))
            except (ValueError, RecursionError) as error:
                raise wrong(note.line, f"not JSON: {error}") from error
            if not isinstance(values, dict):
                raise wrong(note.line, f"expected a JSON object, got {note.value!r}")
            if note.name == "Quoteattr":
                self.data[note.of] = values
            else:
                self.whole = values
        elif note.name == "AnnotatorNotes":
            value = unliteral(note.value)
            speaker, lemma = _SPEAKER.fullmatch(value), _LEMMA.fullmatch(value)
            if speaker is not None and self.type.get(note.of) in {"quotation", "mention"}:
                self.people[speaker[1]].names.append(speaker[2])
                self.speakers_of[note.of].append(speaker[1])
            elif lemma is not None and self.type.get(note.of) == "cue":
                self.lemmas[note.of] = lemma[1]

    def tie(self) -> None:
        """Give quotations their cue, mention and parent, whatever kind of relation says so."""
        later = []
        for names, line in self.found.groups:
            quotations = [name for name in names if self.type.get(name) == "quotation"]
            cues = [name for name in names if self.type.get(name) == "cue"]
            mentions = [name for name in names if self.type.get(name) == "mention"]
            for quotation in quotations:
                for place, others in ((self.cue_of, cues), (self.mention_of, mentions)):
                    for other in others:
                        if place.setdefault(quotation, other) != other:
                            raise wrong(
                                line, f"{quotation} is tied to {other} here and to {place[quotation]} elsewhere"
                            )
            if len(quotations) > 1 and names[0] == quotations[0]:
                self.parent_of[quotations[0]] = quotations[1]
            if not quotations and cues:
                later.append((cues[0], mentions))
        for cue, mentions in later:
            for quotation, other in self.cue_of.items():
                if other == cue and mentions:
                    self.mention_of.setdefault(quotation, mentions[0])

    def value(self, bound: Bound, name: str, kind: type[Value], otherwise: Value) -> Value:
        fact = self.facts.get((bound.id, name))
        if fact is None:
            return otherwise
        try:
            return kind(fact.value)  # type: ignore[call-arg]
        except ValueError as error:
            raise wrong(fact.line, str(error)) from error

    # ---- values

    def spans(self, bound: Bound) -> list[Span]:
        pairs: Pairs = joined(bound.parts, self.text)
        exact = [(start, end) for start, end in self.data.get(bound.id, {}).get("spans", ())]
        if exact and fragments(exact, self.text) == bound.parts:  # else it was moved in brat since
            pairs = exact
        return [Span(start, end, self.text[start:end]) for start, end in pairs]

    def only_span(self, bound: Bound) -> Span:
        spans = self.spans(bound)
        start, end = spans[0].start, spans[-1].end
        return spans[0] if len(spans) == 1 else Span(start, end, self.text[start:end])

    def kind(self, bound: Bound, content: list[Span]) -> Kind:
        at = content[0].start
        while at and self.text[at - 1].isspace():
            at -= 1
        before = self.text[at - 1 : at]
        told = bound.kind.lower()
        marked = before in tuple(OPENERS + NEUTRALS)
        return self.value(
            bound, "Kind", Kind, Kind(told) if told in set(Kind) else Kind.DIRECT if marked else Kind.INDIRECT
        )

    def cue(self, bound: Bound, kind: CueKind) -> Cue:
        span = self.only_span(bound)
        return Cue(
            span, self.lemmas.get(bound.id, span.text.casefold()), self.value(bound, "Construction", CueKind, kind)
        )

    def mention(self, bound: Bound) -> Mention:
        span = self.only_span(bound)
        return Mention(span, self.value(bound, "Form", MentionForm, form_of(span.text)))

    def result(self) -> Result:
        mentions = {bound.id: self.mention(bound) for bound in self.of["mention"]}
        self.infer(mentions)
        speakers = self.speakers(mentions)
        bounds = {bound.id: bound for bound in self.of["quotation"]}
        contents = {name: self.spans(bound) for name, bound in bounds.items()}
        order = self.in_order("quotations", {name: content[0].start for name, content in contents.items()})
        ids = {name: self.data[name]["id"] for name in order if "id" in self.data.get(name, {})}
        taken = set(ids.values())
        new = (own for own in (f"q{number}" for number in count(1)) if own not in taken)
        ids |= {name: next(new) for name in order if name not in ids}
        quotations = [self.quotation(bounds[name], contents[name], ids, mentions, speakers) for name in order]
        found = {bound.id: self.diagnostic(bound) for bound in self.of["diagnostic"]}
        diagnostics = [
            found[name] for name in self.in_order("diagnostics", {name: d.span.start for name, d in found.items()})
        ]
        return Result(self.text, quotations, tuple(speakers.values()), diagnostics, self.whole.get("meta", {}))

    def quotation(
        self,
        bound: Bound,
        content: list[Span],
        ids: Mapping[str, str],
        mentions: Mapping[str, Mention],
        speakers: Mapping[str, Speaker],
    ) -> Quotation:
        values, kind = self.data.get(bound.id, {}), self.kind(bound, content)
        cue, mention = self.cue_of.get(bound.id), self.mention_of.get(bound.id)
        telling = CueKind.CLAUSE if kind is Kind.INDIRECT else CueKind.COLON
        if cue is not None and kind is not Kind.INDIRECT and self.found.bounds[cue].parts[0][0] > content[0].start:
            telling = CueKind.INCISE
        own = self.speakers_of.get(bound.id, [])
        if len(own) > 1:
            raise wrong(bound.line, f"{bound.id} has {len(own)} speakers: {', '.join(own)}")
        return Quotation(
            id=ids[bound.id],
            kind=kind,
            content=content,
            cue=None if cue is None else self.cue(self.found.bounds[cue], telling),
            mention=None if mention is None else mentions[mention],
            speaker=speakers[own[0]] if own else None,
            rule=values.get("rule", ""),
            confidence=float(values.get("confidence", 1)),
            parent_id=ids[self.parent_of[bound.id]] if bound.id in self.parent_of else values.get("parent_id"),
            link=values.get("link", ""),
            speaker_confidence=None
            if values.get("speaker_confidence") is None
            else float(values["speaker_confidence"]),
        )

    def diagnostic(self, bound: Bound) -> Diagnostic:
        code = self.value(bound, "Code", DiagnosticCode, None)
        if code is None:
            raise wrong(bound.line, f"{bound.id} has no attribute Code")
        return Diagnostic(code, self.only_span(bound), self.data.get(bound.id, {}).get("message", ""))

    def in_order(self, kind: str, starts: Mapping[str, int]) -> list[str]:
        """Annotations as the file says they come, if it names them all; else by their start."""
        told = self.whole.get(kind, [])
        return list(told) if sorted(told) == sorted(starts) else sorted(starts, key=starts.__getitem__)

    # ---- speakers

    def infer(self, mentions: Mapping[str, Mention]) -> None:
        """Speakers that no note names: mentions that are one have one speaker, and a quotation that of its mention.

        Where two quotations have the mentions *Léa Faure* and *Elle*, tied as ``Equiv``, and nothing else is said, both
        are hers.
        """
        same = self.same_people(mentions)
        keys = {same.head(name): self.speakers_of[name][0] for name in mentions if self.speakers_of.get(name)}
        self.name_people(self.untold(mentions), mentions, same, keys)
        for name in mentions:
            if not self.speakers_of.get(name) and same.head(name) in keys:
                self.speakers_of[name].append(keys[same.head(name)])
        for bound, name in self.mention_of.items():
            if not self.speakers_of.get(bound) and self.by_hand(bound) and self.speakers_of.get(name):
                self.speakers_of[bound].append(self.speakers_of[name][0])

    def same_people(self, mentions: Mapping[str, Mention]) -> Groups[str]:
        """Mentions of one person: those tied as ``Equiv``, or to nothing but each other."""
        same: Groups[str] = Groups()
        tied = (names for names, _ in self.found.groups if all(self.type.get(name) == "mention" for name in names))
        for names in (*(names for names, _ in self.found.same), *tied):
            for one, two in pairwise(name for name in names if name in mentions):
                same.join(one, two)
        return same

    def untold(self, mentions: Mapping[str, Mention]) -> list[str]:
        """The mentions in text order that must be somebody: those of quotations made by hand, those in an ``Equiv``."""
        of_quotations = (name for bound, name in self.mention_of.items() if self.by_hand(bound))
        equal = (name for names, _ in self.found.same for name in names if name in mentions)
        return sorted(dict.fromkeys((*of_quotations, *equal)), key=lambda name: mentions[name].span.start)

    def by_hand(self, quotation: str) -> bool:
        """Whether somebody made a quotation in brat, so that its speaker need not have been told."""
        return "id" not in self.data.get(quotation, {})

    def name_people(
        self, untold: list[str], mentions: Mapping[str, Mention], same: Groups[str], keys: dict[str, str]
    ) -> None:
        """Give `keys` a speaker for each group of mentions that has none: the one of that name, or a new one.

        A pronoun names nobody.
        """
        keys_of_names = {name: key for key, person in self.people.items() for name in person.names}
        new = (key for key in (f"s{number}" for number in count(1)) if key not in self.people)
        for name in untold:
            root, mention = same.head(name), mentions[name]
            if root not in keys and mention.form in {MentionForm.NAME, MentionForm.NOUN_PHRASE}:
                keys[root] = keys_of_names.get(mention.span.text) or next(new)
                keys_of_names[mention.span.text] = keys[root]
                self.people[keys[root]].names.append(mention.span.text)

    def speakers(self, mentions: Mapping[str, Mention]) -> dict[str, Speaker]:
        """Speakers by their keys."""
        for name in sorted(mentions, key=lambda m: mentions[m].span.start):
            for key in dict.fromkeys(self.speakers_of.get(name, ())):
                self.people[key].mentions.append(name)
        for bound in (*self.of["mention"], *self.of["quotation"]):
            own = self.speakers_of.get(bound.id, [])
            if len(own) == 1:
                person = self.people[own[0]]
                person.kind = self.value(bound, "SpeakerKind", SpeakerKind, None) or person.kind
                person.gender = self.value(bound, "Gender", Gender, None) or person.gender
                person.guessed = person.guessed or (bound.id, "GenderGuessed") in self.facts
        rows = {row["key"]: row for row in self.whole.get("speakers", ())}
        return {key: self.speaker(key, rows.get(key, {}), mentions) for key in dict.fromkeys((*rows, *self.people))}

    def speaker(self, key: str, row: Mapping[str, Any], mentions: Mapping[str, Mention]) -> Speaker:
        person = self.people[key]
        names = list(dict.fromkeys((*person.names, *([row["name"]] if "name" in row else []))))
        aliases = list(row.get("aliases", ()))
        told = row.get("mentions", person.mentions)
        return Speaker(
            id=row.get("id", key),
            name=names[0] if names else "",
            kind=person.kind or row.get("kind", SpeakerKind.UNKNOWN),
            gender=person.gender or row.get("gender"),
            gender_guessed=person.guessed or row.get("gender_guessed", False),
            aliases=[*aliases, *(name for name in names[1:] if name not in aliases)],
            mentions=[mentions[name] for name in (told if set(told) == set(person.mentions) else person.mentions)],
        )


def _read(value: Any) -> Any:
    """Undo what the writer did to strings."""
    if isinstance(value, str):
        return unliteral(value)
    if isinstance(value, dict):
        return {unliteral(key): _read(item) for key, item in value.items()}
    return [_read(item) for item in value] if isinstance(value, list) else value
