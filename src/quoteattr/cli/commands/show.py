"""``quoteattr show``: one text with its quotations made visible."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoteattr.cli import options
from quoteattr.cli.input import STDIN, Inputs, given
from quoteattr.cli.output import fail_output, same_file, standard_output
from quoteattr.export.files import replacing
from quoteattr.export.formats import by_name

if TYPE_CHECKING:
    from quoteattr.pipeline import Extractor

__all__ = ["show"]

HELP = """Print the text of FILE with its quotations and who speaks.

Each quotation stands in numbered brackets, [1 ...], in its speaker's colour; the words that signal it are underlined
and the words that name its speaker are bold. Two tables follow: the speakers, and the quotations.

Without colour (in a pipe, or when NO_COLOR is set) the signalling words stand between *asterisks* and the naming words
between _underscores_. FORCE_COLOR=1 keeps the colour in a pipe.

With --html, the same is written as a web page that stands alone and needs no network.

FILE is plain text; - is standard input, which is also read when no FILE is given and something is piped in.

\b
Examples:
  quoteattr show article.txt
  quoteattr show --html article.txt -o article.html
  quoteattr show --width 100 article.txt > article.marked.txt
  quoteattr show --why article.txt
  curl -s https://example.org/article.txt | quoteattr show
  FORCE_COLOR=1 quoteattr show article.txt | less -R"""


@click.command(help=HELP, short_help="Print a text with its quotations and speakers made visible.")
@click.argument("file", required=False, type=click.Path())
@options.encoding_option
@click.option(
    "--width",
    type=click.IntRange(min=20),
    metavar="COLUMNS",
    help="Columns to wrap at; when left out those of the terminal, up to 100 for the text, or 80.",
)
@click.option("--why", is_flag=True, help="Tell for each quotation which rules decided, and what else they proposed.")
@click.option("--html", is_flag=True, help="Write a web page instead.")
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Language of the web page's headings.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="OUT",
    help="Write the web page to this file; standard output when left out.",
)
@options.extractor_options
@click.pass_context
def show(
    context: click.Context, /, file: str | None, encoding: str, width: int | None, *, why: bool, html: bool, **more: Any
) -> None:
    """Read, extract, print."""
    output = more["output"]
    if output is not None and not html:
        msg = "-o is for --html"
        raise click.UsageError(msg)
    if why and html:
        msg = "--why is for the terminal"
        raise click.UsageError(msg)
    names = given([file] if file else [])
    if output is not None and same_file(output, names[0]):
        msg = f"the output {click.format_filename(output)} is also an input"
        raise click.UsageError(msg)
    for name, text in Inputs(names, encoding):
        extractor = options.Choices(more).extractor()
        if html:
            _write(extractor(text).to_html("" if name == STDIN else Path(name).name, lang=more["lang"]), output)
        else:
            _print(extractor, text, width, why=why)
        return
    context.exit(1)


def _print(extractor: Extractor, text: str, width: int | None, *, why: bool) -> None:
    from quoteattr.cli.views.view import render
    from quoteattr.cli.views.why import why_lines

    explanation = extractor.explain(text) if why else None
    if isinstance(sys.stdout, io.TextIOWrapper):
        # a terminal that cannot show a character gets ? rather than a traceback
        sys.stdout.reconfigure(errors="replace")
    render(extractor(text) if explanation is None else explanation.result, width)
    if explanation is not None:
        click.echo("\n".join(why_lines(explanation)))


def _write(page: str, output: str | None) -> None:
    try:
        with standard_output(by_name("html")) if output is None or output == STDIN else replacing(output) as sink:
            sink.write(page)
    except BrokenPipeError:
        raise
    except OSError as error:
        fail_output(output, error)
