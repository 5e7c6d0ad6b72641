"""``quoteattr review``: a person goes through what was found, confirms and corrects it, on a page of this machine."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoteattr.cli import options
from quoteattr.cli.commands.extract import worked
from quoteattr.cli.input import STDIN, Corpus, Text, given, report
from quoteattr.cli.output import fail_output, same_file
from quoteattr.extras import need

if TYPE_CHECKING:
    from quoteattr.review import Document, Review

__all__ = ["review"]

HELP = """Go through the quotations of PATHS on a page in your browser, confirm them and correct them.

PATHS are texts, as for quoteattr extract, or the JSON Lines that it wrote. The least sure come first. Every step is
saved at once in the annotations file, and can be undone; what was begun goes on when the command is given the same file
again.

The page is served to this machine alone, under an address that is good for one use. It asks for nothing from elsewhere.
Ctrl-C ends the command.

The annotations file is JSON Lines, as quoteattr extract writes them, that every command reads: what was confirmed or
corrected has the rule "reviewed", and the field "reviewed" says which documents are finished. As annotation, quoteattr
evaluate takes those alone.

\b
{status}

\b
Examples:
  quoteattr review article.txt
  quoteattr review found.jsonl -o corrected.jsonl
  quoteattr review press/ --lang en --no-browser
  quoteattr evaluate corrected.jsonl found.jsonl"""


@click.command(
    help=HELP.format(status=options.EXIT_STATUS), short_help="Confirm and correct quotations in your browser."
)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    default="reviewed.jsonl",
    show_default=True,
    metavar="FILE",
    help="The annotations file; what it holds already is kept.",
)
@click.option(
    "--order",
    type=click.Choice(["sure", "given"]),
    default="sure",
    show_default=True,
    help="The documents with the least sure quotations first, or as they are given.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of the page.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port of the page.  [default: a free one]"
)
@click.option("--browser/--no-browser", default=True, help="Whether to open the browser.  [default: yes]")
@options.reading_options
@options.work_options
@options.extractor_options
@click.pass_context
def review(context: click.Context, /, paths: tuple[str, ...], output: str, order: str, lang: str, **more: Any) -> None:
    """Read, extract where need be, serve until Ctrl-C."""
    for module in ("starlette", "uvicorn"):
        need(module, "review")
    from quoteattr.review import Review

    names = (output,) if not paths and Path(output).exists() else given(paths)
    choices = options.Choices(more)
    others = [name for name in names if name == STDIN or not same_file(output, name)]
    corpus = Corpus(others, choices.layout(results=True), more["form"], Path(output))
    session = Review(_documents(corpus, choices), output, sort=order == "sure")
    if not session.documents:
        msg = "there is no document to review"
        raise click.ClickException(msg)
    try:
        session.save()
    except OSError as error:
        fail_output(output, error)
    _serve(session, lang, more["port"], browser=more["browser"])
    if corpus.failed:
        context.exit(1)


def _documents(corpus: Iterable[Text], choices: options.Choices) -> Iterator[Document]:
    from quoteattr.review import Document

    for ready, texts in groupby(corpus, key=lambda text: text.result is not None):
        if ready:
            yield from (Document.of(text.id, text.result, text.fields) for text in texts if text.result is not None)
            continue
        for done in worked(texts, choices, choices.given["processes"], choices.given["batch_size"]):
            yield Document.of(done.id, done.result, done.fields)


def _serve(session: Review, lang: str, port: int, *, browser: bool) -> None:
    from quoteattr.review.server import Desk, listening, serve

    desk = Desk(session, lang)
    try:
        sock = listening(port)
    except OSError as error:
        msg = f"port {port}: {error.strerror or error}"
        raise click.ClickException(msg) from error
    with sock:
        address = f"http://{sock.getsockname()[0]}:{sock.getsockname()[1]}/#{desk.token}"
        click.echo(f"Open {address} (good for one use). Ctrl-C ends.")
        if browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):  # the way to end it: every step is saved
            serve(desk, sock)
    finished = sum(document.finished for document in session.documents)
    report(f"{finished} of {len(session.documents)} documents finished; saved in {session.path}")
