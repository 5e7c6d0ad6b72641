"""Damage files in every format that is read, and see that nothing but an error of the library comes of it.

usage: python benchmarks/corrupt.py [--count 1000] [--seed 1] [--only FORMAT ...]

Each file is written by the library or by the library of its format, and then cut, or bytes of it are changed, doubled
or swapped, `count` times. Results are read by ``read_any``, inputs as the command reads them, and gold, lexicon and people
by their own functions. For each format it prints how many were read all the same, how many refused, and every exception
that is none of ours. The exit code is 1 if there is any. A process that dies takes its format with it: ``died``.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

TEXT = (
    "« Le bac part demain », a dit Awa Keller. Selon la mairie, le pont rouvrira jeudi. Elle ajoute qu’« il pleut ».\n"
)
LEXICON = '[[verb]]\nlemma = "tonitruer"\n\n[[verb]]\nlemma = "se gausser"\nclass = "B"\nconstructions = "ic"\n'
PEOPLE = [{"name": "Awa Keller", "aliases": ["la patronne"], "role": "maire", "gender": "f", "id": "Q1"}]


def results() -> dict[str, Callable[[Path], Path]]:
    """What writes each format of results into a folder, and returns the file to be damaged."""
    from quoteattr import Extractor
    from quoteattr.export.formats import FORMATS

    found = [Extractor(None)(TEXT), Extractor(None)(TEXT * 3)]

    def write(form: Any, folder: Path) -> Path:
        file = folder / f"a{form.endings[0]}"
        if not form.per_document:
            form.write(found, file, ["a", "b"], [{"outlet": "x"}, {"outlet": "y"}])
            return file
        for ending, content in form.files(found[0], "a").items():
            (folder / f"a{ending}").write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return {
        form.name: lambda folder, form=form: write(form, folder) for form in FORMATS if form.name not in ("txt", "html")
    }


def inputs() -> dict[str, Callable[[Path], Path]]:
    import docx
    import openpyxl
    import pyarrow as pa
    from pyarrow import parquet

    rows = [{"id": str(k), "text": TEXT, "day": k} for k in range(5)]

    def in_xlsx(file: Path) -> None:
        book = openpyxl.Workbook()
        for row in (list(rows[0]), *(list(row.values()) for row in rows)):
            book.active.append(row)
        book.save(file)

    def in_docx(file: Path) -> None:
        document = docx.Document()
        document.add_paragraph(TEXT)
        document.save(str(file))

    def in_csv(file: Path) -> None:
        with file.open("w", encoding="utf-8", newline="") as sink:
            writer = csv.DictWriter(sink, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    writers: dict[str, Callable[[Path], Any]] = {
        "txt": lambda file: file.write_text(TEXT, encoding="utf-8"),
        "html": lambda file: file.write_text(
            f"<html><body><article><p>{TEXT * 5}</p></article></body></html>", encoding="utf-8"
        ),
        "jsonl": lambda file: file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"),
        "json": lambda file: file.write_text(json.dumps(rows), encoding="utf-8"),
        "csv": in_csv,
        "parquet": lambda file: parquet.write_table(pa.Table.from_pylist(rows), file),
        "xlsx": in_xlsx,
        "docx": in_docx,
    }

    def write(name: str, folder: Path) -> Path:
        writers[name](folder / f"a.{name}")
        return folder / f"a.{name}"

    return {f"input {name}": lambda folder, name=name: write(name, folder) for name in writers}


def others() -> dict[str, Callable[[Path], Path]]:
    def write(name: str, content: str, folder: Path) -> Path:
        (folder / name).write_text(content, encoding="utf-8")
        return folder / name

    return {
        "lexicon": lambda folder: write("a.toml", LEXICON, folder),
        "people json": lambda folder: write("a.json", json.dumps(PEOPLE), folder),
        "people csv": lambda folder: write("a.csv", "nom;alias;genre\nAwa Keller;la patronne;F\n", folder),
    }


def reader(name: str) -> Callable[[Path], object]:
    """What reads a format; what it says of a file that it cannot use is an error of ours."""
    from quoteattr import QuoteAttrError, load_lexicon, load_people
    from quoteattr.cli.input.records import Layout, read_records
    from quoteattr.cli.input.sources import Problem, Source
    from quoteattr.export import read_any

    def records(file: Path) -> None:
        problems = [
            item for item in read_records(Source(str(file), file.suffix[1:]), Layout()) if isinstance(item, Problem)
        ]
        if problems:
            raise QuoteAttrError(str(problems))

    if name.startswith("input "):
        return records
    if name == "lexicon":
        return load_lexicon
    return load_people if name.startswith("people") else lambda file: list(read_any(file))


def damaged(chance: Random, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(data)) if data else 0
        end = min(len(data), at + chance.randint(1, 12))
        match chance.randrange(12):
            case 0:
                del data[at:]
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end]
            case 3:
                data[at:at] = chance.choice(
                    [b"\xff", b"\0", b"[", b"{", b"9" * 400, b'"', "é".encode(), b"\xed\xa0\x80"]
                )
            case _:
                for k in range(at, min(end, at + chance.randint(1, 3))):
                    data[k] = chance.choice(
                        [chance.randrange(256), chance.randrange(32, 127), data[chance.randrange(len(data))]]
                    )
    return bytes(data)


def tried(name: str, write: Callable[[Path], Path], count: int, seed: int) -> bool:
    """Damage and read one format; whether anything that is none of ours was raised."""
    from quoteattr import QuoteAttrError

    chance, read, outcomes = Random(f"{seed} {name}"), reader(name), Counter[str]()
    first: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder))
        whole = file.read_bytes()
        read(file)
        for number in range(count):
            file.write_bytes(damaged(chance, whole))
            try:
                read(file)
                outcomes["read"] += 1
            except QuoteAttrError:
                outcomes["refused"] += 1
            except Exception as error:  # noqa: BLE001 - what is looked for
                outcomes[type(error).__name__] += 1
                first.setdefault(type(error).__name__, f"{str(error)[:80]} (number {number})")
    foreign = {key: times for key, times in outcomes.items() if key not in ("read", "refused")}
    print(
        f"| {name} | {outcomes['read']} | {outcomes['refused']} | {sum(foreign.values())} | {'; '.join(f'{key}: {told}' for key, told in first.items())} |",
        flush=True,
    )
    return bool(foreign)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--here", action="store_true", help="in this process, which may die")
    options = parser.parse_args()
    formats = {**results(), **inputs(), **others()}
    names: Iterable[str] = options.only or formats
    failed = False
    if options.here:
        failed = sum(tried(name, formats[name], options.count, options.seed) for name in names) > 0
    else:
        print("| format | read | refused | raised what is none of ours | which |\n|---|---|---|---|---|", flush=True)
        for name in names:
            call = [sys.executable, __file__, "--here", "--count", str(options.count), "--seed", str(options.seed)]
            done = subprocess.run([*call, "--only", name], check=False)
            failed |= done.returncode != 0
            if done.returncode < 0:
                print(f"| {name} | | | died ({done.returncode}) | |", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
