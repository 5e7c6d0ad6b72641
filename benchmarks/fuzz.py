"""Fuzz with coverage as the guide (atheris): what reads foreign text or data must take anything, or refuse it with an error of its own.

usage: python benchmarks/fuzz.py TARGET [--seconds 120] [--corpus DIR]     TARGET: marks, read, extract, lexicon, people, from-dict, jsonl, locate, brat, gold

Needs the package atheris. Any other exception, and any broken promise of offsets or nesting, ends the run with the input that caused it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

with atheris.instrument_imports(include=["quoteattr"]):
    from modelless import LABELS, bare_extractor, extract_bare

    from quoteattr import Config, QuoteAttrError, Result, find_quotations, load_people
    from quoteattr.document import read
    from quoteattr.export.jsonl import read_jsonl
    from quoteattr.lexicon import french
    from quoteattr.lexicon import model as lexicon_model

EXTRACTORS = [bare_extractor(), bare_extractor(Config(max_nesting=2, dialogue="on", indirect=False))]
PIECES = (
    "« ", " »", "«", "»", "“", "”", '"', "‘", "’", "'", "<<", ">>", "\n", "\r\n", "— ", "- ", ", ", " : ", ". ", "? ", "dit-il", "a déclaré Jeanne Le Cam", "selon", "que ", "il ", "le maire",
    "Jean Dupuis", "MM. Sarr et Cruz", "l'", "d’", "\u00a0", "\u202f", "\u00ad", "\u0301", "\ud800", "\U0001f600", "(", ")", "[…]", "…", "...", "oui", "Non", "et ", "ce dernier", "« Oui », dit-elle.", "&laquo;", "http://x", "27\"",
)  # fmt: skip
SEED = Result("« Oui », a dit Léa.", [], meta={"a": "b"}).to_dict()


def french_text(data: bytes) -> str:
    """Text out of bytes: most of them name a piece of French, the others are characters."""
    source = atheris.FuzzedDataProvider(data)
    out = []
    while source.remaining_bytes():
        k = source.ConsumeIntInRange(0, 63)
        out.append(PIECES[k] if k < len(PIECES) else source.ConsumeUnicode(2))
    return "".join(out)


def check(result: Result, text: str) -> None:
    if result.text != text:
        raise AssertionError("another text")
    by_id = {q.id: q for q in result.quotations}
    for quotation in result.quotations:
        ends = [(s.start, s.end) for s in quotation.content]
        if not ends or ends != sorted(ends) or any(a[1] > b[0] for a, b in zip(ends, ends[1:], strict=False)):
            raise AssertionError(f"content {ends}")
        spans = [*quotation.content, *(x.span for x in (quotation.cue, quotation.mention) if x is not None)]
        if any(text[s.start : s.end] != s.text for s in spans):
            raise AssertionError("a span is not its text")
        if quotation.parent_id is not None:
            around = by_id[quotation.parent_id].content
            if not all(any(a.start <= s.start and s.end <= a.end for a in around) for s in quotation.content):
                raise AssertionError("a parent that does not hold its child")
    if Result.from_dict(result.to_dict()) != result:
        raise AssertionError("another result from its dictionary")


def marks(data: bytes) -> None:
    text = french_text(data)
    check(Result(text, find_quotations(text)), text)


def reading(data: bytes) -> None:
    document = read(french_text(data))
    for block in document.blocks:
        if not (0 <= block.first <= block.inner[0] and block.inner[1] <= max(block.last, block.inner[0])):
            raise AssertionError(block)


def extraction(data: bytes) -> None:
    text = french_text(data[2:])
    extractor = EXTRACTORS[data[0] % 2] if data else EXTRACTORS[0]
    check(extract_bare(text, extractor, LABELS[data[1] % len(LABELS)] if len(data) > 1 else "none"), text)


def refused(run: Callable[[], object], *also: type[BaseException]) -> None:
    try:
        run()
    except (QuoteAttrError, *also):
        pass


def json_value(data: bytes) -> object:
    """A value near a result: the seed with parts replaced by what the bytes say."""
    source = atheris.FuzzedDataProvider(data)
    value = json.loads(json.dumps(SEED))
    value["quotations"] = [{"id": "q1", "kind": "direct", "content": [[2, 5]], "cue": None, "mention": None, "speaker": None, "rule": "", "confidence": 1.0, "parent_id": None, "link": "", "link_confidence": None}]
    others = (None, 3, -1, 1.5, True, "", "direct", [], {}, [[0, 1]], [0, 1], float("nan"), 10**30, "\ud800")
    for _ in range(source.ConsumeIntInRange(1, 4)):
        target: object = value
        for _ in range(source.ConsumeIntInRange(0, 4)):
            keys = list(target) if isinstance(target, dict) else list(range(len(target))) if isinstance(target, list) else []
            if not keys:
                break
            key = keys[source.ConsumeIntInRange(0, len(keys) - 1)]
            if not isinstance(target[key], dict | list) or source.ConsumeBool():  # type: ignore[index]
                target[key] = others[source.ConsumeIntInRange(0, len(others) - 1)]  # type: ignore[index]
                break
            target = target[key]  # type: ignore[index]
    return value


def from_dict(data: bytes) -> None:
    value = json_value(data)

    def run() -> None:
        result = Result.from_dict(value)  # type: ignore[arg-type]
        check(result, result.text)

    try:
        run()
    except AssertionError as error:
        if "parent" not in str(error) and "content" not in str(error):
            raise  # a well-formed result may say what an extractor would not
    except KeyError:
        pass  # check: a parent that is not there
    except QuoteAttrError:
        pass


def jsonl(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(data if data[:1] == b"x" else (json.dumps(json_value(data)) + "\n").encode())
        file.flush()
        refused(lambda: list(read_jsonl(file.name)))


def people(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".json" if data[:1] < b"\x80" else ".csv") as file:
        file.write(data[1:])
        file.flush()
        refused(lambda: load_people(file.name))


def locate(data: bytes) -> None:
    from quoteattr import locate as find  # type: ignore[attr-defined]

    text = french_text(data)
    half = len(text) // 2
    refused(lambda: find(text, [text[:half], text[half : half + 40]]))


TARGETS: dict[str, Callable[[bytes], None]] = {"marks": marks, "read": reading, "extract": extraction, "people": people, "from-dict": from_dict, "jsonl": jsonl}
