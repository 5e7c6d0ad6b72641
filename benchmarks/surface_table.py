"""Learn the tables of word forms that label a text without a model.

Those are read by ``quoteattr.labelling.surface`` and ``quoteattr.labelling.capitals``.

usage: python benchmarks/surface_table.py TEXTS.jsonl      each line an object with the field ``text``

The default model labels the texts; this script counts, for each word form, how often it had which label, and keeps
in ``src/quoteattr/measured/data``

- ``forms.tsv``: forms whose label their ending does not tell, with the share of each label,
- ``endings.tsv``: endings of one to five letters, with the commonest label of the rare words that have them,
- ``neighbours.tsv``: how much likelier than chance each label is after each other,
- ``capitals.tsv``: capitalised words that the model nearly always takes for part of a person's, place's or body's name.

Nothing of a text but single words goes into the tables. Those in the package were made from 1,000 articles of the
French-speaking press.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path

from quoteattr.labelling import Tags
from quoteattr.pipeline import Extractor
from quoteattr.reading import Document, read

DATA = Path(__file__).parents[1] / "src" / "quoteattr" / "measured" / "data"
KINDS = {
    "NOUN": "N",
    "ADJ": "J",
    "ADV": "R",
    "PROPN": "P",
    "DET": "D",
    "PRON": "O",
    "ADP": "A",
    "CCONJ": "C",
    "SCONJ": "S",
    "NUM": "M",
    "INTJ": "I",
    "PUNCT": "U",
    "SYM": "Y",
    "SPACE": "U",
    "VERB": "V",
    "AUX": "H",
}
VERB_FORMS = {"Fin": "f", "Inf": "i", "Part": "p", "": "f"}
TENSES = {"Pres": "r", "Imp": "i", "Fut": "f", "Past": "a", "cnd": "c", "sub": "s", "imp": "m"}
OPEN = frozenset({"N", "J", "R", "Vf", "Vi", "Vp"})
FIXED = frozenset("de d' du des à au aux et ou ni ne n' dans sur par pour avec sans".split())
"""Words whose commonest label is taken wherever they stand."""
SHARE = 0.03
RARE = 20
"""Up to how many times a form may stand in the texts to count for endings."""
LONGEST = 5
HEAD = "# {}, written by benchmarks/surface_table.py; do not edit by hand.\n"


def code_of(tags: Tags, i: int) -> str:
    kind = KINDS.get(tags.pos[i], "X")
    if kind in "VH":
        kind += VERB_FORMS.get(tags.verb_form[i], "")
    rest = (tags.gender[i] or "-") + (tags.number[i] or "-") + TENSES.get(tags.tense[i], "-") + (tags.person[i] or "-")
    rest = rest.rstrip("-") if kind[0] not in "ACSU" else ""
    return f"{kind}:{rest}" if rest else kind


class Counts:
    """What is counted over all texts."""

    def __init__(self) -> None:
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.after: Counter[tuple[str, str]] = Counter()
        self.kinds: Counter[str] = Counter()
        self.capitals: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, document: Document, tags: Tags) -> None:
        """Count the labels of a document."""
        before = "U"
        label_at = {i: (e[2], i == e[0]) for e in tags.entities for i in range(e[0], e[1] + 1)}
        for i, token in enumerate(document.word):
            code = code_of(tags, i)
            kind = code.partition(":")[0]
            self.kinds[kind] += 1
            self.after[before, kind] += 1
            before = kind
            if token.is_title and (i not in document.boundaries_set or i in label_at):
                label, first = label_at.get(i, ("-", False))
                self.capitals[token.text][label + ("1" if first and label == "PER" else "")] += 1
            if (
                not (token.text[0].isalpha() or token.text[0] == "-" and len(token.text) > 1)
                or token.is_title
                and i not in document.boundaries_set
            ):
                continue
            self.forms[token.low][code] += 1


def merged(codes: Counter[str]) -> list[tuple[str, float]]:
    """The commonest code of each kind with the share of the kind, the commonest first."""
    kinds: Counter[str] = Counter()
    for code, n in codes.items():
        kinds[code.partition(":")[0]] += n
    total = sum(kinds.values())
    best = {kind: max((c for c in codes if c.partition(":")[0] == kind), key=lambda c: (codes[c], c)) for kind in kinds}
    return [(best[kind], n / total) for kind, n in kinds.most_common() if n / total >= SHARE]


def endings(forms: dict[str, Counter[str]]) -> dict[str, str]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for form, codes in forms.items():
        if sum(codes.values()) <= RARE:
            for code, n in codes.items():
                if code.partition(":")[0] in OPEN:
                    for size in range(1, LONGEST + 1):
                        if len(form) > size:
                            found[form[-size:]][code] += min(n, 3)
    out: dict[str, str] = {}
    for ending in sorted(found, key=len):
        codes = found[ending]
        if sum(codes.values()) < 8:
            continue
        (code, _), *_ = merged(codes)
        shorter = next((out[ending[k:]] for k in range(1, len(ending)) if ending[k:] in out), None)
        if code != shorter:
            out[ending] = code
    return out


def guess(form: str, found: dict[str, str]) -> str:
    return next((found[form[-size:]] for size in range(LONGEST, 0, -1) if form[-size:] in found), "N")


def write(counts: Counts, folder: Path) -> None:
    ends = endings(counts.forms)
    (folder / "endings.tsv").write_text(
        HEAD.format("The commonest label of rare words by their ending")
        + "".join(f"{e}\t{c}\n" for e, c in sorted(ends.items())),
        encoding="utf-8",
    )
    lines = []
    for form, codes in sorted(counts.forms.items()):
        options = merged(codes)
        if form in FIXED:
            options = options[:1]
        n = sum(codes.values())
        if n < 2 or len(options) == 1 and options[0][0] == guess(form, ends):
            continue
        cells = (
            [options[0][0]]
            if len(options) == 1
            else [cell for code, share in options for cell in (code, str(max(1, round(100 * share))))]
        )
        if n < 4 and len(options) == 1 and options[0][0].partition(":")[0] == guess(form, ends).partition(":")[0]:
            continue
        lines.append("\t".join([form, *cells]) + "\n")
    (folder / "forms.tsv").write_text(
        HEAD.format("Labels of word forms with their share in per cent") + "".join(lines), encoding="utf-8"
    )
    total = sum(counts.kinds.values())
    pairs = []
    for a in sorted(counts.kinds):
        for b in sorted(counts.kinds):
            value = log((counts.after[a, b] + 0.5) * total / ((counts.kinds[a] + 5) * (counts.kinds[b] + 5)))
            pairs.append(f"{a}\t{b}\t{value:.2f}\n")
    (folder / "neighbours.tsv").write_text(
        HEAD.format("How much likelier than chance a label is after another, as a logarithm") + "".join(pairs),
        encoding="utf-8",
    )
    lines = []
    for word, labels in sorted(counts.capitals.items()):
        n = sum(labels.values())
        kinds = Counter(
            {"PER": labels["PER"] + labels["PER1"], "LOC": labels["LOC"], "ORG": labels["ORG"], "MISC": labels["MISC"]}
        )
        label, k = kinds.most_common(1)[0]
        if k >= 3 and k >= 0.8 * n:
            first = label == "PER" and labels["PER1"] >= 0.8 * k
            lines.append(f"{word}\t{label}{'1' if first else ''}\n")
    (folder / "capitals.tsv").write_text(
        HEAD.format("Capitalised words that nearly always belong to a name of one sort; PER1: a first name")
        + "".join(lines),
        encoding="utf-8",
    )
    print({p.name: p.stat().st_size for p in folder.glob("*.tsv")})


def labelled(path: str) -> Iterator[tuple[Document, Tags]]:
    extractor = Extractor()
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        document = read(json.loads(line)["text"])
        yield document, next(iter(extractor._tag([document])))


def count(items: Iterable[tuple[Document, Tags]]) -> Counts:
    counts = Counts()
    for document, tags in items:
        counts.add(document, tags)
    return counts


if __name__ == "__main__":
    write(count(labelled(sys.argv[1])), DATA)
