"""Reads annotation and predictions from folders and files, and writes annotation."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from quoteattr.errors import EvaluationError, ResultError
from quoteattr.evaluation.entries import plain_document, read_quotations
from quoteattr.evaluation.model import GoldDocument, PredictedDocument
from quoteattr.evaluation.standoff import from_standoff
from quoteattr.export.files import replacing
from quoteattr.export.jsonl import REVIEWED, read_with_fields

__all__ = ["read_gold", "read_predictions", "write_gold"]

Location = str | os.PathLike[str]


def read_gold(source: Location, texts: Location | None = None) -> list[GoldDocument]:
    """Read annotated documents, in the order of their names (of a file, of its lines).

    Args:
        source: A folder of ``<id>.json`` (see the reference of the gold form) or of ``<id>.ann`` (brat), or a file of
            JSON Lines: corrected output of ``quoteattr extract``, or a document a line, ``{"id": …, "quotations":
            […]}``. What ``quoteattr review`` writes says of each document whether it is ``reviewed``; the others are
            no annotation, and left out.
        texts: The folder of ``<id>.txt``; when left out, they are beside the annotation.

    Raises:
        EvaluationError: If something is not in its form; the message names the file, the quotation (from 1) and the
            field.
        OSError: If a file or folder cannot be opened.
    """
    path = Path(source)
    if path.is_dir():
        return _folder(path, Path(texts) if texts is not None else path)
    folder = Path(texts) if texts is not None else path.parent
    with path.open("rb") as file:
        rows = _lines(file, str(path), lambda name: _text(folder / f"{name}.txt"), strict=True, finished=True)
        return [GoldDocument(row.id, row.text, row.quotations) for row in rows if row.text is not None]


def read_predictions(source: Location | Iterable[bytes], gold: Iterable[GoldDocument]) -> list[PredictedDocument]:
    """Read what a system says of annotated documents.

    Args:
        source: A file of JSON Lines, or its lines: the output of ``quoteattr extract``, or a document a line, ``{"id":
            …, "quotations": […]}``; or a folder in any form that :func:`read_gold` reads, its texts beside the
            annotation or those of the gold.
        gold: The annotated documents, whose texts tell what places there are.

    Raises:
        EvaluationError: If something is not in its form; the message names the file, the line or quotation, and the
            field.
        OSError: If a file or folder cannot be opened.
    """
    texts = {document.id: document.text for document in gold}
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        if path.is_dir():
            return [PredictedDocument(d.id, d.quotations, d.text) for d in _folder(path, path, texts)]
        with path.open("rb") as file:
            return list(_lines(file, str(path), texts.get, strict=False))
    return list(_lines(source, str(getattr(source, "name", "<lines>")), texts.get, strict=False))


def write_gold(documents: Iterable[GoldDocument], folder: Location) -> int:
    """Write ``<id>.txt`` and ``<id>.json`` for each document into a folder that exists, and return how many there were.

    To annotate by correcting: write what ``GoldDocument.from_result`` makes of results, and edit it.

    Raises:
        EvaluationError: If an id cannot be the name of a file.
        OSError: If a file cannot be written; each is whole or untouched.
    """
    count = 0
    for count, document in enumerate(documents, start=1):  # noqa: B007 - counted for the return value
        if document.id in {"", ".", ".."} or any(c in document.id for c in "/\\\0"):
            msg = "the id cannot be the name of a file"
            raise EvaluationError(msg, source=repr(document.id))
        with replacing(Path(folder) / f"{document.id}.txt") as sink:
            sink.write(document.text)
        with replacing(Path(folder) / f"{document.id}.json") as sink:
            json.dump(plain_document(document), sink, ensure_ascii=False, indent=1)
            sink.write("\n")
    return count


# ---- folders


def _folder(path: Path, texts: Path, known: dict[str, str] | None = None) -> list[GoldDocument]:
    files = {suffix: sorted(path.glob(f"*{suffix}")) for suffix in (".json", ".ann")}
    found = [suffix for suffix, names in files.items() if names]
    if len(found) != 1:
        msg = (
            f"holds {'both' if found else 'neither'} .json and .ann files; expected one or the other"
            if found
            else "holds no .json and no .ann file"
        )
        raise EvaluationError(msg, source=str(path))
    read = _read_json if found == [".json"] else _read_brat
    return [read(file, _text_of(file, texts, known)) for file in files[found[0]]]


def _text_of(file: Path, texts: Path, known: dict[str, str] | None) -> str:
    beside = texts / f"{file.stem}.txt"
    if known is not None and file.stem in known and not beside.is_file():
        return known[file.stem]
    if not beside.is_file():
        msg = f"there is no text {beside}"
        raise EvaluationError(msg, source=str(file))
    return _text(beside)


def _read_json(file: Path, text: str) -> GoldDocument:
    return GoldDocument(
        file.stem, text, read_quotations(_json(file.read_bytes(), str(file)), text, str(file), strict=True)
    )


def _read_brat(file: Path, text: str) -> GoldDocument:
    return from_standoff(file.stem, text, _decode(file.read_bytes(), str(file)), str(file))


# ---- lines


def _lines(
    lines: Iterable[bytes], name: str, text_of: Callable[[str], str | None], *, strict: bool, finished: bool = False
) -> Iterator[PredictedDocument]:
    """Either form, told by the first line that is not blank; `finished` asks for what is not under review."""
    rest = iter(lines)
    head: list[bytes] = []
    for line in rest:
        head.append(line)
        if line.strip():
            break
    whole = _Named(chain(head, rest), name)
    if not head or not head[-1].strip():
        return iter(())
    first = _json(head[-1].removeprefix(b"\xef\xbb\xbf"), f"{name}:{len(head)}")
    if isinstance(first, dict) and "schema" in first:
        return _results(whole, finished=finished)
    return _simple(whole, text_of, strict=strict)


class _Named:
    """Lines with the name of the file that they come from."""

    def __init__(self, lines: Iterable[bytes], name: str) -> None:
        self.lines = lines
        self.name = name

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.lines)


def _results(lines: _Named, *, finished: bool) -> Iterator[PredictedDocument]:
    number = left = 0
    try:
        for number, (name, result, fields) in enumerate(read_with_fields(lines), start=1):
            if name is None:
                msg = f"result {number} has no id"
                raise EvaluationError(msg, source=lines.name, field="id")
            if finished and fields.get(REVIEWED) is False:
                left += 1
                continue
            yield PredictedDocument.from_result(name, result)
    except ResultError as error:
        raise EvaluationError(str(error)) from error
    if left and left == number:
        msg = "none of its documents is reviewed to the end"
        raise EvaluationError(msg, source=lines.name)


def _simple(lines: _Named, text_of: Callable[[str], str | None], *, strict: bool) -> Iterator[PredictedDocument]:
    for number, line in enumerate(lines, start=1):
        where = f"{lines.name}:{number}"
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not data.strip():
            continue
        record = _json(data, where)
        name = record.get("id") if isinstance(record, dict) else None
        if not isinstance(name, str):
            msg = "expected an object with a string as id"
            raise EvaluationError(msg, source=where, field="id")
        text = text_of(name)
        if text is None:
            yield PredictedDocument(name)  # of no gold document: reported as such
        else:
            yield PredictedDocument(name, read_quotations(record, text, where, strict=strict), text)


def _json(data: bytes, source: str) -> Any:
    try:
        return json.loads(_decode(data, source))
    except (ValueError, RecursionError) as error:
        if isinstance(error, EvaluationError):
            raise
        msg = f"not JSON: {error}"
        raise EvaluationError(msg, source) from error


def _text(path: Path) -> str:
    """The text of a file with its line ends as they are."""
    return _decode(path.read_bytes(), str(path))


def _decode(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"not UTF-8: {error.reason} (byte {data[error.start]:#04x} at {error.start})"
        raise EvaluationError(msg, source) from error
