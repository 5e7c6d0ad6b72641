"""What a person may correct in a result: each edit takes a result and returns another.

An edit is plain data: what to do, under ``do``, and what with. What a person has confirmed or changed has `REVIEWED` as
its rule and as the link of its speaker, and is sure; every format carries that.

========== ========================================= ========================================================
``do``     with                                      what it does
========== ========================================= ========================================================
accept     ``quotation``                             the quotation is right, and its speaker
remove     ``quotation``                             it is none
extent     ``quotation``, ``range``                  its content goes from here to there; what interrupts it stays
cut        ``quotation``, ``range``                  this interrupts its content
join       ``quotation``                             nothing interrupts its content
kind       ``quotation``, ``kind``                   how the words are reported
cue        ``quotation``, ``range`` or null          what signals it
mention    ``quotation``, ``range`` or null          what names its speaker
speaker    ``quotation``, ``speaker`` or ``name``    who that is, by id or by name; null for nobody
add        ``range``                                 this is a quotation, too
merge      ``speakers``, ``into``                    these are one person
person     ``speaker``, ``name``, ``kind``, gender   what the speaker is called, and is
finish     nothing                                   all that is left is right
========== ========================================= ========================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count, pairwise
from typing import Any

from attrs import evolve

from quoteattr.errors import EditError, ResultError
from quoteattr.reading import read
from quoteattr.result import (
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
from quoteattr.review.guesses import cue_of, kind_of
from quoteattr.review.settled import check_places, pieces, settled

__all__ = ["EDITS", "LONGEST_NAME", "REVIEWED", "edited", "is_reviewed", "sureness"]

REVIEWED = "reviewed"
"""The rule, and the link, of what a person has confirmed."""
LONGEST_NAME = 500
"""Characters of a speaker's name."""
UNNAMED = 0.5
"""How sure it is that a quotation has no speaker."""

Edit = Mapping[str, Any]


def edited(result: Result, edit: object) -> Result:
    """Return `result` with an edit made.

    Raises:
        EditError: If the edit is not one of those above, or cannot be made; `result` is as it was.
    """
    if not isinstance(edit, Mapping) or str(edit.get("do")) not in EDITS:
        msg = f"expected an edit, one of {', '.join(EDITS)}"
        raise EditError(msg, "malformed")
    return EDITS[str(edit["do"])](_Desk(result, edit))


def is_reviewed(quotation: Quotation) -> bool:
    """Whether a person has confirmed it."""
    return quotation.rule == REVIEWED


def sureness(quotation: Quotation) -> float:
    """How likely it is that both the quotation and its speaker are right, from 0 to 1."""
    if is_reviewed(quotation):
        return 1.0
    speaker = quotation.speaker_confidence
    return quotation.confidence * (UNNAMED if speaker is None else speaker)


def _confirmed(quotation: Quotation) -> Quotation:
    known = quotation.speaker is not None
    return evolve(
        quotation,
        rule=REVIEWED,
        confidence=1.0,
        link=REVIEWED if known else "",
        speaker_confidence=1.0 if known else None,
    )


class _Desk:
    """A result, and what an edit says of it, checked."""

    def __init__(self, result: Result, edit: Edit) -> None:
        self.result = result
        self.edit = edit
        self.speakers: dict[str, Speaker] = {speaker.id: speaker for speaker in result.speakers}

    @property
    def quotation(self) -> Quotation:
        own = self.edit.get("quotation")
        found = next((q for q in self.result.quotations if q.id == own), None)
        if found is None:
            msg = f"there is no quotation {own!r}"
            raise EditError(msg, "gone")
        return found

    def speaker(self, own: object) -> Speaker:
        if not isinstance(own, str) or own not in self.speakers:
            msg = f"there is no speaker {own!r}"
            raise EditError(msg, "gone")
        return self.speakers[own]

    @property
    def range(self) -> tuple[int, int]:
        """The range that is pointed at; it may begin and end with spaces."""
        given = self.edit.get("range")
        if not (isinstance(given, list | tuple) and len(given) == 2 and all(type(place) is int for place in given)):
            msg = f"range: expected [start, end] in code points, got {given!r}"
            raise EditError(msg, "malformed")
        start, end = given
        if not 0 <= start < end <= len(self.result.text):
            msg = f"range: {given!r} is not within a text of {len(self.result.text)} code points"
            raise EditError(msg, "outside")
        return start, end

    @property
    def span(self) -> Span:
        found = pieces(self.result.text, [self.range])
        if not found:
            msg = "nothing but spaces is pointed at"
            raise EditError(msg, "empty")
        return found[0]

    def value(self, name: str, kind: type[Kind | SpeakerKind | Gender]) -> Any:
        try:
            return kind(str(self.edit[name]))
        except (KeyError, ResultError) as error:
            msg = f"{name}: {error}"
            raise EditError(msg, "malformed") from error

    def named(self, name: object) -> Speaker:
        """The speaker of that name or alias, or a new one."""
        called = self.name(name)
        for form in (str.strip, str.casefold):
            for speaker in self.speakers.values():
                if any(form(called) == form(own) for own in (speaker.name, *speaker.aliases)):
                    return speaker
        kind = SpeakerKind.PERSON if form_of(called) is MentionForm.NAME else SpeakerKind.UNKNOWN
        new = Speaker(id=_unused(self.speakers), name=called, kind=kind)
        self.speakers[new.id] = new
        return new

    def name(self, name: object) -> str:
        called = " ".join(name.split()) if isinstance(name, str) else ""
        if not called or len(called) > LONGEST_NAME:
            msg = f"name: expected 1 to {LONGEST_NAME} characters"
            raise EditError(msg, "name")
        return called

    def put(self, quotation: Quotation, *, places: bool = False) -> Result:
        """The result with a quotation in the place of that of its id, or one more."""
        others = [q for q in self.result.quotations if q.id != quotation.id]
        if places:
            if not quotation.content:
                msg = "nothing would be left of the content"
                raise EditError(msg, "empty")
            check_places(quotation, self.result.quotations)
        return settled(self.result, [*others, _confirmed(quotation)], self.speakers)

    def content(self, ranges: list[tuple[int, int]]) -> Result:
        content = pieces(self.result.text, ranges)
        return self.put(evolve(self.quotation, content=content, time=self.time(content)), places=True)

    def time(self, content: Sequence[Span]) -> tuple[float, float] | None:
        """When a content is spoken, in a text that tells."""
        if not content or all(q.time is None for q in self.result.quotations):
            return None
        subtitles = read(self.result.text).source.subtitles
        return None if subtitles is None else subtitles.time(content[0].start, content[-1].end)


def _unused(taken: Mapping[str, object]) -> str:
    return next(name for number in count(1) if (name := f"r{number}") not in taken)


def _accept(desk: _Desk) -> Result:
    return desk.put(desk.quotation)


def _remove(desk: _Desk) -> Result:
    gone = desk.quotation
    return settled(desk.result, [q for q in desk.result.quotations if q is not gone], desk.speakers)


def _minus(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The ranges without ``start..end``."""
    return [
        (first, last)
        for one, other in ranges
        for first, last in ((one, min(other, start)), (max(one, end), other))
        if first < last
    ]


def _extent(desk: _Desk) -> Result:
    content = desk.quotation.content
    ranges = [desk.range]
    for before, after in pairwise(content):
        ranges = _minus(ranges, before.end, after.start)
    return desk.content(ranges)


def _cut(desk: _Desk) -> Result:
    return desk.content(_minus([(span.start, span.end) for span in desk.quotation.content], *desk.range))


def _join(desk: _Desk) -> Result:
    content = desk.quotation.content
    return desk.content([(content[0].start, content[-1].end)])


def _kind(desk: _Desk) -> Result:
    return desk.put(evolve(desk.quotation, kind=desk.value("kind", Kind)))


def _cue(desk: _Desk) -> Result:
    quotation = desk.quotation
    none = desk.edit.get("range") is None
    return desk.put(evolve(quotation, cue=None if none else cue_of(desk.result.text, desk.span, quotation)))


def _mention(desk: _Desk) -> Result:
    quotation = desk.quotation
    if desk.edit.get("range") is None:
        return desk.put(evolve(quotation, mention=None))
    mention = Mention(desk.span, form_of(desk.span.text))
    speaker = quotation.speaker
    if speaker is None and mention.form is MentionForm.NAME:
        speaker = desk.named(mention.span.text)
    return desk.put(evolve(quotation, mention=mention, speaker=speaker))


def _speaker(desk: _Desk) -> Result:
    quotation = desk.quotation
    if "name" in desk.edit:
        return desk.put(evolve(quotation, speaker=desk.named(desk.edit["name"])))
    own = desk.edit.get("speaker")
    return desk.put(evolve(quotation, speaker=None if own is None else desk.speaker(own)))


def _add(desk: _Desk) -> Result:
    span = desk.span
    taken = {q.id: q for q in desk.result.quotations}
    new = Quotation(id=_unused(taken), kind=kind_of(desk.result.text, span), content=[span], time=desk.time([span]))
    return desk.put(new, places=True)


def _merge(desk: _Desk) -> Result:
    into, given = desk.speaker(desk.edit.get("into")), desk.edit.get("speakers")
    if not isinstance(given, list | tuple):
        msg = f"speakers: expected a list of ids, got {given!r}"
        raise EditError(msg, "malformed")
    merged = into
    others = [other for other in dict.fromkeys(map(desk.speaker, given)) if other.id != into.id]
    for other in others:
        aliases = dict.fromkeys((*merged.aliases, other.name, *other.aliases))
        mentions = {m.span: m for m in (*merged.mentions, *other.mentions)}
        merged = evolve(
            merged,
            kind=other.kind if merged.kind is SpeakerKind.UNKNOWN else merged.kind,
            gender=merged.gender or other.gender,
            gender_guessed=merged.gender_guessed if merged.gender else other.gender_guessed,
            aliases=[alias for alias in aliases if alias != merged.name],
            mentions=[mentions[span] for span in sorted(mentions)],
        )
        del desk.speakers[other.id]
    desk.speakers[into.id] = merged
    gone = {other.id for other in others}
    return settled(
        desk.result,
        [
            evolve(q, speaker=merged) if q.speaker is not None and q.speaker.id in gone else q
            for q in desk.result.quotations
        ],
        desk.speakers,
    )


def _person(desk: _Desk) -> Result:
    old = desk.speaker(desk.edit.get("speaker"))
    new = old
    if "name" in desk.edit:
        name = desk.name(desk.edit["name"])
        aliases = dict.fromkeys((*old.aliases, old.name) if old.name in desk.result.text else old.aliases)
        new = evolve(new, name=name, aliases=[alias for alias in aliases if alias != name])
    if "kind" in desk.edit:
        new = evolve(new, kind=desk.value("kind", SpeakerKind))
    if "gender" in desk.edit:
        none = desk.edit["gender"] is None
        new = evolve(new, gender=None if none else desk.value("gender", Gender), gender_guessed=False)
    desk.speakers[old.id] = new
    return settled(desk.result, desk.result.quotations, desk.speakers)


def _finish(desk: _Desk) -> Result:
    return settled(desk.result, map(_confirmed, desk.result.quotations), desk.speakers)


EDITS: dict[str, Callable[[_Desk], Result]] = {
    "accept": _accept,
    "remove": _remove,
    "extent": _extent,
    "cut": _cut,
    "join": _join,
    "kind": _kind,
    "cue": _cue,
    "mention": _mention,
    "speaker": _speaker,
    "add": _add,
    "merge": _merge,
    "person": _person,
    "finish": _finish,
}
"""The function that makes each edit."""
