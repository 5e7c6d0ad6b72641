"""Signs that are no part of the sentences: note calls, Markdown, and marks made of several signs.

``« Oui » [1], dit **Omar Sall**²`` is read as *« Oui », dit Omar Sall*; ``<<``, ``''`` and ``‘ ’`` as the marks that
they stand for. A word is never changed.
"""

from __future__ import annotations

import re
from typing import Final

from quoteattr.reading.plain.edits import Edit

__all__ = ["signs"]

_URL: Final = (
    r"(?:https?://|www\.|mailto:|/|\#|\.)[^()\s]{1,500}(?:\([^()\s]{1,100}\)[^()\s]{0,100})?(?:\s+\"[^\"\n]{0,200}\")?"
)
_ANY_URL: Final = rf"(?:{_URL}|[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,4}}(?:/[^()\s]{{0,300}})?)"
_NUMBER: Final = r"\d{1,3}|\^[^\[\]\s]{1,20}|[nN](?:ote|b)?[ .\u00a0]{0,2}\d{1,3}|(?:réf|ref)\.?[^\[\]\n]{0,40}|\*{1,3}"
_SPACE: Final = r"[ \u00a0\u202f]"
_NOTE: Final = (
    rf"(?:(?<=[\w»”\"’›.,;!?…)\]*_'])|(?<=[^\W\d_]){_SPACE}|(?<=[»”\"›*_']){_SPACE})"
    rf"(?:\[(?:{_NUMBER})\]|(?<![\d(])\((?:\d{{1,2}}|\*{{1,3}})\)(?=[\s,.;:!?…»”\")\[(]|\Z))"
    rf"(?:{_SPACE}?\[(?:{_NUMBER})\])*"
    rf"|(?:(?<=[^\W\d_])|(?<=[»”\"’›.,;!?…)\]*_']))(?:{_SPACE}?[¹²³⁰⁴-⁹†‡]+)+(?![\w])"
    rf"|(?<=[»”])\d{{1,3}}(?=[\s,.;:!?…)]|\Z)"
)
_SIGN: Final = (
    r"(?P<url>(?:https?://|www\.)[^\s<>«»“”\"&*()\[\]]+)"
    r"|(?P<drop>\\(?=[*_\[\]()\#\"'`>~«»-])|^[ \t]{0,3}\#{1,6}[ \t]+(?=\S)"
    rf"|!\[[^\[\]]{{0,300}}\]\({_ANY_URL}\)|\[(?=[^\[\]]{{1,300}}\]\({_ANY_URL}\))|(?<=[^\[])\]\({_ANY_URL}\))"
    r"|(?P<quoted>^[ \t]{0,3}>(?:[ \t]?>)*[ \t]?)"
    rf"|(?P<note>{_NOTE})"
    r"|(?P<emphasis>\*{1,3}|_{1,3})"
    r"|(?P<wide><<|>>|,,|''|``|‘‘|’’)"
)
_PLAIN: Final = re.compile(_SIGN, re.MULTILINE)
_WITH_SINGLE: Final = re.compile(_SIGN + "|(?P<single>[‘’\u0091\u0092])", re.MULTILINE)
_RARE: Final = ("*", "_", "<<", ">", "''", "``", ",,", "‘", "’’", "\u0091", "[", "\\", "#", "†", "‡")
_HINT: Final = re.compile(r"\(\d{1,2}\)|[¹²³⁰⁴-⁹]|[»”]\d")
_UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[cdkmhCH]?m|da?m|[^\W\d_]|CO|NO|SO|mi|pi)\Z")
"""What a raised figure belongs to: *12 m²*, *CO²*."""
_ELISION: Final = re.compile(r"(?<!\w)(?:[cdjlmnstCDJLMNST]|[Qq]u)\Z")
_FAR: Final = 1000
"""No emphasis and no single mark reaches further than this many code points."""
_TOLD: Final = {"<<": "«", ">>": "»", "``": "“", "‘‘": "“", "’’": "”", ",,": "„"}
_GLUED: Final = frozenset("»”\"’›.,;!?…)]'")
"""What a note call may be glued to, beside a word."""


def signs(text: str) -> list[Edit]:
    """What the signs in `text` stand for."""
    if not any(c in text for c in _RARE) and _HINT.search(text) is None:
        return []
    single = "‘" in text or "\u0091" in text or "’’" in text
    scan = _Scan(text)
    for m in (_WITH_SINGLE if single else _PLAIN).finditer(text):
        scan.take(m.lastgroup or "", m.start(), m.end())
    return sorted(scan.edits)


class _Scan:
    """One walk over the signs of a text: what is open, and what was found to stand for something else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.emphasis: dict[str, tuple[int, int]] = {}
        self.single = -1
        self.doubled = False
        self.mail = self._is_mail()

    def _is_mail(self) -> bool:
        """Whether ``>>`` at the head of a line quotes another mail, and is no mark."""
        heads = len(re.findall(r"(?m)^[ \t]{0,3}>", self.text)) if ">" in self.text else 0
        return heads > 1 and "<<" not in self.text

    def take(self, kind: str, start: int, end: int) -> None:
        """Take the sign at ``start..end``."""
        if kind == "drop":
            self.edits.append((start, end, ""))
        elif kind == "note":
            if self.text[end - 1] not in "¹²³⁰⁴⁵⁶⁷⁸⁹" or not _UNIT.search(self.text, max(0, start - 4), start):
                self.edits.append((start, end, ""))
        elif kind == "quoted":
            self._quoted(start, end)
        elif kind == "emphasis":
            self._emphasis(start, end)
        elif kind == "wide":
            self._wide(start, end)
        elif kind == "single":
            self._single(start)

    def _around(self, start: int, end: int) -> tuple[str, str]:
        text = self.text
        return (text[start - 1] if start else "\n"), (text[end] if end < len(text) else "\n")

    def _quoted(self, start: int, end: int) -> None:
        """``> `` at the head of a line: of a mail, or of Markdown."""
        written = self.text[start:end].strip()
        if written == ">>" and not self.mail:
            place = self.text.index(">>", start)
            self.edits.append((place, place + 2, "»"))
        elif ">>" not in written or self.mail:
            self.edits.append((start, end, ""))

    def _emphasis(self, start: int, end: int) -> None:
        before, after = self._around(start, end)
        run = self.text[start:end]
        if before.isalnum() and after.isalnum() and (len(run) == 1 or "_" in run):
            return  # snake_case, étudiant*e*s
        strong = len(run) > 1 and "*" in run
        opener = self.emphasis.get(run)
        if opener is not None and (strong or not before.isspace() and not after.isalnum()):
            del self.emphasis[run]
            if start - opener[0] <= _FAR and not _blank_between(self.text, opener[1], start) and start > opener[1]:
                self.edits += ((*opener, ""), (start, end, ""))
                return
        if not after.isspace() and not before.isalnum() and after not in ".,;:!?)":
            self.emphasis[run] = (start, end)
        elif "*" in run and not after.isalnum() and (before.isalpha() or before in _GLUED):
            self.edits.append((start, end, ""))

    def _wide(self, start: int, end: int) -> None:
        before, after = self._around(start, end)
        mark = self.text[start:end]
        new = _TOLD.get(mark, "")
        if mark in ("<<", ">>") and (before == mark[0] or after == mark[0]):
            return
        if mark == ",," and before.isalnum():
            return
        if mark in ("''", "’’") and before.isalnum() and after.isalnum() and not (self.doubled and after.isupper()):
            return
        if not new:
            new = "“" if self._opens(before, after) else "”"
        self.doubled = new in "“„" if new in "“”„" else self.doubled
        self.edits.append((start, end, new))

    def _opens(self, before: str, after: str) -> bool:
        opening = before.isspace() or before in "([{'’-–—«“"
        closing = after.isspace() or after in ")]},.;:!?…»”-–—/"
        return not self.doubled if opening == closing else opening

    def _single(self, start: int) -> None:
        before, after = self._around(start, start + 1)
        sign = self.text[start]
        if sign in "‘\u0091" and not before.isalnum() and not after.isspace():
            self.single = start
        elif sign in "’\u0092" and self.single >= 0 and not after.isalnum() and not before.isspace():
            if after in '«“"‹(' and _ELISION.search(self.text, max(0, start - 3), start):
                return
            if start - self.single <= _FAR and not _blank_between(self.text, self.single, start):
                self.edits += ((self.single, self.single + 1, "‹"), (start, start + 1, "›"))
            self.single = -1


def _blank_between(text: str, start: int, end: int) -> bool:
    return text.find("\n\n", start, end) >= 0 or text.find("\r\n\r\n", start, end) >= 0
