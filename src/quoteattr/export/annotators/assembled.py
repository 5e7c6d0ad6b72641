"""A result made again of labelled stretches, whether they were corrected since, or drawn by hand from the start."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from quoteattr.errors import ResultError
from quoteattr.export import told
from quoteattr.export.annotators.regions import (
    CUE,
    DIAGNOSTIC,
    MENTION,
    NEXT,
    QUOTATION,
    Region,
    Regions,
)
from quoteattr.result import Cue, CueKind, Diagnostic, Kind, Mention, MentionForm, Quotation, Result, Span, Speaker
from quoteattr.result.guesses import form_of

__all__ = ["from_regions"]

_NUMBER = re.compile(r"[a-z](\d+)(?:\.\d+)?")


def from_regions(text: str, given: Regions) -> Result:
    """Return the result that stretches of `text` say.

    A stretch that somebody drew says no more than its label and what is tied to it; the rest is told by the text: the
    kind by its marks, the speaker by the mention.

    Raises:
        ResultError: If a stretch is not within the text, or what stands beside is not what `to_regions` wrote.
    """
    try:
        return _Assembly(text, given).result()
    except ResultError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"not the annotation of a result: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


class _Assembly:
    def __init__(self, text: str, given: Regions) -> None:
        self._text = text
        for region in given.regions:
            _check(region, len(text))
        known = dict(given.data.get("regions", {}))
        self._regions = _recognized(given.regions, known)
        self._known: Mapping[str, Mapping[str, Any]] = known
        self._of = {label: [r for r in self._regions if r.label == label] for label in (QUOTATION, CUE, MENTION)}
        self._label = {region.id: region.label for region in self._regions}
        self._by_name = {region.id: region for region in self._regions}
        names = {there.id: here.id for here, there in zip(self._regions, given.regions, strict=True)}
        self._ties = [(tie.label, names.get(tie.source, ""), names.get(tie.target, "")) for tie in given.ties]
        self._tied: dict[tuple[str, str], str] = {}  # in whichever direction the tie was drawn
        for _, source, target in self._ties:
            self._tied.setdefault((self._label.get(target, ""), source), target)
            self._tied.setdefault((self._label.get(source, ""), target), source)
        self._meta = {str(key): str(value) for key, value in given.data.get("meta", {}).items()}
        self._mentions = {r.id: self._mention(r) for r in self._of[MENTION]}
        self._cast = _Cast(given.data.get("speakers", ()), self._mentions)

    def _span(self, region: Region) -> Span:
        return Span(region.start, region.end, self._text[region.start : region.end])

    def _mention(self, region: Region) -> Mention:
        span = self._span(region)
        return Mention(span, self._known.get(region.id, {}).get("form") or form_of(span.text))

    def result(self) -> Result:
        follows = {source: target for label, source, target in self._ties if label == NEXT}
        by_name = {region.id: region for region in self._of[QUOTATION]}
        later = {target for source, target in follows.items() if source in by_name}
        heads = _in_order([r for r in self._of[QUOTATION] if r.id not in later], self._known)
        ids = _ids([self._known.get(r.id, {}).get("id") for r in heads])
        quotations = [
            self._quotation(head, own, self._content(head, follows, by_name))
            for head, own in zip(heads, ids, strict=True)
        ]
        diagnostics = [
            Diagnostic(self._known[r.id]["code"], self._span(r), self._known[r.id]["message"])
            for r in _in_order([r for r in self._regions if r.label == DIAGNOSTIC], self._known)
            if r.id in self._known  # what is odd, only the library says
        ]
        return Result(self._text, quotations, self._cast.speakers(), diagnostics, self._meta)

    def _content(self, head: Region, follows: Mapping[str, str], by_name: Mapping[str, Region]) -> list[Span]:
        chain = [head.id]
        while follows.get(chain[-1]) in by_name and follows[chain[-1]] not in chain:
            chain.append(follows[chain[-1]])
        return [self._span(by_name[name]) for name in chain]

    def _quotation(self, head: Region, own: str, content: list[Span]) -> Quotation:
        data = self._known.get(head.id, {})
        said = head.values.get("kind") or data.get("kind")
        kind = Kind(said) if said in set(Kind) else told.kind(self._text, content[0].start)
        mention = self._tied.get((MENTION, head.id))
        speaker, kept = self._speaker(head, data, mention)
        time = data.get("time")
        return Quotation(
            id=own,
            kind=kind,
            content=content,
            cue=self._cue(self._tied.get((CUE, head.id)), kind, content),
            mention=None if mention is None else self._mentions[mention],
            speaker=speaker,
            rule=data.get("rule", ""),
            confidence=float(data.get("confidence", 1.0)),
            parent_id=data.get("parent_id"),
            link=data.get("link", "") if kept else "",
            speaker_confidence=data.get("speaker_confidence") if kept else None,
            time=None if time is None else (time[0], time[1]),
        )

    def _speaker(self, head: Region, data: Mapping[str, Any], mention: str | None) -> tuple[Speaker | None, bool]:
        """Who speaks, and whether that is who it was before."""
        before = self._cast.by_id(data.get("speaker"))
        name = head.values.get("speaker")
        if name is None and data:  # the tool does not hold names
            return before, True
        if name is None:
            return (None if mention is None else self._cast.of_mention(mention, self._mentions[mention])), False
        name = " ".join(name.split())  # tools trim what is typed into them
        if name == ("" if before is None else " ".join(before.name.split())):
            return before, True
        return (self._cast.named(name) if name else None), False

    def _cue(self, own: str | None, kind: Kind, content: list[Span]) -> Cue | None:
        if own is None:
            return None
        span = self._span(self._by_name[own])
        data = self._known.get(own, {})
        construction = data.get("kind") or told.construction(kind, content[0].start, span.start)
        return Cue(span, data.get("lemma", span.text.casefold()), CueKind(construction))


class _Cast:
    """The speakers, those that the file holds and those that somebody named."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], mentions: Mapping[str, Mention]) -> None:
        self._speakers: dict[str, Speaker] = {}
        self._of: dict[str, str] = {}
        for row in rows:
            there = [name for name in row["mentions"] if name in mentions]
            for name in there:
                self._of.setdefault(name, row["id"])
            own = [mentions[name] for name in there]
            self._speakers[row["id"]] = Speaker(**{**row, "mentions": own})

    def by_id(self, own: str | None) -> Speaker | None:
        return None if own is None else self._speakers.get(own)

    def named(self, name: str) -> Speaker:
        found = next((s for s in self._speakers.values() if s.name == name), None)
        if found is None:
            own = next(own for own in (f"s{number}" for number in count(1)) if own not in self._speakers)
            found = self._speakers[own] = Speaker(own, name)
        return found

    def of_mention(self, own: str, mention: Mention) -> Speaker | None:
        """Whom a mention means: whoever it is a mention of, else whoever it names."""
        if own in self._of:
            return self._speakers[self._of[own]]
        if mention.form in {MentionForm.NAME, MentionForm.NOUN_PHRASE}:
            return self.named(mention.span.text)
        return None

    def speakers(self) -> list[Speaker]:
        return list(self._speakers.values())


def _check(region: Region, length: int) -> None:
    if not 0 <= region.start < region.end <= length:
        place = f"{region.start}..{region.end}"
        msg = f"{region.label} {region.id}: {place} is not within a text of {length} code points"
        raise ResultError(msg)


def _recognized(regions: Sequence[Region], known: Mapping[str, Mapping[str, Any]]) -> list[Region]:
    """Stretches under the names that their data have: by their own, else by label and place.

    Tools give stretches names of their own.
    """
    free = {name: (row["label"], *row["place"]) for name, row in known.items()}
    for region in regions:
        if free.get(region.id, ("",))[0] == region.label:
            del free[region.id]
    taken = set(known) - set(free)
    at: dict[tuple[object, ...], deque[str]] = defaultdict(deque)
    for name, place in free.items():
        at[place].append(name)
    out = []
    for region in regions:
        name = region.id
        if name not in taken or known[name]["label"] != region.label:
            left = at[region.label, region.start, region.end]
            name = left.popleft() if left else f"new:{region.id}"
        out.append(Region(name, region.label, region.start, region.end, region.values))
    return out


def _in_order(regions: list[Region], known: Mapping[str, object]) -> list[Region]:
    """In the order that they had; by place once somebody added one."""
    if all(region.id in known and _NUMBER.fullmatch(region.id) for region in regions):
        return sorted(regions, key=lambda region: int(re.sub(r"\D.*", "", region.id[1:])))
    return sorted(regions, key=lambda region: (region.start, -region.end))


def _ids(given: Sequence[str | None]) -> list[str]:
    taken = {own for own in given if own is not None}
    free = (name for name in (f"q{number}" for number in count(1)) if name not in taken)
    return [next(free) if own is None else own for own in given]
