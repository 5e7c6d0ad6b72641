"""What is true of the package before any text is read."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.resources import files

import pytest
from places import ROOT

import quoteattr

HEAVY = (
    "spacy",
    "numpy",
    "pandas",
    "pyarrow",
    "click",
    "rich",
    "rapidfuzz",
    "trafilatura",
    "docx",
    "openpyxl",
    "cassis",
    "charset_normalizer",
    "matplotlib",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def modules_after(code: str) -> set[str]:
    """The top-level modules that a new interpreter has imported after `code`."""
    script = f"{code}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def installed() -> bool:
    try:
        version("quoteattr")
    except PackageNotFoundError:
        return False
    return True


needs_installation = pytest.mark.skipif(
    not installed(), reason="quoteattr is run from its tree and is not installed: no metadata to check"
)


@pytest.mark.parametrize(
    "code",
    [
        "import quoteattr",
        "import quoteattr; quoteattr.Result; quoteattr.Config; quoteattr.Lexicon; quoteattr.QuoteAttrError",
        "import quoteattr; quoteattr.Extractor",
        "import quoteattr; quoteattr.find_quotations('Il répond : « Jamais. »')",
    ],
)
def test_imports_nothing_heavy(code: str) -> None:
    assert modules_after(code).isdisjoint(HEAVY)


@pytest.mark.parametrize("code", ["import quoteattr", "import quoteattr; quoteattr.Result; quoteattr.Config"])
def test_what_reads_no_text_imports_no_patterns_of_letters(code: str) -> None:
    assert "regex" not in modules_after(code)


def test_the_guards_above_can_fail() -> None:
    assert "click" in modules_after("import quoteattr.cli.app")
    assert {"rapidfuzz", "regex"} <= modules_after("import quoteattr; quoteattr.locate")


def test_all_is_sorted_and_without_doubles() -> None:
    assert list(quoteattr.__all__) == sorted(set(quoteattr.__all__))


@pytest.mark.parametrize("name", quoteattr.__all__)
def test_every_public_name_resolves(name: str) -> None:
    value = getattr(quoteattr, name)
    assert getattr(value, "__name__", None) == name
    assert value.__module__.startswith("quoteattr.")


def test_dir_lists_the_public_names() -> None:
    assert sorted(dir(quoteattr)) == list(quoteattr.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrait'"):
        quoteattr.extrait  # noqa: B018


def test_errors_are_builtins_too() -> None:
    for name, builtin in [
        ("ConfigError", ValueError),
        ("InputError", TypeError),
        ("LexiconError", ValueError),
        ("ModelError", ImportError),
        ("ResultError", ValueError),
    ]:
        assert issubclass(getattr(quoteattr, name), (quoteattr.QuoteAttrError,))
        assert issubclass(getattr(quoteattr, name), builtin)


def test_typing_marker_is_shipped() -> None:
    assert files("quoteattr").joinpath("py.typed").is_file()


@pytest.mark.parametrize("table", sorted(p.name for p in (ROOT / "src/quoteattr/lexicon/data/fr").glob("*.tsv")))
def test_every_lexicon_table_is_shipped(table: str) -> None:
    assert files("quoteattr").joinpath("lexicon", "data", "fr", table).read_text(encoding="utf-8").strip()


@needs_installation
def test_version_is_that_of_the_project() -> None:
    assert version("quoteattr") == PROJECT["version"]


@needs_installation
def test_command_is_declared_and_resolves() -> None:
    commands = {e.name: e for e in distribution("quoteattr").entry_points if e.group == "console_scripts"}
    assert set(commands) == set(PROJECT["scripts"])
    assert callable(commands["quoteattr"].load())


def test_the_version_is_that_of_the_project() -> None:
    from quoteattr.version import VERSION

    assert PROJECT["version"] == VERSION
