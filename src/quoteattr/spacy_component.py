"""The spaCy component ``quoteattr``: ``nlp.add_pipe("quoteattr")``.

spaCy imports this module whenever a pipeline is made (entry point ``spacy_factories``), so it is light: the grammar is
imported when the component is made. What the component finds is kept in ``doc.user_data`` as plain data, which survive
serialisation and worker processes; ``doc._.quoteattr`` rebuilds the `Result` from them.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import warn

from attrs import evolve, fields
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from quoteattr.config import Config, people_from
from quoteattr.errors import ConfigError, InputError
from quoteattr.result import Quotation, Result, Span

if TYPE_CHECKING:
    from quoteattr.pipeline import Extractor

__all__ = ["QuoteAttribution", "make_component", "result_of"]

KEY = "quoteattr"
"""Where the result stands in ``doc.user_data``, and the name of the extension."""
GROUPS = ("quotations", "cues", "speakers")
_DEFAULTS: dict[str, Any] = {
    **{field.name: field.default for field in fields(Config)},
    "people": [],
    "without": [],
    "lexicon": {},
    "model": None,
}


def result_of(doc: Doc) -> Result | None:
    """Return the result that the component has left on `doc`, or ``None`` where it has not been.

    The same as ``doc._.quoteattr``.
    """
    plain = doc.user_data.get(KEY)
    return None if plain is None else Result.from_dict({**plain, "text": doc.text})


def _register() -> None:
    """Make ``doc._.quoteattr``, unless somebody has given the name another meaning.

    `QuoteAttribution` tells of that.
    """
    if not Doc.has_extension(KEY):
        Doc.set_extension(KEY, getter=result_of)


def _is_ours() -> bool:
    # a worker process may have registered the getter anew: compare by name
    getter = Doc.get_extension(KEY)[2] if Doc.has_extension(KEY) else None
    return getattr(getter, "__module__", "") == __name__


class QuoteAttribution:
    """Finds the quotations of a Doc and who spoke, from the annotation that the components before it have made.

    It sets the span groups ``quotations`` (a span for each content span, labelled with the kind), ``cues`` (labelled
    with their kind) and ``speakers`` (the mentions, labelled with what the speaker is). In all three, ``span_id`` is
    the quotation's ``id`` and ``kb_id`` the speaker's, ``""`` when unknown; both lead into the `Result` at
    ``doc._.quoteattr``. A span of a group holds every spaCy token that the quotation touches; the exact offsets are
    those of the result.

    Args:
        settings: The fields of `Config` as plain data, ``lexicon`` (what a lexicon file holds, as plain data), and
            ``model`` (a spaCy model that parses in the pipeline's stead, or ``None``).
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
        if not _is_ours():
            warn(
                f"doc._.{KEY} is somebody else's extension and was left alone: "
                "use quoteattr.spacy_component.result_of(doc)",
                stacklevel=3,
            )

    def _configure(self, settings: dict[str, Any]) -> None:
        self.settings: dict[str, Any] = {**_DEFAULTS, **settings}
        unknown = sorted(set(self.settings) - set(_DEFAULTS))
        if unknown:
            msg = f"unknown setting {unknown[0]!r}; the settings are {', '.join(_DEFAULTS)}"
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
            doc.spans[name] = SpanGroup(doc, name=name, spans=spans)

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

    values = {key: value for key, value in settings.items() if key not in ("lexicon", "model", "people")}
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
) -> QuoteAttribution:
    """Make the component for ``nlp.add_pipe("quoteattr", config={...})``."""
    settings = {key: value for key, value in locals().items() if key not in ("nlp", "name")}
    return QuoteAttribution(settings, name, nlp.meta)


_register()
