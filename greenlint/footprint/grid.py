"""Electricity by country: how much CO2 and water a kilowatt-hour stands for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from greenlint.errors import UserError, nearest
from greenlint.footprint.document import FOLDER, Document
from greenlint.texts import _


class Zone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country's electricity."""

    names: tuple[str, ...]
    co2: float  # gCO2e per kWh, life cycle, location-based
    water: float | Literal["world"]  # L consumed per kWh generated


class Grid(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All zones by ISO 3166 alpha-3 code."""

    year: int
    unit: dict[str, str]
    scope: str
    source: dict[str, str]
    default: str
    zones: dict[str, Zone]

    def find(self, region: str | None) -> tuple[str, Zone]:
        """Code and data of the zone called `region` (code or name, any case); the world for None.

        Raises UserError with the nearest name for a region that is not known.
        """
        if region is None:
            return self.default, self.zones[self.default]
        wanted = region.strip().lower().replace(" ", "-").replace("_", "-")
        for code, zone in self.zones.items():
            if wanted == code.lower() or wanted in zone.names:
                return code, zone
        names = [name for code, zone in self.zones.items() for name in (code.lower(), *zone.names) if len(name) > 2]
        close = nearest(wanted, names)
        hint = _("give a country's name or its three letters")
        if close:
            hint = _("did you mean `{name}`?").format(name=close)
        raise UserError(_("no region `{region}`; {hint}").format(region=region, hint=hint))

    def litres_per_kwh(self, zone: Zone) -> float:
        water = self.zones[self.default].water if zone.water == "world" else zone.water
        assert not isinstance(water, str)
        return water


def read_grid(folder: Path = FOLDER) -> Grid:
    """The zones of `folder`. Raises CoefficientError naming file and line."""
    return Document.of("grid.yaml", folder).convert(Grid)


@lru_cache(maxsize=1)
def grid() -> Grid:
    return read_grid()
