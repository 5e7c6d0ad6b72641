"""What reads foreign text or data, driven by atheris with coverage as the guide: see ``fuzz.py``, which runs it."""

from __future__ import annotations

import argparse
import copy
import importlib.resources
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

with atheris.instrument_imports(include=["quoteattr"]):
    from modelless import LABELS, bare_extractor, extract_bare
    from mutations import check

    from quoteattr import Config, QuoteAttrError, Result, find_quotations, load_people
    from quoteattr.export.jsonl import read_jsonl
    from quoteattr.lexicon import french
    from quoteattr.lexicon import tables as lexicon_tables
    from quoteattr.reading import read

EXTRACTORS = [bare_extractor(), bare_extractor(Config(max_nesting=2, dialogue="on", indirect=False))]
PIECES = (
    "« ", " »", "«", "»", "“", "”", '"', "‘", "’", "'", "<<", ">>", "\n", "\r\n", "— ", "- ", ", ", " : ", ". ", "? ", "dit-il", "a déclaré Jeanne Le Cam", "selon", "que ", "il ", "le maire",
    "Jean Dupuis", "MM. Sarr et Cruz", "l'", "d’", "\u00a0", "\u202f", "\u00ad", "\u0301", "\ud800", "\U0001f600", "(", ")", "[…]", "…", "...", "oui", "Non", "et ", "ce dernier", "« Oui », dit-elle.", "&laquo;", "http://x", '27"', "affirme ", "dit ", "avoir ",
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
    value["quotations"] = [
        {
            "id": "q1",
            "kind": "direct",
            "content": [[2, 5]],
            "cue": None,
            "mention": None,
            "speaker": None,
            "rule": "",
            "confidence": 1.0,
            "parent_id": None,
            "link": "",
            "speaker_confidence": None,
        }
    ]
    others = (None, 3, -1, 1.5, True, "", "direct", [], {}, [[0, 1]], [0, 1], float("nan"), 10**30, "\ud800")
    for _ in range(source.ConsumeIntInRange(1, 4)):
        target: object = value
        for _ in range(source.ConsumeIntInRange(0, 4)):
            keys = (
                list(target)
                if isinstance(target, dict)
                else list(range(len(target)))
                if isinstance(target, list)
                else []
            )
            if not keys:
                break
            key = keys[source.ConsumeIntInRange(0, len(keys) - 1)]
            if not isinstance(target[key], dict | list) or source.ConsumeBool():  # type: ignore[index]
                target[key] = copy.deepcopy(others[source.ConsumeIntInRange(0, len(others) - 1)])  # type: ignore[index]
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


class _Fuzzed:
    """Stands in for the package's data files: one of them holds what the bytes say."""

    def __init__(self, real: Any, name: str, text: str) -> None:
        self._real, self._name, self._text = real, name, text

    def joinpath(self, *parts: str) -> Any:
        return self if parts[-1] == self._name else self._real.joinpath(*parts)

    def read_text(self, encoding: str) -> str:  # noqa: ARG002 - the form of what it stands in for
        return self._text


LEXICON = ("irregular", "verbs", "nouns", "names", "words", "multiword", "synonyms", "sources", "frames", "figurative")
CELLS = (
    "\t",
    "\n",
    "#",
    "aller",
    "dire",
    "A",
    "q",
    "cq",
    "person",
    "m",
    "modal",
    "vouloir",
    "_",
    " ",
    "se_",
    "s'",
    "lemma",
    "être",
    "-",
    "é",
    "\ud800",
    "",
    "selon",
    "det",
)


def lexicon(data: bytes) -> None:
    source = atheris.FuzzedDataProvider(data)
    name = LEXICON[source.ConsumeIntInRange(0, len(LEXICON) - 1)] + ".tsv"
    real = importlib.resources.files("quoteattr.lexicon")
    lines = real.joinpath("data", "fr", name).read_text(encoding="utf-8").splitlines()
    if name == "verbs.tsv":
        del lines[60:]
    for _ in range(source.ConsumeIntInRange(1, 3)):
        made = "".join(
            CELLS[source.ConsumeIntInRange(0, len(CELLS) - 1)] for _ in range(source.ConsumeIntInRange(0, 8))
        )
        lines.insert(source.ConsumeIntInRange(0, len(lines)), made)
    lexicon_tables.files = lambda _: _Fuzzed(real, name, "\n".join(lines))  # type: ignore[assignment]
    refused(french.__wrapped__)


def gold(data: bytes) -> None:
    """A folder with a text and its annotation, read and scored."""
    from quoteattr.evaluation import evaluate, read_gold, read_predictions

    text = "« Oui », a dit Léa."
    suffix = ".ann" if data[:1] < b"\x60" else ".json"
    lines = b"T1\tContent 2 5\tOui\nT2\tCue 8 13\ta dit\nE1\tQuotation:T1\n"
    made = (
        data[1:]
        if data[:1] < b"\x30"
        else lines[: len(data) // 2] + data[1:]
        if suffix == ".ann"
        else json.dumps(json_value(data)).encode()
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(text, encoding="utf-8")
        (Path(folder) / f"a{suffix}").write_bytes(made)

        def run() -> None:
            documents = read_gold(folder)
            evaluate(
                documents, read_predictions([json.dumps({"id": "a", "quotations": []}).encode()], documents)
            ).scores()

        refused(run)


def predictions(data: bytes) -> None:
    """Lines of predictions for a text without quotations."""
    from quoteattr.evaluation import GoldDocument, evaluate, read_predictions

    documents = [GoldDocument("a", "« Oui », a dit Léa.", ())]
    value = json_value(data[1:])
    lines = (
        [data[1:]]
        if data[:1] < b"\x40"
        else [json.dumps({"id": "a", **value} if isinstance(value, dict) else value).encode()]
    )
    refused(lambda: evaluate(documents, read_predictions(lines, documents)).scores())


def brat(data: bytes) -> None:
    from quoteattr.export.brat import from_brat

    text = "« Oui », a dit Léa."
    lines = "T1\tContent 2 5\tOui\nT2\tCue 8 13\ta dit\n"
    refused(lambda: from_brat(text, lines + data.decode("utf-8", "surrogateescape")))


def tei(data: bytes) -> None:
    from quoteattr.export.tei import from_tei, to_tei

    whole = to_tei(Result("« Oui », a dit Léa.", find_quotations("« Oui », a dit Léa.")))
    cut = int.from_bytes(data[:2], "big") % len(whole)
    refused(
        lambda: from_tei(whole[:cut] + data[2:].decode("utf-8", "replace") + (whole[cut:] if len(data) % 2 else ""))
    )


TARGETS: dict[str, Callable[[bytes], None]] = {
    "marks": marks, "read": reading, "extract": extraction, "people": people, "lexicon": lexicon, "from-dict": from_dict, "jsonl": jsonl,
    "gold": gold, "predictions": predictions, "brat": brat, "tei": tei, "locate": locate,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--corpus", help="a folder in which inputs that reach new code are kept")
    parser.add_argument("--input", type=Path, help="run this one input, as a failed run has left it")
    given = parser.parse_args()
    if given.input is not None:
        TARGETS[given.target](given.input.read_bytes())
        return
    options = [
        sys.argv[0],
        f"-max_total_time={given.seconds}",
        "-max_len=400",
        "-print_final_stats=1",
        "-timeout=60",
        "-rss_limit_mb=4096",
    ]
    atheris.Setup([*options, *([given.corpus] if given.corpus else [])], TARGETS[given.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
