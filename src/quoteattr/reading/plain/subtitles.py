"""Subtitles in a text: WebVTT and SubRip, read as the lines that are spoken.

The heads, numbers, times and tags are left out; what one voice says goes on from cue to cue, and ``<v Awa Diop>`` is
read as the label *Awa Diop :*. When each cue is spoken is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from quoteattr.reading.plain.edits import Edit

__all__ = ["Cue", "Subtitles", "subtitles"]

_TIME: Final = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING: Final = re.compile(rf"[ \t\ufeff]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*\Z")
_LINES: Final = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_TAG: Final = re.compile(
    r"<v(?:\.[\w.-]+)?[ \t]+([^<>\n]{1,100})>|</?[a-z][^<>\n]{0,60}>|<[\d:.]+>|\{\\?[a-z][^{}\n]{0,40}\}", re.IGNORECASE
)
_TURN: Final = re.compile(r"[-—–][ ]?\S|[\[(]|>>|[^\W\d_][^:\n]{0,60}? ?:(?:[ \u00a0\u202f]|\Z)")
_LABEL: Final = re.compile(r"([^\W\d_][\w.'’ -]{0,40}?)[ \u00a0\u202f]?:[ \u00a0\u202f]+(?=\S)")
_HEAD: Final = re.compile(r"\ufeff?WEBVTT\b")

Cue = tuple[int, int, float, float]
"""A cue: where its words begin and end in the text, and when, in seconds."""


class Subtitles:
    """What is spoken in subtitles.

    Attributes:
        edits: What stretches of the text are read as.
        gaps: The stretches between lines of one voice that are not spoken, in order.
        cues: When what is spoken.
    """

    __slots__ = ("_ends", "_gap_ends", "cues", "edits", "gaps")

    def __init__(self, edits: list[Edit], gaps: list[tuple[int, int]], cues: list[Cue]) -> None:
        self.edits: list[Edit] = edits
        self.gaps: list[tuple[int, int]] = gaps
        self.cues: list[Cue] = cues
        self._gap_ends: list[int] = [end for _, end in gaps]
        self._ends: list[int] = [cue[1] for cue in cues]

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The range ``start..end`` without the gaps in it."""
        out: list[tuple[int, int]] = []
        k = bisect_right(self._gap_ends, start)
        while k < len(self.gaps) and self.gaps[k][0] < end:
            if start < self.gaps[k][0]:
                out.append((start, self.gaps[k][0]))
            start = max(start, self.gaps[k][1])
            k += 1
        if start < end:
            out.append((start, end))
        return out

    def time(self, start: int, end: int) -> tuple[float, float] | None:
        """When what stands in ``start..end`` is spoken: from the beginning of its first cue to the end of its last."""
        first = bisect_right(self._ends, start)
        last = bisect_right(self._ends, end - 1)
        if first >= len(self.cues) or self.cues[first][0] >= end:
            return None
        last = min(last, len(self.cues) - 1)
        if self.cues[last][0] >= end:
            last -= 1
        return self.cues[first][2], max(self.cues[last][3], self.cues[first][2])


def subtitles(text: str) -> Subtitles | None:
    """What is spoken in `text`, if it is subtitles."""
    if "-->" not in text:
        return None
    lines = [(m.start(1), m.end(1)) for m in _LINES.finditer(text) if m.end() > m.start() or m.start() < len(text)]
    timings = {k: m for k, (start, end) in enumerate(lines) if (m := _TIMING.match(text[start:end])) is not None}
    if not timings or _HEAD.match(text) is None and min(timings) > 1:
        return None
    return _Reader(text, lines, timings).read()


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    return round(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(parts.ljust(3, "0")) / 1000, 3)


class _Reader:
    """One walk over the lines of subtitles."""

    def __init__(self, text: str, lines: list[tuple[int, int]], timings: dict[int, re.Match[str]]) -> None:
        self.text = text
        self.lines = lines
        self.timings = timings
        self.edits: list[Edit] = []
        self.gaps: list[tuple[int, int]] = []
        self.cues: list[Cue] = []
        self.voice = ""
        self.at = 0
        """One past the last line that is read."""
        self.spoken = 0
        """One past its last word, before the tags that end it."""

    def read(self) -> Subtitles:
        """Walk."""
        text, lines = self.text, self.lines
        state = "between"
        for k, (start, end) in enumerate(lines):
            words = text[start:end].strip("\ufeff \t")
            timing = self.timings.get(k)
            if timing is not None:
                parts = timing.groups()
                state = "cue"
                begun, ended = _seconds(*parts[:4]), _seconds(*parts[4:])
                self.cues.append((end, end, begun, max(begun, ended)))
            elif not words:
                state = "between"
            elif state == "between":
                state = "note" if words.startswith("NOTE") else "out"
                if state == "note" and len(words) > 4:
                    self._take(start + text[start:end].index("NOTE") + 4, end, own=True)
            elif state == "note":
                self._take(start, end, own=True)
            elif state == "cue":
                self._take(start, end, own=False)
                first, _, begun, ended = self.cues[-1]
                self.cues[-1] = (first, end, begun, ended)
        if self.at < len(text):
            self.edits.append((self.at, len(text), ""))
        cues = [cue for cue in self.cues if cue[0] < cue[1]]
        return Subtitles(sorted(self.edits), self.gaps, cues)

    def _take(self, start: int, end: int, *, own: bool) -> None:
        """Read a line of words: a paragraph of its own, or what goes on with the line before."""
        tags = list(_TAG.finditer(self.text, start, end))
        first = next((m for m in tags if m[1] is not None and not self.text[start : m.start()].strip()), None)
        changes = first is not None and first[1].strip() != self.voice
        words = _TAG.sub("", self.text[start:end]).lstrip()
        if first is None and not own and (label := _LABEL.match(self.text, start, end)) is not None:
            if label[1] == self.voice:  # the same voice, told again
                self._go_on(label.end(), end)
                return
            self.voice = label[1]
        begins = own or changes or not self.at or first is None and _TURN.match(words) is not None
        if self.at < start:
            self.edits.append((self.at, start, ("\n" if begins else " ") if self.at else ""))
        spoken, done = start, end
        for m in tags:
            self._tag(m, at_head=m is first)
            if not self.text[spoken : m.start()].strip():
                spoken = m.end()
        for m in reversed(tags):
            if not self.text[m.end() : done].strip():
                done = m.start()
        if self.at and not begins and self.spoken < spoken:
            self.gaps.append((self.spoken, spoken))
        self.at, self.spoken = end, max(done, spoken)
        if own:
            self.voice = ""

    def _go_on(self, spoken: int, end: int) -> None:
        """Read a line from `spoken` on as what goes on with the line before."""
        self.edits.append((self.at, spoken, " "))
        self.gaps.append((self.spoken, spoken))
        self.edits += [(*m.span(), "") for m in _TAG.finditer(self.text, spoken, end)]
        self.at = self.spoken = end

    def _tag(self, m: re.Match[str], *, at_head: bool) -> None:
        """A tag: a label where the voice changes, nothing elsewhere."""
        voice = m[1]
        if voice is None or voice.strip() == self.voice:
            self.edits.append((*m.span(), ""))
            return
        self.voice = voice.strip()
        label = f"{self.voice} : "
        self.edits.append((*m.span(), label if at_head else "\n" + label))
