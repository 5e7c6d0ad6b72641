"""``convert``, and what folders of files hold: names, indexes, configurations; annotation of others; evaluation of all of it."""

from __future__ import annotations

import csv
import json
import os
import stat
from pathlib import Path

import pytest
from samples import made
from stand_in import records, run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr import ConfigError, InputError, ResultError, load_people
from quoteattr.evaluation import evaluate, read_gold, read_predictions
from quoteattr.export import brat_configuration, from_brat, write_csv, write_jsonl, write_parquet
from quoteattr.export.formats import FORMATS

SAYS = "« Oui », a dit Léa."
READABLE = [f for f in FORMATS if f.name not in {"html", "txt"}]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("press/a.txt", "press/2024/b.txt", "press/index.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("« Oui », dit Léa.", encoding="utf-8")
    return tmp_path


def names(place: str) -> set[str]:
    return {path.name for path in Path(place).iterdir()}


class TestConvert:
    @pytest.mark.parametrize("there", READABLE, ids=lambda f: f.name)
    @pytest.mark.parametrize("back", ["jsonl", "brat"])
    def test_there_and_back(self, folder: Path, there: object, back: str) -> None:
        fields = [{"outlet": "Le Phare", "n": "3"}] * 2
        write_jsonl([made(), made()], "q.jsonl", ["a/un", "deux"], fields)
        name = there.name  # type: ignore[attr-defined]
        out = "out" if there.per_document else f"out{there.endings[0]}"  # type: ignore[attr-defined]
        assert run("convert", "q.jsonl", "--format", name, "-o", out).exit_code == 0
        for text in ("a/un", "deux"):
            Path("texts", text).parent.mkdir(parents=True, exist_ok=True)
            Path("texts", f"{text}.txt").write_text(made().text, encoding="utf-8")
        end = "end.jsonl" if back == "jsonl" else "end"
        outcome = run("convert", out, "--format", back, "-o", end, "--texts", "texts")
        assert (outcome.exit_code, outcome.stderr) == (0, "")
        got = records(run("convert", end))
        assert [(r["id"], r["fields"]) for r in got] == [("a/un", fields[0]), ("deux", fields[1])]
        assert [r["quotations"] for r in got] == [r["quotations"] for r in records(run("convert", "q.jsonl"))]

    def test_a_table_without_its_texts(self, folder: Path) -> None:
        write_csv([made()], "q.csv", ["un"])
        outcome = run("convert", "q.csv", "-o", "q.jsonl")
        assert outcome.exit_code == 1
        assert "q.csv: document 'un': its text is not there; name the folder of texts with --texts" in outcome.stderr
        assert not Path("q.jsonl").exists()
        assert run("convert", "q.csv", "-o", "q.parquet").exit_code == 0

    def test_what_cannot_be_read_is_named(self, folder: Path) -> None:
        write_jsonl([made()], "a.jsonl", ["un"])
        outcome = run("convert", "press", "a.jsonl", "--format", "csv")
        assert outcome.exit_code == 1
        assert "press: holds no results in a format that can be read" in outcome.stderr
        assert "un,q1,direct" in outcome.stdout

    def test_an_id_that_comes_again(self, folder: Path) -> None:
        write_jsonl([made()], "a.jsonl", ["un"])
        write_jsonl([made()], "b.jsonl", ["un"])
        outcome = run("convert", "a.jsonl", "b.jsonl")
        assert [r["id"] for r in records(outcome)] == ["un", "un#2"]
        assert "b.jsonl:1: the id 'un' comes again; called 'un#2'" in outcome.stderr

    def test_the_output_is_whole_or_untouched(self, folder: Path) -> None:
        write_jsonl([made()], "a.jsonl", ["un"])
        assert run("convert", "a.jsonl", "-o", "a.jsonl").exit_code == 2
        assert run("convert", "a.jsonl", "--format", "csv", "--spreadsheet", "-o", "a.csv").exit_code == 0
        assert run("convert", "a.jsonl", "--spreadsheet").exit_code == 2
        assert run("convert", "absent.jsonl").exit_code == 2
        assert run("convert", "a.jsonl", "--format", "tei", "-o", "a.csv").exit_code == 1

    def test_a_pipe(self, folder: Path) -> None:
        write_jsonl([made()], "a.jsonl", ["un"])
        assert run("convert", "a.jsonl", "-o", os.devnull).exit_code == 0
        assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


class TestTexts:
    def test_a_table_finds_the_texts_that_were_written_out(self, folder: Path) -> None:
        run("extract", "press", "-o", "q.jsonl")
        assert run("convert", "q.jsonl", "--format", "txt", "-o", "texts").exit_code == 0
        run("convert", "q.jsonl", "-o", "q.csv")
        outcome = run("convert", "q.csv", "--texts", "texts")
        assert (outcome.exit_code, outcome.stderr) == (0, "")
        assert [r["id"] for r in records(outcome)] == ["press/a.txt", "press/index.txt", "press/2024/b.txt"]


class TestFolders:
    @pytest.mark.parametrize("given", ["press", "press/", "press/**/*.txt", "./press"])
    def test_names_are_those_in_the_folder_given(self, folder: Path, given: str) -> None:
        assert run("extract", given, "--format", "tei", "-o", "out").exit_code == 0
        assert names("out") == {"index.csv", "a.xml", "2024%2Fb.xml", "index~1.xml"}

    def test_names_of_files_given_one_by_one(self, folder: Path) -> None:
        assert run("extract", "press/a.txt", "press/2024/b.txt", "--format", "tei", "-o", "out").exit_code == 0
        assert names("out") == {"index.csv", "a.xml", "b.xml"}

    def test_convert_names_them_alike(self, folder: Path) -> None:
        run("extract", "press", "-o", "q.jsonl")
        assert run("convert", "q.jsonl", "--format", "tei", "-o", "out").exit_code == 0
        assert names("out") == {"index.csv", "a.xml", "2024%2Fb.xml", "index~1.xml"}
        with Path("out/index.csv").open(newline="") as file:
            assert {row["id"] for row in csv.DictReader(file)} == {"press/a.txt", "press/2024/b.txt", "press/index.txt"}

    def test_brat_finds_its_configuration(self, folder: Path) -> None:
        assert run("extract", "press", "--format", "brat", "-o", "out").exit_code == 0
        for name, text in brat_configuration().items():
            assert Path("out", name).read_text(encoding="utf-8") == text

    def test_pages_have_an_index(self, folder: Path) -> None:
        Path("press/c&d.txt").write_text("Rien.", encoding="utf-8")
        assert run("extract", "press", "--format", "html", "-o", "out").exit_code == 0
        page = Path("out/index.html").read_text(encoding="utf-8")
        assert 'href="2024%252Fb.html"' in page
        assert "1 citation · Léa" in page
        assert "press/c&amp;d.txt" in page
        assert "0 citation<" in page


class TestEvaluate:
    def test_the_brat_folder_that_extract_wrote(self, folder: Path) -> None:
        run("extract", "press/a.txt", "press/2024/b.txt", "--format", "brat", "-o", "brat")
        run("extract", "press/a.txt", "press/2024/b.txt", "-o", "q.jsonl")
        outcome = run("evaluate", "brat", "q.jsonl", "--format", "json", "--samples", "0")
        assert (outcome.exit_code, outcome.stderr) == (0, "")
        assert json.loads(outcome.stdout)["scores"]["runs05_all_f1"]["value"] == 1

    @pytest.mark.parametrize("form", READABLE, ids=lambda f: f.name)
    def test_every_format(self, folder: Path, form: object) -> None:
        write_jsonl([made()], "q.jsonl", ["un"])
        name = form.name  # type: ignore[attr-defined]
        out = "out" if form.per_document else f"out{form.endings[0]}"  # type: ignore[attr-defined]
        assert run("convert", "q.jsonl", "--format", name, "-o", out).exit_code == 0
        gold = read_gold("q.jsonl")
        assert evaluate(gold, read_predictions(out, gold)).scores()["runs05_all_f1"] == 1
        if not form.table:  # type: ignore[attr-defined]
            assert read_gold(out)[0].quotations == gold[0].quotations

    def test_a_table_is_no_gold_without_texts(self, folder: Path) -> None:
        write_parquet([made()], "q.parquet", ["un"])
        with pytest.raises(ValueError, match="a table holds no texts; name the folder of the texts"):
            read_gold("q.parquet")
        Path("texts").mkdir()
        Path("texts/un.txt").write_text(made().text, encoding="utf-8")
        assert read_gold("q.parquet", "texts")[0].quotations[0].content == ((2, 5),)

    def test_a_mistake_is_listed_once(self, folder: Path) -> None:
        write_jsonl([made()], "gold.jsonl", ["un"])
        write_jsonl([type(made())(made().text)], "none.jsonl", ["un"])
        assert run("evaluate", "gold.jsonl", "none.jsonl", "--errors", "e.tsv", "--samples", "0").exit_code == 0
        assert len(Path("e.tsv").read_text(encoding="utf-8").splitlines()) == 2


ANN = "T1\tParole 2 5\tOui\nT2\tQui 15 18\tLéa\nR1\tDit Arg1:T1 Arg2:T2\n"


class TestBratOfOthers:
    @pytest.mark.parametrize(("quotation", "mention"), [("Citation", "Source"), ("Discours", "Locuteur")])
    def test_french_types_are_known(self, quotation: str, mention: str) -> None:
        (found,) = from_brat(SAYS, ANN.replace("Parole", quotation).replace("Qui", mention)).quotations
        assert (found.text, found.speaker and found.speaker.name) == ("Oui", "Léa")

    def test_types_that_nobody_knows_are_named(self) -> None:
        with pytest.raises(ResultError, match=r"none of the types Parole \(1\), Qui \(1\) is known"):
            from_brat(SAYS, ANN)
        assert from_brat(SAYS, ANN, {}).quotations == ()
        assert from_brat(SAYS, "").quotations == ()

    def test_a_mapping_says_what_they_are(self, folder: Path) -> None:
        Path("ann").mkdir()
        Path("ann/un.txt").write_text(SAYS, encoding="utf-8")
        Path("ann/un.ann").write_text(ANN, encoding="utf-8")
        outcome = run("convert", "ann")
        assert outcome.exit_code == 1
        assert "none of the types Parole (1), Qui (1) is known" in outcome.stderr
        (record,) = records(run("convert", "ann", "--brat-types", "Parole=Quotation, qui=mention"))
        assert record["speakers"][0]["name"] == "Léa"
        options = ("--brat-types", "Parole=quotation,Qui=mention", "--samples", "0", "--format", "json")
        outcome = run("evaluate", "ann", "ann", *options)
        assert json.loads(outcome.stdout)["scores"]["runs05_all_f1"]["value"] == 1

    @pytest.mark.parametrize("given", ["Parole", "Parole=chose", "=cue"])
    def test_a_mapping_that_is_wrong(self, folder: Path, given: str) -> None:
        assert run("convert", "press", "--brat-types", given).exit_code == 2

    @pytest.mark.parametrize("types", [3, {"x": "chose"}, {3: "cue"}])
    def test_a_wrong_call(self, types: object) -> None:
        with pytest.raises(InputError, match="types: expected"):
            from_brat(SAYS, ANN, types)  # type: ignore[arg-type]


class TestPeople:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    @pytest.mark.parametrize("first", ["", "sep=;\r\n"])
    def test_as_excel_in_french_saves_them(self, tmp_path: Path, encoding: str, first: str) -> None:
        path = tmp_path / "gens.csv"
        table = 'Nom;Alias;Fonction;Genre;Type\r\nHélène Castaing;"la maire;Castaing";maire;F;Personne\r\nLuc Bré;Bré|le chef;;Homme;\r\nL’Été;;;;organisation\r\n'
        path.write_bytes((first + table).encode(encoding))
        mayor, other, body = load_people(path)
        assert (mayor.name, mayor.aliases, mayor.role, mayor.gender, mayor.kind) == (
            "Hélène Castaing",
            ("la maire", "Castaing"),
            "maire",
            "f",
            "person",
        )
        assert (other.aliases, other.gender) == (("Bré", "le chef"), "m")
        assert (body.name, body.kind, body.gender) == ("L’Été", "organization", None)

    def test_a_gender_that_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "gens.csv").write_text("name,gender\nLuc,robot\n", encoding="utf-8")
        with pytest.raises(ConfigError, match="gender: expected one of"):
            load_people(tmp_path / "gens.csv")


def test_speakers_for_a_spreadsheet(folder: Path) -> None:
    write_jsonl([made(), made("« Non », a dit Léa.".replace("Non", "Oui"))], "q.jsonl", ["un", "deux"])
    outcome = run("speakers", "q.jsonl", "--format", "csv", "--spreadsheet", "--model", "none")
    assert outcome.stdout.startswith("\ufeffdocument;speaker;")
    assert ";1,0;" in outcome.stdout
    assert run("speakers", "q.jsonl", "--spreadsheet").exit_code == 2
