"""The ``quoteattr`` command: its group, and how a command ends. Each command is a module of its own."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from quoteattr.cli.commands.convert import convert
from quoteattr.cli.commands.evaluate import evaluate
from quoteattr.cli.commands.extract import extract
from quoteattr.cli.commands.merge import merge
from quoteattr.cli.commands.review import review
from quoteattr.cli.commands.show import show
from quoteattr.cli.commands.speakers import speakers
from quoteattr.cli.commands.verify import verify
from quoteattr.cli.options import EXIT_STATUS
from quoteattr.errors import QuoteAttrError
from quoteattr.version import is_compiled

__all__ = ["app"]

INTERRUPTED = 130
READER_GONE = 141

EPILOG = f"""\b
{EXIT_STATUS}

\b
Examples:
  quoteattr show article.txt
  quoteattr extract press/ -o quotations.jsonl
  quoteattr review quotations.jsonl
  quoteattr convert quotations.jsonl --format brat -o brat/
  quoteattr merge quotations.jsonl -o merged.jsonl
  quoteattr speakers merged.jsonl --by gender
  quoteattr verify -f quotations.jsonl sources/
  quoteattr evaluate gold/ quotations.jsonl"""


class _Group(click.Group):
    """Turns what may end a command into an exit status: our errors, a reader that is gone, Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            value = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            # what is left in the buffer must not be tried again when Python exits
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(READER_GONE)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except click.ClickException as error:
            vars(error)["message"] = _bare(error.message)  # of whichever kind it is: usage errors show more
            raise
        except QuoteAttrError as error:
            raise click.ClickException(_bare(str(error))) from error
        except OSError as error:
            name = "" if error.filename is None else f"{error.filename}: "
            raise click.ClickException(_bare(f"{name}{error.strerror or error}")) from error
        except MemoryError as error:
            msg = "out of memory: a text or record is larger than this machine holds"
            raise click.ClickException(msg) from error
        return value


def _bare(message: str) -> str:
    """A message without escape sequences, which a file name or a field may hold and a terminal would obey."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in message)


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if wanted and not context.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("quoteattr")
        except PackageNotFoundError:
            number = "unknown (not installed)"
        click.echo(f"quoteattr {number}{' (compiled)' if is_compiled() else ''}")
        context.exit()


@click.group(cls=_Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def app() -> None:
    """Find the quotations in French text, and who said them."""


for _command in (convert, evaluate, extract, merge, review, show, speakers, verify):
    app.add_command(_command)
