"""The formats that results can be written in: their names, the endings of their files, and where their writers are.

A writer is imported when it is first used. A *stream* format holds any number of documents in one file; a *document*
format has a file for each.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.export.table import Fields
from quoteattr.extras import need
from quoteattr.result import Result

__all__ = ["FORMATS", "Entry", "Format", "by_ending", "by_name"]

_SHOWN = 5
"""Speakers that an index names."""


@frozen
class Entry:
    """A file of a folder with a file per document.

    Attributes:
        file: Its name.
        id: The document.
        quotations: How many there are in it.
        speakers: Names of those who are quoted, the most quoted first.
    """

    file: str
    id: str
    quotations: int
    speakers: tuple[str, ...]

    @classmethod
    def of(cls, file: str, name: str, result: Result) -> Entry:
        """The entry of a document."""
        said = Counter(q.speaker.name for q in result.quotations if q.speaker is not None)
        return cls(file, name, len(result.quotations), tuple(who for who, _ in said.most_common(_SHOWN)))


@frozen
class Format:
    """One format.

    Attributes:
        name: As ``--format`` takes it.
        title: What it is, in a few words.
        endings: Of files in it, the usual one first.
        module: Where its writer is.
        function: The writer: of a stream format ``write_…(results, sink, ids, fields)``; of a document format
            ``to_…(result, name)``.
        table: Whether it is a table, in which every document has the same carried fields.
        binary: Whether the sink is a binary file, with typed columns.
        per_document: Whether it is a document format.
        beside: The ending of a file with the text itself that belongs beside each document's.
        folder: The function that makes what else belongs into a folder of such documents, text by name of file, of its
            entries.
        extra: A library that it takes, and the extra that installs it.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    function: str
    table: bool = False
    binary: bool = False
    per_document: bool = False
    beside: str | None = None
    folder: str | None = None
    extra: tuple[str, str] | None = None

    def _writer(self, function: str | None = None) -> Callable[..., Any]:
        home = import_module(f"quoteattr.export.{self.module}")
        writer: Callable[..., Any] = getattr(home, function or self.function)
        return writer

    def companions(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Return what else belongs into a folder with files for these documents, text by name of file."""
        if self.folder is None:
            return {}
        made: dict[str, str] = self._writer(self.folder)(entries)
        return made

    def check(self) -> None:
        """Import what writing takes, so that what is missing is known before the work begins.

        Raises:
            ExtraError: If a library is not installed; it says how to get it.
        """
        self._writer()
        if self.extra is not None:
            need(*self.extra)

    def write(
        self,
        results: Iterable[Result],
        sink: str | os.PathLike[str] | Any,
        ids: Iterable[str],
        fields: Iterable[Fields] | None = None,
        *,
        types: Mapping[str, type] | None = None,
        **options: Any,
    ) -> int:
        """Write many results to one file of a stream format, and return how many.

        Args:
            results: Any iterable.
            sink: A path or an open file.
            ids: An identifier for each result.
            fields: Other columns carried along, a mapping for each result.
            types: The types of these columns, where they are typed; told by the first documents when left out.
            options: What the writer of this format takes besides.
        """
        if self.binary and types is not None:
            arrow = need("pyarrow", "arrow")
            kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
            options["types"] = arrow.schema([(name, kinds[kind]) for name, kind in types.items()])
        return int(self._writer()(results, sink, ids=ids, fields=fields, **options))

    def files(self, result: Result, name: str) -> dict[str, str]:
        """Return the files of one result in a document format: what each ends with, and what it holds."""
        out = {self.endings[0]: str(self._writer()(result, name))}
        if self.beside is not None:
            out[self.beside] = result.text
        return out


_ARROW = ("pyarrow", "arrow")
FORMATS = (
    Format("jsonl", "JSON Lines: all that is known, one text a line", (".jsonl", ".ndjson"), "jsonl", "write_jsonl"),
    Format("csv", "a table for spreadsheets, one quotation a row", (".csv",), "table", "write_csv", table=True),
    Format(
        "parquet",
        "Parquet, one quotation a row",
        (".parquet",),
        "table",
        "write_parquet",
        table=True,
        binary=True,
        extra=_ARROW,
    ),
    Format(
        "arrow",
        "Arrow (Feather), one quotation a row",
        (".arrow", ".feather"),
        "table",
        "write_arrow",
        table=True,
        binary=True,
        extra=_ARROW,
    ),
    Format("tei", "TEI P5 XML with <said>", (".xml",), "tei", "to_tei", per_document=True),
    Format(
        "brat",
        "brat standoff, .ann beside .txt",
        (".ann",),
        "brat",
        "to_brat",
        per_document=True,
        beside=".txt",
        folder="brat_folder",
    ),
    Format(
        "webannotation",
        "W3C Web Annotation, .jsonld beside .txt",
        (".jsonld",),
        "webannotation",
        "to_webannotation",
        per_document=True,
        beside=".txt",
    ),
    Format(
        "labelstudio",
        "Label Studio, a task a text",
        (".labelstudio.json",),
        "annotators.labelstudio",
        "write_labelstudio",
    ),
    Format("prodigy", "Prodigy, a task a line", (".prodigy.jsonl",), "annotators.prodigy", "write_prodigy"),
    Format(
        "cas",
        "UIMA CAS as JSON, for INCEpTION",
        (".cas.json",),
        "annotators.cas",
        "to_cas",
        per_document=True,
        extra=("cassis", "cas"),
    ),
    Format("txt", "the texts, that offsets count in", (".txt",), "text", "to_text", per_document=True),
    Format(
        "html",
        "a page to read, quotations in colour",
        (".html",),
        "html",
        "to_html",
        per_document=True,
        folder="html_folder",
    ),
)


def by_name(name: str) -> Format:
    """Return the format of that name.

    Raises:
        KeyError: If there is none.
    """
    return {f.name: f for f in FORMATS}[name]


def by_ending(path: str | os.PathLike[str]) -> Format | None:
    """Return the stream format that files with the ending of `path` are in, if any; the longest ending counts."""
    name = Path(path).name.lower()
    fits = [(len(e), f) for f in FORMATS if not f.per_document for e in f.endings if name.endswith(e)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None
