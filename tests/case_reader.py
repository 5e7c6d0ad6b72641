"""Reads the annotated sentences of ``cases/*.txt`` (notation: ``cases/README.md``) and compares them with a result.

As a script it prints what fails, for whoever works on the rules::

    python tests/case_reader.py                # every file
    python tests/case_reader.py incise_noun colon_verb:3
    python tests/case_reader.py --new          # only what is not in known_failures.toml
    python tests/case_reader.py --prune        # take off known_failures.toml what passes
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from quoteattr import Quotation, Result, Span

CASES = Path(__file__).parent / "cases"
KNOWN = CASES / "known_failures.toml"
KINDS = {"D": "direct", "I": "indirect", "M": "mixed", "X": None}
SPEAKER_KINDS = frozenset({"person", "organization", "group", "place", "document", "unknown"})
THRESHOLD = 0.7

Range = tuple[int, int]
_Parsed = tuple[str, dict[int, tuple[str | None, bool]], dict[tuple[str, int], tuple[Range, ...]], dict[int, set[str]]]


class CaseError(ValueError):
    """A case file breaks the notation; the message names file and line."""


@frozen
class Entity:
    """What an information line says of a speaker; ``"*"`` is for a field that is not checked, ``None`` for nobody."""

    name: str | None = "*"
    kind: str = "*"
    gender: str | None = "*"


@frozen
class Gold:
    """One annotated quotation of a case."""

    number: int
    kind: str | None
    optional: bool
    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    mention: tuple[Range, ...]
    entity: Entity
    lenient: frozenset[str] = frozenset()
    """``"C"`` or ``"S"``: its cue or mention may be missing in a result."""


@frozen
class Case:
    """One block of a case file."""

    file: str
    number: int
    line: int
    text: str = field(repr=False)
    gold: tuple[Gold, ...] = field(repr=False)
    comment: str = ""

    @property
    def id(self) -> str:
        return f"{self.file}:{self.number}"


_OPEN = re.compile(r"⟦([DIMX])(\d+)(\??):|\{([CS])(\d+(?:,\d+)*)(\??):")
_INFO = re.compile(r"(\d+(?:,\d+)*): (.+)")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_STAND_INS = {"~": "\u00a0", "_": "\u202f"}


def read_file(path: Path) -> list[Case]:
    """Return the cases of a file.

    Raises:
        CaseError: If the file breaks the notation.
    """
    blocks: list[tuple[int, list[str]]] = [(1, [])]
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line == "---":
            blocks.append((number + 1, []))
        else:
            blocks[-1][1].append(line)
    cases = []
    for start, lines in blocks:
        if any(line.strip() and not line.startswith("#") for line in lines):
            cases.append(_read_block(path.stem, len(cases) + 1, start, lines))
        elif start > 1:
            msg = f"{path.name}:{start}: an empty case"
            raise CaseError(msg)
    return cases


def read_all(directory: Path = CASES) -> list[Case]:
    """Return the cases of every file, in order of the files' names."""
    return [case for path in sorted(directory.glob("*.txt")) for case in read_file(path)]


def known_failures() -> dict[str, str]:
    """Return the cases that are known to fail, with the reason."""
    return tomllib.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.exists() else {}


def _read_block(file: str, number: int, start: int, lines: Sequence[str]) -> Case:
    def fail(message: str) -> CaseError:
        return CaseError(f"{file}.txt:{start} (case {number}): {message}")

    comments = [line.lstrip("# ") for line in lines if line.startswith("#")]
    body = [line for line in lines if not line.startswith("#")]
    while body and not body[-1].strip():
        body.pop()
    infos: dict[int, Entity] = {}
    while body and (match := _INFO.fullmatch(body[-1])):
        entity = _entity(match.group(2), fail)
        for n in map(int, match.group(1).split(",")):
            if n in infos:
                raise fail(f"two information lines for quotation {n}")
            infos[n] = entity
        body.pop()
    text, kinds, ranges, lenient = _parse("\n".join(body).strip("\n"), fail)
    if not text.strip():
        raise fail("no text")
    for n in {n for _, n in ranges} | set(infos):
        if n not in kinds:
            raise fail(f"quotation {n} has a cue, a speaker or an information line, but no content")
    gold = tuple(
        Gold(
            n,
            kind,
            optional,
            ranges["Q", n],
            ranges.get(("C", n), ()),
            ranges.get(("S", n), ()),
            infos.get(n, Entity()),
            frozenset(lenient.get(n, ())),
        )
        for n, (kind, optional) in sorted(kinds.items())
    )
    return Case(file, number, start, text, gold, " ".join(comments))


def _entity(line: str, fail: object) -> Entity:
    parts = [p.strip() for p in line.split(";")]
    if len(parts) > 3 or not all(parts):
        raise fail(f"an information line is 'name; kind; gender', got {line!r}")  # type: ignore[operator]
    name, kind, gender = (*parts, *["*"] * (3 - len(parts)))
    if kind != "*" and kind not in SPEAKER_KINDS:
        raise fail(f"kind: expected one of {', '.join(sorted(SPEAKER_KINDS))} or *, got {kind!r}")  # type: ignore[operator]
    if gender not in ("m", "f", "-", "*"):
        raise fail(f"gender: expected m, f, - or *, got {gender!r}")  # type: ignore[operator]
    return Entity(None if name == "-" else _plain(name), kind, None if gender == "-" else gender)


def _plain(raw: str) -> str:
    for stand_in, space in _STAND_INS.items():
        raw = raw.replace(stand_in, space)
    return _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), raw)


def _parse(raw: str, fail: object) -> _Parsed:
    """Strip the markers from `raw`.

    Return the text, the kind of each quotation, the ranges of each label and number, and what may be missing.
    """
    out: list[str] = []
    size = 0
    stack: list[tuple[str, str, list[int], int]] = []
    kinds: dict[int, tuple[str | None, bool]] = {}
    lenient: dict[int, set[str]] = {}
    ranges: dict[tuple[str, int], tuple[Range, ...]] = {}
    i = 0
    while i < len(raw):
        char = raw[i]
        if char in "⟦{":
            match = _OPEN.match(raw, i)
            if match is None:
                raise fail(f"malformed marker at {raw[i : i + 20]!r}")  # type: ignore[operator]
            if char == "⟦":
                n = int(match.group(2))
                kind = (KINDS[match.group(1)], bool(match.group(3)))
                if kinds.setdefault(n, kind) != kind:
                    raise fail(f"quotation {n} has two kinds")  # type: ignore[operator]
                stack.append(("⟧", "Q", [n], size))
            else:
                numbers = [int(n) for n in match.group(5).split(",")]
                stack.append(("}", match.group(4), numbers, size))
                for n in numbers if match.group(6) else ():
                    lenient.setdefault(n, set()).add(match.group(4))
            i = match.end()
        elif char in "⟧}":
            if not stack or stack[-1][0] != char:
                raise fail(f"{char} closes nothing at {raw[max(0, i - 20) : i + 1]!r}")  # type: ignore[operator]
            _, label, numbers, begin = stack.pop()
            if begin == size:
                raise fail("an empty marker")  # type: ignore[operator]
            for n in numbers:
                ranges[label, n] = (*ranges.get((label, n), ()), (begin, size))
            i += 1
        else:
            escape = _ESCAPE.match(raw, i)
            out.append(chr(int(escape.group(1), 16)) if escape else _STAND_INS.get(char, char))
            size += 1
            i = escape.end() if escape else i + 1
    if stack:
        raise fail(f"a marker of {stack[-1][1]}{stack[-1][2]} is never closed")  # type: ignore[operator]
    return "".join(out), kinds, ranges, lenient


# ---- comparison


def _words(text: str, ranges: Sequence[Range]) -> frozenset[int]:
    """The words of `text` (as start offsets) that the ranges touch."""
    return frozenset(
        m.start()
        for m in re.finditer(r"\w+", text)
        if any(m.start() < end and start < m.end() for start, end in ranges)
    )


def _ranges(spans: Sequence[Span | None]) -> list[Range]:
    return [(s.start, s.end) for s in spans if s is not None]


def _iou(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


_ARTICLE = re.compile(r"(?:l'|d'|(?:le|la|les|un|une|des|de|du|ce|cet|cette|ces|son|sa|ses|leur|leurs) )+")


def _normal(name: str) -> str:
    folded = re.sub(r"\s+", " ", name.casefold().replace("’", "'")).strip()
    return _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded


def _quote(text: str, ranges: Sequence[Range]) -> str:
    return " […] ".join(text[a:b] for a, b in ranges) if ranges else "nothing"


def problems(case: Case, result: Result) -> list[str]:
    """Return what differs between a case and the result for its text; an empty list if all is right."""
    text = case.text
    out: list[str] = []
    left = list(result.quotations)
    words = {q.id: _words(text, _ranges(q.content)) for q in left}
    for gold in sorted(case.gold, key=lambda g: g.optional):
        mine = _words(text, gold.content)
        # of several that fit (a promise, reported by an agency, has one content and two sources), the one with this cue
        cue = _words(text, gold.cue)
        ranked = sorted(
            left,
            key=lambda q: (_iou(mine, words[q.id]), _iou(cue, _words(text, _ranges([q.cue and q.cue.span])))),
            reverse=True,
        )
        best = ranked[0] if ranked else None
        same = [
            q
            for q in ranked
            if best is not None and _iou(mine, words[q.id]) >= max(THRESHOLD, _iou(mine, words[best.id]) - 0.15)
        ]
        if same:
            best = max(same, key=lambda q: _iou(cue, _words(text, _ranges([q.cue and q.cue.span]))))
        score = _iou(mine, words[best.id]) if best is not None else 0.0
        if gold.optional:
            left = [q for q in left if not (mine & words[q.id] and _iou(mine, words[q.id]) >= 0.3)]
            continue
        if best is None or score < THRESHOLD:
            near = f"; nearest is {best.text!r} ({score:.2f})" if best is not None and score else ""
            if near:
                left.remove(best)  # type: ignore[arg-type]
            out.append(f"{gold.number}: content not found: {_quote(text, gold.content)!r}{near}")
            continue
        left.remove(best)
        out.extend(f"{gold.number}: {p}" for p in _differences(text, gold, best))
    out.extend(
        f"unexpected: {q.kind.value} {q.text!r} by {q.speaker.name if q.speaker else None!r} (rule {q.rule})"
        for q in left
    )
    return out


def _differences(text: str, gold: Gold, found: Quotation) -> Iterator[str]:
    if gold.kind is not None and found.kind.value != gold.kind:
        yield f"kind: expected {gold.kind}, got {found.kind.value}"
    for label, name, want, span in (
        ("C", "cue", gold.cue, found.cue and found.cue.span),
        ("S", "mention", gold.mention, found.mention and found.mention.span),
    ):
        got = _ranges([span])
        if not got and label in gold.lenient:
            continue
        agree = bool(_words(text, want) & _words(text, got)) if want else not got
        if not agree:
            yield f"{name}: expected {_quote(text, want)!r}, got {_quote(text, got)!r}"
    entity, speaker = gold.entity, found.speaker
    if entity.name != "*":
        expected = None if entity.name is None else _normal(entity.name)
        got_name = None if speaker is None else _normal(speaker.name)
        if expected != got_name:
            yield f"speaker: expected {entity.name!r}, got {speaker.name if speaker else None!r}"
            return
    if speaker is None:
        if entity.name == "*" and (entity.kind != "*" or entity.gender not in ("*", None)):
            yield "speaker: expected one, got None"
        return
    if entity.kind not in ("*", speaker.kind.value):
        yield f"speaker kind: expected {entity.kind}, got {speaker.kind.value}"
    gender = None if speaker.gender is None else speaker.gender.value
    if entity.gender not in ("*", gender):
        yield f"gender: expected {entity.gender}, got {gender}"


def _prune(passing: set[str]) -> None:
    """Take the cases that pass off the list of known failures; comments and order stay."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines(keepends=True)
    KNOWN.write_text("".join(line for line in lines if line.split("=")[0].strip(' "') not in passing), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    from quoteattr import Extractor

    wanted = [a for a in arguments if not a.startswith("-")]
    cases = [c for c in read_all() if not wanted or c.file in wanted or c.id in wanted]
    known = known_failures()
    failed: list[str] = []
    passing: set[str] = set()
    for case, result in zip(cases, Extractor().pipe(c.text for c in cases), strict=True):
        found = problems(case, result)
        if not found:
            passing.add(case.id)
            continue
        failed.append(case.id)
        if "--new" not in arguments or case.id not in known:
            sys.stdout.write(
                "\n    ".join([f"{case.id}{' (known)' if case.id in known else ''}  {case.text}", *found]) + "\n"
            )
    stale = sorted(passing & set(known))
    sys.stdout.write(
        f"{len(cases)} cases, {len(failed)} fail, {len([f for f in failed if f not in known])} of them not known; known but passing: {', '.join(stale) or 'none'}\n"
    )
    if "--prune" in arguments and stale:
        _prune(passing)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
