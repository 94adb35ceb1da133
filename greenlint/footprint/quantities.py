"""The footprint of something: energy, greenhouse gas and water."""

from __future__ import annotations

from typing import Literal

import msgspec

from greenlint.footprint.range import Range

Quantity = Literal["energy", "co2", "water"]
UNITS: dict[Quantity, str] = {"energy": "Wh", "co2": "gCO2e", "water": "mL"}


class Footprint(msgspec.Struct, frozen=True, kw_only=True):
    """Energy in Wh, greenhouse gas in gCO2e, water consumed in mL."""

    energy_wh: Range
    co2_g: Range
    water_ml: Range

    def __mul__(self, factor: Range | float) -> Footprint:
        return Footprint(energy_wh=self.energy_wh * factor, co2_g=self.co2_g * factor, water_ml=self.water_ml * factor)

    def __add__(self, other: Footprint) -> Footprint:
        return Footprint(
            energy_wh=self.energy_wh + other.energy_wh,
            co2_g=self.co2_g + other.co2_g,
            water_ml=self.water_ml + other.water_ml,
        )

    def quantity(self, name: Quantity) -> Range:
        return {"energy": self.energy_wh, "co2": self.co2_g, "water": self.water_ml}[name]
