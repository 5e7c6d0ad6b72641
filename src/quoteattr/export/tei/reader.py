"""Reading TEI P5: what `to_tei` writes, edited by hand or not, and what others wrote with the same elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from quoteattr.errors import InputError, ResultError
from quoteattr.export.literals import unliteral
from quoteattr.export.tei.people import NAMES, PEOPLE, SOMEBODY, XML_ID, Person, speaker_of
from quoteattr.export.tei.xmltext import events
from quoteattr.result import (
    Cue,
    CueKind,
    Diagnostic,
    DiagnosticCode,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Result,
    Span,
    Speaker,
)

__all__ = ["from_tei"]

_TEI = "http://www.tei-c.org/ns/1.0 "
_KINDS = {"true": Kind.DIRECT, "1": Kind.DIRECT, "false": Kind.INDIRECT, "0": Kind.INDIRECT, "inapplicable": Kind.MIXED}
_CODE = re.compile(r"U\+([0-9A-Fa-f]{1,6})")
_QUOTING = ("said", "q", "quote")
_CAPTURED = (*NAMES, "idno", "interp", "desc", "trait", "note")


def from_tei(xml: str | bytes) -> Result:
    """Rebuild a result from a TEI document.

    The text is what stands in ``<body>``, every character of it. Quotations are its ``<said>``, ``<q>`` and
    ``<quote>``, those linked by ``@next`` and ``@prev`` being one; cues ``<seg type="cue">``; mentions ``<rs>``. Other
    elements are passed over, their text is not. Nothing outside the document is read: a document type declaration is
    refused.

    Args:
        xml: The document, as text or as bytes in the encoding that it declares.

    Raises:
        InputError: If `xml` is neither ``str`` nor ``bytes``.
        ResultError: If it is not such a document; the message says what is wrong.
    """
    if not isinstance(xml, str | bytes):
        msg = f"xml: expected str or bytes, got {type(xml).__name__}"
        raise InputError(msg)
    reader = _Reader()
    try:
        for event, name, values in events(xml):
            if event == "start":
                reader.start(name.removeprefix(_TEI), values)
            elif event == "text":
                reader.characters(name)
            else:
                reader.end(name.removeprefix(_TEI))
        return reader.result()
    except ResultError:
        raise
    except (TypeError, ValueError) as error:
        msg = f"not the TEI of a result: {error}"
        raise ResultError(msg) from error


class _Piece(NamedTuple):
    tag: str
    values: Mapping[str, str]
    start: int
    end: int


class _Chain(NamedTuple):
    """An element in all its pieces."""

    tag: str
    values: Mapping[str, str]
    pieces: list[_Piece]

    @property
    def label(self) -> str:
        return f"<{self.tag} xml:id={self.values.get(XML_ID, '')!r}>"


class _Reader:
    """Collects what the events tell, then puts it together."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.chunks: list[str] = []
        self.length = 0
        self.bodies = 0
        self.inside = 0  # the depth of <body>
        self.person = 0  # the depth of <person>, <personGrp> or <org>
        self.open: list[tuple[int, int]] = []  # of pieces: depth, place in self.pieces
        self.pieces: list[_Piece] = []
        self.replaced = 0
        self.captured: tuple[int, Mapping[str, str], list[str]] | None = None
        self.interps: dict[str, tuple[str, str]] = {}
        self.group = ""
        self.meta: dict[str, str] = {}
        self.application = False
        self.people: list[Person] = []
        self.degrees: dict[str, float] = {}
        self.orders: dict[str, list[str]] = {}

    # ---- events

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        if not self.path and tag != "TEI":
            msg = f"expected a TEI document, got <{tag}>"
            raise ResultError(msg)
        self.path.append(tag)
        if self.inside:
            self.start_inside(tag, values)
        elif tag == "body":
            self.inside, self.bodies = len(self.path), self.bodies + 1
        elif self.captured is None and tag in _CAPTURED:
            self.captured = len(self.path), values, []
        elif self.captured is None:
            self.start_outside(tag, values)

    def start_inside(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "g" and values.get("type") == "unencodable" and not self.replaced:
            code = _CODE.fullmatch(values.get("n", ""))
            if code is None or int(code[1], 16) > 0x10FFFF:
                msg = f"<g type='unencodable'>: expected n='U+XXXX', got {values.get('n')!r}"
                raise ResultError(msg)
            self.characters(chr(int(code[1], 16)))
            self.replaced = len(self.path)
        elif tag in _QUOTING or tag == "rs" or (tag == "seg" and values.get("type") in {"cue", "diagnostic"}):
            self.open.append((len(self.path), len(self.pieces)))
            self.pieces.append(_Piece(tag, values, self.length, self.length))

    def start_outside(self, tag: str, values: Mapping[str, str]) -> None:
        if tag in PEOPLE:
            self.people.append(Person(tag, values, []))
            self.person = self.person or len(self.path)
        elif tag == "application":
            self.application = values.get("ident") == "quoteattr"
        elif tag == "interpGrp":
            self.group = values.get("type", "")
        elif tag == "certainty" and values.get("match") == "@who" and "degree" in values:
            self.degrees[values.get("target", "").removeprefix("#")] = float(values["degree"])
        elif tag == "link":
            self.orders[values.get("type", "")] = _names(values.get("target"))

    def characters(self, text: str) -> None:
        if self.inside and not self.replaced:
            self.chunks.append(text)
            self.length += len(text)
        elif self.captured is not None:
            self.captured[2].append(text)

    def end(self, tag: str) -> None:
        depth = len(self.path)
        self.path.pop()
        if self.inside:
            if self.replaced == depth:
                self.replaced = 0
            if self.open and self.open[-1][0] == depth:
                place = self.open.pop()[1]
                self.pieces[place] = self.pieces[place]._replace(end=self.length)
            self.inside = 0 if self.inside == depth else self.inside
        elif self.captured is not None and self.captured[0] == depth:
            self.keep(tag, self.captured[1], "".join(self.captured[2]))
            self.captured = None
        elif tag == "application":
            self.application = False
        if self.person == depth:
            self.person = 0

    def keep(self, tag: str, values: Mapping[str, str], text: str) -> None:
        """Put away what was captured in the header or in ``<standOff>``."""
        if tag == "interp":
            self.interps[values.get(XML_ID, "")] = values.get("type", self.group), unliteral(text)
        elif tag == "desc":
            if self.application and "n" in values:
                self.meta[unliteral(values["n"])] = unliteral(text)
        elif self.person:
            self.people[-1].parts.append((tag, values, unliteral(text)))

    # ---- putting together

    def result(self) -> Result:
        if self.bodies != 1:
            msg = f"expected one <body>, got {self.bodies}"
            raise ResultError(msg)
        text = "".join(self.chunks)
        return _Assembly(self, text).result()


class _Assembly:
    """Makes values of what a reader collected."""

    def __init__(self, reader: _Reader, text: str) -> None:
        self.reader = reader
        self.text = text
        self.heads: dict[str, int] = {}
        self.chains = self.linked(reader.pieces)

    def linked(self, pieces: list[_Piece]) -> list[_Chain]:
        """Pieces joined by ``@next`` and ``@prev``, in the order of their first ones."""
        places = {piece.values[XML_ID]: place for place, piece in enumerate(pieces) if XML_ID in piece.values}
        follows: dict[int, int] = {}
        for place, piece in enumerate(pieces):
            for attribute in ("next", "prev"):
                if attribute in piece.values:
                    (name,) = _names(piece.values[attribute]) or [""]
                    if name not in places:
                        msg = f"<{piece.tag}>: @{attribute} points at no piece: {piece.values[attribute]!r}"
                        raise ResultError(msg)
                    one, two = (place, places[name]) if attribute == "next" else (places[name], place)
                    if follows.setdefault(one, two) != two:
                        msg = f"<{piece.tag}>: two pieces follow {pieces[one].values.get(XML_ID, '')!r}"
                        raise ResultError(msg)
        chains: list[_Chain] = []
        seen: set[int] = set()
        for place in sorted(set(range(len(pieces))) - set(follows.values())):
            chain = [place]
            while chain[-1] in follows and follows[chain[-1]] not in seen:
                chain.append(follows[chain[-1]])
                seen.add(chain[-1])
            seen.add(place)
            self.heads |= {
                pieces[member].values[XML_ID]: len(chains) for member in chain if XML_ID in pieces[member].values
            }
            chains.append(_Chain(pieces[place].tag, pieces[place].values, [pieces[member] for member in chain]))
        if len(seen) < len(pieces):
            msg = "@next and @prev run in a circle, or two pieces lead to one"
            raise ResultError(msg)
        return chains

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def spans(self, chain: _Chain) -> list[Span]:
        """The stretches of a chain: a piece that continues the one before belongs to its stretch."""
        out: list[tuple[int, int]] = []
        for piece in chain.pieces:
            if out and out[-1][1] == piece.start and (chain.tag not in _QUOTING or "piece" in self.notes(piece.values)):
                out[-1] = out[-1][0], piece.end
            elif piece.start < piece.end:
                out.append((piece.start, piece.end))
        if not out:
            msg = f"{chain.label} holds no text"
            raise ResultError(msg)
        return [self.span(start, end) for start, end in out]

    def only_span(self, chain: _Chain) -> Span:
        spans = self.spans(chain)
        if len(spans) > 1:
            msg = f"{chain.label}: expected one stretch, got {len(spans)}"
            raise ResultError(msg)
        return spans[0]

    def notes(self, values: Mapping[str, str]) -> dict[str, str]:
        """What the ``<interp>`` elements say that `values` point at, by type."""
        return dict(self.reader.interps[name] for name in _names(values.get("ana")) if name in self.reader.interps)

    def chain_of(self, pointer: str, wanted: tuple[str, ...]) -> int:
        place = self.heads.get(pointer, -1)
        if place < 0 or self.chains[place].tag not in wanted:
            msg = f"'#{pointer}' points at no <{'>, <'.join(wanted)}>"
            raise ResultError(msg)
        return place

    def in_order(self, kind: str, places: list[int]) -> list[int]:
        """Chains as ``<link type=…>`` puts them; those that it does not name follow in the order of the text."""
        rank = {
            self.heads[name]: number
            for number, name in enumerate(self.reader.orders.get(kind, ()))
            if name in self.heads
        }
        return sorted(places, key=lambda place: (rank.get(place, len(rank)), place))

    def result(self) -> Result:
        mentions: dict[int, Mention] = {}
        told: dict[tuple[str, int], int] = {}
        cues: dict[int, Cue] = {}
        diagnostics: dict[int, Diagnostic] = {}
        for place, chain in enumerate(self.chains):
            notes, kind = self.notes(chain.values), chain.values.get("subtype", "")
            if chain.tag == "rs":
                form = chain.values.get("type", "")
                mentions[place] = Mention(self.only_span(chain), form if form in set(MentionForm) else MentionForm.NAME)
            elif chain.tag == "seg" and chain.values["type"] == "cue":
                cues[place] = Cue(self.only_span(chain), notes.get("lemma", ""), CueKind(kind))
            elif chain.tag == "seg":
                diagnostics[place] = Diagnostic(DiagnosticCode(kind), self.only_span(chain), notes.get("message", ""))
            if chain.tag in {"rs", "seg"}:
                for name in _names(chain.values.get("corresp")):
                    if told.setdefault((chain.tag, self.chain_of(name, _QUOTING)), place) != place:
                        msg = f"#{name}: two <{chain.tag}> of one kind belong to it"
                        raise ResultError(msg)
        speakers = self.speakers(mentions)
        places = self.in_order(
            "quotations", [place for place, chain in enumerate(self.chains) if chain.tag in _QUOTING]
        )
        ids = self.ids(places)
        quotations = [
            self.quotation(
                place, ids, speakers, cues.get(told.get(("seg", place), -1)), mentions.get(told.get(("rs", place), -1))
            )
            for place in places
        ]
        ordered = [diagnostics[place] for place in self.in_order("diagnostics", list(diagnostics))]
        return Result(self.text, quotations, tuple(speakers.values()), ordered, self.reader.meta)

    def ids(self, places: list[int]) -> dict[int, str]:
        """The id of each quotation: as ``@n`` has it, else its ``xml:id``, else a new one."""
        given: dict[int, str] = {}
        for place in places:
            values = self.chains[place].values
            if "n" in values:
                given[place] = unliteral(values["n"])
            elif XML_ID in values:
                given[place] = values[XML_ID]
        taken = set(given.values())
        new = (name for name in (f"q{number}" for number in count(1)) if name not in taken)
        return {place: given[place] if place in given else next(new) for place in places}

    def quotation(
        self, place: int, ids: dict[int, str], speakers: dict[str, Speaker], cue: Cue | None, mention: Mention | None
    ) -> Quotation:
        chain = self.chains[place]
        values, notes = chain.values, self.notes(chain.values)
        kind = (
            _KINDS.get(values.get("direct", "true"), Kind.DIRECT) if chain.tag == "said" else _kind(values.get("type"))
        )
        said_by = values.get("who", values.get("source"))
        who = _names(said_by)
        if len(who) > 1 or (who and who[0] not in speakers):
            msg = f"{chain.label}: expected @who to point at one {SOMEBODY} of the header, got {said_by!r}"
            raise ResultError(msg)
        parents = [ids[self.chain_of(name, _QUOTING)] for name in _names(values.get("corresp"))]
        return Quotation(
            id=ids[place],
            kind=kind,
            content=self.spans(chain),
            cue=cue,
            mention=mention,
            speaker=speakers[who[0]] if who else None,
            rule=notes.get("rule", ""),
            confidence=float(values.get("cert", "1")),
            parent_id=parents[0] if parents else notes.get("parent"),
            link=notes.get("link", ""),
            speaker_confidence=next(
                (
                    self.reader.degrees[piece.values[XML_ID]]
                    for piece in chain.pieces
                    if piece.values.get(XML_ID) in self.reader.degrees
                ),
                None,
            ),
        )

    def speakers(self, mentions: dict[int, Mention]) -> dict[str, Speaker]:
        """Speakers by their ``xml:id``."""
        found: dict[str, list[Mention]] = {values.get(XML_ID, ""): [] for _, values, _ in self.reader.people}
        if len(found) < len(self.reader.people):
            msg = "two people of the header have no xml:id"
            raise ResultError(msg)
        for place, mention in mentions.items():
            for name in _names(self.chains[place].values.get("ref")):
                if name not in found:
                    msg = f"{self.chains[place].label}: '#{name}' points at no {SOMEBODY} of the header"
                    raise ResultError(msg)
                found[name].append(mention)
        out = {}
        for person in self.reader.people:
            own = person.values.get(XML_ID, "")
            listed = _names(person.values.get("corresp"))
            out[own] = speaker_of(
                person, [mentions[self.chain_of(name, ("rs",))] for name in listed] if listed else found[own]
            )
        return out


def _kind(value: str | None) -> Kind:
    return Kind(value) if value in set(Kind) else Kind.DIRECT


def _names(pointers: str | None) -> list[str]:
    """What ``"#a #b"`` points at."""
    return [pointer.removeprefix("#") for pointer in (pointers or "").split()]
