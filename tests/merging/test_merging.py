"""One person across texts: what is merged, what stays apart, and the table that says so."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import corpus, pairs, quoting
from stand_in import run, stand_in  # noqa: F401 - the last is a fixture
from strategies import results

from quoteattr import ConfigError, InputError, Person, Quotation, Result, Span, Speaker, SpeakerTable, merge_speakers
from quoteattr.export import read_with_fields, write_jsonl
from quoteattr.merging import MergedSpeaker
from quoteattr.merging.bodies import body_key, glosses, initials, reach
from quoteattr.merging.names import person_name


def groups(table: SpeakerTable) -> list[list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table.rows:
        found[row.person].append((row.document_id, row.speaker_id))
    return list(found.values())


def merged(*texts: Result, outlets: str = "", **more: object) -> list[set[str]]:
    """The texts, numbered from 1, that name one person, for each person of several."""
    fields = [{"outlet": outlet} for outlet in outlets] if outlets else None
    table = merge_speakers(texts, None, fields, **more)  # type: ignore[arg-type]
    return sorted(({document for document, _ in group} for group in groups(table) if len(group) > 1), key=sorted)


def one(name: str, gender: str = "", text: str = "") -> Result:
    return quoting((name, gender), text=text)


def body(name: str, text: str = "", kind: str = "organization") -> Result:
    who = Speaker("s0", name, kind)  # type: ignore[arg-type]
    whole = f"Bac. {name} le dit. {text}"
    return Result(whole, [Quotation(id="q", kind="direct", content=[Span(0, 3, "Bac")], speaker=who)], [who])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Hélène Castaing", "HELENE CASTAING", True),
        ("Jean-Luc Ferrand", "Jean Luc Ferrand", True),
        ("Hélène Castaing", "Mme Hélène Castaing", True),
        ("George W. Roy", "George Roy", True),
        ("Hélène Castaing", "H. Castaing", True),
        ("Jean-Pierre Garrec", "J.-P. Garrec", True),
        ("Hélène Castaing", "Mme Castaing", True),
        ("François de Rugeac", "M. de Rugeac", True),
        ("Hélène Castaing", "Louise Castaing", False),
        ("Hélène Castaing", "L. Castaing", False),
        ("Jean-Pierre Garrec", "Jean Garrec", False),
        ("Sylvie", "Sylvie", False),
        ("le maire", "le maire", False),
        ("un habitant de Lorme", "un habitant de Lorme", False),
        ("la maire de Lorme", "la maire de Lorme", False),
    ],
)
def test_names(first: str, second: str, *, same: bool) -> None:
    assert merged(one(first), one(second)) == ([{"1", "2"}] if same else [])
    assert merged(one(second), one(first)) == ([{"1", "2"}] if same else [])


class TestApart:
    def test_another_gender(self) -> None:
        assert merged(one("Alix Roy", "f"), one("Alix Roy", "m"), one("Alix Roy", "f")) == [{"1", "3"}]

    def test_a_first_name_of_one_gender_is_not_doubted(self) -> None:
        assert merged(one("Hélène Roy", "f"), one("Hélène Roy", "m")) == [{"1", "2"}]

    def test_a_guessed_gender_tells_nothing(self) -> None:
        assert merged(one("Alix Roy", "f"), quoting(("Alix Roy", "m"), gender_guessed=True)) == [{"1", "2"}]

    @pytest.mark.parametrize(
        ("first", "second", "same"),
        [
            ("Paul Roy, footballeur, sourit.", "Paul Roy, notaire, sourit.", False),
            ("Le footballeur Paul Roy sourit.", "Le gardien et footballeur Paul Roy sourit.", True),
            ("Paul Roy, maire de Lorme, sourit.", "Paul Roy, maire de Vannes, sourit.", False),
            ("Paul Roy, maire de Lorme, sourit.", "Le maire de Lorme Paul Roy sourit.", True),
            ("Paul Roy, président du club, sourit.", "Paul Roy, notaire, sourit.", True),
            ("L'avocat de Paul Roy sourit.", "Paul Roy, boulanger, sourit.", True),
        ],
    )
    def test_other_work(self, first: str, second: str, *, same: bool) -> None:
        assert merged(one("Paul Roy", text=first), one("Paul Roy", text=second)) == ([{"1", "2"}] if same else [])

    def test_other_work_in_one_story(self) -> None:
        story = "Entre Tillac et Orval, près de Massac, la route de Brandes à Nérac et à Quillan est coupée."
        texts = [one("Paul Roy", text=f"{story} Paul Roy, {role}, le dit.") for role in ("pompier", "maire de Lorme")]
        assert merged(*texts) == [{"1", "2"}]

    def test_without_a_role_it_is_told_by_the_paper(self) -> None:
        cook, judge, neither = (
            one("Paul Roy", text=t) for t in ("Le boulanger Paul Roy dort.", "Le juge Paul Roy dort.", "")
        )
        assert merged(cook, judge, neither, outlets="aba") == [{"1", "3"}]
        assert merged(cook, judge, neither, outlets="abc") == []
        rows = merge_speakers([cook, judge, neither], None, [{"outlet": o} for o in "abc"]).rows
        (row,) = (row for row in rows if row.document_id == "3")
        assert row.why == "apart: several of that name"
        assert set(row.candidates) == {row.person for row in rows if row.document_id != "3"}


class TestShort:
    def test_a_surname_of_two(self) -> None:
        assert merged(one("Hélène Castaing"), one("Louise Castaing"), one("Mme Castaing")) == []

    def test_a_surname_of_two_of_which_one_fits(self) -> None:
        texts = one("Hélène Castaing", "f"), one("Paul Castaing", "m"), one("Mme Castaing", "f")
        assert merged(*texts) == [{"1", "3"}]

    def test_a_surname_in_another_paper(self) -> None:
        assert merged(one("Hélène Castaing"), one("Castaing"), outlets="ab") == []

    def test_a_surname_in_another_paper_with_the_same_work(self) -> None:
        texts = (
            one("Hélène Castaing", text="L'architecte Hélène Castaing rit."),
            one("Castaing", text="L'architecte Castaing rit."),
        )
        assert merged(*texts, outlets="ab") == [{"1", "2"}]

    def test_the_text_itself_tells_who_it_is(self) -> None:
        texts = (
            one("Hélène Castaing"),
            one("Louise Castaing"),
            one("Castaing", text="On a vu Louise Castaing à la halle."),
        )
        assert merged(*texts, outlets="abc") == [{"2", "3"}]

    def test_surnames_alone(self) -> None:
        assert merged(one("Castaing"), one("Castaing")) == []
        rappers = [one("Zoufris", text="Le rappeur Zoufris chante.") for _ in range(2)]
        assert merged(*rappers, outlets="aa") == [{"1", "2"}]


class TestBodies:
    @pytest.mark.parametrize(
        ("first", "second", "outlets", "same"),
        [
            ("l'Office du bac", "L’office du Bac", "ab", True),
            ("le ministère de la Santé", "le ministère de la santé", "aa", False),
            ("le ministère de la Santé", "le ministère de la Santé", "aa", True),
            ("le ministère de la Santé", "le ministère de la Santé", "ab", False),
            ("la Chambre de commerce", "la Chambre de commerce", "aa", False),
            ("la Chambre de commerce de Lorme", "la chambre de commerce de Lorme", "ab", True),
            ("un sondage Ifopel", "un sondage Ifopel", "aa", False),
            ("XI", "XI", "aa", False),
        ],
    )
    def test_names(self, first: str, second: str, outlets: str, *, same: bool) -> None:
        assert merged(body(first), body(second), outlets=outlets) == ([{"1", "2"}] if same else [])

    def test_initials_that_some_text_explains(self) -> None:
        told = one("Omar Sall", text="La Fédération des usagers du bac (FUB) se tait.")
        texts = body("la FUB"), body("la Fédération des usagers du bac")
        assert merged(*texts) == []
        assert merged(*texts, told) == [{"1", "2"}]

    def test_initials_with_two_meanings(self) -> None:
        told = [
            one("Omar Sall", text=f"{name} (FUB) se tait.")
            for name in ("La Fédération des usagers du bac", "Le Front uni bleu")
        ]
        assert merged(body("la FUB"), body("la Fédération des usagers du bac"), *told) == [{"3", "4"}]

    def test_documents_and_groups(self) -> None:
        assert merged(body("le rapport Castaing", kind="document"), body("le rapport Castaing", kind="document")) == []
        assert merged(body("les élus de Lorme", kind="group"), body("les élus de Lorme", kind="group")) == []

    def test_parts(self) -> None:
        assert body_key("L’Agence du Bac") == "agence du bac"
        assert initials("Confédération des usagers du bac") == "cub"
        assert [reach(name) for name in ("Insee", "la Cour des comptes", "la mairie")] == ["", "country", "place"]
        assert list(glosses("la Fédération des usagers (FU)")) == [("federation des usagers", "fu")]
        assert list(glosses("la FUB (Fédération des usagers du bac)")) == [("federation des usagers du bac", "fub")]


def test_recall_on_300_names() -> None:
    texts, fields, truth = corpus()
    table = merge_speakers(texts, map(str, range(len(texts))), fields)
    people: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for naming in truth:
        people[naming.person].append((naming.document, naming.speaker))
    wanted, found = pairs(list(people.values())), pairs(groups(table))
    assert len({naming.person for naming in truth}) == 300
    assert len(wanted & found) / len(wanted) >= 0.95
    assert len(wanted & found) / len(found) >= 0.995


@given(st.lists(results(), max_size=4))
def test_nothing_is_lost(some: list[Result]) -> None:
    table = merge_speakers(some)
    assert sorted((row.document_id, row.speaker_id) for row in table.rows) == sorted(
        (str(number), speaker.id) for number, result in enumerate(some, 1) for speaker in result.speakers
    )
    sink = io.StringIO(newline="")
    assert table.write_csv(sink) == len(table.rows)
    named = list(table.apply(some, [str(number) for number in range(1, len(some) + 1)]))
    for before, after in zip(some, named, strict=True):
        assert [s.id for s in after.speakers] == [s.id for s in before.speakers]
        assert [q.text for q in after.quotations] == [q.text for q in before.quotations]
        assert all(s.about.get("id") for s in after.speakers)


class TestKnown:
    def test_people(self) -> None:
        mayor = Person("Hélène Castaing", aliases=["la patronne"], id="hc", wikidata="Q9", about={"party": "PDB"})
        table = merge_speakers([one("Hélène Castaing"), one("la patronne")], people=[mayor])
        assert {row.person for row in table.rows} == {"hc"}
        assert table.rows[0].about == {"name": "Hélène Castaing", "id": "hc", "wikidata": "Q9", "party": "PDB"}
        (first, _) = table.apply([one("Hélène Castaing"), one("la patronne")], ["1", "2"])
        assert first.quotations[0].speaker is not None
        assert first.quotations[0].speaker.about == {"id": "hc", "wikidata": "Q9", "party": "PDB"}

    def test_what_was_known_before(self) -> None:
        texts = [quoting((name, ""), about={"id": "x", "party": "PDB"}) for name in ("Hélène Castaing", "Maud")]
        assert merged(*texts) == [{"1", "2"}]
        assert merge_speakers(texts).rows[0].about["party"] == "PDB"


class TestTable:
    texts = (one("Hélène Castaing"), one("H. Castaing"), one("Omar Sall"))
    ids = ("a", "b", "c")

    def edited(self, change: object, delimiter: str = ",") -> SpeakerTable:
        sink = io.StringIO(newline="")
        merge_speakers(self.texts, self.ids).write_csv(sink)
        rows = list(csv.DictReader(io.StringIO(sink.getvalue())))
        for row in rows:
            change(row)  # type: ignore[operator]
        out = io.StringIO(newline="")
        table = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
        table.writeheader()
        table.writerows(rows)
        return SpeakerTable.read_csv(io.StringIO("\ufeff" + out.getvalue(), newline=""))

    def speakers(self, table: SpeakerTable, **more: bool) -> list[tuple[str, str]]:
        found = [result.speakers[0] for result in table.apply(self.texts, self.ids, **more)]
        return [(speaker.name, speaker.about["id"]) for speaker in found]

    def test_as_it_is(self) -> None:
        assert self.speakers(self.edited(dict.copy, ";")) == [
            ("Hélène Castaing", "helene-castaing"),
            ("Hélène Castaing", "helene-castaing"),
            ("Omar Sall", "omar-sall"),
        ]

    def test_round_trip(self) -> None:
        sink = io.StringIO(newline="")
        table = merge_speakers(self.texts, self.ids)
        table.write_csv(sink)
        assert SpeakerTable.read_csv(io.StringIO(sink.getvalue(), newline="")) == table

    def test_merge_by_hand(self) -> None:
        assert {who for _, who in self.speakers(self.edited(lambda row: row.update(person="x")))} == {"x"}

    def test_split(self) -> None:
        def split(row: dict[str, str]) -> None:
            row["decision"] = "Split" if row["document_id"] == "b" else ""

        names = self.speakers(self.edited(split))
        assert [name for name, _ in names] == ["Hélène Castaing", "H. Castaing", "Omar Sall"]
        assert len({who for _, who in names}) == 3

    def test_accepted_only(self) -> None:
        def accept(row: dict[str, str]) -> None:
            row["decision"] = "accept" if row["document_id"] in "bc" else ""

        names = self.speakers(self.edited(accept), accepted=True)
        assert names[1:] == [("Hélène Castaing", "helene-castaing"), ("Omar Sall", "omar-sall")]
        assert names[0][1] != "helene-castaing"

    def test_name_id_and_further_columns(self) -> None:
        def tell(row: dict[str, str]) -> None:
            row["party"] = "PDB" if row["name"] == "Hélène Castaing" else ""
            row["wikidata"] = "Q9" if row["name"] == "Hélène Castaing" else ""
            row["name"] = row["name"].replace("Hélène", "Helena")

        _, second, third = self.edited(tell).apply(self.texts, self.ids)
        assert second.speakers[0].name == "Helena Castaing"
        assert second.speakers[0].aliases == ("H. Castaing",)
        assert second.speakers[0].about == {"id": "helene-castaing", "wikidata": "Q9", "party": "PDB"}
        assert third.speakers[0].about == {"id": "omar-sall"}

    def test_rows_left_out(self) -> None:
        table = SpeakerTable([row for row in merge_speakers(self.texts, self.ids).rows if row.document_id == "a"])
        assert list(table.apply(self.texts, self.ids))[1:] == list(self.texts[1:])

    def test_two_wikidata_numbers(self) -> None:
        def both(row: dict[str, str]) -> None:
            row.update(person="x", wikidata=f"Q{ord(row['document_id'])}")

        with pytest.raises(ConfigError, match="'x' has two values of wikidata: 'Q97' and 'Q98'"):
            self.edited(both).apply(self.texts, self.ids)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "<table>:1: the column 'person' is missing"),
            ("person,document_id\n", "the column 'speaker_id' is missing"),
            ("person,document_id,speaker_id\n,a,s1\n", ":2: person is empty"),
            (
                "person,document_id,speaker_id,decision\nx,a,s1,yes\n",
                ":2: decision: expected accept, split or nothing, got 'yes'",
            ),
        ],
    )
    def test_what_is_wrong_is_named(self, text: str, message: str) -> None:
        with pytest.raises(ConfigError, match=message):
            SpeakerTable.read_csv(io.StringIO(text))

    def test_bad_calls(self) -> None:
        with pytest.raises(ConfigError, match="as many ids"):
            list(merge_speakers(self.texts).apply(self.texts, ["1"]))
        with pytest.raises(ConfigError, match="as many ids"):
            merge_speakers(self.texts, ["1"])
        for bad in ({"people": ["x"]}, {"outlet": 3}):
            with pytest.raises(InputError):
                merge_speakers(self.texts, **bad)  # type: ignore[arg-type]
        with pytest.raises(InputError, match="rows: expected MergedSpeaker, got int"):
            SpeakerTable([1])  # type: ignore[list-item]

    def test_short_repr(self) -> None:
        assert repr(merge_speakers(self.texts)) == "SpeakerTable(3 speakers of texts, 2 persons and bodies)"

    def test_a_row_needs_no_more_than_a_place(self) -> None:
        table = SpeakerTable([MergedSpeaker("x", "a", "s0", "Hélène Castaing")])
        assert next(table.apply(self.texts[:1], ["a"])).speakers[0].about == {"id": "x"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Castaing", ("", "castaing")),
        ("Le Bihan", ("", "le bihan")),
        ("Ilse Van de Kerk", ("ilse", "van de kerk")),
        ("le docteur Anne Roy", ("anne", "roy")),
        ("J.-L. Roy", ("j l", "roy")),
    ],
)
def test_keys(text: str, key: tuple[str, str]) -> None:
    name = person_name(text)
    assert name is not None
    assert name.key == key


@pytest.mark.parametrize(
    "text", ["", "le maire", "Sylvie", "l'un des élus de Lorme", "une voisine", "le maire de Lorme"]
)
def test_no_names(text: str) -> None:
    assert person_name(text) is None


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        write_jsonl(TestTable.texts, "q.jsonl", TestTable.ids, [{"outlet": "Le Bac"}] * 3)
        return tmp_path

    def test_table_and_back(self, folder: Path) -> None:
        outcome = run("merge", "q.jsonl", "--table", "people.csv")
        assert outcome.exit_code == 0
        assert outcome.stderr == "quoteattr: 3 speakers of texts are 2 persons and bodies, 1 of them in several texts\n"
        table = (folder / "people.csv").read_text(encoding="utf-8").replace("Omar Sall,,", "Omar Sall,os,", 1)
        (folder / "people.csv").write_text(
            table.replace("person,", "party,person,", 1).replace("\n", "\nPDB,"), encoding="utf-8"
        )
        (folder / "people.csv").write_text(
            (folder / "people.csv").read_text(encoding="utf-8").removesuffix("PDB,"), encoding="utf-8"
        )
        assert run("merge", "q.jsonl", "--apply", "people.csv", "-o", "m.jsonl").exit_code == 0
        found = [(name, r.speakers[0].about, carried) for name, r, carried in read_with_fields("m.jsonl")]
        assert [about["id"] for _, about, _ in found] == ["helene-castaing", "helene-castaing", "os"]
        assert {about["party"] for _, about, _ in found} == {"PDB"}
        assert found[0][2] == {"outlet": "Le Bac"}
        counted = run("speakers", "m.jsonl", "--format", "csv").stdout
        assert "Hélène Castaing,person,,,2," in counted

    def test_columns_come_out_beside_each_quotation(self, folder: Path) -> None:
        (folder / "known.csv").write_text("name,wikidata,party\nOmar Sall,Q5,PDB\n", encoding="utf-8")
        assert run("merge", "q.jsonl", "--people", "known.csv", "-o", "m.csv").exit_code == 0
        rows = list(csv.DictReader((folder / "m.csv").open(encoding="utf-8")))
        assert [(row["person_id"], row["wikidata"], row["about_party"]) for row in rows] == [
            ("helene-castaing", "", ""), ("helene-castaing", "", ""), ("omar-sall", "Q5", "PDB"),
        ]  # fmt: skip
        assert run("speakers", "m.csv").exit_code == 0

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["q.jsonl"], "name what to write"),
            (["-", "--table", "t.csv"], "read twice"),
            (["q.jsonl", "-o", "q.jsonl"], "also an input"),
            (["q.jsonl", "--table", "t.csv", "--accepted"], "--accepted is for --apply"),
            (["q.jsonl", "-o", "x.jsonl", "--format", "docx"], "expected one of jsonl"),
            (["a.txt", "--table", "t.csv"], "a.txt is a text: give what quoteattr extract wrote"),
            (["t.csv", "-o", "x.jsonl"], "holds no texts"),
        ],
    )
    def test_wrong_calls(self, folder: Path, arguments: list[str], message: str) -> None:
        (folder / "a.txt").write_text("Rien.", encoding="utf-8")
        run("convert", "q.jsonl", "-o", "t.csv")
        outcome = run("merge", *arguments)
        assert outcome.exit_code == 2
        assert message in " ".join(outcome.stderr.split())
        assert not (folder / "x.jsonl").exists()
