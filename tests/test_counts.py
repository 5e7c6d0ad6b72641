"""Who is quoted how often: the counts, and the command that prints them."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT
from stand_in import StandIn, run, stand_in  # noqa: F401 - the last is a fixture
from strategies import results

from quoteattr import ConfigError, Quotation, Result, Span, Speaker, SpeakerCounts, count_speakers
from quoteattr.cli import options
from quoteattr.cli.views.chart import Bar, bar_chart, save
from quoteattr.export import write_jsonl

TEXT = "un deux trois quatre cinq — six"


def said(who: Speaker | None, start: int = 0, end: int = 7, number: int = 0, **more: object) -> Quotation:
    return Quotation(id=f"q{number}", kind="direct", content=[Span(start, end, TEXT[start:end])], speaker=who, **more)  # type: ignore[arg-type]


def by(
    name: str, kind: str = "person", gender: str | None = None, *, guessed: bool = False, number: int = 1
) -> Speaker:
    return Speaker(id=f"s{number}", name=name, kind=kind, gender=gender, gender_guessed=guessed)  # type: ignore[arg-type]


def one(*quotations: Quotation) -> Result:
    speakers = {q.speaker.id: q.speaker for q in quotations if q.speaker is not None}
    return Result(TEXT, quotations, tuple(speakers.values()))


class TestCounts:
    def test_words_and_quotations(self) -> None:
        counts = count_speakers(
            [one(said(by("Awa Keller")), said(by("Awa Keller"), 8, 31, 1), said(None, 0, 2, 2)), one()]
        )
        (awa,) = counts.speakers
        assert (awa.quotations, awa.words, awa.documents) == (2, 6, 1)
        assert (counts.documents, counts.quotations, counts.words, counts.unattributed, counts.unattributed_words) == (
            2,
            3,
            7,
            1,
            1,
        )

    @pytest.mark.parametrize(
        ("first", "second", "same"),
        [
            ("Hélène Castaing", "HELENE CASTAING", True),
            ("Jean-Luc Ferrand", "Jean Luc  Ferrand", True),
            ("L'Agence du bac", "L’Agence du bac", True),
            ("Hélène Castaing", "Castaing", False),
            ("le maire", "le maire", False),
            ("Une voisine", "une voisine", False),
            ("le maire de Lorme", "Le maire de Lorme", True),
            ("La Poste", "La Poste", True),
            ("l'élue", "l'élue", False),
        ],
    )
    def test_one_name_over_several_texts(self, first: str, second: str, *, same: bool) -> None:
        counts = count_speakers([one(said(by(first))), one(said(by(second)))], ["a", "b"])
        assert [s.documents for s in counts.speakers] == ([2] if same else [1, 1])

    def test_kinds_are_kept_apart(self) -> None:
        assert len(count_speakers([one(said(by("Lorme", "place"))), one(said(by("Lorme", "person")))]).speakers) == 2

    def test_each_text_apart(self) -> None:
        counts = count_speakers([one(said(by("Awa Keller")))] * 2, ["a", "b"], merge=False)
        assert [(s.name, s.document) for s in counts.speakers] == [("Awa Keller", "a"), ("Awa Keller", "b")]

    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ([("f", False), ("m", True), ("m", True)], ("f", False)),
            ([("f", True), (None, False)], ("f", True)),
            ([("f", False), ("m", False)], (None, False)),
            ([("f", False), ("f", False), ("m", False)], ("f", False)),
            ([(None, False)], (None, False)),
        ],
    )
    def test_what_texts_tell_of_the_gender(
        self, told: list[tuple[str | None, bool]], expected: tuple[str | None, bool]
    ) -> None:
        (speaker,) = count_speakers(
            [one(said(by("Camille Roy", gender=g, guessed=guess))) for g, guess in told]
        ).speakers
        assert (speaker.gender, speaker.gender_guessed) == expected

    def test_inside_a_quotation_of_the_same_speaker(self) -> None:
        awa, omar = by("Awa Keller"), by("Omar Sall", number=2)
        outer, inner = said(awa, 0, 20), said(awa, 3, 7, 1, parent_id="q0")
        assert count_speakers([one(outer, inner)]).quotations == 1
        assert count_speakers([one(outer, said(omar, 3, 7, 1, parent_id="q0"))]).quotations == 2
        assert (
            count_speakers(
                [one(outer, said(omar, 3, 15, 1, parent_id="q0"), said(awa, 3, 7, 2, parent_id="q1"))]
            ).quotations
            == 2
        )

    def test_parents_in_a_circle(self) -> None:
        awa, omar = by("Awa Keller"), by("Omar Sall", number=2)
        assert (
            count_speakers(
                [
                    one(
                        said(awa, parent_id="q1"),
                        said(omar, number=1, parent_id="q0"),
                        said(None, number=2, parent_id="q2"),
                    )
                ]
            ).quotations
            == 3
        )

    def test_min_confidence(self) -> None:
        assert (
            count_speakers(
                [one(said(None, confidence=0.5), said(None, number=1, confidence=0.9))], min_confidence=0.6
            ).quotations
            == 1
        )

    @pytest.mark.parametrize("bad", [-1, 2, "1", True, None])
    def test_bad_calls(self, bad: object) -> None:
        with pytest.raises(ConfigError, match="min_confidence"):
            count_speakers([], min_confidence=bad)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="zip"):
            count_speakers([one()], ["a", "b"])

    def test_shares(self) -> None:
        people = [
            by("A B", gender="f"),
            by("C D", gender="f", guessed=True, number=2),
            by("E F", gender="m", number=3),
            by("G H", number=4),
            by("ONU", "organization", number=5),
        ]
        counts = count_speakers([one(*(said(p, number=k) for k, p in enumerate(people)), said(None, number=9))])
        assert [(s.group, s.quotations, s.share_quotations) for s in counts.by_gender()] == [
            ("f", 1, 0.25), ("f_guessed", 1, 0.25), ("m", 1, 0.25), ("m_guessed", 0, 0.0), ("unknown", 1, 0.25), ("not_a_person", 1, None), ("nobody", 1, None),
        ]  # fmt: skip
        assert {s.group: s.quotations for s in counts.by_kind()} == {
            "person": 4,
            "organization": 1,
            "group": 0,
            "place": 0,
            "document": 0,
            "unknown": 0,
            "nobody": 1,
        }

    @given(st.lists(results(), max_size=4), st.booleans())
    def test_nothing_is_lost(self, some: list[Result], merge: bool) -> None:
        counts = count_speakers(some, merge=merge)
        assert counts.documents == len(some)
        assert counts.quotations <= sum(len(r.quotations) for r in some)
        assert counts.quotations >= len(
            {(k, q.speaker) for k, r in enumerate(some) for q in r.quotations if q.parent_id is None}
        )
        for shares in (counts.by_gender(), counts.by_kind()):
            assert sum(s.quotations for s in shares) == counts.quotations
            assert sum(s.words for s in shares) == counts.words
            told = [s.share_quotations for s in shares if s.share_quotations is not None]
            assert not told or sum(told) == pytest.approx(1.0)
            assert sum(s.speakers for s in shares) == len(counts.speakers)
        assert list(counts.speakers) == sorted(counts.speakers, key=lambda s: -s.quotations) or [
            s.quotations for s in counts.speakers
        ] == sorted((s.quotations for s in counts.speakers), reverse=True)

    def test_nothing_to_count(self) -> None:
        assert count_speakers([]) == SpeakerCounts((), 0, 0, 0)
        assert all(not s.share_quotations for s in count_speakers([]).by_gender())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "un.txt").write_text("« Le pont ferme », dit Maud. « Non », dit Omar. « Quoi »", encoding="utf-8")
    (tmp_path / "deux.txt").write_text("« La gare », dit Maud.", encoding="utf-8")
    awa, luc = by("Awa Keller", gender="f"), by("Luc Sarre", gender="m", guessed=True, number=2)
    write_jsonl(
        [one(said(awa), said(luc, number=1)), one(said(awa), said(by("le maire", gender="m", number=3), number=1))],
        "q.jsonl",
        ["a", "b"],
    )
    return tmp_path


def rows(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run("speakers", *arguments, "--format", "csv").stdout)))


class TestCommand:
    def test_texts(self, folder: Path) -> None:
        outcome = run("speakers", "un.txt", "deux.txt")
        assert outcome.exit_code == 0
        assert re.search(r"^Maud +person +\? +2 +50\.0 % +5 +2$", outcome.stdout, re.MULTILINE)
        assert "4 quotations (7 words) in 2 texts, 1 of them without a speaker." in outcome.stdout

    def test_results_take_no_model(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(options, "new_extractor", lambda *_: pytest.fail("loaded"))
        outcome = run("speakers", "q.jsonl")
        assert outcome.exit_code == 0
        assert "Women say 2 of the 4 quotations of persons whose gender is known (50.0 %)" in " ".join(
            outcome.stdout.split()
        )
        assert "m (guess)" in outcome.stdout

    def test_texts_and_results_together(self, folder: Path) -> None:
        assert {r["speaker"]: r["texts"] for r in rows("un.txt", "q.jsonl", "deux.txt")} == {
            "Maud": "2",
            "Awa Keller": "2",
            "Omar": "1",
            "Luc Sarre": "1",
            "le maire": "1",
        }

    def test_what_extract_writes_counts_the_same(self, folder: Path) -> None:
        assert run("extract", "un.txt", "deux.txt", "-o", "out.jsonl").exit_code == 0
        assert rows("out.jsonl") == rows("un.txt", "deux.txt")

    def test_csv(self, folder: Path) -> None:
        awa, luc, mayor = rows("q.jsonl")
        assert awa == {
            "document": "", "speaker": "Awa Keller", "kind": "person", "gender": "f", "gender_told_by": "text",
            "quotations": "2", "share_quotations": "0.5", "words": "4", "share_words": "0.5", "texts": "2",
        }  # fmt: skip
        assert (luc["gender"], luc["gender_told_by"], luc["document"]) == ("m", "first name", "")
        assert mayor["document"] == "b"

    def test_csv_of_nothing_has_a_header(self, folder: Path) -> None:
        (folder / "rien.txt").write_text("Rien.")
        assert run("speakers", "rien.txt", "--format", "csv").stdout == (
            "document,speaker,kind,gender,gender_told_by,quotations,share_quotations,words,share_words,texts\n"
        )

    def test_json_by_gender_per_document(self, folder: Path) -> None:
        data = json.loads(run("speakers", "q.jsonl", "--by", "gender", "--per-document", "--format", "json").stdout)
        assert [(r["document"], r["quotations"], r["share_quotations"]) for r in data if r["group"] == "f"] == [
            ("a", 1, 0.5),
            ("b", 1, 0.5),
        ]

    def test_top(self, folder: Path) -> None:
        assert [r["speaker"] for r in rows("q.jsonl", "--top", "1")] == ["Awa Keller"]
        assert "... and 2 more (--top 3 shows all)" in run("speakers", "q.jsonl", "--top", "1").stdout

    def test_no_indirect_holds_for_results_too(self, folder: Path) -> None:
        write_jsonl([Result(TEXT, [Quotation(id="q", kind="indirect", content=[Span(0, 2, "un")])])], "i.jsonl")
        assert "1 quotations" in run("speakers", "i.jsonl").stdout
        assert "0 quotations" in run("speakers", "i.jsonl", "--no-indirect").stdout

    def test_min_speaker_confidence_holds_for_results_too(self, folder: Path) -> None:
        people = [
            by("Awa Keller"),
            by("Luc Sarre", number=2),
            by("Omar Sall", number=3),
            by("CGT", "organization", number=4),
        ]
        sure = [0.4, 0.6, None, 0.4]
        quotations = [
            said(who, number=k, link="pronoun", speaker_confidence=s)
            for k, (who, s) in enumerate(zip(people, sure, strict=True))
        ]
        write_jsonl([one(*quotations)], "s.jsonl")
        least = "--min-speaker-confidence"
        assert {r["speaker"] for r in rows("s.jsonl", least, "0")} == {"Awa Keller", "Luc Sarre", "Omar Sall", "CGT"}
        assert {r["speaker"] for r in rows("s.jsonl", least, "0.5")} == {"Luc Sarre", "Omar Sall", "CGT"}
        assert "1 of them without a speaker" in run("speakers", "s.jsonl", least, "0.6").stdout

    def test_options_without_effect_are_told(self, folder: Path) -> None:
        (folder / "people.csv").write_text("name\nAwa Keller\n")
        outcome = run("speakers", "q.jsonl", "--people", "people.csv")
        assert outcome.stderr == "quoteattr: --people: of no effect on what was extracted before\n"

    def test_bad_lines(self, folder: Path) -> None:
        with (folder / "q.jsonl").open("a") as file:
            file.write('{"schema": 1, "quotations": 3}\n')
        outcome = run("speakers", "q.jsonl")
        assert outcome.exit_code == 1
        assert outcome.stderr.startswith("quoteattr: q.jsonl:3: not the dictionary of a result")
        assert "Awa Keller" in outcome.stdout
        assert run("speakers", "absent.jsonl").exit_code == 1

    @pytest.mark.parametrize("what", ["speaker", "gender", "kind"])
    def test_chart(self, folder: Path, what: str) -> None:
        assert run("speakers", "q.jsonl", "--by", what, "--chart", "chart.svg").exit_code == 0
        root = ET.parse(folder / "chart.svg").getroot()  # noqa: S314 - our own picture
        assert root.get("role") == "img"
        title, description = (root.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
        assert title is not None
        assert title.text
        assert description is not None
        assert "4 quotations" in str(description.text)
        write_jsonl([one(said(by("Awa $x_1$ {\\frac}")))], "dollars.jsonl")
        assert run("speakers", "dollars.jsonl", "--by", what, "--chart", "dollars.svg").exit_code == 0
        assert what != "speaker" or "Awa $x_1$ {\\frac}" in (folder / "dollars.svg").read_text(encoding="utf-8")
        shown = {"speaker": {"Awa Keller", "Luc Sarre", "le maire"}, "gender": {"women", "men"}, "kind": {"person"}}[
            what
        ]
        assert shown <= {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}

    def test_chart_that_cannot_be_drawn(self, folder: Path) -> None:
        outcome = run("speakers", "q.jsonl", "--chart", "absent/chart.svg")
        assert outcome.exit_code == 1
        assert "absent/chart.svg: No such file" in outcome.stderr
        assert run("speakers", "q.jsonl", "--chart", "c.svg", "--per-document").exit_code == 2

    def test_escapes_do_not_reach_the_terminal(self, folder: Path) -> None:
        write_jsonl([one(said(by("Awa \x1b[31m[bold]x")))], "q.jsonl")
        output = run("speakers", "q.jsonl").stdout
        assert "\x1b" not in output
        assert "[bold]x" in output


@pytest.mark.model
@pytest.mark.parametrize("docs", ["docs", "docs/fr"])
def test_the_guide_shows_what_is_printed(docs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / docs / "guides" / "folder-to-table.md").read_text(encoding="utf-8")
    shown = re.findall(r"```sh\nquoteattr speakers quotations.jsonl(.*)\n```\n\n```text\n((?:.+\n|\n)+?)```", guide)
    assert len(shown) == 2
    monkeypatch.chdir(ROOT)
    assert run("extract", "examples/press/", "-o", str(tmp_path / "q.jsonl")).exit_code == 0
    monkeypatch.chdir(tmp_path)
    for arguments, expected in shown:
        assert run("speakers", "q.jsonl", *arguments.split()).stdout == expected
    assert (tmp_path / "gender.svg").exists()


@given(
    st.lists(
        st.builds(Bar, st.text(), st.integers(0, 10**6), st.text(), st.sampled_from("fmu"), st.booleans()), max_size=3
    ),
    st.text(),
    st.text(),
)
@settings(max_examples=8)
def test_any_chart_is_xml(bars: list[Bar], title: str, description: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "c.svg")
        save(bar_chart(title, bars), str(path), title, description)
        root = ET.parse(path).getroot()  # noqa: S314 - our own picture
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == " ".join(title.split()) or "\ufffd" in str(
        root[0].text
    )
