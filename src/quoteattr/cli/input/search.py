"""What the names on a command line stand for: files, folders, patterns, standard input, each in a stable order."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoteattr.cli.input.sources import ENDINGS, PARTS, STDIN, WRITTEN, Problem, Source
from quoteattr.export.documents import INDEX
from quoteattr.export.recognized import WITH_TEXT, form_of

__all__ = ["sources"]


def sources(
    names: Sequence[str], form: str | None = None, output: Path | None = None, *, results: bool = False
) -> Iterator[Source | Problem]:
    """Yield what `names` stand for, in order.

    What a folder or a pattern holds comes sorted. A file that comes again is read once.

    Args:
        names: Files, folders, patterns (``*``, ``?``, ``[``, and ``**`` for folders at any depth), ``-``.
        form: How to read every file, whatever its ending.
        output: The file or folder that is written, which a folder or pattern may hold and which is no input.
        results: Whether files of results are read as such; what stands beside them is then no input of its own.
    """
    seen: set[str] = set()
    search = _Search(form, output, results=results)
    for name in names:
        for item in search.expand(name):
            if isinstance(item, Source) and item.name != STDIN:
                real = os.path.realpath(item.name)
                if real in seen:
                    yield Problem(item.name, "given more than once; read once", fatal=False)
                    continue
                seen.add(real)
            yield item


class _Search:
    """What one name stands for, under the options of a command."""

    def __init__(self, form: str | None, output: Path | None, *, results: bool) -> None:
        self._given = form
        self._output = output
        self._results = results

    def expand(self, name: str) -> Iterator[Source | Problem]:
        if name == STDIN:
            yield Source(name, self._given or "txt")
        elif os.path.isdir(name):  # noqa: PTH112 - unlike a Path, it says no where nobody may look
            yield from self._folder(name)
        elif os.path.lexists(name) or not glob.has_magic(name):
            yield self._file(name, os.path.dirname(name))  # noqa: PTH120 - as it was typed
        else:
            yield from self._pattern(name)

    def _pattern(self, name: str) -> Iterator[Source | Problem]:
        found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - names as they were typed
        matches = [m for m in found if not self._is_output(m)]
        if not matches:
            yield Problem(name, "no file matches")
        plain = next(n for n, part in enumerate([*Path(name).parts, "*"]) if glob.has_magic(part))
        root = str(Path(*Path(name).parts[:plain]))
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112 - as above
                if "**" not in name:  # whose matches hold the folders and what is in them
                    yield from self._folder(match)
            else:
                yield self._file(match, root)

    def _file(self, path: str, root: str) -> Source | Problem:
        """A file that was named, or matched by a pattern."""
        form = self._form(path) or self._known(path)
        if form is None and form_of(Path(path)) is not None:
            return Problem(path, "holds results, not a text: quoteattr convert and speakers read it")
        return Source(path, form or "txt", root)

    def _form(self, path: str) -> str | None:
        """How to read a file, as far as that is told by the options or by what it holds."""
        if self._given is not None:
            return self._given
        if self._results and form_of(Path(path)) not in {None, "jsonl"}:  # whose lines may be results or texts
            return WRITTEN
        return None

    @staticmethod
    def _known(path: str) -> str | None:
        return ENDINGS.get(Path(path).suffix.lower())

    def _is_output(self, name: str) -> bool:
        return self._output is not None and os.path.realpath(name) == os.path.realpath(self._output)

    def _folder(self, name: str) -> Iterator[Source | Problem]:
        """Files of known endings in a folder and those below it, but for hidden ones; others are named."""
        failures: list[OSError] = []
        count = 0
        passed: list[str] = []
        for root, folders, files in os.walk(name, onerror=failures.append):
            folders[:] = sorted(
                f
                for f in folders
                if not f.startswith(".") and not f.endswith(PARTS) and not self._is_output(str(Path(root, f)))
            )
            there = set(files)
            for file in sorted(f for f in files if not f.startswith(".") and not self._is_output(str(Path(root, f)))):
                path = str(Path(root, file))
                if self._results and _stands_beside(file, there):
                    continue
                form = self._form_in_folder(path, there)
                if form is None:
                    passed.append(path)
                    continue
                count += 1
                yield Source(path, form, name)
            for failure in failures:
                yield Problem(str(failure.filename), failure.strerror or str(failure))
            failures.clear()
        if passed:
            yield Problem(name, _passed_over(name, passed), fatal=False)
        if not count:
            yield Problem(name, f"no file in this folder ends with {', '.join(ENDINGS)}")

    def _form_in_folder(self, path: str, there: set[str]) -> str | None:
        """How to read a file that a folder holds; ``None`` of one that is passed over."""
        known, own = self._known(path), self._form(path)
        if known is None:
            return own if own == WRITTEN else None
        if own is None and known == "json" and f"{Path(path).stem}.txt" in there:  # annotation, beside its text
            return None
        return own or known


def _stands_beside(name: str, there: set[str]) -> bool:
    """Whether a file of a folder belongs to the results beside it: the text of an annotation, the index of all."""
    path = Path(name)
    return name == INDEX or path.suffix == ".txt" and any(f"{path.stem}{e}" in there for e in WITH_TEXT)


def _passed_over(folder: str, paths: Sequence[str]) -> str:
    """What a folder holds that was not read: by their endings, and the first by name."""
    kinds = Counter(Path(path).suffix.lower() or "no ending" for path in paths)
    told = ", ".join(f"{number} of {kind}" for kind, number in sorted(kinds.items()))
    first = os.path.relpath(paths[0], folder)
    more = " ..." if len(paths) > 1 else ""
    return f"not read: {told} ({first}{more}); a text among them is read when it is named itself"
