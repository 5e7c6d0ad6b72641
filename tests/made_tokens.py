"""Tokens of made-up sentences for tests of single functions: labels of word lists and endings, and what a test changes.

A token is named by its form (``"maire"``), its second one by ``"maire#2"``; a range by its words (``"la maire"``), or
by square brackets in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from quoteattr.grammar import Tokens
from quoteattr.labelling import Surface, Tags, Vocabulary
from quoteattr.lexicon import french
from quoteattr.reading import Document, read, tokenize

__all__ = ["at", "bracketed", "range_of", "tokens_of", "words"]

Names = Mapping[str, str]


@lru_cache(maxsize=1)
def _ready() -> tuple[Surface, Vocabulary]:
    return Surface(french()), Vocabulary(french())


def tokens_of(
    text: str,
    *,
    arcs: Mapping[str, tuple[str, str]] | None = None,
    entities: Sequence[tuple[str, str]] | None = None,
    **labels: Names,
) -> Tokens:
    """Tokens of a text, labelled without a model.

    Args:
        text: The text.
        arcs: What a model says of the tokens named: head and relation, ``{"a": ("dit", "aux:tense")}``.
        entities: All named entities, with their labels: ``[("Omar Sall", "PER")]``.
        labels: Other labels of the tokens named, by field: ``pos={"juge": "NOUN"}``, ``verb_form``, ``number``,
            ``gender``, ``tense``, ``person``.
    """
    surface, vocabulary = _ready()
    document = read(text)
    tags = surface.tags(document)
    for field, named in labels.items():
        values = list(getattr(tags, field))
        for name, label in named.items():
            values[_index(document, name)] = label
        setattr(tags, field, values)
    _draw(document, tags, arcs or {})
    if entities is not None:
        tags.entities = [(*_range(document, name), label) for name, label in entities]
    return Tokens(document, tags, vocabulary)


def bracketed(text: str, **labels: Any) -> tuple[Tokens, tuple[int, int]]:
    """Tokens of a text without its square brackets, and the range of those within: *[La maire] a dit*."""
    tokens = tokens_of(text.replace("[", "").replace("]", ""), **labels)
    start, end = text.index("["), text.index("]") - 1
    starts = tokens.document.starts
    return tokens, (bisect_left(starts, start), bisect_left(starts, end) - 1)


def _draw(document: Document, tags: Tags, arcs: Mapping[str, tuple[str, str]]) -> None:
    tags.parsed = bool(arcs)
    for name, (head, relation) in arcs.items():
        i = _index(document, name)
        tags.head[i], tags.dep[i] = _index(document, head), relation


def at(tokens: Tokens, name: str) -> int:
    """The index of the token of that form."""
    return _index(tokens.document, name)


def range_of(tokens: Tokens, name: str) -> tuple[int, int]:
    """The first and the last token of these words."""
    return _range(tokens.document, name)


def words(tokens: Tokens, of: Any) -> str | None:
    """The text of a range, of what has a `first` and a `last`, or of one token; ``None`` of nothing."""
    if of is None:
        return None
    first, last = (of, of) if isinstance(of, int) else of if isinstance(of, tuple) else (of.first, of.last)
    return tokens.document.text[tokens.document.starts[first] : tokens.document.starts[last] + _size(tokens, last)]


def _size(tokens: Tokens, i: int) -> int:
    return len(tokens.word[i].text)


def _index(document: Document, name: str) -> int:
    first, last = _range(document, name)
    if first != last:
        msg = f"{name!r} is more than one token"
        raise ValueError(msg)
    return first


def _range(document: Document, name: str) -> tuple[int, int]:
    name, _, number = name.partition("#")
    wanted = [name[start:end] for start, end in tokenize(name)]
    forms = [word.text for word in document.word]
    places = [i for i in range(len(forms)) if forms[i : i + len(wanted)] == wanted]
    i = places[int(number or 1) - 1]
    return i, i + len(wanted) - 1
