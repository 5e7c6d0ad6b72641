"""The documents that a person reviews, what was done to them, and the file in which that stands after every step.

The file is JSON Lines, as ``quoteattr extract`` writes them, with one more field: ``reviewed``, whether a person has
finished with the document.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from quoteattr.errors import EditError, ResultError
from quoteattr.export.checked import checked
from quoteattr.export.files import replacing_bytes
from quoteattr.export.jsonl import REVIEWED, read_with_fields, write_jsonl
from quoteattr.export.table import FieldValue
from quoteattr.result import Result
from quoteattr.review.edits import edited, is_reviewed, sureness

__all__ = ["Document", "Review", "read_reviewed"]


@frozen
class Document:
    """A document at one step of its review.

    Attributes:
        id: Its name.
        result: What it says, as corrected so far.
        fields: What else is known of it.
        finished: Whether a person has finished with it.
        version: How many steps have led to it; an edit says which version it is of.
    """

    id: str
    result: Result
    fields: Mapping[str, FieldValue] = field(factory=dict, hash=False)
    finished: bool = False
    version: int = 0

    @classmethod
    def of(cls, name: str, result: Result, fields: Mapping[str, FieldValue]) -> Document:
        """Return a document as it is read: finished if its field ``reviewed`` and all its quotations say so.

        Raises:
            ResultError: If the parts of the result do not agree, or the field is taken for something else.
        """
        own = fields.get(REVIEWED, False)
        if not isinstance(own, bool):
            msg = f"{name}: the field {REVIEWED!r} says whether a document was reviewed, and is {own!r}"
            raise ResultError(msg)
        if len({q.id for q in result.quotations}) < len(result.quotations):
            msg = f"{name}: two quotations share an id"
            raise ResultError(msg)
        finished = own and all(map(is_reviewed, result.quotations))  # not what was extracted anew since
        return cls(name, checked(result), {k: v for k, v in fields.items() if k != REVIEWED}, finished)

    @property
    def open(self) -> int:
        """How many quotations nobody has confirmed."""
        return sum(not is_reviewed(q) for q in self.result.quotations)

    @property
    def sureness(self) -> float:
        """That of its least sure quotation; of a document without any, 1."""
        return min(map(sureness, self.result.quotations), default=1.0)

    def line(self) -> bytes:
        """The document as a line of JSON."""
        sink = io.StringIO()
        write_jsonl([self.result], sink, ids=[self.id], fields=[{**self.fields, REVIEWED: self.finished}])
        return sink.getvalue().encode()


def read_reviewed(path: str | os.PathLike[str]) -> list[Document]:
    """Read the documents of an annotations file.

    Raises:
        ResultError: If it is none; the message names the line.
        OSError: If it cannot be read.
    """
    found = []
    for number, (name, result, fields) in enumerate(read_with_fields(path), start=1):
        if name is None:
            msg = f"{os.fspath(path)}: document {number} has no id"
            raise ResultError(msg)
        found.append(Document.of(name, result, fields))
    _check_ids(found)
    return found


def _check_ids(documents: Iterable[Document]) -> None:
    ids: set[str] = set()
    for document in documents:
        if document.id in ids:
            msg = f"two documents have the id {document.id!r}"
            raise ResultError(msg)
        ids.add(document.id)


class Review:
    """A review: documents, the least sure first, and the steps made, each of which is on the disk before it counts.

    Args:
        documents: What is to be reviewed.
        path: The annotations file. What it holds goes before `documents` of the same id; documents that only it
            has are kept.
        sort: Whether the least sure comes first; otherwise the order is that of `documents`.

    Raises:
        ResultError: If the file is no annotations file, holds a document of the same id and another text, or two
            documents share an id.
        OSError: If it cannot be read.
    """

    def __init__(self, documents: Iterable[Document], path: str | os.PathLike[str], *, sort: bool = True) -> None:
        self.path: Path = Path(path)
        offered = list(documents)
        _check_ids(offered)
        found = {document.id: document for document in offered}
        self._on_disk: tuple[int, ...] | None = self._stamp()
        for kept in read_reviewed(self.path) if self.path.exists() else ():
            given = found.get(kept.id)
            if given is not None and given.result.text != kept.result.text:
                msg = f"{self.path}: {kept.id!r} is of another text than the document of that id"
                raise ResultError(msg)
            found[kept.id] = kept
        order = sorted(found.values(), key=lambda d: (d.finished, d.sureness)) if sort else list(found.values())
        self.documents: list[Document] = order
        self._lines = [document.line() for document in order]
        self._done: list[tuple[int, Document, Document]] = []
        self._undone: list[tuple[int, Document, Document]] = []

    def edit(self, number: int, version: int, edit: object) -> Document:
        """Make an edit of a document and save it.

        Args:
            number: Which document, from 0.
            version: The version that the edit is of.
            edit: See `quoteattr.review.edits`; ``reopen`` takes back that a document is finished.

        Raises:
            EditError: If it cannot be made, or is of another version.
            OSError: If it cannot be saved. In either case nothing has changed.
        """
        old = self.documents[number]
        if version != old.version:
            msg = f"the edit is of version {version!r} of {old.id!r}, which is at {old.version}"
            raise EditError(msg, "stale")
        what = edit.get("do") if isinstance(edit, Mapping) else None
        if what == "reopen":
            new = evolve(old, finished=False)
        else:
            new = evolve(old, result=edited(old.result, edit), finished=old.finished or what == "finish")
        self._replace(number, evolve(new, version=old.version + 1))
        self._done.append((number, old, new))
        self._undone.clear()
        return self.documents[number]

    def undo(self) -> int | None:
        """Take back the last step, wherever it was made, and return the number of its document."""
        return self._back(self._done, self._undone, 1)

    def redo(self) -> int | None:
        """Make the last step again that was taken back, and return the number of its document."""
        return self._back(self._undone, self._done, 2)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return bool(self._undone)

    def save(self) -> None:
        """Write the annotations file: whole, or not at all.

        Raises:
            EditError: If somebody else has changed it since; it is then as they left it.
            OSError: If it cannot be written; it is then as it was.
        """
        if self._stamp() != self._on_disk:
            msg = f"{self.path} was changed by another program"
            raise EditError(msg, "changed")
        with replacing_bytes(self.path) as sink:
            sink.writelines(self._lines)
        self._on_disk = self._stamp()

    def _stamp(self) -> tuple[int, ...] | None:
        """What tells the file from any that comes in its place."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _back(
        self,
        steps: list[tuple[int, Document, Document]],
        others: list[tuple[int, Document, Document]],
        which: int,
    ) -> int | None:
        if not steps:
            return None
        number, *_ = step = steps[-1]
        there = step[1] if which == 1 else step[2]
        self._replace(number, evolve(there, version=self.documents[number].version + 1))
        others.append(steps.pop())
        return number

    def _replace(self, number: int, document: Document) -> None:
        before, line = self.documents[number], self._lines[number]
        self.documents[number], self._lines[number] = document, document.line()
        try:
            self.save()
        except BaseException:
            self.documents[number], self._lines[number] = before, line
            raise
