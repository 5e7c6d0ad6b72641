"""Counts for groups of texts: fields, periods, shares of women with their intervals, data frames, charts."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import quoting
from stand_in import run, stand_in  # noqa: F401 - the last is a fixture
from strategies import results

from quoteattr import ConfigError, InputError, Result, count_groups, count_speakers
from quoteattr.counts.dates import PERIODS, read_date
from quoteattr.counts.shares import women_share
from quoteattr.export import write_jsonl

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12T23:50:00+01:00", "2026-03-12"),
        ("2026-03-12 08:00", "2026-03-12"),
        ("2026/03/12", "2026-03-12"),
        ("20260312", "2026-03-12"),
        (20260312, "2026-03-12"),
        ("2026-03", "2026-03-01"),
        ("2026", "2026-01-01"),
        ("12/03/2026", "2026-03-12"),
        ("12.3.2026 à 8 h", "2026-03-12"),
        ("12 mars 2026", "2026-03-12"),
        ("jeudi 12 mars 2026", "2026-03-12"),
        ("1er août 2026", "2026-08-01"),
        ("juil. 2026", "2026-07-01"),
        ("6 juin 2026", "2026-06-06"),
        ("Thu, 12 Mar 2026 08:00:00 GMT", "2026-03-12"),
        (date(2026, 3, 12), "2026-03-12"),
        (datetime(2026, 3, 12, 8), "2026-03-12"),  # noqa: DTZ001 - as tables have them
        ("31/02/2026", None),
        ("hier", None),
        ("", None),
        (None, None),
        (True, None),
        (3.5, None),
    ],
)
def test_dates(value: object, day: str | None) -> None:
    found = read_date(value)
    assert (None if found is None else found.isoformat()) == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_any_value_is_a_date_or_none(value: object) -> None:
    found = read_date(value)
    assert found is None or isinstance(found, date)


def test_periods() -> None:
    names = {name: called(date(2026, 1, 1)) for name, called in PERIODS.items()}
    assert names == {"day": "2026-01-01", "week": "2026-W01", "month": "2026-01", "quarter": "2026-Q1", "year": "2026"}
    assert PERIODS["quarter"](date(2026, 12, 31)) == "2026-Q4"
    assert PERIODS["week"](date(2027, 1, 1)) == "2026-W53"


class TestShare:
    def test_nobody(self) -> None:
        assert women_share([(0, 0)]).share is None
        assert women_share([]).low is None

    def test_texts_that_belong_together_tell_less(self) -> None:
        """Twenty quotations in four texts of one voice each are worth fewer than twenty."""
        together = women_share([(5, 5), (0, 5), (5, 5), (0, 5)])
        spread = women_share([(1, 1), (0, 1)] * 10)
        assert together.share == spread.share == 0.5
        assert together.low is not None
        assert spread.low is not None
        assert together.low < spread.low

    def test_as_wilson_has_it(self) -> None:
        """Where each text holds one quotation, it is nearly Wilson's interval for that many."""
        found = women_share([(1, 1)] * 30 + [(0, 1)] * 70)
        assert (found.low, found.high) == (pytest.approx(0.219, abs=0.002), pytest.approx(0.396, abs=0.002))

    def test_all_or_none(self) -> None:
        found = women_share([(3, 3), (2, 2)])
        assert found.share == found.high == 1
        assert found.low == pytest.approx(0.342, abs=0.001)

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: (min(p), max(p))), max_size=9))
    def test_the_share_lies_in_its_interval(self, texts: list[tuple[int, int]]) -> None:
        found = women_share(texts)
        if found.share is not None:
            assert found.low is not None
            assert found.high is not None
            assert 0 <= found.low <= found.share + 1e-9
            assert found.share - 1e-9 <= found.high <= 1


TEXTS = (
    quoting(("Maud Roy", "f"), ("Omar Sall", "m")),
    quoting(("Omar Sall", "m")),
    quoting(("M. Roy", "")),
    Result("Rien."),
)
FIELDS = (
    {"outlet": "Le Bac", "date": "2 mai 2026", "page": 1},
    {"outlet": "Le Bac", "date": "2026-06-01", "page": 2},
    {"outlet": "Le Quai", "date": "hier", "page": 1},
    {"outlet": "Le Quai", "date": "30/06/2026", "page": None},
)


class TestGroups:
    def test_fields_and_periods(self) -> None:
        grouped = count_groups(TEXTS, FIELDS, by=["outlet", "month"])
        assert [(g.values, g.counts.documents, g.women.women, g.women.known) for g in grouped.groups] == [
            (("Le Bac", "2026-05"), 1, 1, 2),
            (("Le Bac", "2026-06"), 1, 0, 1),
            (("Le Quai", "2026-06"), 1, 0, 0),
            (("Le Quai", ""), 1, 0, 0),
        ]
        assert (grouped.undated, grouped.undated_like) == (1, "hier")

    def test_any_field(self) -> None:
        assert [g.values for g in count_groups(TEXTS, FIELDS, by=["page"]).groups] == [("1",), ("2",), ("",)]

    def test_a_field_may_be_called_like_a_period(self) -> None:
        grouped = count_groups(TEXTS[:1], [{"month": "floréal"}], by=["month"])
        assert [g.values for g in grouped.groups] == [("floréal",)]

    def test_the_field_of_the_date(self) -> None:
        grouped = count_groups(TEXTS[:1], [{"paru": "2 mai 2026"}], by=["year"], date_field="paru")
        assert [g.values for g in grouped.groups] == [("2026",)]

    def test_a_gender_is_known_from_other_groups(self) -> None:
        texts = [quoting(("Alix Roy", "f")), quoting(("Alix Roy", ""))]
        grouped = count_groups(texts, [{"outlet": "a"}, {"outlet": "b"}], by=["outlet"])
        assert [g.women.women for g in grouped.groups] == [1, 1]

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"by": ["nope"]}, ConfigError, "no text has a field 'nope'; the fields are outlet, date, page"),
            ({"by": ["month"], "date_field": "paru"}, ConfigError, "no text has a field 'paru'"),
            ({"by": []}, ConfigError, "one or more different names"),
            ({"by": ["outlet", "outlet"]}, ConfigError, "one or more different names"),
            ({"by": "outlet"}, InputError, "by: expected several values, got str"),
            ({"by": [1]}, InputError, "expected names of fields"),
            ({"by": ["outlet"], "min_confidence": 2}, ConfigError, "min_confidence"),
        ],
    )
    def test_bad_calls(self, options: dict[str, object], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            count_groups(TEXTS, FIELDS, **options)  # type: ignore[arg-type]

    def test_without_a_date(self) -> None:
        with pytest.raises(ConfigError, match="no text has a date"):
            count_groups(TEXTS[:1], [{"outlet": "a"}], by=["month"])

    @pytest.mark.parametrize(("fields", "ids"), [(FIELDS[:3], None), ((*FIELDS, {}), None), (FIELDS, ["a"])])
    def test_uneven(self, fields: tuple[dict[str, object], ...], ids: list[str] | None) -> None:
        with pytest.raises(ConfigError, match="as many fields and ids"):
            count_groups(TEXTS, fields, ids, by=["outlet"])

    @given(st.lists(st.tuples(results(), st.sampled_from("abc")), max_size=4))
    def test_groups_add_up(self, some: list[tuple[Result, str]]) -> None:
        whole = count_speakers([result for result, _ in some])
        grouped = count_groups([r for r, _ in some], [{"outlet": o} for _, o in some], by=["outlet"])
        counts = [group.counts for group in grouped.groups]
        assert sum(c.documents for c in counts) == whole.documents
        assert sum(c.quotations for c in counts) == whole.quotations
        assert sum(c.words for c in counts) == whole.words
        known = sum(s.quotations for s in whole.speakers if s.group[0] in "fm")
        assert sum(group.women.known for group in grouped.groups) == known


class TestFrames:
    def test_groups(self) -> None:
        grouped = count_groups(TEXTS, FIELDS, by=["outlet", "month"])
        pandas, polars = grouped.to_pandas(), grouped.to_polars()
        assert list(pandas.columns) == polars.columns == list(grouped.columns())
        assert pandas["share_women"].tolist()[:2] == polars["share_women"].to_list()[:2] == [0.5, 0.0]
        assert polars["share_women"].to_list()[2] is None
        assert repr(grouped) == "GroupedCounts(4 groups by outlet, month)"

    @pytest.mark.parametrize("by", ["speaker", "gender", "kind"])
    def test_speakers(self, by: str) -> None:
        for counts in (count_speakers(TEXTS), count_speakers([])):
            pandas, polars = counts.to_pandas(by), counts.to_polars(by)
            assert list(pandas.columns) == polars.columns
            assert len(pandas) == len(polars) == len(counts.rows(by))
            assert pandas["quotations"].sum() == polars["quotations"].sum()
        assert str(pandas["quotations"].dtype) == "int64"

    def test_bad_calls(self) -> None:
        with pytest.raises(ConfigError, match="by: expected 'speaker', 'gender' or 'kind', got 'outlet'"):
            count_speakers([]).to_pandas("outlet")

    def test_short_repr(self) -> None:
        assert repr(count_speakers(TEXTS)) == "SpeakerCounts(3 speakers, 4 quotations, 4 words, 4 documents)"


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        write_jsonl(TEXTS, "q.jsonl", "abcd", FIELDS)
        return tmp_path

    def test_table(self, folder: Path) -> None:
        outcome = run("speakers", "q.jsonl", "--by", "outlet", "--by", "month")
        assert outcome.exit_code == 0
        lines = [line.split() for line in outcome.stdout.splitlines()]
        assert ["Le", "Bac", "2026-05", "1", "2", "1", "2", "50.0", "%", "5–95"] in lines
        assert outcome.stderr == "quoteattr: 1 texts have no date that can be read (the first: 'hier')\n"

    def test_csv_and_json(self, folder: Path) -> None:
        rows = list(csv.DictReader(StringIO(run("speakers", "q.jsonl", "--by", "outlet", "--format", "csv").stdout)))
        assert [(r["outlet"], r["women"], r["known"], r["share_women"]) for r in rows] == [
            ("Le Bac", "1", "3", "0.3333"),
            ("Le Quai", "0", "0", ""),
        ]
        data = json.loads(run("speakers", "q.jsonl", "--by", "year", "--by", "speaker", "--format", "json").stdout)
        assert {(row["year"], row["speaker"], row["quotations"]) for row in data} == {
            ("2026", "Maud Roy", 1), ("2026", "Omar Sall", 2), ("", "M. Roy", 1),
        }  # fmt: skip

    def test_tables_of_each_group(self, folder: Path) -> None:
        shown = run("speakers", "q.jsonl", "--by", "outlet", "--by", "gender").stdout
        assert shown.startswith("Le Bac\ngender")
        assert "\nLe Quai\n" in shown

    @pytest.mark.parametrize("by", [["outlet"], ["outlet", "month"], ["month"], ["outlet", "page", "month"]])
    def test_charts(self, folder: Path, by: list[str]) -> None:
        arguments = ["speakers", "q.jsonl", *(part for name in by for part in ("--by", name))]
        assert run(*arguments, "--chart", "c.svg").exit_code == 0
        root = ET.parse(folder / "c.svg").getroot()  # noqa: S314 - our own picture
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == f"Women among quoted persons, % of quotations, by {', '.join(by)}"
        assert "Le Bac" in str(root.findtext(f"{SVG}desc")) or by == ["month"]
        assert "2026-05" in {text.text for text in root.iter(f"{SVG}text")} or "month" not in by
        assert run(*arguments, "--chart", "c.png").exit_code == 0
        assert (folder / "c.png").read_bytes().startswith(b"\x89PNG")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--by", "speaker", "--by", "kind"], "one of speaker, gender, kind at a time"),
            (["--by", "outlet", "--per-document"], "--per-document"),
            (["--by", "outlet", "--by", "kind", "--chart", "c.svg"], "leave out --by kind"),
            (["--chart", "c.pdf"], "--chart draws .png or .svg, not .pdf"),
            (["--chart", "c"], "not a file without an ending"),
        ],
    )
    def test_wrong_calls(self, folder: Path, arguments: list[str], message: str) -> None:
        outcome = run("speakers", "q.jsonl", *arguments)
        assert outcome.exit_code == 2
        assert message in " ".join(outcome.stderr.split())

    def test_a_field_that_there_is_not(self, folder: Path) -> None:
        outcome = run("speakers", "q.jsonl", "--by", "journal")
        assert outcome.exit_code == 1
        assert "no text has a field 'journal'; the fields are outlet, date, page" in outcome.stderr
