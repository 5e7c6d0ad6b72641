"""Measure the precision of each rule on annotated texts and write it to the data files that the library reads.

usage: python benchmarks/rule_precision.py GOLD_DIR [GOLD_DIR …] [FICTION.json]

Each folder holds ``<id>.txt`` and ``<id>.json`` (see docs/reference/gold.md). A content stretch is right when it shares
half of its words or more (intersection over union) with an annotated one; stretches that match an optional annotation
count neither way. A link is right when the speaker's name and the annotated one have the same words, or one all words
of the other. One right case and one wrong one are added to each, so that a rule seen twice does not claim to be sure.

The dialogue of novels hardly occurs in the press. A file that maps ids to ``{"text": …, "direct": [[start, end], …]}``
measures the rules of turns: a stretch is right when four fifths of its words are annotated as speech.

Conversations with labels are made up (``tests/conversations.py``): sixteen formats, three texts each.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from learn_speakers import same

import quoteattr
from quoteattr.evaluation import read_gold
from quoteattr.evaluation.words import iou, words

DATA = Path(__file__).resolve().parent.parent / "src" / "quoteattr" / "measured" / "data"
HEAD = "# Precision of each {0} on annotated texts, written by benchmarks/rule_precision.py; do not edit by hand.\n# {1}\tprecision\tright\twrong\n"
TESTS = Path(__file__).resolve().parent.parent / "tests"
Tally = dict[tuple[str, ...], list[int]]


def press(folders: list[str], rules: Tally, links: Tally) -> None:
    gold = [document for folder in folders for document in read_gold(folder)]
    for document, result in zip(gold, quoteattr.Extractor().pipe(document.text for document in gold), strict=True):
        stretches = [(words(document.text, place), q) for q in document.quotations for place in q.content]
        for quotation in result.quotations:
            for span in quotation.content:
                mine = words(document.text, (span.start, span.end))
                best, annotated = max(
                    ((iou(mine, w), q) for w, q in stretches), key=lambda pair: pair[0], default=(0.0, None)
                )
                if annotated and annotated.optional and best > 0.3:
                    continue
                rules[quotation.rule, quotation.kind.value][best < 0.5] += 1
                if annotated and best >= 0.5 and annotated.entity and quotation.speaker is not None:
                    links[(quotation.link,)][not same(annotated.entity, quotation.speaker.name)] += 1


def fiction(path: str, rules: Tally) -> None:
    rows = json.loads(Path(path).read_text(encoding="utf-8")).values()
    for row, result in zip(rows, quoteattr.Extractor().pipe(r["text"] for r in rows), strict=True):
        spoken = set().union(*(words(row["text"], tuple(c)) for c in row["direct"]))
        for quotation in result.quotations:
            for span in quotation.content if quotation.rule.startswith("turn") else ():
                mine = words(row["text"], (span.start, span.end))
                rules[quotation.rule, quotation.kind.value][len(mine & spoken) < 0.8 * len(mine)] += 1


def conversations(rules: Tally, links: Tally) -> None:
    sys.path.insert(0, str(TESTS))
    from conversations import FORMATS, expected  # noqa: PLC0415 - tests are no package

    said = [(name, talk, write(talk)) for name, (write, talks) in FORMATS.items() for talk in talks]
    for (name, talk, _), result in zip(said, quoteattr.Extractor().pipe(text for _, _, text in said), strict=True):
        turns = {_bare(re.sub(r"\{\w+\}", " ", text)): who for who, text in expected(name, talk)}
        for quotation in result.quotations:
            if quotation.rule == "conversation":
                who = turns.get(_bare(quotation.text))
                rules[quotation.rule, quotation.kind.value][who is None] += 1
                if who is not None and quotation.speaker is not None and quotation.link in ("initials", "interviewee"):
                    links[(quotation.link,)][not same(who, quotation.speaker.name)] += 1


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def write(name: str, what: str, key: str, tally: Tally) -> None:
    rows = [
        "\t".join((*names, f"{(right + 1) / (right + wrong + 2):.3f}", str(right), str(wrong))) + "\n"
        for names, (right, wrong) in sorted(tally.items())
    ]
    (DATA / name).write_text(HEAD.format(what, key) + "".join(rows), encoding="utf-8")
    print("".join(rows))


def main(arguments: list[str]) -> None:
    rules: Tally = defaultdict(lambda: [0, 0])
    links: Tally = defaultdict(lambda: [0, 0])
    press([a for a in arguments if not a.endswith(".json")], rules, links)
    for path in arguments:
        if path.endswith(".json"):
            fiction(path, rules)
    conversations(rules, links)
    write("rules.tsv", "rule", "rule\tkind", rules)
    write("links.tsv", "means of telling a speaker", "link", links)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
