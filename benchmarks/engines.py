"""Spark and Dask, each with two workers on this machine, against one process: the same rows?

    python benchmarks/engines.py articles.jsonl [spark|dask ...]

Each line of the file is an object with ``id`` and ``text``. Needs the dependency group ``engines``, and Java 17 for
Spark. Prints the seconds that each took, start of the workers and of the model included, and whether the rows are those
of one process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa

import quoteattr
import quoteattr.arrow
import quoteattr.dask
import quoteattr.spark
from quoteattr.export.table import schema
from quoteattr.export.table.arrow import from_batches

Texts = list[dict[str, Any]]


def alone(texts: Texts) -> pa.Table:
    source = pa.Table.from_pylist([{"id": t["id"], "text": t["text"]} for t in texts]).to_batches()
    return pa.Table.from_batches(quoteattr.arrow.extract_batches(source, id="id"), schema())


def spark(texts: Texts) -> pa.Table:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - of one engine, where the other may be alone

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.config("spark.executorEnv.PYTHONPATH", str(Path(quoteattr.__file__).parents[1])).getOrCreate()
    try:
        frame = session.createDataFrame([(t["id"], t["text"]) for t in texts], "id string, text string").repartition(8)
        rows = [row.asDict(recursive=True) for row in quoteattr.spark.extract(frame, id="id").collect()]
    finally:
        session.stop()
    return pa.Table.from_pylist(rows, schema=schema())


def dask(texts: Texts) -> pa.Table:
    import dask.dataframe as dd  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    from dask.distributed import Client, LocalCluster  # noqa: PLC0415

    frame = dd.from_pandas(pd.DataFrame([(t["id"], t["text"]) for t in texts], columns=["id", "text"]), npartitions=8)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        found = quoteattr.dask.extract(frame, id="id").compute()
    return pa.Table.from_pandas(found, schema=schema(), preserve_index=False)


def rows_of(table: pa.Table) -> list[Any]:
    return sorted(
        from_batches(table.to_batches()),
        key=lambda row: (row.document_id, row.quotation is not None and int(row.quotation.id[1:])),
    )


def main(source: str, *engines: str) -> None:
    texts = [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines()]
    print(f"{len(texts)} articles")
    wanted: list[Any] = []
    for name, run in (("alone", alone), ("spark", spark), ("dask", dask)):
        if engines and name not in {"alone", *engines}:
            continue
        start = time.perf_counter()
        rows = rows_of(run(texts))
        wanted = wanted or rows
        same = (
            "the same rows"
            if rows == wanted
            else f"NOT the same rows: {sum(a != b for a, b in zip(rows, wanted, strict=False))} differ"
        )
        print(f"{name:6} {time.perf_counter() - start:7.1f} s  {len(rows)} rows, {same}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
