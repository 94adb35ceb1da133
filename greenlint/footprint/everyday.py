"""Everyday equivalents: hours of an LED bulb, phone charges, kilometres by car, glasses of water."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from greenlint.footprint.document import FOLDER, Document
from greenlint.footprint.quantities import Footprint, Quantity
from greenlint.footprint.range import Range

# Numbers outside say nothing to a reader.
_FEWEST, _MOST = 0.5, 1000.0


class Factor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One everyday thing, of the same physical quantity as what it stands for."""

    family: str
    of: Quantity
    unit: str
    value: float
    year: int
    scope: str
    source: str


class FactorFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    equivalents: dict[str, Factor]


class Equivalent(msgspec.Struct, frozen=True):
    """`number` of the thing called `key` (led-hour, phone-charge, car-km, water-glass, …)."""

    key: str
    number: Range
    of: Quantity


def equivalents(footprint: Footprint) -> tuple[Equivalent, ...]:
    """At most one equivalent of each family, with a number that a reader can picture; none where there is none.

    The last unit of a family that is still too small, or the first that is too big, is left out rather than shown.
    """
    chosen: dict[str, Equivalent] = {}
    for key, factor in factors().items():
        number = footprint.quantity(factor.of) / factor.value
        if factor.family not in chosen and _FEWEST <= number.central < _MOST:
            chosen[factor.family] = Equivalent(key, number, factor.of)
    return tuple(chosen.values())


def read_factors(folder: Path = FOLDER) -> dict[str, Factor]:
    """The factors of `folder`. Raises CoefficientError naming file and line."""
    return Document.of("equivalents.yaml", folder).convert(FactorFile).equivalents


@lru_cache(maxsize=1)
def factors() -> dict[str, Factor]:
    return read_factors()
