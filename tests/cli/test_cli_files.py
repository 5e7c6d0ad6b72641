"""Files as people have them: web pages, Word and Excel, JSON, spreadsheets of any language, encodings; what is none of these is named."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import made
from stand_in import records, run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr.cli.input.encodings import likely, resolved
from quoteattr.export import write_csv, write_jsonl
from quoteattr.export.formats import by_name

SAYS = "« Le pont ferme », dit Maud."
PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Le pont de Trézien</title><meta name="author" content="Ana Bihan"></head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Le pont de Trézien</h1>
<p>Le conseil s’est réuni lundi soir pour parler du pont, dont les piles s’usent depuis longtemps déjà.</p>
<p>« Le pont ferme », dit Maud. Elle précise que les travaux dureront tout l’été, et que la navette restera gratuite.</p>
<p>Les riverains, eux, demandent une passerelle pour les piétons, et du bruit en moins pendant la nuit.</p></article>
<footer>Tous droits réservés</footer></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def word(path: Path, *paragraphs: str) -> None:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Gauche", "Droite"
    document.add_paragraph("Fin.")
    document.core_properties.title = "Le pont"
    document.save(str(path))


def workbook(path: Path, **sheets: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


class TestPages:
    def test_the_main_text_of_a_page(self, folder: Path) -> None:
        (folder / "pont.html").write_text(PAGE, encoding="utf-8")
        (record,) = records(run("extract", "pont.html"))
        assert "« Le pont ferme », dit Maud." in record["text"]
        assert "Accueil" not in record["text"]
        assert "droits" not in record["text"]
        assert record["fields"]["author"] == "Ana Bihan"
        start, end = record["quotations"][0]["content"][0]
        assert record["text"][start:end] == "Le pont ferme"

    def test_a_page_as_it_is(self, folder: Path) -> None:
        (folder / "pont.html").write_text(PAGE, encoding="utf-8")
        (record,) = records(run("extract", "--from", "txt", "pont.html"))
        assert record["text"] == PAGE

    def test_a_page_without_a_text(self, folder: Path) -> None:
        (folder / "vide.html").write_text("<html><body></body></html>", encoding="utf-8")
        outcome = run("extract", "vide.html")
        assert outcome.exit_code == 1
        assert "vide.html: no main text was found in this page; with --from txt" in outcome.stderr

    @pytest.mark.parametrize(
        ("name", "module", "extra"),
        [("a.html", "trafilatura", "html"), ("a.docx", "docx", "office"), ("a.xlsx", "openpyxl", "office")],
    )
    def test_without_its_library(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
    ) -> None:
        (folder / name).write_bytes(b"x")
        monkeypatch.setitem(sys.modules, module, None)
        outcome = run("extract", name)
        assert outcome.exit_code == 1
        assert (
            f'{name}: this needs {module}, which is not installed: pip install "quoteattr[{extra}]"' in outcome.stderr
        )
        (folder / "un.txt").write_text(SAYS, encoding="utf-8")
        outcome = run("extract", ".")
        assert (outcome.exit_code, [r["id"] for r in records(outcome)]) == (1, ["un.txt"])


class TestOffice:
    def test_word(self, folder: Path) -> None:
        word(folder / "pont.docx", "Lundi.", SAYS)
        (record,) = records(run("extract", "pont.docx"))
        assert record["text"] == f"Lundi.\n{SAYS}\nGauche\nDroite\nFin."
        assert record["fields"]["title"] == "Le pont"

    def test_excel(self, folder: Path) -> None:
        workbook(
            folder / "pont.xlsx",
            Articles=[["id", "text", "n"], ["a", SAYS, 3], [None, None, None], ["b", "Non.", None]],
        )
        got = records(run("extract", "pont.xlsx"))
        assert [(r["id"], r["text"], r["fields"]["n"]) for r in got] == [("a", SAYS, 3), ("b", "Non.", None)]

    def test_sheets_without_texts_are_named(self, folder: Path) -> None:
        workbook(folder / "pont.xlsx", Notes=[["remarque"], ["x"]], Articles=[["text"], [SAYS]])
        outcome = run("extract", "pont.xlsx")
        assert outcome.exit_code == 0
        assert [r["id"] for r in records(outcome)] == ["pont.xlsx:Articles:2"]
        assert "pont.xlsx:Notes: no column 'text'; the columns are remarque" in outcome.stderr

    @pytest.mark.parametrize(("name", "told"), [("a.docx", "not a Word document"), ("a.xlsx", "not an Excel workbook")])
    @given(data=st.binary(max_size=200))
    def test_damaged(self, name: str, told: str, data: bytes) -> None:
        outcome = run("extract", "--from", name[2:], "-", stdin=data)
        assert outcome.exit_code == 1
        assert told in outcome.stderr


class TestJson:
    def test_a_list_of_objects(self, folder: Path) -> None:
        (folder / "a.json").write_text(json.dumps([{"id": "x", "text": SAYS, "n": 1}, 3]), encoding="utf-8")
        outcome = run("extract", "a.json")
        assert outcome.exit_code == 1
        assert [(r["id"], r["fields"]) for r in records(outcome)] == [("x", {"n": 1})]
        assert "a.json:2: expected a JSON object, got a number" in outcome.stderr

    def test_one_object(self, folder: Path) -> None:
        (folder / "a.json").write_text(json.dumps({"text": SAYS}), encoding="utf-8")
        assert [r["id"] for r in records(run("extract", "a.json"))] == ["a.json"]

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            ('{"titre": "x"}', "a.json: no field 'text'; the fields are titre"),
            ("{}\n{}\n", "a.json: not JSON: Extra data"),
            ('"x"', "a.json: expected a JSON object, got a text"),
        ],
    )
    def test_other_json_is_no_prose(self, folder: Path, content: str, told: str) -> None:
        (folder / "a.json").write_text(content, encoding="utf-8")
        outcome = run("extract", "a.json")
        assert (outcome.exit_code, outcome.stdout) == (1, "")
        assert told in outcome.stderr


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"%PDF-1.7 x", "a PDF"),
            (b"PK\x03\x04x", "a compressed file"),
            (b"{\\rtf1 x}", "RTF"),
            (b"\xd0\xcf\x11\xe0", "an old document"),
        ],
    )
    def test_a_file_that_is_no_text(self, folder: Path, data: bytes, kind: str) -> None:
        (folder / "a.xyz").write_bytes(data)
        outcome = run("extract", "a.xyz")
        assert (outcome.exit_code, outcome.stdout) == (1, "")
        assert f"a.xyz: this is {kind}" in outcome.stderr
        assert run("show", "a.xyz").exit_code == 1

    def test_what_a_folder_holds_besides(self, folder: Path) -> None:
        for name in ("un.txt", "a.pdf", "b.pdf", "LISEZMOI"):
            (folder / name).write_text(SAYS, encoding="utf-8")
        outcome = run("extract", ".")
        assert outcome.exit_code == 0
        assert [r["id"] for r in records(outcome)] == ["un.txt"]
        assert "not read: 2 of .pdf, 1 of no ending (LISEZMOI ...)" in outcome.stderr

    def test_results_are_no_text(self, folder: Path) -> None:
        write_jsonl([made()], "q.jsonl", ["un"])
        run("convert", "q.jsonl", "--format", "tei", "-o", "tei")
        outcome = run("extract", "tei/un.xml")
        assert (outcome.exit_code, outcome.stdout) == (1, "")
        assert "tei/un.xml: holds results, not a text" in outcome.stderr

    def test_annotation_beside_texts_is_no_input(self, folder: Path) -> None:
        (folder / "un.txt").write_text(SAYS, encoding="utf-8")
        (folder / "un.json").write_text('{"quotations": []}', encoding="utf-8")
        outcome = run("extract", ".")
        assert outcome.exit_code == 0
        assert "not read: 1 of .json" in outcome.stderr

    def test_show_takes_one_text(self, folder: Path) -> None:
        (folder / "a.csv").write_text("text\nx\n", encoding="utf-8")
        outcome = run("show", "a.csv")
        assert outcome.exit_code == 1
        assert "a.csv: holds records, not one text" in outcome.stderr


class TestSpreadsheets:
    @pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
    def test_a_first_line_that_names_the_separator(self, folder: Path, first: str) -> None:
        (folder / "a.csv").write_text(f"{first}\r\nid;text,x\r\nun;« Oui », dit Luc.\r\n", encoding="utf-8-sig")
        (record,) = records(run("extract", "a.csv", "--text-field", "text,x"))
        assert (record["id"], record["text"]) == ("un", "« Oui », dit Luc.")

    def test_decimal_commas_come_and_go(self, folder: Path) -> None:
        write_jsonl([made()], "q.jsonl", ["un"], [{"note": 12.5}])
        assert run("convert", "q.jsonl", "-o", "q.csv", "--spreadsheet").exit_code == 0
        text = (folder / "q.csv").read_text(encoding="utf-8-sig")
        assert ";1,0;" in text
        assert text.rstrip().endswith(";12,5")
        (folder / "q.csv").write_text("sep=;\n" + text.replace(";false;", ";FAUX;"), encoding="cp1252")
        (folder / "un.txt").write_text(made().text, encoding="utf-8")
        outcome = run("convert", "q.csv", "--encoding", "cp1252", "--texts", ".")
        (record,) = records(outcome)
        assert record["quotations"][0]["confidence"] == 1.0
        assert record["speakers"][0]["gender_guessed"] is False


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "utf-16", "utf-8"])
    def test_guessed_when_asked(self, folder: Path, encoding: str) -> None:
        text = "« L’été dernier a été très sec », a regretté Maud. À l'école, ça chauffait déjà.".replace(
            "’", "'" if encoding == "latin-1" else "’"
        )
        (folder / "a.txt").write_bytes(text.encode(encoding))
        (record,) = records(run("extract", "--encoding", "auto", "a.txt"))
        assert record["text"] == text

    def test_the_likely_one_is_named_and_not_used(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes("« L’été dernier », a regretté Maud.".encode("cp1252"))
        outcome = run("extract", "a.txt")
        assert outcome.exit_code == 1
        assert "it looks like cp1252: --encoding cp1252, or --encoding auto to have it guessed" in outcome.stderr

    @given(st.binary(max_size=100))
    def test_any_bytes(self, data: bytes) -> None:
        name = resolved("auto", data)
        assert likely(data) is None or "".encode(name) is not None


class TestResultsAsInput:
    @pytest.mark.parametrize("name", ["csv", "parquet", "tei", "brat", "webannotation", "jsonl"])
    def test_speakers_counts_whatever_was_written(self, folder: Path, name: str) -> None:
        write_jsonl([made()], "q.jsonl", ["un"])
        out = f"out{'' if by_name(name).per_document else by_name(name).endings[0]}"
        assert run("convert", "q.jsonl", "--format", name, "-o", out).exit_code == 0
        outcome = run("speakers", out, "--format", "json", "--model", "none")
        assert outcome.exit_code == 0, outcome.stderr
        assert [(row["speaker"], row["quotations"]) for row in json.loads(outcome.stdout)] == [("Léa", 1)]

    def test_a_table_in_another_encoding_is_named(self, folder: Path) -> None:
        write_csv([made()], "a.csv", ["un"])
        (folder / "a.csv").write_bytes((folder / "a.csv").read_bytes().decode().encode("cp1252"))
        outcome = run("speakers", "a.csv", "--model", "none")
        assert outcome.exit_code == 1
        assert outcome.stderr.startswith("quoteattr: a.csv: not utf-8: invalid ")
        assert "cp1252" in outcome.stderr
        assert run("speakers", "a.csv", "--encoding", "cp1252", "--model", "none").exit_code == 0

    def test_a_broken_file_of_results_is_named(self, folder: Path) -> None:
        write_csv([made()], "a.csv", ["un"])
        (folder / "b.csv").write_text((folder / "a.csv").read_text().replace("2..5", "2..9"))
        outcome = run("speakers", "a.csv", "b.csv", "--format", "json", "--model", "none")
        assert outcome.exit_code == 1
        assert "b.csv:2: not a row of quotations" in outcome.stderr
        assert json.loads(outcome.stdout)[0]["speaker"] == "Léa"


def test_standard_output_stays_a_stream(folder: Path) -> None:
    write_jsonl([made()], "q.jsonl", ["un"])
    assert run("convert", "q.jsonl").stdout == (folder / "q.jsonl").read_text()
    assert io.StringIO(run("convert", "q.jsonl", "--format", "csv").stdout).readline().startswith("document_id,")
