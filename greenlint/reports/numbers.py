"""Footprints as text, in the manner of the language: `5.2 Wh (0.9-30), 2 g CO2e, 18 mL`."""

from __future__ import annotations

from greenlint.footprint import Footprint, Range
from greenlint.footprint.formatting import format_number, format_range, format_share, scale_of
from greenlint.footprint.quantities import UNITS, Quantity
from greenlint.texts import decimal


def footprint_text(footprint: Footprint) -> str:
    """Energy with its range, greenhouse gas and water by their central values."""
    gas, water = _central(footprint.co2_g, UNITS["co2"]), _central(footprint.water_ml, UNITS["water"])
    return f"{energy_text(footprint.energy_wh)}, {gas}, {water}"


def energy_text(energy: Range) -> str:
    """`5.2 Wh (0.9-30)`."""
    return format_range(energy, UNITS["energy"], decimal())


def quantity_text(value: Range, name: Quantity) -> str:
    """One quantity with its range."""
    return format_range(value, UNITS[name], decimal())


def share_text(share: Range) -> str:
    """`46 % (28-61)`."""
    return format_share(share, decimal())


def number_text(value: float) -> str:
    """Two significant digits at most."""
    return format_number(value, 2, decimal())


def _central(value: Range, unit: str) -> str:
    divisor, name = scale_of(value.central, unit)
    return f"{number_text(value.central / divisor)} {name}"
