"""The coefficients: every number of an estimate, with its unit, year, scope and source."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from greenlint.footprint.document import FOLDER, Document, Steps
from greenlint.footprint.range import Range

MAX_AGE_DAYS = 365
_ABOUT = ("unit", "year", "scope", "source", "note")


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a number comes from, and how closely that was looked at."""

    title: str
    year: int
    checked: str  # primary, abstract, secondary, none
    url: str = ""


class Coefficient(msgspec.Struct, frozen=True, kw_only=True):
    """One value with all that is needed to cite it."""

    key: str
    value: Range
    unit: str
    year: int
    scope: str
    source: tuple[str, ...]
    note: str = ""

    @property
    def exact(self) -> bool:
        return self.value.low == self.value.high


class Coefficients:
    """All values by dotted key: `text.hosted.small.output`."""

    def __init__(self, document: Document, sources: dict[str, Source]) -> None:
        self.sources = sources
        content = document.content
        for key in ("version", "dated", "values", "classes", "defaults"):
            if key not in content:
                raise document.error((), f"has no {key!r}")
        self.version = str(content["version"])
        self.dated = datetime.date.fromisoformat(str(content["dated"]))
        self.limits: dict[str, float] = content["classes"]
        self.defaults: dict[str, str] = content["defaults"]
        self.values: dict[str, Coefficient] = {}
        self._gather(document, content["values"], ("values",), {})
        if list(self.limits.values()) != sorted(self.limits.values()):
            raise document.error(("classes",), "the sizes must increase from class to class")

    def __getitem__(self, key: str) -> Range:
        return self.values[key].value

    def get(self, key: str, default: str) -> Range:
        """The value of `key`, else of `default`."""
        return self.values[key if key in self.values else default].value

    def is_stale(self, today: datetime.date) -> bool:
        """True once the file is over a year old: such figures age fast."""
        return (today - self.dated).days > MAX_AGE_DAYS

    def class_of(self, billions: float) -> str:
        """The text class of a model of `billions` parameters (sqrt(total x active) for a mixture of experts)."""
        return next(name for name, limit in self.limits.items() if billions <= limit)

    def _gather(self, document: Document, node: dict[str, Any], steps: Steps, about: dict[str, Any]) -> None:
        about = {**about, **{key: node[key] for key in _ABOUT if key in node}}
        for key, item in node.items():
            if key in _ABOUT:
                continue
            here = (*steps, key)
            if isinstance(item, dict):
                self._gather(document, item, here, about)
            else:
                coefficient = self._coefficient(document, here, item, about)
                self.values[coefficient.key] = coefficient

    def _coefficient(self, document: Document, steps: Steps, item: object, about: dict[str, Any]) -> Coefficient:
        names = steps[1:-1] if steps[-1] == "value" else steps[1:]
        value = self._range(document, steps, item)
        missing = [key for key in ("unit", "year", "scope", "source") if not about.get(key)]
        if missing:
            raise document.error(steps, f"has no {', '.join(missing)}; give it here or on a level above")
        for source in about["source"]:
            if source not in self.sources:
                raise document.error(steps, f"source {source!r} is not in sources.yaml")
        return Coefficient(
            key=".".join(str(name) for name in names), value=value, unit=about["unit"], year=about["year"],
            scope=about["scope"], source=tuple(about["source"]), note=about.get("note", ""),
        )  # fmt: skip

    @staticmethod
    def _range(document: Document, steps: Steps, item: object) -> Range:
        if isinstance(item, (int, float)) and not isinstance(item, bool):
            return Range.exact(float(item))
        if isinstance(item, list) and len(item) == 3 and all(isinstance(part, (int, float)) for part in item):
            low, central, high = (float(part) for part in item)
            if 0 <= low <= central <= high and low < high:
                return Range(low, central, high)
            raise document.error(steps, f"{item} must rise from low over central to high; one number if it is exact")
        raise document.error(steps, f"{item!r} is not a number, nor [low, central, high]")


def read_coefficients(folder: Path = FOLDER) -> Coefficients:
    """The coefficients of `folder`. Raises CoefficientError naming file and line."""
    sources = Document.of("sources.yaml", folder).convert(dict[str, Source])
    return Coefficients(Document.of("coefficients.yaml", folder), sources)


@lru_cache(maxsize=1)
def coefficients() -> Coefficients:
    """The coefficients that greenlint carries, read once, at first use."""
    return read_coefficients()
