"""TEI P5: a result as a document with its quotations, cues and mentions marked in the text, and back.

The characters of ``<body>`` are those of the text, marks and line ends included: with the tags stripped, offsets stay
what they were. A character that XML cannot hold is ``<g type="unencodable" n="U+0007">`` around one U+FFFD.
docs/reference/tei.md describes the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from quoteattr.export.checked import checked
from quoteattr.export.literals import UNHOLDABLE, in_xml
from quoteattr.export.tei.nesting import Piece, nested
from quoteattr.export.tei.xmltext import attributes, escaped
from quoteattr.result import Cue, Kind, Mention, Quotation, Result, Span, Speaker, SpeakerKind

__all__ = ["to_tei"]

Attributes = dict[str, str | None]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_VERSION = re.compile(r"\d+(?:[a-z]+\d*)?(?:\.\d+(?:[a-z]+\d*)?){0,3}")
_LINE_ENDS = re.compile("(?:\r\n|[\n\r\u0085\u2028\u2029])+")
_DIRECT = {Kind.DIRECT: "true", Kind.INDIRECT: "false", Kind.MIXED: "inapplicable"}
_PERSONS = {SpeakerKind.PERSON: "person", SpeakerKind.UNKNOWN: "person", SpeakerKind.GROUP: "personGrp"}


def to_tei(result: Result, name: str = "") -> str:
    """Return `result` as a TEI P5 document, from which :func:`from_tei` rebuilds an equal one.

    Args:
        result: What was extracted.
        name: The title of the document.

    Raises:
        InputError: If `result` is no `Result`.
        ResultError: If its parts do not agree: a span that does not stand in the text, say.
    """
    return _Writer(checked(result)).document(name)


class _Element(NamedTuple):
    """What is marked in the text: in several pieces if it is interrupted, or if elements could not nest otherwise."""

    tag: str
    spans: Sequence[Span]
    first: Attributes
    """Attributes of its first piece: first of all ``xml:id``."""
    every: Attributes
    """Attributes of every piece."""


class _Writer:
    """Writes one result."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.taken: set[str] = set()
        self.numbers: dict[str, Iterator[int]] = {}
        self.interps: dict[str, dict[str, str]] = {}
        self.speakers, self.names = self.own_ids()
        self.quotation_names = dict(reversed(list(zip((q.id for q in result.quotations), self.names, strict=True))))

    # ---- names

    def own_id(self, wanted: str, prefix: str) -> str:
        """An ``xml:id`` that is free: the one wanted if it may be."""
        if wanted in self.taken or not _NAME.fullmatch(wanted):
            wanted = next(
                name
                for name in (f"{prefix}{number}" for number in self.numbers.setdefault(prefix, count(1)))
                if name not in self.taken
            )
        self.taken.add(wanted)
        return wanted

    def own_ids(self) -> tuple[dict[str, str], list[str]]:
        """The ``xml:id`` of each speaker, by its id, and of each quotation.

        Its own id where that is a name and free.
        """
        ids = [*((s.id, "s") for s in self.result.speakers), *((q.id, "q") for q in self.result.quotations)]
        kept: dict[str, int] = {}
        for place, (wanted, _) in enumerate(ids):
            if _NAME.fullmatch(wanted):
                kept.setdefault(wanted, place)
        self.taken |= set(kept)
        names = [
            wanted if kept.get(wanted) == place else self.own_id("", prefix)
            for place, (wanted, prefix) in enumerate(ids)
        ]
        number = len(self.result.speakers)
        return {wanted: name for (wanted, _), name in zip(ids[:number], names[:number], strict=True)}, names[number:]

    def interp(self, kind: str, value: str) -> str:
        """A pointer to the ``<interp>`` that holds `value`."""
        group = self.interps.setdefault(kind, {})
        if value not in group:
            group[value] = self.own_id("", f"{kind}.")
        return "#" + group[value]

    # ---- elements of the text

    def elements(self) -> list[_Element]:
        found = [self.quotation(q, own) for q, own in zip(self.result.quotations, self.names, strict=True)]
        cues: dict[Cue, list[str]] = {}
        mentions: dict[Mention, tuple[list[str], list[str]]] = {}
        for quotation, own in zip(self.result.quotations, self.names, strict=True):
            if quotation.cue is not None:
                cues.setdefault(quotation.cue, []).append(own)
            if quotation.mention is not None:
                mentions.setdefault(quotation.mention, ([], []))[0].append(own)
        for speaker in self.result.speakers:
            for mention in dict.fromkeys(speaker.mentions):
                mentions.setdefault(mention, ([], []))[1].append(self.speakers[speaker.id])
        found += [self.cue(cue, owners) for cue, owners in cues.items()]
        self.mentions = {}
        for mention, (owners, speakers) in mentions.items():
            own = self.own_id("", "m")
            self.mentions[mention] = own
            head: Attributes = {"xml:id": own, "corresp": _pointers(owners)}
            found.append(
                _Element("rs", (mention.span,), head, {"type": mention.form.value, "ref": _pointers(speakers)})
            )
        self.diagnostics = []
        for diagnostic in self.result.diagnostics:
            self.diagnostics.append(self.own_id("", "d"))
            head = {
                "xml:id": self.diagnostics[-1],
                "ana": self.interp("message", diagnostic.message) if diagnostic.message else None,
            }
            found.append(
                _Element("seg", (diagnostic.span,), head, {"type": "diagnostic", "subtype": diagnostic.code.value})
            )
        return found

    def quotation(self, quotation: Quotation, own: str) -> _Element:
        who = None if quotation.speaker is None else "#" + self.speakers[quotation.speaker.id]
        parent = None if quotation.parent_id is None else self.quotation_names.get(quotation.parent_id)
        notes = [
            self.interp("rule", quotation.rule) if quotation.rule else None,
            self.interp("link", quotation.link) if quotation.link else None,
            self.interp("parent", quotation.parent_id) if quotation.parent_id is not None and parent is None else None,
        ]
        head: Attributes = {
            "xml:id": own,
            "n": None if own == quotation.id else in_xml(quotation.id),
            "cert": repr(float(quotation.confidence)),
            "ana": " ".join(filter(None, notes)) or None,
            "corresp": None if parent is None else "#" + parent,
        }
        if quotation.speaker is None and quotation.cue is None:
            return _Element("q", quotation.content, head, {"type": quotation.kind.value})
        return _Element("said", quotation.content, head, {"who": who, "direct": _DIRECT[quotation.kind]})

    def cue(self, cue: Cue, owners: Iterable[str]) -> _Element:
        head: Attributes = {
            "xml:id": self.own_id("", "c"),
            "ana": self.interp("lemma", cue.lemma),
            "corresp": _pointers(owners),
        }
        return _Element("seg", (cue.span,), head, {"type": "cue", "subtype": cue.kind.value})

    # ---- the document

    def document(self, name: str) -> str:
        body, opened = self.body(self.elements())
        people, stand_off = self.people(opened), self.stand_off(opened)
        meta = self.result.meta
        version = meta.get("quoteattr", "")
        version = version if _VERSION.fullmatch(version) else "0"
        descriptions = "".join(
            f"<desc{attributes({'n': in_xml(key)})}>{escaped(in_xml(value))}</desc>" for key, value in meta.items()
        )
        application = (
            f'<application ident="quoteattr" version="{version}"><label>quoteattr</label>{descriptions}</application>'
        )
        return "\n".join(
            filter(
                None,
                [
                    '<?xml version="1.0" encoding="UTF-8"?>',
                    '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
                    "<teiHeader>",
                    "<fileDesc>",
                    f"<titleStmt><title>{escaped(in_xml(name))}</title></titleStmt>",
                    "<publicationStmt><p>Annotated automatically; not published.</p></publicationStmt>",
                    "<sourceDesc><p>The text as it was given, character for character.</p></sourceDesc>",
                    "</fileDesc>",
                    "<encodingDesc>",
                    f"<appInfo>{application}</appInfo>",
                    "</encodingDesc>",
                    people,
                    "</teiHeader>",
                    stand_off,
                    f'<text xml:lang="fr"><body xml:space="preserve">{body}</body></text>',
                    "</TEI>\n",
                ],
            )
        )

    def people(self, opened: list[str]) -> str:
        if not self.result.speakers:
            return ""
        rank = {name: number for number, name in enumerate(opened)}
        rows = [self.person(speaker, rank) for speaker in self.result.speakers]
        return "\n".join(["<profileDesc><particDesc><listPerson>", *rows, "</listPerson></particDesc></profileDesc>"])

    def person(self, speaker: Speaker, rank: dict[str, int]) -> str:
        tag = _PERSONS.get(speaker.kind, "org")
        own = self.speakers[speaker.id]
        mentions = [self.mentions[mention] for mention in speaker.mentions]
        in_order = sorted(set(mentions), key=rank.__getitem__)
        head: Attributes = {
            "xml:id": own,
            "n": None if own == speaker.id else in_xml(speaker.id),
            "role": "unknown" if speaker.kind is SpeakerKind.UNKNOWN else None,
            "type": speaker.kind.value if tag == "org" else None,
            "corresp": None if mentions == in_order else _pointers(mentions),
        }
        name = "orgName" if tag == "org" else "persName"
        parts = [f"<{name}>{escaped(in_xml(speaker.name))}</{name}>"]
        parts += [f'<{name} type="alias">{escaped(in_xml(alias))}</{name}>' for alias in speaker.aliases]
        parts += [
            f"<idno{attributes({'type': 'about', 'n': in_xml(key)})}>{escaped(in_xml(value))}</idno>"
            for key, value in speaker.about.items()
        ]
        if speaker.gender is not None or speaker.gender_guessed:
            gender: Attributes = {"type": "gender", "subtype": "guessed" if speaker.gender_guessed else None}
            value = "unknown" if speaker.gender is None else speaker.gender.value
            inner = f"<label>{value}</label>"
            parts.append(
                f"<note{attributes(gender)}>{inner}</note>"
                if tag == "org"
                else f"<trait{attributes(gender)}>{inner}</trait>"
            )
        return f"<{tag}{attributes(head)}>{''.join(parts)}</{tag}>"

    def stand_off(self, opened: list[str]) -> str:
        rows = []
        for kind, group in self.interps.items():
            rows.append(f'<interpGrp type="{kind}">')
            rows += [f'<interp xml:id="{own}">{escaped(in_xml(value))}</interp>' for value, own in group.items()]
            rows.append("</interpGrp>")
        for quotation, own in zip(self.result.quotations, self.names, strict=True):
            if quotation.speaker_confidence is not None:
                head: Attributes = {
                    "target": "#" + own,
                    "match": "@who",
                    "locus": "value",
                    "degree": repr(float(quotation.speaker_confidence)),
                }
                rows.append(f"<certainty{attributes(head)}/>")
        for kind, names in (("quotations", self.names), ("diagnostics", self.diagnostics)):
            own_kind = set(names)
            if names != [name for name in opened if name in own_kind]:
                rows.append(f"<link{attributes({'type': kind, 'target': _pointers(names)})}/>")
        return "\n".join(["<standOff>", *rows, "</standOff>"]) if rows else ""

    def body(self, elements: list[_Element]) -> tuple[str, list[str]]:
        """The content of ``<body>``, and the ids of the elements in the order in which their first pieces open."""
        text = self.result.text
        inked = len(text) - len(text.lstrip())
        bounds = [m.end() for m in _LINE_ENDS.finditer(text, inked) if m.end() < len(text)]
        owners = [(element, number) for element in elements for number in range(len(element.spans))]
        pieces = nested(
            [(element.spans[number].start, element.spans[number].end) for element, number in owners], bounds
        )
        opening = self.tags(owners, pieces)
        opened = [name for _, _, name in opening if name is not None]
        return _woven(text, bounds, pieces, [(tag, element.tag) for tag, element, _ in opening]), opened

    def tags(self, owners: list[tuple[_Element, int]], pieces: list[Piece]) -> list[tuple[str, _Element, str | None]]:
        """For each piece its start tag, its element and, if it is the first piece, the element's id."""
        chains: dict[int, list[tuple[int, int]]] = {}
        for position, piece in enumerate(pieces):
            element, number = owners[piece.owner]
            chains.setdefault(id(element), []).append((number, position))
        out: dict[int, tuple[str, _Element, str | None]] = {}
        for chain in chains.values():
            chain.sort()
            element = owners[pieces[chain[0][1]].owner][0]
            own = str(element.first["xml:id"])
            names = [own, *(self.own_id(f"{own}.{number}", f"{own}-") for number in range(2, len(chain) + 1))]
            for rank, (number, position) in enumerate(chain):
                cut = rank > 0 and chain[rank - 1][0] == number and element.tag in {"said", "q"}
                values: Attributes = {"xml:id": names[rank], **element.every}
                values |= element.first if rank == 0 else {"ana": self.interp("piece", "continued") if cut else None}
                values["prev"] = f"#{names[rank - 1]}" if rank else None
                values["next"] = f"#{names[rank + 1]}" if rank + 1 < len(names) else None
                out[position] = f"<{element.tag}{attributes(values)}>", element, own if rank == 0 else None
        return [out[position] for position in range(len(pieces))]


def _pointers(names: Iterable[str]) -> str | None:
    return " ".join(f"#{name}" for name in names) or None


def _woven(text: str, bounds: list[int], pieces: list[Piece], tags: list[tuple[str, str]]) -> str:
    """The text with its paragraphs and pieces in tags."""
    out: list[str] = []
    ends: list[tuple[int, str]] = []
    at = 0

    def up_to(offset: int) -> None:
        nonlocal at
        while ends and ends[-1][0] <= offset:
            end, tag = ends.pop()
            out.append(_marked_up(text[at:end]) + f"</{tag}>")
            at = max(at, end)
        out.append(_marked_up(text[at:offset]))
        at = offset

    todo = iter([*zip(pieces, tags, strict=True)])
    following = next(todo, None)
    starts = [0, *bounds]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        out.append("<p>")
        while following is not None and start <= following[0].start < end:
            piece, (tag, name) = following
            up_to(piece.start)
            out.append(tag)
            ends.append((piece.end, name))
            following = next(todo, None)
        up_to(end)
        out.append("</p>")
    return "".join(out)


def _marked_up(text: str) -> str:
    out, at = [], 0
    for match in UNHOLDABLE.finditer(text):
        out += [escaped(text[at : match.start()]), f'<g type="unencodable" n="U+{ord(match[0]):04X}">\ufffd</g>']
        at = match.end()
    return "".join([*out, escaped(text[at:])])
