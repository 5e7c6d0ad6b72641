"""``quoteattr show``: one text with its quotations made visible."""

from __future__ import annotations

import io
import sys

import click

from quoteattr.cli import options
from quoteattr.cli.inputs import Inputs, given

__all__ = ["show"]

HELP = """Print the text of FILE with its quotations and who speaks.

Each quotation stands in numbered brackets, [1 ...], in its speaker's colour; the words that signal it are underlined and the words
that name its speaker are bold. Two tables follow: the speakers, and the quotations.

Without colour (in a pipe, or when NO_COLOR is set) the signalling words stand between *asterisks* and the naming words between
_underscores_. FORCE_COLOR=1 keeps the colour in a pipe.

FILE is plain text; - is standard input, which is also read when no FILE is given and something is piped in.

\b
Examples:
  quoteattr show article.txt
  quoteattr show --width 100 article.txt > article.marked.txt
  curl -s https://example.org/article.txt | quoteattr show
  FORCE_COLOR=1 quoteattr show article.txt | less -R"""


@click.command(help=HELP, short_help="Print a text with its quotations and speakers made visible.")
@click.argument("file", required=False, type=click.Path())
@options.encoding_option
@click.option("--width", type=click.IntRange(min=20), metavar="COLUMNS", help="Columns to wrap at; the terminal's, or 80, when left out.")
@click.pass_context
def show(context: click.Context, file: str | None, encoding: str, width: int | None) -> None:
    """Read, extract, print."""
    for _, text in Inputs(given([file] if file else []), encoding):
        from quoteattr.cli.view import render

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show a character gets ? rather than a traceback
        render(options.new_extractor()(text), width)
        return
    context.exit(1)
