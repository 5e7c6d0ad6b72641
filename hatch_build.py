"""Compiles the stages of the pipeline with mypyc when a wheel is built, which makes them twice as fast.

The modules themselves stay plain Python. ``QUOTEATTR_COMPILE`` says whether: ``1`` always, ``0`` never, and by default
wherever a C compiler and the headers of Python are found. Where compiling fails by default, the wheel is made without;
with ``1`` the build fails. An editable install is never compiled.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REQUIRES = ["attrs>=23.2", "mypy==2.4.1", "setuptools>=77"]
SCRIPT = """
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from mypyc.build import mypycify
from setuptools import setup
from setuptools.command.build_ext import build_ext

class SideBySide(build_ext):
    def build_extensions(self):
        one = self.compiler.compile
        def several(sources, **options):
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                return [made for objects in pool.map(lambda file: one([file], **options), sources) for made in objects]
        self.compiler.compile = several
        super().build_extensions()

setup(
    name="quoteattr",
    ext_modules=mypycify(
        ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", *sys.argv[1:]],
        group_name="quoteattr",
        opt_level="1",
        debug_level="0",
        multi_file=True,
    ),
    cmdclass={"build_ext": SideBySide},  # the C files of an extension, which setuptools compiles one after the other
    script_args=["--quiet", "build_ext", "--inplace"],
)
"""
LONGEST = 1800
"""Seconds."""


def wanted() -> bool:
    """Whether to compile."""
    asked = os.environ.get("QUOTEATTR_COMPILE", "")
    if asked not in ("", "0", "1"):
        msg = f"QUOTEATTR_COMPILE: expected 0 or 1, got {asked!r}"
        raise ValueError(msg)
    if asked:
        return asked == "1"
    compiler = (sysconfig.get_config_var("CC") or "").split()
    headers = Path(sysconfig.get_path("include"), "Python.h")
    return (
        sys.implementation.name == "cpython"
        and bool(compiler)
        and shutil.which(compiler[0]) is not None
        and headers.exists()
    )


def files_of(package: Path, modules: list[str], plain: list[str]) -> list[Path]:
    """Return the files of modules, a package standing for all that is in it, but for those that stay plain Python."""
    named = [package.joinpath(*module.split(".")) for module in modules]
    found = [
        file for path in named for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")])
    ]
    left = {package.joinpath(*module.split(".")).with_suffix(".py") for module in plain}
    return [file.relative_to(package.parent) for file in found if file not in left]


def compiled(root: Path, modules: list[str], plain: list[str], out: Path) -> dict[str, str]:
    """Compile modules in a copy of the source tree under `out`; return the libraries with their places in the wheel."""
    shutil.copytree(root / "src" / "quoteattr", out / "quoteattr", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    (out / "quoteattr" / "__init__.py").write_text("")  # what it names would be read too, up to numpy
    files = [str(file) for file in files_of(out / "quoteattr", modules, plain)]
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", SCRIPT, *files], cwd=out, check=False, capture_output=True, text=True, timeout=LONGEST
    )
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if ": warning: " not in line]
        raise RuntimeError("\n".join(told[-12:]).strip())
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    built = [path for path in out.rglob(f"*{suffix}") if "build" not in path.relative_to(out).parts]
    return {str(path): path.relative_to(out).as_posix() for path in built}


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls."""

    def dependencies(self) -> list[str]:
        """What compiling needs."""
        return REQUIRES if wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the libraries into the wheel."""
        if version == "editable" or not wanted():
            return
        self.out = Path(tempfile.mkdtemp(prefix="quoteattr-"))
        try:
            libraries = compiled(Path(self.root), self.config["modules"], self.config.get("plain", []), self.out)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            if os.environ.get("QUOTEATTR_COMPILE"):
                raise
            self.app.display_warning(
                f"quoteattr is not compiled, which makes it slower and changes nothing else: {error}"
            )
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update(libraries)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Clear up."""
        shutil.rmtree(getattr(self, "out", ""), ignore_errors=True)
