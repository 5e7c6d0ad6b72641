"""UIMA CAS as JSON, which INCEpTION imports and exports: quotations, cues and mentions as layers of its own kind.

The layers are ``webanno.custom.Quotation`` (features ``kind``, ``speaker``), ``webanno.custom.Cue``,
``webanno.custom.Mention``, ``webanno.custom.Diagnostic``, and the relation ``webanno.custom.QuotationTie`` (feature
``label``). Offsets are turned from code points to UTF-16 and back by dkpro-cassis (the extra ``cas``).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quoteattr.errors import ResultError
from quoteattr.export.annotators.assembled import from_regions
from quoteattr.export.annotators.regions import LABELS, Region, Regions, Tie, to_regions
from quoteattr.extras import need
from quoteattr.result import Result

__all__ = ["from_cas", "read_cas", "to_cas"]

_LAYER = "webanno.custom."
_TIE = f"{_LAYER}QuotationTie"
_DATA = "quoteattr.Document"
_STRING = "uima.cas.String"
_FEATURES = ("region", "kind", "speaker")


def _types() -> Any:
    cassis = need("cassis", "cas")
    types = cassis.TypeSystem()
    for label in LABELS:
        layer = types.create_type(_LAYER + label, supertypeName="uima.tcas.Annotation")
        for feature in _FEATURES if label == LABELS[0] else _FEATURES[:1]:
            types.create_feature(layer, feature, _STRING)
    tie = types.create_type(_TIE, supertypeName="uima.tcas.Annotation")
    for end in ("Governor", "Dependent"):
        types.create_feature(tie, end, "uima.tcas.Annotation")
    types.create_feature(tie, "label", _STRING)
    types.create_feature(types.create_type(_DATA, supertypeName="uima.cas.AnnotationBase"), "data", _STRING)
    return types


def to_cas(result: Result, name: str = "") -> str:
    """Return `result` as UIMA CAS JSON.

    Args:
        result: What to write.
        name: What the document is called; it is kept beside the annotations.

    Raises:
        ExtraError: If dkpro-cassis is not installed.
        InputError: If `result` is no `Result`.
        ResultError: If its parts do not agree with each other.
    """
    taken = to_regions(result)
    types = _types()
    cas = need("cassis", "cas").Cas(types, sofa_string=result.text, document_language="fr")
    made = {
        region.id: types.get_type(_LAYER + region.label)(
            begin=region.start, end=region.end, region=region.id, **region.values
        )
        for region in taken.regions
    }
    cas.add_all(list(made.values()))
    for tie in taken.ties:  # INCEpTION wants a relation where its dependent is
        governor, dependent = made[tie.source], made[tie.target]
        place = {"begin": dependent.begin, "end": dependent.end}
        cas.add(types.get_type(_TIE)(Governor=governor, Dependent=dependent, label=tie.label, **place))
    data = json.dumps({"name": name, **taken.data}, ensure_ascii=True)
    cas.add(types.get_type(_DATA)(data=data))
    return str(cas.to_json())


def from_cas(cas: str) -> Result:
    """Rebuild a result from what :func:`to_cas` wrote, corrected in INCEpTION or not, or made there with these layers.

    Raises:
        ExtraError: If dkpro-cassis is not installed.
        ResultError: If it is no such document.
    """
    cassis = need("cassis", "cas")
    return _loaded(lambda: cassis.load_cas_from_json(cas))


def read_cas(path: Path) -> Result:
    """Read a file of UIMA CAS: JSON, or XMI (``.xmi``) with ``TypeSystem.xml`` beside it.

    Raises:
        ExtraError: If dkpro-cassis is not installed.
        ResultError: If it is no such document.
        OSError: If a file cannot be opened.
    """
    if path.suffix.lower() != ".xmi":
        return from_cas(path.read_bytes().decode("utf-8"))
    cassis = need("cassis", "cas")
    types, cas = path.with_name("TypeSystem.xml").read_bytes(), path.read_bytes()
    if b"<!DOCTYPE" in types + cas:  # nothing is expanded, fetched or opened
        msg = "not UIMA CAS that can be read: a document type declaration is refused"
        raise ResultError(msg)
    return _loaded(lambda: cassis.load_cas_from_xmi(cas.decode(), typesystem=cassis.load_typesystem(types.decode())))


def _loaded(load: Any) -> Result:
    try:
        return _result(load())
    except ResultError:
        raise
    except Exception as error:  # it raises whatever it meets in what is no CAS
        msg = f"not UIMA CAS that can be read: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


def _result(cas: Any) -> Result:
    there = {t.name for t in cas.typesystem.get_types()}
    found = [(label, a) for label in LABELS if _LAYER + label in there for a in cas.select(_LAYER + label)]
    names: dict[int, str] = {}
    regions = []
    for label, a in found:
        name = getattr(a, "region", None) or f"cas:{a.xmiID}"
        names[a.xmiID] = name
        shown = {key: getattr(a, key, None) for key in _FEATURES[1:]}
        values = {key: value or "" for key, value in shown.items() if value is not None}
        regions.append(Region(name, label, a.begin, a.end, values))
    ties = [
        Tie(t.label or "", names.get(t.Governor.xmiID, ""), names.get(t.Dependent.xmiID, ""))
        for t in (cas.select(_TIE) if _TIE in there else ())
    ]
    rows = cas.select(_DATA) if _DATA in there else []
    data = json.loads(rows[0].data) if rows else {}
    known = {key: data[key] for key in ("regions", "speakers", "meta") if key in data}
    return from_regions(cas.sofa_string or "", Regions(tuple(regions), tuple(ties), known))
