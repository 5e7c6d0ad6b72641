"""Interviews in which questions stand out without a label: in bold, behind a dash, or as paragraphs of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from quoteattr.dialogue.conventions import conventions
from quoteattr.dialogue.insertions import said_in
from quoteattr.dialogue.interviewers import interviewers, is_byline
from quoteattr.dialogue.labelled import head_at, tells
from quoteattr.dialogue.labels import Kind, Label, Labels
from quoteattr.dialogue.lines import Line
from quoteattr.dialogue.talk import Conversation, Turn, Voice
from quoteattr.grammar import Tokens

__all__ = ["questions"]

_FEWEST: Final = 3
"""Questions of an interview, at least."""
_ASKING: Final = 0.6
"""How many of the lines that stand out ask, at least."""
_ALTERNATING: Final = 0.75
_BETWEEN: Final = 0.25
"""How many lines without a dash may stand between turns that all have one."""
_LONGEST: Final = 700
"""How long a question is, at the most."""
_HEARER: Final = re.compile(r"\b(?:vous|votre|vos|tu|te|t'|ton|ta|tes)\b", re.IGNORECASE)
_SPEAKER: Final = re.compile(r"\b(?:je|j'|m'|mon|ma|mes|moi|nous|notre|nos)(?:\b|(?<='))", re.IGNORECASE)
_MEETS: Final = re.compile(
    r"\bnos questions\b|\bnous (?:avons rencontré|a reçue?s?|reçoit|répond|a répondu|a accordé|en parle|raconte)\b"
    r"|\b(?:questions|rencontre) (?:à|au|avec) [^\W\d_]|\bnotre invitée?\b|\bl'invitée? ?(?::|(?:de|du|des)\b)",
    re.IGNORECASE,
)
"""What else tells of an interview in the head of a text."""
_INCISE: Final = re.compile(
    r"[,!?»] \w+-(?:t-)?(?:ils?|elles?|je)\b|[,!?»] (?:dit|demanda|répondit|fit|reprit|murmura|cria|lança|ajouta) "
)
_AT_LENGTH: Final = 60
"""Code points of an interviewer's questions, on average."""
_SURE: Final = 2
"""How many of the signs of an interview are enough."""
_DONE: Final = re.compile(r"[.!?…:;,][\s»”\")\]*]*\Z")
_TAIL: Final = 3
"""How many lines the last answer takes at the most, whatever others do."""


def questions(tokens: Tokens, lines: list[Line], labels: Labels, *, forced: bool) -> Conversation | None:
    """The interview of a text whose questions stand out, or ``None`` where it is none."""
    text = tokens.document.folded
    asking = [line.asks(text) for line in lines] if "?" in text else []
    if sum(asking) < _FEWEST:
        return _broadcast(tokens, lines, labels, asking)
    for choose in (_strong, _dashed, _bare):
        asked = choose(lines, asking)
        if len(asked) < _FEWEST:
            continue
        found = _Interview(tokens, lines, labels, asked, dashed=choose is _dashed)
        if found.marked:
            if choose is not _dashed and found.is_answered_in_marks():
                return found.conversation()
            continue
        if found.is_one(_SURE if choose is not _strong else 1, forced=forced and choose is not _bare):
            return found.conversation()
    return _broadcast(tokens, lines, labels, asking)


def _broadcast(tokens: Tokens, lines: list[Line], labels: Labels, asking: list[bool]) -> Conversation | None:
    """The interview behind dashes in which whoever asks seldom asks: *– On vous dit inquiète. – Je ne le suis pas.*.

    Its head tells that it is one, and every turn of who does not answer asks, greets or thanks somebody.
    """
    dashes = [k for k, line in enumerate(lines) if line.words >= 0]
    if not any(asking) or len(dashes) < 2 * _FEWEST or dashes[-1] - dashes[0] + 1 > len(dashes) * (1 + _BETWEEN):
        return None
    even, odd = dashes[::2], dashes[1::2]
    if any(asking[k] for k in odd) or not any(asking[k] for k in even):
        return None
    found = _Interview(tokens, lines, labels, even, dashed=True)
    if found.marked or not found.no_tale() or not found.says_so():
        return None
    addressed = sum(asking[k] or found.addresses(k) or found.names_guest(k) for k in even)
    return found.conversation() if addressed * 2 >= len(even) else None


def _strong(lines: list[Line], asking: list[bool]) -> list[int]:
    """The lines in bold, from the first on that asks, if most ask."""
    out = [k for k, line in enumerate(lines) if line.strong and line.end - line.start < _LONGEST]
    while out and not asking[out[0]]:
        del out[0]
    return out if sum([asking[k] for k in out]) >= len(out) * _ASKING else []


def _dashed(lines: list[Line], asking: list[bool]) -> list[int]:
    """The lines behind a dash, if nearly all ask; every other one, if only every other one asks."""
    dashes = [k for k, line in enumerate(lines) if line.words >= 0]
    ask = sum([asking[k] for k in dashes])
    if ask >= len(dashes) * 0.9:
        apart = sum(k + 1 not in dashes for k in dashes)
        return dashes if apart >= len(dashes) * 0.9 else []
    even, odd = dashes[::2], dashes[1::2]
    others = dashes[-1] - dashes[0] + 1 - len(dashes)
    fits = (
        len(odd) >= _FEWEST
        and sum([asking[k] for k in even]) >= len(even) * _ALTERNATING
        and sum([asking[k] for k in odd]) <= len(odd) * (1 - _ALTERNATING)
        and others <= len(dashes) * _BETWEEN
    )
    return even if fits else []


def _bare(lines: list[Line], asking: list[bool]) -> list[int]:
    """The lines that ask, each with an answer behind it; of a text with dialogue behind dashes, none."""
    if sum([line.words >= 0 for line in lines]) * 10 > len(lines):
        return []
    out = [
        k
        for k, line in enumerate(lines)
        if k and asking[k] and k + 1 < len(lines) and not asking[k + 1] and line.end - line.start < _LONGEST
    ]
    others = sum(asking) - len(out)
    return out if others <= len(out) else []


class _Interview:
    """Makes an interview of the lines that ask."""

    def __init__(self, tokens: Tokens, lines: list[Line], labels: Labels, asked: list[int], *, dashed: bool) -> None:
        self.tokens = tokens
        self.lines = lines
        self.text: str = tokens.document.folded
        self.dashed = dashed
        self.heads: dict[int, tuple[Label, int]] = {}
        self._read_labels(labels, set(asked), asked[0])
        first = next((k for k in sorted(self.heads) if k - 1 in asked), asked[0] + 1) - 1
        self.asked: list[int] = [k for k in asked if k >= first]
        self.begins: int = tokens.document.token_at(lines[self.asked[0]].start)
        low, named = tokens.low, tokens.name_at
        self.head_names: set[tuple[str, str]] = {
            (low[i], low[i + 1]) for i in range(self.begins - 1) if named[i] and named[i + 1]
        }
        """The first two words of the names in full of the head, one of which may be of the one that is asked."""
        self.pulled: set[int] = {k for k in range(self.asked[0], len(lines)) if self._is_pulled(lines[k])}
        answers = [k + 1 for k in self.asked if k + 1 < len(lines)]
        self.marked: bool = sum(k in self.pulled for k in answers if k not in self.heads) * 2 > len(answers)
        """Whether most answers stand between marks."""

    def _read_labels(self, labels: Labels, asked: set[int], first: int) -> None:
        """The labels that answers have."""
        spoken = [c for c in conventions() if not c.alone and c.name not in ("stop", "shout")]
        for k in range(first, len(self.lines)):
            if k in asked:
                continue
            places = (head_at(self.tokens.document, self.lines[k], convention) for convention in spoken)
            place = next((p for p in places if p is not None), None)
            label = labels.read(place[0], place[1]) if place is not None else None
            if place is None or label is None or tells(self.tokens, label):
                continue
            if label.kind in (Kind.PERSON, Kind.INITIALS, Kind.ANSWERS):
                self.heads[k] = (label, place[2])
        answers = [k + 1 for k in sorted(asked) if k + 1 < len(self.lines) and k + 1 not in asked]
        if len(self.heads) * 2 < len(answers):
            self._read_glued(labels, answers)

    def _read_glued(self, labels: Labels, answers: list[int]) -> None:
        """The name that most answers open with and nothing parts from them: *Awa Diop Nous avons gagné*."""
        document = self.tokens.document
        firsts = [document.token_at(self.lines[k].start) for k in answers]
        common = Counter(self.tokens.low[i] for i in firsts).most_common(1)
        if not common or common[0][1] < _FEWEST or common[0][1] * 2 < len(answers):
            return
        alike = [(k, i) for k, i in zip(answers, firsts, strict=True) if self.tokens.low[i] == common[0][0]]
        size = 0
        while (
            size < 5 and len({self.tokens.low[i + size] for _, i in alike}) == 1 and self._in_name(alike[0][1] + size)
        ):
            size += 1
        name = [self.tokens.low[alike[0][1] + k] for k in range(size)]
        for k in range(answers[0], len(self.lines)) if size else ():
            i = document.token_at(self.lines[k].start)
            end = document.end(i + size - 1) if self.tokens.low[i : i + size] == name else self.lines[k].end
            label = labels.read(self.lines[k].start, end) if end < self.lines[k].end else None
            if label is not None and label.kind == Kind.PERSON:
                self.heads[k] = (label, end + 1)

    def _in_name(self, i: int) -> bool:
        return self.tokens.word[i].is_title or self.tokens.low[i] in self.tokens.particle

    def is_one(self, sure: int, *, forced: bool) -> bool:
        """Whether the text is an interview, of which it has `sure` signs: its questions alone may be those of a tale.

        Its head or foot says so; answers have a label, or even each of them; questions address somebody; answers have
        a speaker's *je*.
        """
        if self.dashed and not self.no_tale():
            return False
        if forced:
            return True
        addresses = self._addressing()
        if self.asks_at_length() and addresses:
            return True
        lines = [line for k, line in enumerate(self.lines) if k > self.asked[0] and k not in self.asked]
        own = sum(_SPEAKER.search(self.text, line.start, line.end) is not None for line in lines)
        labels = any(k - 1 in self.asked for k in self.heads)
        signs = self.says_so() + addresses + (own * 2 >= len(lines) > 0) + labels + self._each_named()
        return signs >= sure and (sure < _SURE or labels or self.says_so() or bool(self.head_names))

    def addresses(self, k: int) -> bool:
        """Whether a line says *vous* or *tu*."""
        return _HEARER.search(self.text, self.lines[k].start, self.lines[k].end) is not None

    def _addressing(self) -> bool:
        """Whether a third of the questions address somebody."""
        return sum(map(self.addresses, self.asked)) * 3 >= len(self.asked)

    def names_guest(self, k: int) -> bool:
        """Whether a line has a name in full that stands in the head too: *Bonjour, Awa Diop*."""
        at, low, named = self.tokens.document.token_at, self.tokens.low, self.tokens.name_at
        first, end = at(self.lines[k].start), at(self.lines[k].end)
        return any((low[i], low[i + 1]) in self.head_names for i in range(first, end - 1) if named[i])

    def _each_named(self) -> bool:
        """Whether each answer has its label, behind which a sentence begins: *Awa Diop Le bac est vieux*."""
        answers = [k + 1 for k in self.asked if k + 1 < len(self.lines)]
        at = self.tokens.document.token_at
        return all(k in self.heads and self.tokens.word[at(self.heads[k][1])].is_title for k in answers)

    def says_so(self) -> bool:
        """Whether the head or foot of the text tells of an interview."""
        tokens, lines, begins = self.tokens, self.lines, self.begins
        words = tokens.lexicon.words["interview"]
        foot = tokens.document.token_at(lines[min(len(lines) - 1, max(len(lines) - 3, self.asked[-1] + 1))].start)
        if _MEETS.search(self.text, 0, lines[self.asked[0]].start) is not None:
            return True
        return any(low in words for low in [*tokens.low[:begins], *tokens.low[foot : tokens.size]])

    def is_answered_in_marks(self) -> bool:
        """Whether hardly anything stands behind the first question but questions and answers between marks.

        Comment va le groupe ? / « Bien. Les blessés reviennent. »
        """
        behind = range(self.asked[0], max(self.pulled))
        others = sum(k not in self.asked and not self._in_marks(k) for k in behind)
        return others <= len(self.pulled) * (1 - _ALTERNATING) and (self.says_so() or self._addressing())

    def _in_marks(self, k: int) -> bool:
        """Whether a line stands between marks, or is a paragraph of what they enclose."""
        return k in self.pulled or self.tokens.block_of[self.tokens.document.token_at(self.lines[k].start)] >= 0

    def asks_at_length(self) -> bool:
        """Whether dashes stand before questions alone, as long as an interviewer's."""
        dashes = sum(line.words >= 0 for line in self.lines)
        length = sum(self.lines[k].end - self.lines[k].start for k in self.asked)
        alone = self.dashed and dashes <= len(self.asked) * 1.1
        return alone and len(self.asked) > _FEWEST and length >= _AT_LENGTH * len(self.asked)

    def no_tale(self) -> bool:
        """Whether hardly an incise stands behind the dashes, and the text says that it is an interview or asks only."""
        dashes = [line for line in self.lines if line.words >= 0]
        told = sum(_INCISE.search(self.text, line.start, line.end) is not None for line in dashes)
        return told * 10 <= len(dashes)

    def conversation(self) -> Conversation | None:
        """The interview, unless nothing is answered."""
        names = interviewers(self.text)
        voices: list[Voice] = []
        index: dict[str, int] = {}
        turns: list[Turn] = []
        only = {label.key for label, _ in self.heads.values()}
        for run, label in (([k], None) for k in sorted(self.pulled)) if self.marked else self._answers():
            self._take(run, label, voices, index, turns, only)
        if not turns:
            return None
        return Conversation(turns, voices, self.begins, names, {})

    def _answers(self) -> Iterator[tuple[list[int], Label | None]]:
        """Yield the lines of each answer between two questions, and the label before them."""
        lead = sum(k - 1 in self.asked for k in self.heads) * 5 >= len(self.asked) * 3
        longest = max([b - a - 1 for a, b in pairwise(self.asked)], default=1)
        for place, (k, after) in enumerate(pairwise([*self.asked, len(self.lines)])):
            last = place + 1 == len(self.asked)
            label: Label | None = None
            run: list[int] = []
            for m in range(k + 1, min(after, k + 1 + (max(1, min(longest, _TAIL)) if last else after))):
                line = self.lines[m]
                if is_byline(self.text, line.start, line.end):
                    break
                if m in self.heads:
                    if lead and len(run) > 1 and run[-1] == m - 1:
                        del run[-1]  # a question that does not ask
                    yield run, label
                    run, label = [], self.heads[m][0]
                if not self._is_heading(line):
                    run.append(m)
            yield run, label

    def _take(
        self,
        run: list[int],
        label: Label | None,
        voices: list[Voice],
        index: dict[str, int],
        turns: list[Turn],
        only: set[str],
    ) -> None:
        """Take up the lines of an answer; one without a label is of the only voice that has any."""
        content: list[tuple[int, int]] = []
        for k in run:
            line = self.lines[k]
            start = (
                self.heads[k][1] if k in self.heads else line.words if self.dashed and line.words >= 0 else line.start
            )
            content += said_in(self.text, start, line.end, self.tokens.lexicon.words["insertion"], every=False)
        if not content:
            return
        key = label.key if label is not None else next(iter(only)) if len(only) == 1 else ""
        if key not in index:
            own = label or next((found for found, _ in self.heads.values() if found.key == key), None)
            index[key] = len(voices)
            voices.append(Voice(own))
        document = self.tokens.document
        first, end = document.token_at(self.lines[run[0]].start), document.token_at(self.lines[run[-1]].end)
        turns.append(Turn(index[key], label, tuple(content), first, end))

    def _is_heading(self, line: Line) -> bool:
        """Whether a line is a heading, a pull quote or a remark in brackets."""
        if line.aside or line.strong:
            return True
        if self._is_pulled(line):
            return True
        return line.end - line.start < 100 and _DONE.search(self.text, max(line.start, line.end - 6), line.end) is None

    def _is_pulled(self, line: Line) -> bool:
        """Whether all of a line stands between marks."""
        block = self.tokens.document.block_at.get(self.tokens.document.token_at(line.start))
        return block is not None and block.segment.end >= line.end - 1 and not block.is_turn
