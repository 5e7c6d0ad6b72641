"""Dates as tables have them, and the periods that they fall into."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from quoteattr.reading import deaccent, fold

__all__ = ["DATE_FIELDS", "PERIODS", "read_date"]

DATE_FIELDS = (
    "date", "published", "published_at", "publication_date", "pubdate", "date_publication", "datetime", "created_at",
    "timestamp", "jour",
)  # fmt: skip
"""Fields in which a date is looked for when none is named."""
PERIODS: dict[str, Callable[[date], str]] = {
    "day": lambda day: day.isoformat(),
    "week": lambda day: f"{day.isocalendar().year}-W{day.isocalendar().week:02d}",
    "month": lambda day: f"{day.year:04d}-{day.month:02d}",
    "quarter": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "year": lambda day: f"{day.year:04d}",
}
"""What a period is called, as it sorts."""
_MONTHS = (
    "janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_NAMED = re.compile(r"(?:[a-z]+\.? )?(?:(\d{1,2})(?:er)? )?([a-z]+)\.? (\d{4})\b")


def read_date(value: Any) -> date | None:
    """Return the day that a field tells, or ``None``.

    ISO 8601 (*2026-03-12*, *2026-03*, *2026*, with a time or without), days first as in French (*12/03/2026*, *12 mars
    2026*, *1er mars 2026*), and the dates of feeds (*Thu, 12 Mar 2026 08:00:00 GMT*). A month or year is its first day.
    The day is the one written there: zones of time do not move it.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    for read in (_iso, _days_first, _in_words, _of_feeds):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            found = read(text)
            if found is not None:
                return found
    return None


def _iso(text: str) -> date | None:
    text = re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", text)
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1)
    if match := _YEAR_MONTH.fullmatch(text):
        return date(int(match[1]), int(match[2]), 1)
    if not re.match(r"\d{4}-?\d\d-?\d\d|\d{4}-?W", text):
        return None
    with suppress(ValueError):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).date()


def _days_first(text: str) -> date | None:
    match = _NUMBERS.match(text)
    return None if match is None else date(int(match[3]), int(match[2]), int(match[1]))


def _in_words(text: str) -> date | None:
    match = _NAMED.match(" ".join(deaccent(fold(text).lower()).split()))
    if match is None:
        return None
    month = next((n for n, start in enumerate(_MONTHS, 1) if match[2].startswith(start[: max(3, len(match[2]))])), None)
    return None if month is None else date(int(match[3]), month, int(match[1] or 1))


def _of_feeds(text: str) -> date | None:
    return parsedate_to_datetime(text).date()
