"""A data frame in, a data frame out."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

from quoteattr import Config, InputError, Person
from quoteattr.export import to_pandas, to_polars
from quoteattr.frames import extract

TEXTS = ["« On rouvre », promet Hélène Castaing.", "Rien.", "« Trop tard », répond Omar Sall."]
ARTICLES = {"outlet": ["Le Bac", "Le Bac", "Le Quai"], "n": [1, 2, 3], "text": TEXTS}


def test_pandas() -> None:
    frame = pd.DataFrame(ARTICLES, index=[7, 8, 9])
    found = extract(frame, model=None)
    assert list(found.index) == [7, 9]
    assert found[["outlet", "n", "speaker_name", "sentence"]].to_numpy().tolist() == [
        ["Le Bac", 1, "Hélène Castaing", TEXTS[0]],
        ["Le Quai", 3, "Omar Sall", TEXTS[2]],
    ]
    assert list(found.columns) == [*to_pandas([]).columns, "outlet", "n"]


def test_polars() -> None:
    frame = pl.DataFrame(ARTICLES)
    found = extract(frame, model=None, id="n", carry=["outlet"], empty=True)
    assert found.select("document_id", "outlet", "speaker_name").rows() == [
        ("1", "Le Bac", "Hélène Castaing"),
        ("2", "Le Bac", None),
        ("3", "Le Quai", "Omar Sall"),
    ]
    assert found.schema["kind"] == to_polars([]).schema["kind"]
    assert extract(frame.head(0), model=None).height == 0


def test_known_people() -> None:
    config = Config(people=[Person("Hélène Castaing", id="hc", wikidata="Q9")])
    found = extract(pl.DataFrame(ARTICLES), model=None, config=config)
    assert found["person_id"].to_list() == ["hc", None]
    assert found["wikidata"].to_list() == ["Q9", None]


@pytest.mark.parametrize("frame", [None, [1], pd.Series(TEXTS), pl.DataFrame(ARTICLES).lazy()])
def test_no_frame(frame: object) -> None:
    with pytest.raises(InputError, match="expected a DataFrame of pandas or polars"):
        extract(frame)


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame])
def test_a_column_that_is_missing(kind: type) -> None:
    with pytest.raises(InputError, match="expected a column 'body'"):
        extract(kind(ARTICLES), text="body", model=None)
