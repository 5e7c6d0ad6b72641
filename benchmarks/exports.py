"""Every export over a file of results: how long it takes, how large it is, and whether it comes back.

    python -m quoteattr extract articles/*.txt -o results.jsonl
    python benchmarks/exports.py results.jsonl

Prints one line a format. Web Annotation is a page a document; its size is the sum.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quoteattr.export import (
    read_arrow,
    read_csv,
    read_parquet,
    read_records,
    rows_of,
    to_pandas,
    to_polars,
    write_arrow,
    write_csv,
    write_jsonl,
    write_parquet,
)
from quoteattr.export.webannotation import from_webannotation, to_webannotation


def main(source: str) -> None:
    records = list(read_records(source))
    ids, results = [name or str(number) for number, (name, _) in enumerate(records)], [result for _, result in records]
    rows = [row.quotation for row in rows_of(results, ids)]
    print(f"{len(results)} documents, {len(rows)} quotations, {sum(len(r.text) for r in results)} code points\n")
    print(f"{'format':14} {'MB':>7} {'write s':>8} {'read s':>7}  back")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        stream: list[tuple[str, Callable[..., int], Callable[..., Any], dict[str, Any]]] = [
            ("jsonl", write_jsonl, read_records, {}),
            ("csv", write_csv, read_csv, {}),
            ("parquet", write_parquet, read_parquet, {}),
            ("arrow file", write_arrow, read_arrow, {"format": "file"}),
            ("arrow stream", write_arrow, read_arrow, {"format": "stream"}),
        ]
        for name, write, read, options in stream:
            start = time.process_time()
            write(results, path, ids, **options)
            middle = time.process_time()
            back = list(read(path))
            end = time.process_time()
            same = (
                back == list(zip(ids, results, strict=True))
                if name == "jsonl"
                else [row.quotation for row in back] == rows
            )
            print(
                f"{name:14} {path.stat().st_size / 1e6:7.2f} {middle - start:8.2f} {end - middle:7.2f}  {'the same' if same else 'NOT the same'}"
            )
    start = time.process_time()
    pages = [to_webannotation(result, name) for name, result in zip(ids, results, strict=True)]
    middle = time.process_time()
    same = [from_webannotation(page, result.text) for page, result in zip(pages, results, strict=True)] == results
    end = time.process_time()
    print(
        f"{'webannotation':14} {sum(map(len, pages)) / 1e6:7.2f} {middle - start:8.2f} {end - middle:7.2f}  {'the same' if same else 'NOT the same'}"
    )
    for label, frame in (("pandas", to_pandas), ("polars", to_polars)):
        start = time.process_time()
        made = frame(results, ids)
        print(f"{label:14} {'':7} {time.process_time() - start:8.2f} {'':7}  {len(made)} rows")


if __name__ == "__main__":
    main(*sys.argv[1:])
