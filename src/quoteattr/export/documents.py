"""Documents read again, from any file or folder that holds results: one way in, whatever the format.

What is in a file is told by its ending and, where several formats share one, by what it holds. In a folder with a file
for each document, ``index.csv`` says which is whose, with the carried fields; without one, documents are called after
their files.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from attrs import field, frozen

from quoteattr.checks import check_path
from quoteattr.errors import ExtraError, InputError, QuoteAttrError, ResultError
from quoteattr.export import recognized
from quoteattr.export.recognized import Written
from quoteattr.export.table import FieldValue, Row, read_arrow, read_csv, read_parquet
from quoteattr.export.table.rebuilt import rebuilt
from quoteattr.result import Result

__all__ = ["INDEX", "Document", "index_of", "is_written", "read_any"]

INDEX = "index.csv"
"""In a folder with a file per document: which file belongs to which id, with the other columns."""
Texts = str | os.PathLike[str] | Mapping[str, str]
Told = Callable[[str, Exception], None]


@frozen
class Document:
    """A text with what was found in it.

    Attributes:
        id: Its name.
        result: What was found, corrected since or not.
        fields: What else is known of it (outlet, date, …).
        has_text: Whether ``result.text`` is the text. A table holds none: without `texts`, there stand the words that
            its rows quote, at their places, and spaces elsewhere.
        where: The file that it was read from, with the line where that helps.
    """

    id: str
    result: Result
    fields: Mapping[str, FieldValue] = field(factory=dict)
    has_text: bool = True
    where: str = ""


def is_written(path: str | os.PathLike[str]) -> bool:
    """Whether a file or folder is one that :func:`read_any` reads: results, and no plain texts."""
    check_path(path)
    return any(True for _ in recognized.files(Path(path)))


def read_any(
    path: str | os.PathLike[str],
    texts: Texts | None = None,
    *,
    encoding: str = "utf-8",
    brat_types: Mapping[str, str] | None = None,
    tell: Told | None = None,
) -> Iterator[Document]:
    """Yield the documents of a file or folder in any format that quoteattr writes, one at a time.

    These are JSON Lines, CSV, Parquet, Arrow, TEI, brat, W3C Web Annotation, Label Studio, Prodigy and UIMA CAS, as
    ``extract`` and ``convert`` wrote them or as they were edited since.

    Args:
        path: A file, or a folder of such files, which is searched at any depth.
        texts: For formats without the text: a folder of ``<id>.txt`` (or one that was written as ``txt``), or texts by
            id.
        encoding: Of CSV, as spreadsheets saved it; other formats are UTF-8 or tell themselves.
        brat_types: What further types of brat are: ``"quotation"``, ``"cue"`` or ``"mention"``.
        tell: What to call with the name of a file, a line or a document that cannot be read, and the reason; it is then
            passed over. Without it, the error is raised.

    Raises:
        InputError: If an argument has the wrong type.
        ResultError: If something is not in its format, or `path` holds nothing that can be read; the message begins
            with the file.
        ExtraError: If a library that reading takes is not installed.
        OSError: If a file cannot be opened.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from quoteattr import Result
        >>> from quoteattr.export import read_any, write_jsonl
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "found.jsonl")
        ...     _ = write_jsonl([Result("Il neige.")], file, ids=["lundi"])
        ...     [(document.id, document.result.text) for document in read_any(file)]
        [('lundi', 'Il neige.')]
    """
    check_path(path)
    if texts is not None and not isinstance(texts, str | os.PathLike | Mapping):
        msg = f"texts: expected a folder or a mapping, got {type(texts).__name__}"
        raise InputError(msg)
    return _Reader(texts, encoding, brat_types, tell).documents(Path(path))


class _Reader:
    """Reads one file after another."""

    def __init__(
        self, texts: Texts | None, encoding: str, brat_types: Mapping[str, str] | None, tell: Told | None
    ) -> None:
        self._texts = texts
        self._brat_types = brat_types
        self._encoding = encoding
        self._tell = tell

    def documents(self, path: Path) -> Iterator[Document]:
        known = False
        for written in recognized.files(path):
            known = True
            try:
                yield from self._file(written)
            except ExtraError:
                raise
            except (QuoteAttrError, OSError, UnicodeError) as error:
                self._fail(str(written.path), error, rest=written.form in _SEVERAL)
        if not known:
            path.stat()  # so that what the system says of a missing file is said in its words
            msg = f"{path}: holds no results in a format that can be read ({', '.join(recognized.ENDINGS)})"
            raise ResultError(msg)

    def _fail(self, where: str, error: Exception, *, rest: bool = False) -> None:
        """Tell of something that cannot be read; `rest` says that what follows in its file is lost with it."""
        if isinstance(error, UnicodeError):
            error = ResultError(f"not UTF-8: {error}")
        if rest and self._tell is not None and not isinstance(error, OSError):
            error = ResultError(f"{error}; what follows in this file is not read")
        if self._tell is not None:
            self._tell(where, error)
        elif isinstance(error, ResultError) and not str(error).startswith(where):
            msg = f"{where}: {error}"
            raise ResultError(msg) from error
        else:
            raise error

    def _file(self, written: Written) -> Iterator[Document]:
        if written.form == "csv":
            yield from self._table(written.path, _from_csv(written.path, self._encoding))
        elif written.form in _TABLES:
            yield from self._table(written.path, _TABLES[written.form](written.path))
        elif written.form in _STREAMS:
            for number, (name, result, fields) in enumerate(_STREAMS[written.form](written.path), start=1):
                where = f"{written.path}:{number}"
                yield Document(where if name is None else name, result, fields, where=where)
        else:
            yield self._single(written)

    # ---- tables

    def _table(self, path: Path, rows: Iterator[Row]) -> Iterator[Document]:
        """The documents of a table, whose rows must follow each other."""
        group: list[Row] = []
        for row in rows:
            if group and group[0].document_id != row.document_id:
                yield from self._rows(path, group)
                group = []
            group.append(row)
        if group:
            yield from self._rows(path, group)

    def _rows(self, path: Path, rows: list[Row]) -> Iterator[Document]:
        name = rows[0].document_id or ""
        where = f"{path}: document {name!r}"
        failed = next((row.error for row in rows if row.error is not None), None)
        if failed is not None:
            self._fail(where, ResultError(failed))
            return
        try:
            text = self._text(name)
            result = rebuilt([row.quotation for row in rows if row.quotation is not None], text)
        except (ResultError, UnicodeError) as error:
            self._fail(where, error)
        else:
            yield Document(name, result, rows[0].fields, has_text=text is not None, where=where)

    def _text(self, name: str) -> str | None:
        if isinstance(self._texts, Mapping):
            return self._texts.get(name)
        if self._texts is None:
            return None
        folder = Path(self._texts)
        told = next((file for file, row in index_of(folder).items() if row["id"] == name), f"{name}.txt")
        for beside in (folder / name, folder / told):
            with suppress(ValueError):  # a name that none of a file can be
                if beside.is_file():
                    return _decoded(beside)
        return None

    # ---- a file for each document

    def _single(self, written: Written) -> Document:
        path = written.path
        own = index_of(path.parent).get(path.name, {})
        fields: dict[str, FieldValue] = {key: value or None for key, value in own.items() if key != "id"}
        name = own.get("id", unquote(path.name.removesuffix(".cas.json") if written.form == "cas" else path.stem))
        if written.form in _ALONE:
            result = _ALONE[written.form](path)
        else:
            text = self._text(name)
            beside = path.with_suffix(".txt")
            if text is None and beside.is_file():
                text = _decoded(beside)
            if text is None:
                msg = f"there is no text {beside}"
                raise ResultError(msg)
            if written.form == "brat":
                result = _from_brat(text, _decoded(path), self._brat_types)
            else:
                result = _from_webannotation(text, _decoded(path))
        return Document(name, result, fields, where=str(path))


def index_of(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """What the index of a folder says of its files."""
    index = folder / INDEX
    return _index(index, index.stat().st_mtime_ns) if index.is_file() else {}


@lru_cache(maxsize=8)
def _index(index: Path, _changed: int) -> Mapping[str, Mapping[str, str]]:
    with index.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row.pop("file"): row for row in rows if "file" in row and "id" in row}


def _decoded(path: Path) -> str:
    """The text of a file with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def _from_tei(path: Path) -> Result:
    from quoteattr.export.tei import from_tei  # noqa: PLC0415 - readers are imported when they are needed

    return from_tei(path.read_bytes())


def _from_cas(path: Path) -> Result:
    from quoteattr.export.annotators.cas import read_cas  # noqa: PLC0415 - as above

    return read_cas(path)


def _from_brat(text: str, ann: str, types: Mapping[str, str] | None) -> Result:
    from quoteattr.export.brat import from_brat  # noqa: PLC0415 - as above

    return from_brat(text, ann, types)


def _from_webannotation(text: str, page: str) -> Result:
    from quoteattr.export.webannotation import from_webannotation  # noqa: PLC0415 - as above

    return from_webannotation(page, text)


def _from_jsonl(path: Path) -> Iterator[tuple[str | None, Result, Mapping[str, FieldValue]]]:
    from quoteattr.export.jsonl import read_with_fields  # noqa: PLC0415 - as above

    return read_with_fields(path)


def _from_prodigy(path: Path) -> Iterator[tuple[str | None, Result, Mapping[str, FieldValue]]]:
    from quoteattr.export.annotators.prodigy import read_prodigy  # noqa: PLC0415 - as above

    return read_prodigy(path)


def _from_labelstudio(path: Path) -> Iterator[tuple[str | None, Result, Mapping[str, FieldValue]]]:
    from quoteattr.export.annotators.labelstudio import read_labelstudio  # noqa: PLC0415 - as above

    return read_labelstudio(path)


def _from_csv(path: Path, encoding: str) -> Iterator[Row]:
    """A table with commas, or as spreadsheets in French write it."""
    with path.open("rb") as file:
        head = file.readline()
        head += file.readline()
    between = recognized.delimiter(head)
    saved = head.startswith(b"\xef\xbb\xbf") or between != ","  # the apostrophes are ours, whoever saved it since
    name = "utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding
    return read_csv(path, spreadsheet=saved, delimiter=between, encoding=name)


_TABLES: dict[str, Callable[[Path], Iterator[Row]]] = {
    "parquet": read_parquet,
    "arrow": read_arrow,
}
_STREAMS: dict[str, Callable[[Path], Iterator[tuple[str | None, Result, Mapping[str, Any]]]]] = {
    "jsonl": _from_jsonl,
    "prodigy": _from_prodigy,
    "labelstudio": _from_labelstudio,
}
_SEVERAL = frozenset({"csv", *_TABLES, *_STREAMS})
"""Formats with many documents in one file."""
_ALONE: dict[str, Callable[[Path], Result]] = {"tei": _from_tei, "cas": _from_cas}
