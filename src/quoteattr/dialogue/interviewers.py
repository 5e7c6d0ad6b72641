"""Who asks in an interview: whose turns are no quotations."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from quoteattr.dialogue.labels import Kind, Label, initials_of
from quoteattr.reading import deaccent

__all__ = ["interviewers", "is_byline", "who_ask"]

_BY: Final = re.compile(
    r"\b(?:recueillie?s?|réalisée?s?|menée?s?|conduite?s?|interrogée?s?|interviewée?s?|questionnée?s?|interview|entretien)"
    r"(?: [^\W\d_]+){0,3}? par[ :]+",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(r"[^\n.;:()!?»]{2,90}")
_BYLINE: Final = re.compile(
    r"[\W_]{0,6}(?:propos|interview|entretien|recueillis?|texte|retranscription|transcription|traduction|traduit)\b[^\n]{0,80}?"
    r"\b(?:par|recueillis?)\b",
    re.IGNORECASE,
)
_ASKING: Final = 0.6
_ANSWERING: Final = 0.35
"""How many turns of who asks end with a question mark, at least; of who answers, at the most."""


def is_byline(text: str, start: int, end: int) -> bool:
    """Whether a line tells who held the interview: *Propos recueillis par Léa Faure*."""
    return _BYLINE.match(text, start, end) is not None


def interviewers(text: str) -> list[list[str]]:
    """The names, as lower-case words, of those who the text says to have asked."""
    out: list[list[str]] = []
    for m in _BY.finditer(text):
        after = _NAMES.match(text, m.end())
        for name in re.split(r", | et | & ", after.group()) if after is not None else ():
            words: list[str] = []
            for word in name.split():
                if not word[0].isupper() and word not in ("de", "du", "le", "la", "ben", "el"):
                    break
                words.append(deaccent(word.lower()))
            if words:
                out.append(words)
    return out


def is_one_of(label: Label, names: list[list[str]]) -> bool:
    """Whether a label names one of those."""
    words = label.key.split()
    if label.kind == Kind.INITIALS:
        letters = label.key.replace(" ", "").replace(".", "").replace("-", "")
        return any(letters in initials_of(name) for name in names)
    return any(words[-1:] == name[-1:] or len(words) == 1 and words[0] in name for name in names)


def who_ask(labels: list[Label], asking: list[bool], names: list[list[str]], *, all_said: bool) -> set[str]:
    """The keys of the labels of those who ask.

    Args:
        labels: The label of each turn.
        asking: Whether each turn ends with a question.
        names: Who the text says to have asked.
        all_said: Whether the convention is one of minutes, plays and transcripts, in which all turns are said.
    """
    turns = Counter(label.key for label in labels)
    asked = Counter(label.key for label, asks in zip(labels, asking, strict=True) if asks)
    kinds = {label.key: label for label in labels}
    share = {key: asked[key] / count for key, count in turns.items()}
    out: set[str] = set()
    for key, label in kinds.items():
        medium = label.kind == Kind.OUTLET and share[key] >= _ANSWERING
        named = not all_said and share[key] > _ANSWERING and is_one_of(label, names)
        if label.kind == Kind.ASKS or medium or named:
            out.add(key)
    main = [key for key, count in turns.items() if count > 1 or len(turns) == 2]
    if not all_said and not out and len(main) == 2:
        out = {key for key in main if share[key] >= _ASKING and all(share[k] <= _ANSWERING for k in main if k != key)}
    # somebody must answer
    return set() if len(out) == len(turns) else out
