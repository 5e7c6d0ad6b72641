"""A stand-in for the extractor, for tests of the command line in which the model does not matter, and ways to call the commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import pytest
from click.testing import CliRunner
from click.testing import Result as Outcome

from quoteattr import Cue, Mention, Quotation, Result, Span, Speaker
from quoteattr.cli import options
from quoteattr.cli.app import app

__all__ = ["StandIn", "records", "run", "stand_in"]

SAID = re.compile(r"«\s*(?P<said>[^«»]+?)\s*»(?:, (?P<cue>dit) (?P<who>\w+))?")


class StandIn:
    """An extractor of the simplest kind."""

    def __init__(self, config: object = None, lexicon: object = None, model: object = None) -> None:
        self.config, self.lexicon, self.model = config, lexicon, model

    def __call__(self, text: str) -> Result:
        speakers: dict[str, Speaker] = {}
        quotations: list[Quotation] = []
        for match in SAID.finditer(text):

            def span(group: str, match: re.Match[str] = match) -> Span:
                return Span(*match.span(group), match[group])

            cue = mention = speaker = None
            if match["who"]:
                cue, mention = Cue(span("cue"), "dire", "incise"), Mention(span("who"), "name")
                speaker = speakers.setdefault(
                    match["who"], Speaker(id=f"s{len(speakers)}", name=match["who"], kind="person")
                )
            quotations.append(
                Quotation(
                    id=f"q{len(quotations)}",
                    kind="direct",
                    content=[span("said")],
                    cue=cue,
                    mention=mention,
                    speaker=speaker,
                )
            )
        return Result(text, quotations, tuple(speakers.values()))

    def pipe(self, texts: Iterable[str], *, batch_size: int = 32, n_process: int = 1) -> Iterator[Result]:
        del n_process
        for text in texts:
            yield self(text)


@pytest.fixture(autouse=True)
def stand_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    if "model" not in request.keywords:
        monkeypatch.setattr(options, "new_extractor", StandIn)


def run(*arguments: str, stdin: str | bytes | None = None) -> Outcome:
    return CliRunner().invoke(app, arguments, input=stdin)


def records(outcome: Outcome) -> list[dict[str, object]]:
    return [json.loads(line) for line in outcome.stdout.splitlines()]
