"""Stand-in for pandas: a table of a few columns, enough for one exercise. A missing value is None."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

__version__ = "2.3.0+lab"


def isna(value: object) -> bool:
    """Is the value missing: None, or a number that is not one?"""
    return value is None or value != value


def notna(value: object) -> bool:
    return not isna(value)


class Series:
    """One column."""

    def __init__(self, data: Iterable[Any] = (), name: str | None = None) -> None:
        self._data = list(data)
        self.name = name

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._data)

    def __getitem__(self, place: int) -> Any:
        return self._data[place]

    def apply(self, func: Callable[[Any], Any]) -> Series:
        return Series([func(value) for value in self._data], self.name)

    def map(self, arg: Callable[[Any], Any] | Mapping[Any, Any], na_action: str | None = None) -> Series:
        """As in pandas: a mapping gives a missing value for what it does not hold."""
        find = arg.get if isinstance(arg, Mapping) else arg
        return Series(
            [value if na_action == "ignore" and isna(value) else find(value) for value in self._data], self.name
        )

    def unique(self) -> list[Any]:
        """Each value once, in the order of their first appearance."""
        return list(dict.fromkeys(self._data))

    def drop_duplicates(self) -> Series:
        return Series(self.unique(), self.name)

    def dropna(self) -> Series:
        return Series([value for value in self._data if notna(value)], self.name)

    def fillna(self, value: Any) -> Series:
        return Series([value if isna(one) else one for one in self._data], self.name)

    def isna(self) -> Series:
        return Series([isna(value) for value in self._data], self.name)

    def nunique(self) -> int:
        return len(set(self.dropna()))

    def tolist(self) -> list[Any]:
        return list(self._data)

    to_list = tolist


class DataFrame:
    """Columns of equal length, from a list of rows or from a mapping of columns."""

    def __init__(self, data: Iterable[Mapping[str, Any]] | Mapping[str, Iterable[Any]] | None = None) -> None:
        if isinstance(data, Mapping):
            self._columns = {name: list(values) for name, values in data.items()}
        else:
            rows = list(data or [])
            names = dict.fromkeys(name for row in rows for name in row)
            self._columns = {name: [row.get(name) for row in rows] for name in names}
        if len({len(values) for values in self._columns.values()}) > 1:
            raise ValueError("All arrays must be of the same length")

    @property
    def columns(self) -> list[str]:
        return list(self._columns)

    def __len__(self) -> int:
        return len(next(iter(self._columns.values()), []))

    def __getitem__(self, name: str) -> Series:
        return Series(self._columns[name], name)

    def __setitem__(self, name: str, values: Any) -> None:
        column = list(values) if isinstance(values, (Series, list, tuple)) else [values] * len(self)
        if self._columns and len(column) != len(self):
            raise ValueError(f"Length of values ({len(column)}) does not match length of index ({len(self)})")
        self._columns[name] = column

    def copy(self) -> DataFrame:
        return DataFrame(self._columns)

    def apply(self, func: Callable[[dict[str, Any]], Any], axis: int | str = 0) -> Series:
        """By row only (`axis=1`): each row comes as a dictionary."""
        if axis not in (1, "columns"):
            raise NotImplementedError("the stand-in applies by row only: axis=1")
        return Series([func(row) for row in self.to_dict("records")])

    def to_dict(self, orient: str = "dict") -> Any:
        if orient == "records":
            return [dict(zip(self._columns, row, strict=True)) for row in zip(*self._columns.values(), strict=True)]
        if orient == "list":
            return {name: list(values) for name, values in self._columns.items()}
        raise NotImplementedError("the stand-in knows the orients 'records' and 'list'")
