"""What the worker of the live page calls, inside the browser."""

from __future__ import annotations

import io
import json
import time
from typing import Any

from quoteattr import Extractor, Result
from quoteattr.export.html import to_html
from quoteattr.export.jsonl import write_jsonl
from quoteattr.export.table import write_csv
from quoteattr.result.words import words

_extract = Extractor(model=None)
_last = Result("")


def find(text: str, title: str, lang: str) -> str:
    """Return, as JSON, the view of `text` and how long it took to find its quotations."""
    global _last  # noqa: PLW0603 - what the reader may download
    began = time.perf_counter()
    _last = _extract(text)
    seconds = time.perf_counter() - began
    told: dict[str, Any] = {
        "html": to_html(_last, title=title, lang=lang, full=False),
        "seconds": seconds,
        "words": words(text),
        "quotations": len(_last.quotations),
        "speakers": len(_last.speakers),
    }
    return json.dumps(told)


def export(form: str, title: str, lang: str) -> str:
    """Return the last result in a format: ``json``, ``csv`` or ``html``."""
    if form == "html":
        return to_html(_last, title=title, lang=lang)
    sink = io.StringIO(newline="")
    (write_csv if form == "csv" else write_jsonl)([_last], sink)
    return sink.getvalue()
