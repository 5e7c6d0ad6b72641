"""A long text read in windows, so that memory does not grow with it: first who is in it, then who says what.

What only the whole text tells is gathered first, window by window: who is named and what tells of them, which names
are of bodies, what acronyms stand for, whether it is a tale, which words stand between marks again and again. Then each
window is read with a little of what stands around it, and everybody goes on from one to the next.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from quoteattr.assembly import Part, joined, parts_of
from quoteattr.config import Config
from quoteattr.dialogue import of_a_tale, told_pasts
from quoteattr.grammar import Tokens
from quoteattr.labelling import KeptTags, Tags, Vocabulary
from quoteattr.measured import Link, Trace
from quoteattr.quotations import Elsewhere, key_of
from quoteattr.reading import Document, Oddity, Outline, Window, read
from quoteattr.result import Result
from quoteattr.speakers import (
    Cast,
    Census,
    Conversations,
    KnownPeople,
    Left,
    Linked,
    Offices,
    Registry,
    Sureness,
    Turn,
    alike,
    words_of,
)
from quoteattr.stages import Quoted, quotations_of, repeated, speakers_of, sure_enough

__all__ = ["LongReader"]


class LongReader:
    """Reads long texts in windows.

    Args:
        label: Labels a document; to be told surnames that its text has elsewhere.
        vocabulary: What forms tell with the lexicon.
        trace: What is switched off.
        known: Whom the user knows.
        offices: What people widely known are or were.
        config: How to extract.
        parses: Whether the labels are a model's, which are kept; others are made anew for each reading.
    """

    def __init__(
        self,
        label: Callable[[Document, Iterable[str]], Tags],
        vocabulary: Vocabulary,
        trace: Trace,
        known: KnownPeople,
        offices: Offices | None,
        config: Config,
        *,
        parses: bool,
    ) -> None:
        self.label = label
        self.vocabulary = vocabulary
        self.trace = trace
        self.known = known
        self.offices = offices
        self.config = config
        self.parses = parses
        empty = read("")
        self.nothing: Tokens = Tokens(empty, label(empty, ()), vocabulary, trace)
        """An empty document, for whoever is between two windows."""

    def read(self, outline: Outline, windows: Sequence[Window], meta: dict[str, str]) -> Result:
        """Return the result of a text that is to be read in these windows."""
        outline.forget()
        survey = _Survey(self, outline, windows)
        text = _Text(self, outline, survey)
        for k, window in enumerate(windows):
            text.read(window, survey.starts[k], windows[k + 1] if k + 1 < len(windows) else None)
        return text.result(meta)


class _Survey:
    """What only the whole text tells.

    Attributes:
        starts: The index in the text of the first token of each window.
        census: Who is named.
        bodies: Names alone that are of bodies.
        tale: Whether it is a tale.
        elsewhere: What stands between marks again and again.
        oddities: What is odd about its marks.
    """

    def __init__(self, reader: LongReader, outline: Outline, windows: Sequence[Window]) -> None:
        self._reader = reader
        self._kept = KeptTags()
        self._surnames: set[str] = set()
        self._marked: Counter[int] = Counter()
        self._told: set[str] = set()
        self._not_told: set[str] = set()
        self._pasts = self._finite = self._size = 0
        self.oddities: list[Oddity] = []
        self.census: Census = Census(reader.known, reader.offices)
        if not reader.parses:
            for window in windows:
                self._find_surnames(outline.part(window.begin, window.stop))
        sizes = [self._count(outline.part(window.begin, window.stop)) for window in windows]
        self.starts: list[int] = list(accumulate(sizes, initial=0))[:-1]
        self.bodies: frozenset[str] = frozenset(self._told - self._not_told)
        self.tale: bool = bool(outline.segments) and of_a_tale(self._pasts, self._finite)
        self.elsewhere: Elsewhere = Elsewhere({key: n for key, n in self._marked.items() if n > 1})
        self.census.close(reader.nothing, self.bodies)
        self._marked.clear()

    def _find_surnames(self, document: Document) -> None:
        """Note the surnames of those whom a window names in full: alone, they are theirs in all of the text."""
        found = self._reader.label(document, ()).entities
        self._surnames |= {document.word[last].low for first, last, label in found if label == "PER" and last > first}

    def _count(self, document: Document) -> int:
        """Count what a window tells; return how many tokens it has."""
        labels = self._reader.label(document, self._surnames)
        size = len(document.word)
        if self._reader.parses:
            self._kept.add(labels, size)
        tokens = Tokens(document, labels, self._reader.vocabulary, self._reader.trace)
        told, not_told = tokens.bodies_told()
        self._told |= told
        self._not_told |= not_told
        pasts, finite = told_pasts(tokens)
        self._pasts += pasts
        self._finite += finite
        self._marked.update(hash(key_of(tokens, block)) for block in document.blocks)
        self.census.count(tokens, self._size)
        self._size += size
        at = document.source.start
        self.oddities += [(code, at + start, at + end) for code, start, end in document.oddities]
        return size

    def labels(self, document: Document, start: int) -> Tags:
        """The labels of a window whose first token is the text's token `start`."""
        if self._reader.parses:
            return self._kept.of(start, len(document.word))
        return self._reader.label(document, self._surnames)

    def forget(self, start: int) -> None:
        """Let go of the labels before the text's token `start`."""
        self._kept.forget(start)


class _Text:
    """What has been read of a text: its quotations, and everybody in it as far as it has been read."""

    def __init__(self, reader: LongReader, outline: Outline, survey: _Survey) -> None:
        self._reader = reader
        self._outline = outline
        self._survey = survey
        self._left: Left | None = None
        self._last: Turn | None = None
        """The last turn of a conversation, if there is one."""
        self._narrative: bool = survey.tale
        self._sureness = Sureness()
        self._parts: list[Part] = []
        self._drafts: list[int] = []
        """Of each part, its place among all that was found, what is not wanted included."""
        self._linked: list[Linked] = []
        self._sure: list[float] = []
        self._alone: dict[int, array[int]] = {}
        """The words of what has no mention, and in the next of what has one, by place."""
        self._told: dict[int, array[int]] = {}

    def read(self, window: Window, start: int, following: Window | None) -> None:
        """Read a window whose own first token is the text's token `start`, and which the `following` comes behind."""
        reader, survey, spans = self._reader, self._survey, self._outline.spans
        document = self._outline.part(window.first, window.end)
        at = document.source.start
        own = document.token_at(spans[window.begin][0] - at)
        end = document.token_at(spans[window.stop][0] - at) if window.stop < window.end else len(document.word)
        labels = survey.labels(document, start - own)
        tokens = Tokens(document, labels, reader.vocabulary, reader.trace, survey.bodies)
        found = quotations_of(tokens, reader.config.conversation, tale=survey.tale, elsewhere=survey.elsewhere)
        quoted = found.within(own, end)
        if self._left is None:
            cast = Cast(quoted.tokens, reader.known, reader.offices, survey.census)
            registry = Registry(quoted.tokens, talk=quoted.talk, brief=not reader.parses, cast=cast)
        else:
            registry = self._left.go_on(quoted.tokens, quoted.talk)
        talk = Conversations(registry, tale=self._narrative, last=self._last)
        self._take(quoted, *speakers_of(quoted, registry, talk, self._sureness))
        self._narrative, self._last = talk.narrative, talk.last
        if following is not None:  # nothing of this window is held while the next is read
            ahead = document.token_at(spans[following.first][0] - at)
            self._left = registry.leave(start - own + ahead, reader.nothing)
            survey.forget(start - own + ahead)
            self._outline.leave(following.first)

    def _take(self, quoted: Quoted, linked: list[Linked], sure: list[float]) -> None:
        """Keep what was found in a window."""
        work = quoted.work(linked, sure, self._reader.config)
        before, parts = len(self._linked), len(self._parts)
        for k, (draft, mention, who) in enumerate(zip(quoted.drafts, quoted.found, linked, strict=True)):
            if mention is None and draft.turn < 0:
                self._alone[before + k] = words_of(quoted.tokens, draft)
            elif mention is not None and who.entity is not None:
                self._told[before + k] = words_of(quoted.tokens, draft)
        for part in parts_of(work):
            part.parent = None if part.parent is None else part.parent + parts
            self._parts.append(part)
        self._drafts += [before + k for k in work.kept]
        self._linked += linked
        self._sure += sure

    def result(self, meta: dict[str, str]) -> Result:
        """All that was found."""
        reader, linked, sure = self._reader, self._linked, self._sure
        if reader.trace.allows(Link.REPEATED):
            for k, other in alike(self._alone, self._told):
                linked[k], sure[k] = repeated(linked[other]), sure[other]
        least = reader.config.min_speaker_confidence
        for part, k in zip(self._parts, self._drafts, strict=True):
            part.linked, part.sure = sure_enough(linked[k], sure[k], least), sure[k]
        return joined(self._outline.source, self._survey.oddities, self._parts, meta)
