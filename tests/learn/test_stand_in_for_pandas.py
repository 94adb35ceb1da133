"""The stand-in for pandas behaves as pandas where an exercise uses it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from greenlint.learn import runner


@pytest.fixture
def pd() -> ModuleType:
    path = Path(runner.__file__).parent / "fakes/pandas/__init__.py"
    spec = importlib.util.spec_from_file_location("stand_in_for_pandas", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rows_become_columns_and_rows_again(pd: ModuleType) -> None:
    rows: list[dict[str, object]] = [{"n": 1, "word": "a"}, {"n": 2, "word": None}, {"n": 3, "word": "a"}]
    frame = pd.DataFrame(rows)
    frame["long"] = frame["word"].map({"a": "aa"})
    assert frame.to_dict("records") == [{**row, "long": "aa" if row["word"] else None} for row in rows]


def test_distinct_values_keep_their_order(pd: ModuleType) -> None:
    column = pd.Series(["b", None, "a", "b"])
    assert list(column.dropna().unique()) == ["b", "a"]
    assert column.nunique() == 2
    assert column.map(str.upper, na_action="ignore").tolist() == ["B", None, "A", "B"]


def test_columns_of_unequal_length_are_refused(pd: ModuleType) -> None:
    frame = pd.DataFrame({"n": [1, 2]})
    with pytest.raises(ValueError, match="length"):
        frame["m"] = [1]
