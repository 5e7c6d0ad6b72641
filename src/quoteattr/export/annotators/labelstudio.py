"""Label Studio: a list of tasks as JSON, with what was found as predictions, and what people made of them.

A project needs the labelling interface that `labelstudio_config` returns. Offsets are code points, as Label Studio
counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr as quoted

from quoteattr.errors import ResultError
from quoteattr.export.annotators.assembled import from_regions
from quoteattr.export.annotators.regions import LABELS, NEXT, QUOTATION, Region, Regions, Tie, to_regions
from quoteattr.export.annotators.tasks import Sink, identifier, known, telling, write_tasks
from quoteattr.export.table import Fields, FieldValue, checked
from quoteattr.result import Kind, Result

__all__ = ["labelstudio_config", "read_labelstudio", "write_labelstudio"]

_COLORS = {"Quotation": "#5b9bd5", "Cue": "#d9a300", "Mention": "#5aa02c", "Diagnostic": "#c0504d"}


def labelstudio_config() -> str:
    """Return the labelling interface, which a project takes under *Settings*, *Labeling Interface*, *Code*."""
    labels = "\n".join(f"    <Label value={quoted(name)} background={quoted(_COLORS[name])}/>" for name in LABELS)
    kinds = "\n".join(f"    <Choice value={quoted(kind.value)}/>" for kind in Kind)
    ties = "\n".join(f"    <Relation value={quoted(name)}/>" for name in ("Cue", "Mention", NEXT))
    only = f'perRegion="true" whenTagName="label" whenLabelValue={quoted(QUOTATION)}'
    return f"""<View>
  <Relations>
{ties}
  </Relations>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <Choices name="kind" toName="text" choice="single" {only}>
{kinds}
  </Choices>
  <TextArea name="speaker" toName="text" maxSubmissions="1" editable="true" {only}/>
</View>
"""


def write_labelstudio(
    results: Iterable[Result],
    sink: Sink,
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
) -> int:
    """Write a list of tasks, one a document, and return how many there were; nothing is held in memory.

    Args:
        results: Any iterable.
        sink: A path (whose file then appears whole, or stays as it was if anything goes wrong) or an open text file.
        ids: An identifier for each result, in the same order.
        fields: What else is known of each text, a mapping for each result, in the same order.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`.
        ResultError: If the parts of a result do not agree with each other.
    """
    return write_tasks((results, ids, fields), sink, _task, ("[\n", ",", "]\n"))


def _task(result: Result, name: str | None, fields: Fields) -> dict[str, Any]:
    taken = to_regions(result)
    rows = [row for region in taken.regions for row in _rows(region, result.text)]
    rows += [
        {"type": "relation", "from_id": t.source, "to_id": t.target, "direction": "right", "labels": [t.label]}
        for t in taken.ties
    ]
    own: dict[str, Any] = {"id": name, "fields": dict(fields), **taken.data}
    return {
        "predictions": [{"model_version": "quoteattr", "result": rows}],  # first: by it a file is known
        "data": {"text": result.text, "quoteattr": own},
    }


def _rows(region: Region, text: str) -> Iterator[dict[str, Any]]:
    place = {"start": region.start, "end": region.end, "text": text[region.start : region.end]}
    same: dict[str, Any] = {"id": region.id, "to_name": "text"}
    yield {**same, "from_name": "label", "type": "labels", "value": {**place, "labels": [region.label]}}
    if "kind" in region.values:
        yield {**same, "from_name": "kind", "type": "choices", "value": {**place, "choices": [region.values["kind"]]}}
    if region.values.get("speaker"):
        where = {"start": region.start, "end": region.end}
        said = {**where, "text": [region.values["speaker"]]}
        yield {**same, "from_name": "speaker", "type": "textarea", "value": said}


def read_labelstudio(
    source: str | os.PathLike[str],
) -> Iterator[tuple[str | None, Result, dict[str, FieldValue]]]:
    """Yield ``(id, result, fields)`` for each task of an export, or of a file that was never imported.

    Of a task, the last annotation that was not cancelled counts; without one, the last prediction.

    Raises:
        ResultError: If it is no such list, or an annotation is not within its text; the message names the task.
        OSError: If the file cannot be opened.
    """
    path = Path(source)
    try:
        tasks = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = f"{path}: not JSON: {error}"
        raise ResultError(msg) from error
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        where = f"{path}: task {number}"
        with telling(where, "Label Studio"):
            document = _document(task)
        yield document


def _document(task: Mapping[str, Any]) -> tuple[str | None, Result, dict[str, FieldValue]]:
    data = task["data"]
    text, own = data["text"], data.get("quoteattr", {})
    made = [a for a in task.get("annotations") or () if not a.get("was_cancelled")] or task.get("predictions") or ()
    rows = made[-1]["result"] if made else []
    regions: dict[str, dict[str, Any]] = {}
    ties = []
    for row in rows:
        if row["type"] == "relation":
            ties += [Tie(label, row["from_id"], row["to_id"]) for label in row.get("labels") or [""]]
            continue
        value = row["value"]
        region = regions.setdefault(row["id"], {"values": {}})
        if row["type"] == "labels":
            region |= {"label": value["labels"][0], "start": value["start"], "end": value["end"]}
            _compare(text, value)
        elif row["type"] == "choices":
            region["values"]["kind"] = value["choices"][0]
        elif row["type"] == "textarea":
            region["values"]["speaker"] = " ".join(value["text"]).strip()
    made_regions = tuple(
        Region(name, r["label"], r["start"], r["end"], _values(r["values"], name in own.get("regions", {})))
        for name, r in regions.items()
        if r.get("label") in LABELS
    )
    result = from_regions(text, Regions(made_regions, tuple(ties), known(own)))
    fields = own.get("fields") or {k: v for k, v in data.items() if k not in {"text", "id", "quoteattr"}}
    return identifier(own, data), result, checked(fields)


def _values(values: dict[str, str], known: bool) -> dict[str, str]:  # noqa: FBT001 - told beside the values
    """A stretch of ours whose speaker is gone was emptied; one that somebody drew may never have had any."""
    return {"speaker": "", **values} if known else values


def _compare(text: str, value: Mapping[str, Any]) -> None:
    stands, said = text[value["start"] : value["end"]], value.get("text")
    if isinstance(said, str) and said.split() != stands.split():
        msg = f"the text at {value['start']}..{value['end']} is {stands!r}, not {said!r}"
        raise ResultError(msg)
