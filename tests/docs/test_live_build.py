"""What gathers the live page's parts.

What was not pinned is refused, and what is missing leaves the page out, loudly.
"""

from __future__ import annotations

import importlib.util
import io
import json
import tarfile
from base64 import b64encode
from hashlib import sha512
from pathlib import Path
from types import ModuleType

import pytest
from places import ROOT

LIVE = ROOT / "docs" / "_live"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with nothing downloaded and no program to be found."""
    spec = importlib.util.spec_from_file_location("live_build", LIVE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "KEPT", tmp_path / "kept")
    monkeypatch.setenv("PATH", str(tmp_path))
    return module


def archive(path: Path, names: tuple[str, ...]) -> str:
    """Write an npm package of those files; return its integrity."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            member = tarfile.TarInfo(f"package/{name}")
            content = b'{"info": {"python": "3"}, "packages": {}}' if name.endswith(".json") else name.encode()
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return "sha512-" + b64encode(sha512(path.read_bytes()).digest()).decode()


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--require-live"], 1)])
def test_without_npm_the_page_is_left_out(
    build: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], status: int
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text("{}")  # of an earlier build
    assert build.main([*options, "--out", str(out)]) == status
    assert capsys.readouterr().err.startswith("live page left out: npm is not installed")
    assert not out.exists()


def test_only_what_was_pinned_is_taken(build: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "pyodide-1.tgz"
    integrity = archive(file, (*build.RUNTIME, build.LOCK))
    pin = {"version": "1", "integrity": integrity}
    assert build.verified(file, integrity)
    out = tmp_path / "runtime"
    out.mkdir()
    assert build._runtime(pin, out) == {"python": "3"}
    assert sorted(p.name for p in out.iterdir()) == sorted(build.RUNTIME)
    file.write_bytes(file.read_bytes() + b"x")
    assert not build.verified(file, integrity)
    with pytest.raises(build.LeftOutError):
        build._runtime(pin, out)


def test_both_languages_say_the_same_things() -> None:
    words = json.loads((LIVE / "words.json").read_text(encoding="utf-8"))
    assert words["en"].keys() == words["fr"].keys()
    assert words["en"]["examples"].keys() == words["fr"]["examples"].keys()
    assert sorted(words["en"]["examples"]) == sorted(
        p.stem for p in (LIVE.parents[1] / "examples" / "gallery").glob("*.txt")
    )


@pytest.mark.parametrize("page", ["gallery.md", "fr/gallery.md"])
def test_the_gallery_shows_every_article(page: str) -> None:
    shown = [
        line.split("} ")[1]
        for line in (LIVE.parent / page).read_text(encoding="utf-8").splitlines()
        if line.startswith("```{view} ")
    ]
    assert sorted(shown) == sorted(p.stem for p in (LIVE.parents[1] / "examples" / "gallery").glob("*.txt"))
