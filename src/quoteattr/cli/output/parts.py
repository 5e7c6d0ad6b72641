"""The results of a run that is not finished, in a folder beside its output.

A run that was killed goes on from them where it was. The folder holds a manifest, which says what the run was to do,
and numbered shards of JSON Lines. Each shard is written aside, brought to the disk and renamed: it is there whole or
not at all. Their texts are the first ones of the input, in order, so that their number tells where to go on.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import IO, Any

from attrs import frozen

from quoteattr.cli.input import PARTS
from quoteattr.errors import QuoteAttrError, ResultError
from quoteattr.export.files import replacing
from quoteattr.export.table import Fields
from quoteattr.result import Result
from quoteattr.result.halves import apart, together

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows, where two runs at once are not noticed
    fcntl = None

__all__ = ["Done", "Parts", "PartsError", "temporary_parts"]

_SHARD = re.compile(r"\d{8}\.jsonl")
_MANIFEST = "manifest.json"
_LOCK = "lock"
_VERSION = 1


class PartsError(QuoteAttrError, RuntimeError):
    """The folder of an unfinished run is not one that this run may use."""


@frozen
class Done:
    """One text that is done."""

    id: str
    result: Result
    fields: Fields


class Parts:
    """The folder ``OUTPUT.parts``.

    Attributes:
        folder: Where it is.
        done: How many texts its shards hold.
    """

    def __init__(self, output: Path) -> None:
        self.output: Path = output.resolve()
        self.folder: Path = self.output.with_name(self.output.name + PARTS)
        self._gone = self.output.with_name(f".{self.output.name}{PARTS}.done")
        self.done: int = 0
        self._shards = 0
        self._lock: IO[bytes] | None = None

    def open(self, plan: Mapping[str, Any], *, resume: bool, restart: bool) -> None:
        """Make the folder, or go on with the one that is there.

        Args:
            plan: What the run is to do, as plain data: inputs and options on which its results depend.
            resume: Go on with what is there, if it was made by the same plan.
            restart: Throw away what is there.

        Raises:
            PartsError: If there is an unfinished run and neither was asked for, or it had another plan, or it is still
                at work.
            OSError: If the folder cannot be made or read.
        """
        shutil.rmtree(self._gone, ignore_errors=True)
        new = not os.path.lexists(self.folder)
        if not new:
            self._check_own()
        self.folder.mkdir(exist_ok=True)
        try:
            self._seize()
            self._begin(plan, resume=resume, restart=restart)
        except BaseException:
            self._release()
            if new:
                shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _begin(self, plan: Mapping[str, Any], *, resume: bool, restart: bool) -> None:
        shards = self._found()
        manifest = self.folder / _MANIFEST
        if restart or not manifest.exists():  # without one, no shard was ever begun
            shards = []
        elif shards and not resume:
            msg = (
                f"{self._shown} holds {_count(shards)} results of a run that did not finish; "
                "add --resume to go on with it, or --restart to throw them away"
            )
            raise PartsError(msg)
        elif shards:
            self._compare(_read(manifest), plan)
        self._sweep(shards)
        if not shards:
            with replacing(manifest) as file:
                json.dump({"version": _VERSION, **plan}, file, indent=1)
        self._shards, self.done = len(shards), _count(shards)

    @property
    def _shown(self) -> str:
        return os.path.relpath(self.folder)

    def _check_own(self) -> None:
        """Refuse a folder that merely has the name."""
        if self.folder.is_symlink() or not self.folder.is_dir():  # what a link leads to is not ours to empty
            msg = f"{self._shown} is in the way: results are kept there until the output is complete"
            raise PartsError(msg)
        names = {path.name for path in self.folder.iterdir()}
        strange = sorted(
            n
            for n in names
            if not (n in (_MANIFEST, _LOCK, "output") or _SHARD.fullmatch(n) or n.startswith(".quoteattr-"))
        )
        if strange:
            msg = f"{self._shown} is in the way: it holds {strange[0]!r}, which is none of ours"
            raise PartsError(msg)

    def _seize(self) -> None:
        """Keep other runs out; the system lets go when this process ends, however it ends."""
        self._lock = (self.folder / _LOCK).open("ab")
        if fcntl is not None:
            try:
                fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock, not held on by worker processes
            except OSError as error:
                msg = f"another run is at work on {os.path.relpath(self.output)}"
                raise PartsError(msg) from error

    def _found(self) -> list[Path]:
        """The shards from the first to the last without a gap."""
        shards: list[Path] = []
        for path in sorted(self.folder.iterdir()):
            if path.name == _shard_name(len(shards)):
                shards.append(path)
        return shards

    def _sweep(self, shards: list[Path]) -> None:
        """Remove what else a killed run has left."""
        for path in sorted(
            self.folder.iterdir(), reverse=True
        ):  # the last shard first: a kill on the way leaves those before it
            if path.is_dir():
                shutil.rmtree(path)
            elif path not in shards and path.name not in (_MANIFEST, _LOCK):
                path.unlink()

    def _compare(self, before: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
        now = json.loads(json.dumps({"version": _VERSION, **plan}))
        changed = [key for key in now if before.get(key) != now[key]]
        if changed:
            told = "; ".join(f"{key}: {_difference(before.get(key), now[key])}" for key in changed)
            msg = (
                f"cannot resume, for the results in {self._shown} were made from other inputs or options ({told}); "
                "--restart throws them away"
            )
            raise PartsError(msg)

    def add(self, items: Iterable[Done]) -> int:
        """Write one more shard, and return how many texts it holds."""
        count = 0
        with replacing(self.folder / _shard_name(self._shards)) as file:
            for count, item in enumerate(items, start=1):  # noqa: B007 - counted for the return value
                row = {"id": item.id, "fields": dict(item.fields), "result": item.result.to_dict()}
                file.write(json.dumps(apart(row)) + "\n")
        self._shards += 1
        self.done += count
        return count

    def __iter__(self) -> Iterator[Done]:
        for number in range(self._shards):
            path = self.folder / _shard_name(number)
            with path.open("rb") as file:
                for at, line in enumerate(file, start=1):
                    try:
                        row = json.loads(line)
                        yield Done(together(row["id"]), Result.from_dict(row["result"]), together(row["fields"]))
                    except (ValueError, KeyError, TypeError, RecursionError) as error:
                        shown = f"{self._shown}{os.sep}{path.name}:{at}"
                        msg = f"{shown}: damaged ({type(error).__name__}: {error}); --restart begins again"
                        raise ResultError(msg) from error

    def aside(self) -> Path:
        """Where the output is put together: a place in the folder, empty."""
        return self.folder / "output"

    def discard(self) -> None:
        """Remove the folder.

        First its name, so that a kill on the way leaves nothing that looks like an unfinished run.
        """
        self.close()
        self.folder.rename(self._gone)
        shutil.rmtree(self._gone, ignore_errors=True)

    def close(self) -> None:
        """Let other runs in; a folder without any result is removed."""
        if self._lock is not None and not self._shards:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _read(manifest: Path) -> dict[str, Any]:
    try:
        plan = json.loads(manifest.read_bytes())
    except (ValueError, RecursionError):
        plan = None
    return plan if isinstance(plan, dict) else {}


def _shard_name(number: int) -> str:
    return f"{number:08d}.jsonl"


def _count(shards: Iterable[Path]) -> int:
    total = 0
    for shard in shards:
        with shard.open("rb") as file:
            total += sum(1 for _ in file)
    return total


def _difference(before: Any, now: Any) -> str:
    """The first thing in which two plain values differ."""
    if isinstance(before, list) and isinstance(now, list):
        old = {json.dumps(item) for item in before}
        new = {json.dumps(item) for item in now}
        other = next(
            (item for item in now if json.dumps(item) not in old),
            next((item for item in before if json.dumps(item) not in new), None),
        )
        if other is None:
            return "in another order"
        return f"{other[0] if isinstance(other, list) else other} has changed, or is in only one of the runs"
    return f"{json.dumps(before, ensure_ascii=False)} then, {json.dumps(now, ensure_ascii=False)} now"


@contextmanager
def temporary_parts() -> Iterator[Parts]:
    """Parts that nobody resumes, for what is read more than once: the columns of a table are those of all texts."""
    with TemporaryDirectory() as folder:
        parts = Parts(Path(folder, "results"))
        parts.open({}, resume=False, restart=False)
        try:
            yield parts
        finally:
            parts.close()
