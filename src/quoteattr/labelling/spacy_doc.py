"""Reads a Doc that the caller's own pipeline has parsed.

Its labels, brought from its tokens to those of a document by code point offsets.

Beside :mod:`quoteattr.labelling.spacy_model` the only reader of spaCy. The two tokenizations differ (*a-t-il*,
*Dupré-Latour*, spaces that are tokens): each spaCy token belongs to the token of ours that shares most of it, and what
several of them say of one token is told apart here. A label that the pipeline has not made stays as it is without a
model; a document can do without any of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError, ModelError
from quoteattr.labelling.spacy_model import READ, reading
from quoteattr.labelling.tags import Tags
from quoteattr.reading import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

__all__ = ["missing_annotation", "read_tags"]

SOURCES = {"POS": "parts of speech", "MORPH": "tense, gender and number", "DEP": "syntax", "ENT_IOB": "named entities"}
"""The annotation that is read, by its name in spaCy, and what it tells."""
COMPONENTS = {"POS": "morphologizer", "MORPH": "morphologizer", "DEP": "parser", "ENT_IOB": "ner"}
"""The component that usually makes it."""


def missing_annotation(doc: Any) -> list[str]:
    """Return what `doc` lacks, in words that name the component which makes it.

    Empty for a full parse or a text without words.

    Raises:
        InputError: If `doc` is no ``spacy.tokens.Doc``.
        ModelError: If it has none of the annotation at all.
    """
    from spacy.tokens import Doc

    if not isinstance(doc, Doc):
        msg = f"doc: expected a spacy.tokens.Doc, got {type(doc).__name__}"
        raise InputError(msg)
    words = [token for token in doc if not token.text.isspace()]
    # a rule or two of an attribute ruler is no annotation: most words must have it
    told = {
        "POS": sum(token.pos != 0 for token in words),
        "MORPH": sum(token.has_morph() for token in words),
        "DEP": sum(token.has_dep() for token in words),
        "ENT_IOB": sum(token.ent_iob != 0 for token in words),
    }
    lacking = [name for name, count in told.items() if 2 * count < len(words)]
    if len(lacking) == len(told):
        msg = (
            "this Doc is not parsed: it has no parts of speech, syntax or named entities, of which spacy.blank makes "
            "none. Parse it first with a pipeline such as fr_core_news_md, in which the component 'quoteattr' comes "
            "last, or let the component parse: nlp.add_pipe('quoteattr', config={'model': 'fr_core_news_md'})"
        )
        raise ModelError(msg)
    return [f"no {SOURCES[name]} (component: {COMPONENTS[name]})" for name in lacking]


def read_tags(doc: Doc, document: Document) -> Tags:
    """Return the labels of `doc` for the tokens of `document`, which is read from ``doc.text``."""
    places = document.places()
    tags = Tags(len(places))
    words = [token for token in doc if not token.text.isspace()]
    owners = _owners(words, places)
    owned: list[list[SpacyToken]] = [[] for _ in places]
    for token in words:
        if token.i in owners:
            owned[owners[token.i]].append(token)
    starts = [token.idx for token in words]
    for i, ((start, _), theirs) in enumerate(zip(places, owned, strict=True)):
        if theirs:
            _label(tags, i, max(theirs, key=len))
            _hang(tags, i, theirs, owners)
        elif words:
            # part of a longer spaCy token
            whole = words[max(bisect_right(starts, start) - 1, 0)]
            if whole.idx <= start < whole.idx + len(whole):
                _label(tags, i, whole)
                tags.head[i], tags.dep[i] = owners[whole.i], "dep"
    tags.entities = _entities(doc, document, places)
    return tags


def _owners(words: list[SpacyToken], places: list[tuple[int, int]]) -> dict[int, int]:
    """Index of each spaCy token → index of the token that shares most characters with it, the first of equals."""
    out = {}
    ends = [end for _, end in places]
    for word in words:
        start, end = word.idx, word.idx + len(word)
        k = bisect_right(ends, start)
        most = 0
        while k < len(places) and places[k][0] < end:
            shared = min(end, places[k][1]) - max(start, places[k][0])
            if shared > most:
                most = shared
                out[word.i] = k
            k += 1
    return out


def _label(tags: Tags, i: int, token: SpacyToken) -> None:
    for name, value in zip(READ, reading(f"{token.morph}|POS={token.pos_ or 'X'}"), strict=True):
        getattr(tags, name)[i] = value


def _hang(tags: Tags, i: int, theirs: list[SpacyToken], owners: dict[int, int]) -> None:
    """Give token `i` the head and relation of the first of its spaCy tokens that hangs on another token of ours."""
    for token in theirs:
        head = token.head
        while head.text.isspace() and head.head.i != head.i:
            head = head.head
        above = owners.get(head.i, i)
        if above != i:
            tags.head[i], tags.dep[i] = above, token.dep_
            return
    tags.dep[i] = theirs[0].dep_


def _entities(doc: Doc, document: Document, places: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The entities as inclusive token ranges; one that runs over a line end stops there."""
    out = []
    starts = [start for start, _ in places]
    ends = [end for _, end in places]
    for entity in doc.ents:
        first = bisect_right(ends, entity.start_char)
        last = bisect_left(starts, entity.end_char) - 1
        if first <= last:
            _, end = document.paragraphs[document.paragraph(first)]
            out.append((first, min(last, end - 1), entity.label_))
    return out
