"""Conversations whose turns have labels: which convention a text follows, and the turns by it.

The whole text tells: a label that names somebody comes again, another takes turns with it, and what stands behind them
is sentences. *Prix : 12 €* and *Lorval : Diop, Sall* are not like that.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from quoteattr.dialogue.conventions import Convention, conventions
from quoteattr.dialogue.insertions import said_in
from quoteattr.dialogue.interviewers import interviewers, is_byline, who_ask
from quoteattr.dialogue.labels import Kind, Label, Labels
from quoteattr.dialogue.lines import Line, is_strong
from quoteattr.dialogue.talk import Conversation, Turn, Voice
from quoteattr.grammar import Tokens
from quoteattr.reading import Document

__all__ = ["Head", "head_at", "labelled", "tells"]

_FEWEST: Final = 4
"""Turns of a conversation, at least."""
_FAR: Final = 130
"""How far into a line its label may reach."""
_LONGEST_ALONE: Final = 90
_AGAIN: Final = 0.6
"""How many turns have a label that comes again, at least."""
_NAMED: Final = 0.7
"""How many turns have a label that names somebody, at least."""
_CHANGES: Final = 0.6
"""How many turns have another label than the turn before, at least."""
_SENTENCES: Final = 0.6
"""How much of what stands behind the labels is sentences, at least."""
_DONE: Final = re.compile(r"[.!?…][\s»”\")\]*]*\Z")
_SECTION: Final = re.compile(r"(?:acte|scène|tableau|prologue|épilogue|rideau|fin)\b", re.IGNORECASE)
_STANDS_FOR: Final = (Kind.INITIALS, Kind.MACHINE, Kind.ANSWERS, Kind.ASKS)
_LEGEND: Final = 30
"""Tokens of what tells whom a label stands for, at most."""
_HINTS: Final = {"colon": ":", "dash": "—-", "stop": ".", "strong": ".", "shout": "."}
_HEADS: Final = {"bracket": "[<", "letter": "QR", "stop": "MDP"}


class Head:
    """The head of a line that may begin a turn: the line, the label, and where what is said begins."""

    __slots__ = ("begins", "label", "line", "shouted")

    def __init__(self, line: int, label: Label, begins: int, *, shouted: bool) -> None:
        self.line: int = line
        self.label: Label = label
        self.begins: int = begins
        self.shouted: bool = shouted


def may_head(text: str, line: Line, convention: Convention) -> bool:
    """Whether a line may be like that at all, as far as a glance tells."""
    start, end, name = line.start, line.end, convention.name
    if convention.alone:
        return end - start <= _LONGEST_ALONE
    firsts = _HEADS.get(name)
    if firsts is not None and text[start] not in firsts:
        return False
    signs = _HINTS.get(name)
    return signs is None or any(text.find(c, start, min(end, start + _FAR)) >= 0 for c in signs)


def head_at(document: Document, line: Line, convention: Convention) -> tuple[int, int, int] | None:
    """Where the label of a line stands and where its words begin, if the line is like that."""
    text = document.folded
    m = convention.pattern.match(text, line.start, line.end) if may_head(text, line, convention) else None
    if m is None or convention.name == "strong" and not _is_emphasised(document, m.start("who"), m.end("who"), m.end()):
        return None
    return (*m.span("who"), m.end())


def _heads(tokens: Tokens, lines: list[Line], convention: Convention, labels: Labels, least: int) -> list[Head]:
    document = tokens.document
    if convention.name == "strong" and document.source.as_written:
        return []
    text = document.folded
    if sum([may_head(text, line, convention) for line in lines]) < least:
        return []
    found: list[tuple[int, int, int, int]] = []
    for k, line in enumerate(lines):
        place = head_at(document, line, convention)
        if place is not None:
            found.append((k, *place))
    out: list[Head] = []
    for k, start, end, begins in found:
        label = labels.read(start, end)
        if label is None or tells(tokens, label):
            continue
        named = [tokens.word[i] for i in range(label.name[0], label.name[1] + 1)]
        shouted = all(word.text.isupper() for word in named if word.is_word)
        if convention.alone and not shouted and _goes_on(tokens, label, lines[k]):
            continue
        out.append(Head(k, label, begins, shouted=shouted))
    return out


def _is_emphasised(document: Document, start: int, end: int, after: int) -> bool:
    """Whether a label, with or without its full stop, is in bold or italics."""
    return is_strong(document, start, end) or is_strong(document, start, after)


def tells(tokens: Tokens, label: Label) -> bool:
    """Whether a verb stands in what might be a label: *La maire a répondu : …*."""
    return any(
        tokens.is_finite(k)
        and not tokens.word[k].is_title
        and (not label.names_somebody or label.kind == Kind.ROLE or tokens.low[k] in tokens.forms or _helps(tokens, k))
        for k in range(label.first, label.name[1] + 1)
    )


def _goes_on(tokens: Tokens, label: Label, line: Line) -> bool:
    """Whether what follows a name on its line is a sentence: *Antonin, ne donnez rien.*."""
    end = tokens.document.token_at(line.end)
    return any(tokens.is_finite(k) and not tokens.traits[k - 1].prep for k in range(label.name[1] + 2, end))


def _helps(tokens: Tokens, k: int) -> bool:
    return tokens.low[k] in tokens.be or tokens.low[k] in tokens.have


def labelled(tokens: Tokens, lines: list[Line], labels: Labels, *, forced: bool) -> Conversation | None:
    """The conversation of a text whose turns have labels, or ``None`` where it is none.

    Args:
        tokens: The text.
        lines: Its lines.
        labels: Reads its labels.
        forced: Whether every label counts, however few there are.
    """
    best: list[Head] = []
    chosen: Convention | None = None
    for convention in conventions():
        heads = _heads(tokens, lines, convention, labels, 1 if forced else _FEWEST)
        _introduce(tokens, heads)
        heads = _kept(heads, convention)
        if len(heads) > len(best) and (forced or _is_conversation(tokens, lines, heads, convention)):
            best, chosen = heads, convention
    return None if chosen is None else _Turns(tokens, lines, best, chosen).conversation()


def _introduce(tokens: Tokens, heads: list[Head]) -> None:
    """Take labels for names that stand, as names do, in what introduces a conversation: *Personnages : Géronte*."""
    if all(head.label.names_somebody for head in heads):
        return
    again = Counter(head.label.key for head in heads)
    begins = next((head.label.first for head in heads if again[head.label.key] > 1), heads[0].label.first)
    opens = tokens.document.boundaries_set
    named = {tokens.low[i] for i in tokens.document.titles if i < begins and i not in opens}
    for head in heads:
        first, last = head.label.name
        if head.label.kind == Kind.OTHER and all(tokens.low[k] in named for k in range(first, last + 1)):
            head.label.kind = Kind.PERSON


def _kept(heads: list[Head], convention: Convention) -> list[Head]:
    """Those whose label names somebody, or comes again; of lines that are nothing but labels, only the last."""
    again = Counter(head.label.key for head in heads)
    named = convention.name == "stop"
    kept = [h for h in heads if named or h.label.names_somebody or again[h.label.key] > 1]
    if not convention.alone:
        return kept
    shouted = [h for h in kept if h.shouted]
    if len(shouted) * 2 > len(kept):
        kept = shouted
    kept = [h for h in kept if again[h.label.key] > 1 or h.label.kind == Kind.PERSON]
    out: list[Head] = []
    for head in kept:
        if out and out[-1].line + 1 == head.line:
            if again[out[-1].label.key] > again[head.label.key]:
                continue  # Omar Sall ⏎ Patience.
            out.pop()
        out.append(head)
    return out


def _is_conversation(tokens: Tokens, lines: list[Line], heads: list[Head], convention: Convention) -> bool:
    size = len(heads)
    if size < _FEWEST:
        return False
    turns = Counter(head.label.key for head in heads)
    named = {head.label.key for head in heads if head.label.names_somebody}
    again = sum(n for n in turns.values() if n > 1)
    titled = convention.name == "stop"
    if again < size * _AGAIN and not (titled and again >= 2 or named and size >= 2 * _FEWEST and again * 3 >= size):
        return False
    if sum(1 for n in turns.values() if n > 1) < 2 and not titled:
        return False
    by_name = sum(n for key, n in turns.items() if key in named)
    if not titled and by_name < size * _NAMED and not _asked(heads, turns, named):
        return False
    changes = sum(a.label.key != b.label.key for a, b in pairwise(heads))
    return changes >= (size - 1) * _CHANGES and _speaks(tokens, lines, heads) >= size * _SENTENCES


def _asked(heads: list[Head], turns: Counter[str], named: set[str]) -> bool:
    """Whether all labels that name nobody are a medium's, which takes turns with somebody."""
    media = {head.label.key for head in heads if head.label.kind == Kind.OUTLET}
    both = sum(n for key, n in turns.items() if key in named or key in media)
    return both >= len(heads) * _NAMED and 3 * sum(turns[key] for key in named) >= len(heads)


def _speaks(tokens: Tokens, lines: list[Line], heads: list[Head]) -> int:
    """How many turns hold sentences."""
    document = tokens.document
    out = 0
    for head in heads:
        line = lines[head.line]
        if head.begins >= line.end:
            line = lines[min(head.line + 1, len(lines) - 1)]
        start = max(head.begins, line.start)
        first, end = document.token_at(start), document.token_at(line.end)
        words = sum([tokens.word[k].is_word for k in range(first, min(end, first + 40))])
        done = _DONE.search(document.folded, max(start, line.end - 6), line.end) is not None
        verb = any(tokens.is_finite(k) for k in range(first, min(end, first + 40)))
        out += done and (verb or words < 12) or verb and words >= 4
    return out


class _Turns:
    """Makes the turns of a conversation from the heads of its lines."""

    def __init__(self, tokens: Tokens, lines: list[Line], heads: list[Head], convention: Convention) -> None:
        self.tokens = tokens
        self.lines = lines
        self.convention = convention
        self.text: str = tokens.document.folded
        self.insertions: frozenset[str] = tokens.lexicon.words["insertion"]
        self.legends: dict[str, tuple[int, int]] = {}
        again = Counter(head.label.key for head in heads)
        self.heads: list[Head] = [head for head in heads if not self._is_legend(head, once=again[head.label.key] == 1)]
        self.every: bool = convention.all_said and convention.name != "bracket"
        own = {head.line for head in self.heads}
        self.own: set[int] = own
        last = self.heads[-1].line if self.heads else 0
        begin = self.heads[0].line if self.heads else 0
        others = [k for k in range(begin, last) if k not in own and not lines[k].aside]
        asked = [k for k in others if lines[k].asks(self.text) and k + 1 in own]
        self.bare_questions: bool = len(asked) >= 2 and len(asked) * 2 >= len(others) and not convention.alone
        done = sum(_DONE.search(self.text, max(0, lines[k].end - 6), lines[k].end) is not None for k in sorted(own))
        self.punctuated: bool = not convention.alone and done * 10 >= len(own) * 8

    def _is_legend(self, head: Head, *, once: bool) -> bool:
        """Whether a line says whom a label stands for: *A. D. : Awa Diop*, *Témoin : Awa Diop, née en 1934*."""
        tokens, line = self.tokens, self.lines[head.line]
        first, end = tokens.document.token_at(head.begins), tokens.document.token_at(line.end)
        stands_for = head.label.kind in _STANDS_FOR or once and head.label.kind == Kind.ROLE
        if not stands_for or not 1 <= end - first <= _LEGEND:
            return False
        stop = next((k for k in range(first, end) if tokens.low[k] in (",", "(", ";", ".", "—")), end)
        names = all(tokens.word[k].is_title or tokens.low[k] in tokens.particle for k in range(first, stop))
        if not 1 < stop - first < 6 or not names or any(tokens.low[k] in ("!", "?", "…") for k in range(stop, end)):
            return False
        self.legends.setdefault(head.label.key, (first, stop - 1))
        return True

    def conversation(self) -> Conversation | None:
        """The conversation, unless nothing is said in it."""
        heads = self.heads
        spans = [self._lines_of(k) for k in range(len(heads))]
        names = interviewers(self.text)
        asking = [self._asks(head, span) for head, span in zip(heads, spans, strict=True)]
        labels = [head.label for head in heads]
        ask = who_ask(labels, asking, names, all_said=self.convention.all_said)
        voices: list[Voice] = []
        index: dict[str, int] = {}
        for label in labels:
            if label.key not in index:
                index[label.key] = len(voices)
                voices.append(Voice(label, asks=label.key in ask))
        turns: list[Turn] = []
        for head, span in zip(heads, spans, strict=True):
            content = self._content(head, span)
            if head.label.key not in ask and content:
                end = self.tokens.document.token_at(self.lines[span[-1]].end)
                turns.append(Turn(index[head.label.key], head.label, content, head.label.first, end))
        if not turns:
            return None
        return Conversation(turns, voices, heads[0].label.first, names, self.legends)

    def _lines_of(self, k: int) -> list[int]:
        """The lines of the `k`-th turn."""
        heads, lines = self.heads, self.lines
        first = heads[k].line
        limit = heads[k + 1].line if k + 1 < len(heads) else self._end()
        out = [first]
        for m in range(first + 1, limit):
            line = lines[m]
            if is_byline(self.text, line.start, line.end):
                break
            if self.bare_questions and line.asks(self.text) and m + 1 in self.own or self._tells_of(heads[k], line):
                break
            if not self._is_heading(line):
                out.append(m)
        return out

    def _tells_of(self, head: Head, line: Line) -> bool:
        """Whether a line tells of who has the turn, with a title: *Mme Diop se tait*; it is the narrator's."""
        tokens = self.tokens
        initials = head.label.kind == Kind.INITIALS and head.label.key not in self.legends
        surname = head.label.key[-1:] if initials else tokens.low[self.legends.get(head.label.key, head.label.name)[1]]
        first, end = tokens.document.token_at(line.start), tokens.document.token_at(line.end)
        titled = (
            tokens.low[i] for i in range(first + 1, end) if tokens.is_title_word(i - 1) and tokens.word[i].is_title
        )
        return any(low == surname or initials and low.startswith(surname) for low in titled)

    def _end(self) -> int:
        """One past the last line of the last turn: it goes on for no longer than others do."""
        heads = self.heads
        longest = max([b.line - a.line for a, b in pairwise(heads)], default=1)
        if self.bare_questions:
            longest = min(longest, 1)
        last = heads[-1]
        if last.begins >= self.lines[last.line].end:
            longest = max(longest, 2)
        return min(len(self.lines), last.line + longest)

    def _is_heading(self, line: Line) -> bool:
        """Whether a line is no part of a turn: a heading, a pull quote, a direction."""
        if line.aside or _SECTION.match(self.text, line.start, line.end) and line.end - line.start < 60:
            return True
        if self.convention.alone and line.strong:
            return True
        short = line.end - line.start < 120 and _DONE.search(self.text, max(line.start, line.end - 6), line.end) is None
        block = self.tokens.document.block_at.get(self.tokens.document.token_at(line.start))
        pulled = block is not None and block.segment.end >= line.end - 1 and line.end - line.start < 200
        return self.punctuated and (short and self.text[line.end - 1] not in ",;:" or pulled or line.strong)

    def _asks(self, head: Head, span: list[int]) -> bool:
        line = self.lines[span[-1]]
        stop = self.text.find("?", max(head.begins, line.start), line.end)
        return line.asks(self.text) or len(span) == 1 and stop >= 0 and (line.end - stop) * 2 < line.end - head.begins

    def _content(self, head: Head, span: list[int]) -> tuple[tuple[int, int], ...]:
        out: list[tuple[int, int]] = []
        for k in span:
            line = self.lines[k]
            start = head.begins if k == head.line else line.start
            out += said_in(self.text, start, line.end, self.insertions, every=self.every)
        return tuple(out)
