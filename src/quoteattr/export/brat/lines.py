"""The lines of a ``.ann`` file, as brat's own documentation describes them, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import define, field

from quoteattr.errors import ResultError
from quoteattr.export.brat.fragments import Pairs, covered

__all__ = ["Annotations", "Bound", "Fact", "read_lines", "wrong"]

_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_ARGUMENT = re.compile(r"(\S+?):(\S+)")
_IGNORED = "NX"


class Bound(NamedTuple):
    """A ``T`` line: its id, its type, its fragments, the number of its line."""

    id: str
    kind: str
    parts: Pairs
    line: int


class Fact(NamedTuple):
    """An attribute or a note: its name, the annotation it is about, what it says."""

    name: str
    of: str
    value: str
    line: int


@define
class Annotations:
    """What a file says; `groups` are the annotations that a relation or an event ties, in its order."""

    bounds: dict[str, Bound] = field(factory=dict)
    groups: list[tuple[list[str], int]] = field(factory=list)
    attributes: list[Fact] = field(factory=list)
    notes: list[Fact] = field(factory=list)
    same: list[tuple[list[str], int]] = field(factory=list)


def wrong(line: int, message: str) -> ResultError:
    """The error that names a line."""
    return ResultError(f"line {line}: {message}")


def read_lines(ann: str, text: str) -> Annotations:
    """Read a ``.ann`` file: lines in any order, empty ones and comments passed over, line ends of either kind.

    Raises:
        ResultError: If a line is malformed, points at an annotation that is not there, or covers another text.
    """
    found = Annotations()
    triggers: dict[str, str] = {}
    for number, line in _rows(ann):
        letter, cells = line[0], line.split("\t", 2)
        if letter in "TREAM*" and len(cells) < 2:
            raise wrong(number, f"expected cells between tabs, got {line!r}")
        if letter == "T":
            if cells[0] in found.bounds:
                raise wrong(number, f"{cells[0]} for the second time")
            found.bounds[cells[0]] = _bound(cells, text, number)
        elif letter in "RE":
            arguments = _arguments(letter, cells[1], number)
            if letter == "E":
                triggers[cells[0]] = arguments[0]
            found.groups.append((arguments, number))
        elif letter in "AM":
            found.attributes.append(_attribute(cells[1], number))
        elif letter == "*":
            found.same.append((cells[1].split()[1:], number))
        elif letter == "#":
            found.notes += _notes(cells, number)
        elif letter not in _IGNORED:
            raise wrong(number, f"no line of brat: {line!r}")
    _resolve(found, triggers)
    return found


def _rows(ann: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, with their numbers; only line feeds, with or without carriage returns, end them."""
    for number, line in enumerate(ann.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            yield number, line.removesuffix("\r")


def _bound(cells: list[str], text: str, number: int) -> Bound:
    match = _BOUND.fullmatch(cells[1])
    if match is None:
        raise wrong(number, f"expected a type and offsets, got {cells[1]!r}")
    parts = sorted((int(a), int(b)) for a, b in (pair.split() for pair in match[2].split(";")))
    ends = [0, *(end for _, end in parts)]
    if any(
        start >= end or start < before or end > len(text) for (start, end), before in zip(parts, ends, strict=False)
    ):
        raise wrong(number, f"{match[2]} are no fragments within a text of {len(text)} code points")
    expected = covered(parts, text)
    if len(cells) > 2 and cells[2].split() != expected.split():
        raise wrong(number, f"the text at {match[2]} is {expected!r}, not {cells[2]!r}")
    return Bound(cells[0], match[1], parts, number)


def _arguments(letter: str, cell: str, number: int) -> list[str]:
    """The annotations that a relation (two at least) or an event (its trigger at least) ties."""
    arguments = []
    for word in cell.split()[letter == "R" :]:
        match = _ARGUMENT.fullmatch(word)
        if match is None:
            raise wrong(number, f"expected ROLE:ID, got {word!r}")
        arguments.append(match[2])
    if len(arguments) < (2 if letter == "R" else 1):
        raise wrong(number, f"expected annotations that it ties, got {cell!r}")
    return arguments


def _attribute(cell: str, number: int) -> Fact:
    words = cell.split()
    if len(words) < 2:
        raise wrong(number, f"expected an attribute and what it is of, got {cell!r}")
    return Fact(words[0], words[1], " ".join(words[2:]), number)


def _notes(cells: list[str], number: int) -> list[Fact]:
    """The note that a line holds; one that is a comment of another form holds none."""
    words = cells[1].split() if len(cells) > 1 else []
    if not re.fullmatch(r"#\d*", cells[0]) or len(words) != 2:
        return []
    return [Fact(words[0], words[1], cells[2] if len(cells) > 2 else "", number)]


def _resolve(found: Annotations, triggers: dict[str, str]) -> None:
    """Put the trigger of an event in its place wherever it is pointed at, and see that all pointers meet something."""

    def bound(name: str, number: int) -> str:
        own = triggers.get(name, name)
        if own not in found.bounds:
            raise wrong(number, f"{name} is not in the file")
        return own

    found.groups = [([bound(name, number) for name in names], number) for names, number in found.groups]
    found.same = [([bound(name, number) for name in names], number) for names, number in found.same]
    # Of relations there may be attributes and notes too; they are none of ours.
    found.attributes = [fact._replace(of=triggers.get(fact.of, fact.of)) for fact in found.attributes]
    found.notes = [fact._replace(of=triggers.get(fact.of, fact.of)) for fact in found.notes]
