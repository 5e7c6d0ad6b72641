"""The whole way: articles, quotations, one person across texts, counts by paper and month. All is known beforehand."""

from __future__ import annotations

import csv
import runpy
from collections import Counter, defaultdict
from io import StringIO
from pathlib import Path

import pytest
from places import ROOT
from stand_in import run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr import SpeakerTable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(ROOT / "examples" / "voices.py"), run_name="__main__")
    return tmp_path


def table(name: str | StringIO) -> list[dict[str, str]]:
    lines = Path(name).read_text(encoding="utf-8") if isinstance(name, str) else name.getvalue()
    return list(csv.DictReader(StringIO(lines)))


@pytest.mark.model
def test_sixty_articles(folder: Path) -> None:
    truth = table("truth.csv")
    assert len(table("articles.csv")) == 60
    assert run("extract", "articles.csv", "-o", "quotations.jsonl", "--no-progress").exit_code == 0
    assert run("merge", "quotations.jsonl", "--table", "people.csv").exit_code == 0
    assert run("merge", "quotations.jsonl", "--apply", "people.csv", "-o", "merged.jsonl").exit_code == 0

    counted = run("speakers", "merged.jsonl", "--by", "outlet", "--by", "month", "--chart", "c.png", "--format", "csv")
    assert counted.exit_code == 0
    assert (folder / "c.png").stat().st_size > 10_000
    wanted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for said in truth:
        sums, words, woman = wanted[said["outlet"], said["month"]], int(said["words"]), said["gender"] == "f"
        sums.update(known=1, women=woman, known_words=words, women_words=words * woman)
    columns = ("known", "women", "known_words", "women_words")
    assert {(r["outlet"], r["month"]): [int(r[c]) for c in columns] for r in table(StringIO(counted.stdout))} == {
        group: [sums[c] for c in columns] for group, sums in wanted.items()
    }

    everybody = {
        (r["speaker"], r["gender"]): r
        for r in table(StringIO(run("speakers", "merged.jsonl", "--format", "csv").stdout))
    }
    own = Counter((said["person"].split(",")[0], said["gender"]) for said in truth)
    assert {who: int(row["quotations"]) for who, row in everybody.items()} == own
    for docs in ("docs", "docs/fr"):
        guide = (ROOT / docs / "guides" / "corpus.md").read_text(encoding="utf-8")
        assert f"```text\n{run('speakers', 'merged.jsonl', '--by', 'month').stdout}```" in guide
        shown = guide[guide.index("person,name,id") :].partition("```")[0].splitlines()
        assert set(shown) <= set(Path("people.csv").read_text(encoding="utf-8").splitlines())
    rows = SpeakerTable.read_csv("people.csv").rows
    assert {row.why for row in rows} >= {"name", "initials", "surname"}
