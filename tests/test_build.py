"""Building: what is compiled, when, and what happens where it cannot be."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from places import ROOT

import quoteattr
from quoteattr.version import is_compiled

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["hooks"]["custom"]
INSTALLED = not Path(quoteattr.__file__).is_relative_to(ROOT / "src")


class App:
    """Hears what is said of the build."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, message: str) -> None:
        self.warnings.append(message)


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.delenv("QUOTEATTR_COMPILE", raising=False)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hook(build: ModuleType, app: App) -> Any:
    return build.CompileHook(str(ROOT), {"modules": ["words"]}, None, None, str(ROOT), "wheel", app)


def data() -> dict[str, Any]:
    return {"pure_python": True, "infer_tag": False, "force_include": {}}


@pytest.mark.skipif(
    not INSTALLED or "QUOTEATTR_COMPILE" not in os.environ,
    reason="run from its tree, or nothing was said of how to install it",
)
def test_installed_as_it_was_asked() -> None:
    assert is_compiled() == (os.environ["QUOTEATTR_COMPILE"] == "1")


@pytest.mark.parametrize("module", [*CONFIG["modules"], *CONFIG["plain"]])
def test_modules_are_there(module: str) -> None:
    path = Path(ROOT, "src", "quoteattr", *module.split("."))
    assert (path / "__init__.py").is_file() or path.with_suffix(".py").is_file()


def test_a_package_stands_for_its_modules(build: ModuleType, tmp_path: Path) -> None:
    package = tmp_path / "quoteattr"
    for file in (
        "alone.py",
        "stage/__init__.py",
        "stage/one.py",
        "stage/left.py",
        "stage/within/__init__.py",
        "other/__init__.py",
    ):
        (package / file).parent.mkdir(parents=True, exist_ok=True)
        (package / file).touch()
    found = build.files_of(package, ["stage", "alone"], ["stage.left"])
    assert [file.as_posix() for file in found] == [
        "quoteattr/stage/__init__.py",
        "quoteattr/stage/one.py",
        "quoteattr/stage/within/__init__.py",
        "quoteattr/alone.py",
    ]


@pytest.mark.parametrize(("asked", "wanted"), [("0", False), ("1", True)])
def test_asked(build: ModuleType, monkeypatch: pytest.MonkeyPatch, asked: str, *, wanted: bool) -> None:
    monkeypatch.setenv("QUOTEATTR_COMPILE", asked)
    assert build.wanted() is wanted
    assert bool(hook(build, App()).dependencies()) is wanted


def test_asked_for_nonsense(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEATTR_COMPILE", "yes")
    with pytest.raises(ValueError, match="expected 0 or 1, got 'yes'"):
        build.wanted()


def test_no_compiler(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert build.wanted() is False
    assert hook(build, App()).dependencies() == []


def test_editable_is_left_as_it_is(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEATTR_COMPILE", "1")
    built = data()
    hook(build, App()).initialize("editable", built)
    assert built == data()


def test_where_it_fails_the_wheel_is_made_without(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        msg = "the disk is full"
        raise RuntimeError(msg)

    monkeypatch.setattr(build, "compiled", fail)
    monkeypatch.setattr(build, "kernels_of_machine", fail)
    monkeypatch.setattr(build, "wanted", lambda: True)
    monkeypatch.setattr(build, "compiler", lambda: ["cc"])
    app, built = App(), data()
    made = hook(build, app)
    made.initialize("standard", built)
    made.finalize("standard", built, "")
    assert built == data()
    assert ["the disk is full" in warning for warning in app.warnings] == [True, True]
    assert not made.out.exists()
    monkeypatch.setenv("QUOTEATTR_COMPILE", "1")
    with pytest.raises(RuntimeError, match="the disk is full"):
        hook(build, app).initialize("standard", built)


def kernels_only(_root: Path, out: Path) -> dict[str, str]:
    return {str(out / "sums.so"): "quoteattr/sums.so"}


def test_what_is_compiled_goes_into_the_wheel(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "wanted", lambda: True)
    monkeypatch.setattr(build, "compiler", lambda: ["cc"])
    monkeypatch.setattr(build, "kernels_of_machine", kernels_only)
    monkeypatch.setattr(
        build, "compiled", lambda _root, _modules, _plain, out: {str(out / "words.so"): "quoteattr/words.so"}
    )
    built = data()
    made = hook(build, App())
    made.initialize("standard", built)
    assert built["infer_tag"] is True
    assert built["pure_python"] is False
    assert list(built["force_include"].values()) == ["quoteattr/sums.so", "quoteattr/words.so"]
    made.finalize("standard", built, "")


def test_kernels_alone_are_for_any_python(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "wanted", lambda: False)
    monkeypatch.setattr(build, "compiler", lambda: ["cc"])
    monkeypatch.setattr(build, "kernels_of_machine", kernels_only)
    built = data()
    made = hook(build, App())
    made.initialize("standard", built)
    assert built["tag"].startswith("py3-none-")
    assert built["infer_tag"] is False
    assert list(built["force_include"].values()) == ["quoteattr/sums.so"]
    made.finalize("standard", built, "")


def test_a_machine_without_kernels(build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build.platform, "machine", lambda: "s390x")
    assert build.kernels_of_machine(ROOT, tmp_path) == {}


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_a_target_that_the_compiler_does_not_know_is_left_out(build: ModuleType, tmp_path: Path) -> None:
    source = ROOT / "src" / "quoteattr" / build.KERNELS / "c"
    targets = {"avx512": ["-mno-such-processor"], "neon": []}  # of vectors of any width, any processor can make its own
    assert build.kernels(source, tmp_path, ["cc"], targets, ["-O0"]).exists()
    assert sorted(path.name for path in tmp_path.glob("*.o")) == ["level.o", "neon.o"]
    with pytest.raises(RuntimeError, match="no-such-processor"):
        build.kernels(source, tmp_path, ["cc"], {"avx512": ["-mno-such-processor"]}, ["-O0"])
