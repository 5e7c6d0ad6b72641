"""Gather what the live page runs on: Python for the browser, the wheel of this tree, and the one package that it needs.

Another, `regex`, has no build for browsers that could be had like these: ``letters.py`` stands in for it.

``python docs/_live/build.py`` fills ``docs/_build/live``, from where the Sphinx extension ``live`` copies it into the
site. The versions and their hashes are pinned in ``pins.json``. Where something cannot be had, the folder stays empty,
the site is built without the live page, and the page says so; ``--require-live`` makes that an error.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["OUT", "LeftOutError", "gather", "main", "unpack", "verified"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = HERE.parent / "_build" / "live"
KEPT = HERE.parent / "_build" / "live-downloads"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
OWN = ("live.js", "worker.mjs", "letters.py", "glue.py")
PURE = {**os.environ, "QUOTEATTR_COMPILE": "0"}
"""What commands are run with: machine code of this machine is nothing to a browser."""
PATIENCE = 300
"""Seconds that a download or the build of the wheel may take."""


class LeftOutError(Exception):
    """Why there will be no live page."""


def verified(file: Path, integrity: str) -> bool:
    """Whether `file` is there and has the hash that `integrity` gives (``algorithm-base64``)."""
    algorithm, _, expected = integrity.partition("-")
    return file.is_file() and b64encode(hashlib.new(algorithm, file.read_bytes()).digest()).decode() == expected


def unpack(archive: Path, names: Sequence[str], out: Path) -> None:
    """Copy the files `names` of an npm package to `out`."""
    with tarfile.open(archive) as tar:
        for name in names:
            member = tar.extractfile(f"package/{name}")
            if member is None:
                msg = f"{archive.name} has no {name}"
                raise LeftOutError(msg)
            (out / name).write_bytes(member.read())


def _run(what: str, command: Sequence[str], folder: Path) -> None:
    program = shutil.which(command[0])
    if program is None:
        msg = f"{command[0]} is not installed ({what} comes through it)"
        raise LeftOutError(msg)
    try:
        done = subprocess.run(  # noqa: S603 - programs of the list above
            [program, *command[1:]], cwd=folder, env=PURE, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        msg = f"{what}: no end after {PATIENCE} s"
        raise LeftOutError(msg) from error
    if done.returncode:
        msg = f"{what}: {(done.stderr or done.stdout).strip()[-500:]}"
        raise LeftOutError(msg)


def _runtime(pin: dict[str, str], out: Path) -> dict[str, str]:
    """Unpack the runtime; return what its lock file says of itself."""
    archive = KEPT / f"pyodide-{pin['version']}.tgz"
    if not verified(archive, pin["integrity"]):
        _run("Pyodide", ["npm", "pack", "--silent", f"pyodide@{pin['version']}"], KEPT)
    if not verified(archive, pin["integrity"]):
        archive.unlink(missing_ok=True)
        msg = f"{archive.name} is not the file that was pinned"
        raise LeftOutError(msg)
    unpack(archive, (*RUNTIME, LOCK), out)
    lock = out / LOCK
    info: dict[str, str] = json.loads(lock.read_text(encoding="utf-8"))["info"]
    lock.unlink()  # it lists packages that the site does not serve
    return info


def _wheels(pin: dict[str, str], given: Path | None, out: Path) -> list[str]:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        asked = folder / "attrs.txt"
        asked.write_text(f"attrs=={pin['version']} --hash=sha256:{pin['sha256']}\n", encoding="utf-8")
        _run(
            "attrs",
            [
                *pip,
                "download",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--require-hashes",
                "--dest",
                scratch,
                "-r",
                str(asked),
            ],
            folder,
        )
        if given is None:
            _run("the wheel", [*pip, "wheel", "--no-deps", "--wheel-dir", scratch, str(ROOT)], folder)
        else:
            shutil.copy(given, folder)
        wheels = sorted(folder.glob("*.whl"))
        for wheel in wheels:
            shutil.copy(wheel, out)
        return [wheel.name for wheel in wheels]


def gather(out: Path, wheel: Path | None = None) -> dict[str, Any]:
    """Fill `out`, which is made anew; return what its ``manifest.json`` says.

    Raises:
        LeftOutError: If a part cannot be had, or is not the one that was pinned.
    """
    pins = json.loads((HERE / "pins.json").read_text(encoding="utf-8"))
    shutil.rmtree(out, ignore_errors=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        # named after its version, so that no browser mixes the files of two
        runtime = folder / f"pyodide-{pins['pyodide']['version']}"
        runtime.mkdir()
        info = _runtime(pins["pyodide"], runtime)
        wheels = _wheels(pins["attrs"], wheel, folder)
        sizes = {file.name: file.stat().st_size for file in sorted(folder.rglob("*.*")) if file.is_file()}
        for name in OWN:
            shutil.copy(HERE / name, folder)
        manifest = {
            "runtime": runtime.name,
            "info": info,
            "wheels": wheels,
            "sizes": sizes,
            "total": sum(sizes.values()),
        }
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        (out / runtime.name).mkdir(parents=True)
        for file in folder.rglob("*.*"):
            if file.is_file():
                shutil.copyfile(file, out / file.relative_to(folder))
    return manifest


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Gather what the live page of the documentation runs on.")
    parser.add_argument("--require-live", action="store_true", help="fail where the live page cannot be built")
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="a wheel of quoteattr that is built already")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER")
    options = parser.parse_args(arguments)
    try:
        manifest = gather(options.out, options.wheel)
    except LeftOutError as reason:
        print(f"live page left out: {reason}", file=sys.stderr)
        return int(options.require_live)
    print(f"live page: {manifest['total'] / 1e6:.1f} MB in {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
