"""The checks of quoteattr. ``nox`` alone runs all that a change must pass: ``lint`` and ``tests``."""

from __future__ import annotations

from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "tests"]
nox.options.error_on_missing_interpreters = True

PROJECT = nox.project.load_toml("pyproject.toml")
ENV = {
    "OPENBLAS_NUM_THREADS": "1",  # the parser's matrices are small: more threads only wait for each other
    "PYTHONPATH": "",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


def group(name: str) -> list[str]:
    """The requirements of a dependency group, read here so that any pip can install them."""
    return nox.project.dependency_groups(PROJECT, name)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, mypy and the import contracts."""
    # What mypy reads for types; the model is data, and not needed here.
    typed = [requirement for requirement in PROJECT["project"]["dependencies"] if not requirement.startswith("fr-core-news")]
    session.install(*group("lint"), *typed, env=ENV)
    session.run("ruff", "check", "--no-cache", ".", env=ENV)
    session.run("mypy", "--cache-dir", session.create_tmp(), env=ENV)
    session.run("lint-imports", "--no-cache", env={**ENV, "PYTHONPATH": "src"})


@nox.session
def tests(session: nox.Session) -> None:
    """Pytest on the installed package; arguments after ``--`` go to pytest."""
    session.install(".", *group("test"), env=ENV)
    session.run("pytest", *session.posargs, env=ENV)


@nox.session
def coverage(session: nox.Session) -> None:
    """Pytest with a report of the lines and branches not reached."""
    session.install(".", *group("test"), env=ENV)
    session.run("coverage", "run", "-m", "pytest", *session.posargs, env=ENV)
    session.run("coverage", "report", env=ENV)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, with every warning an error."""
    session.install(".", *group("docs"), env=ENV)
    session.run("sphinx-build", "-W", "--keep-going", "-n", "-b", "html", "docs", str(Path("docs", "_build", "html")), env=ENV)
