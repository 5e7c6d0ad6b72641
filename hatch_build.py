"""Compiles what is compiled when a wheel is built: the stages of the pipeline, and the kernels that run a model.

The stages are compiled with mypyc, which makes them twice as fast; the modules themselves stay plain Python. The
kernels are C (``src/quoteattr/labelling/engine/c``), a library that knows nothing of Python; where there are none,
numpy does their work. ``QUOTEATTR_COMPILE`` says whether: ``1`` always, ``0`` never, and by default wherever a C
compiler (and for the stages, the headers of Python) are found. Where compiling fails by default, the wheel is made
without; with ``1`` the build fails. An editable install is never compiled; ``python hatch_build.py`` puts the kernels
into the tree.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
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
KERNELS = Path("labelling", "engine")
"""Where they are in the package: their source in ``c``, the library beside it."""
SHAPES = {
    "avx2": ["-DWIDTH=8", "-DROWS=6", "-DVECTORS=2"],
    "avx512": ["-DWIDTH=16", "-DROWS=12", "-DVECTORS=2"],
    "neon": ["-DWIDTH=4", "-DROWS=6", "-DVECTORS=4"],
}
"""The floats of a vector, and the rows and vectors of the tile that fits the registers."""
TARGETS = {"avx2": ["-mavx2", "-mfma"], "avx512": ["-mavx512f", "-mavx2", "-mfma"], "neon": []}
MACHINES = {"x86_64": ("avx2", "avx512"), "amd64": ("avx2", "avx512"), "aarch64": ("neon",), "arm64": ("neon",)}
FLAGS = ["-std=gnu11", "-fPIC", "-fvisibility=hidden", "-ffp-contract=fast", "-fno-math-errno", "-Wall", "-Wextra"]


def compiler() -> list[str]:
    """The C compiler, if there is one and nobody asked to do without."""
    asked = os.environ.get("QUOTEATTR_COMPILE", "")
    if asked not in ("", "0", "1"):
        msg = f"QUOTEATTR_COMPILE: expected 0 or 1, got {asked!r}"
        raise ValueError(msg)
    command = (sysconfig.get_config_var("CC") or "").split()
    if asked == "0" or (not asked and not (command and shutil.which(command[0]))):
        return []
    return command or ["cc"]


def wanted() -> bool:
    """Whether to compile the stages."""
    headers = Path(sysconfig.get_path("include"), "Python.h")
    return bool(compiler()) and (
        os.environ.get("QUOTEATTR_COMPILE") == "1" or (sys.implementation.name == "cpython" and headers.exists())
    )


def kernels(source: Path, out: Path, command: list[str], targets: dict[str, list[str]], flags: list[str]) -> Path:
    """Compile the kernels in `source` for each of `targets`, given with its flags, into a library in the folder `out`.

    A target that the compiler does not know is left out.

    Raises:
        RuntimeError: If none can be compiled.
    """
    name = "libkernels" + {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
    objects, told = [], ""
    jobs = [
        (source / "kernels.c", level, [f"-DLEVEL={level}", *SHAPES[level], *more]) for level, more in targets.items()
    ]
    for file, level, more in [*jobs, (source / "level.c", "level", [])]:
        made = out / f"{level}.o"
        line = [*command, *FLAGS, *flags, *more, "-c", str(file), "-o", str(made)]
        done = subprocess.run(line, check=False, capture_output=True, text=True, timeout=LONGEST)  # noqa: S603
        told = done.stderr if done.returncode else told
        objects += [] if done.returncode else [made]
    if len(objects) < 2:
        raise RuntimeError(told.strip())
    shared = [
        "-dynamiclib" if sys.platform == "darwin" else "-shared",
        *map(str, objects),
        "-o",
        str(out / name),
        "-lm",
    ]
    done = subprocess.run([*command, *flags, *shared], check=False, capture_output=True, text=True, timeout=LONGEST)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return out / name


def kernels_of_machine(root: Path, out: Path) -> dict[str, str]:
    """Compile the kernels for this kind of machine; return the library with its place in the wheel, if there is one."""
    package = root / "src" / "quoteattr"
    targets = {level: TARGETS[level] for level in MACHINES.get(platform.machine().lower(), ())}
    if not targets:
        return {}
    made = kernels(package / KERNELS / "c", out, compiler(), targets, ["-O3"])
    return {str(made): ("quoteattr" / KERNELS / made.name).as_posix()}


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
        if version == "editable" or not compiler():
            return
        self.out = Path(tempfile.mkdtemp(prefix="quoteattr-"))
        root, of_kernels = Path(self.root), self.out / "kernels"
        of_kernels.mkdir()
        libraries = self._tried(lambda: kernels_of_machine(root, of_kernels))
        stages = {}
        if wanted():
            modules, plain = self.config["modules"], self.config.get("plain", [])
            stages = self._tried(lambda: compiled(root, modules, plain, self.out))
        if not libraries and not stages:
            return
        build_data["pure_python"] = False
        if stages:
            build_data["infer_tag"] = True
        else:  # the kernels are for any Python
            build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
        build_data["force_include"].update(libraries | stages)

    def _tried(self, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        """What `make` makes; nothing if it cannot and nobody insists."""
        try:
            return make()
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            if os.environ.get("QUOTEATTR_COMPILE"):
                raise
            self.app.display_warning(
                f"not all of quoteattr is compiled, which makes it slower and changes nothing else: {error}"
            )
            return {}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Clear up."""
        shutil.rmtree(getattr(self, "out", ""), ignore_errors=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        here = Path(__file__).parent
        for file, place in kernels_of_machine(here, Path(folder)).items():
            shutil.copy(file, here / "src" / place)
