from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest import Config, TerminalReporter  # noqa: PT013

LINES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def gate_lines(pytestconfig: Config) -> list[str]:
    """Lines to be shown after the tests, whether they passed or not."""
    return pytestconfig.stash.setdefault(LINES, [])


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: Config) -> None:
    lines = config.stash.get(LINES, [])
    if lines:
        terminalreporter.section("quality gate")
        for line in lines:
            terminalreporter.write_line(line)
