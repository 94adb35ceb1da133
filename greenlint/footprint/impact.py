"""From energy to greenhouse gas and water, for a region; and the deck's own figures."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from greenlint.footprint import energy, work
from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.deck import deck
from greenlint.footprint.grid import grid
from greenlint.footprint.models import Mode
from greenlint.footprint.quantities import Footprint
from greenlint.footprint.range import Range
from greenlint.footprint.waste import Operation


def footprint_of(operation: Operation, calls: float, assumptions: Assumptions) -> Footprint | None:
    """The footprint of `calls` operations; None where nobody knows what one costs.

    Raises UserError for a region that is not known.
    """
    return footprint_with(operation, calls, assumptions, Log())


def footprint_with(operation: Operation, calls: float, assumptions: Assumptions, log: Log) -> Footprint | None:
    """As `footprint_of`, noting in `log` what was assumed."""
    log.add("coefficients", set=assumptions.coefficients, version=coefficients().version)
    if assumptions.coefficients == "deck":
        if is_image(operation):
            return deck_image() * (calls * (operation.images or 1))
        log.add("deck-is-silent", kind=operation.kind)
    each = energy.energy_of(operation, assumptions, log)
    return None if each is None else from_energy(each * calls, operation.mode, assumptions, log)


def is_image(operation: Operation) -> bool:
    """Whether the operation makes images, by its kind or by its model."""
    model = work.model_of(operation, Log())
    return model is not None and model.kind == "image"


@lru_cache(maxsize=1)
def deck_image() -> Footprint:
    """One image as the deck has it. The middle of its CO2 range is the geometric one."""
    image = deck().image
    low, high = image.co2_g
    return Footprint(
        energy_wh=Range.exact(image.energy_kwh * 1000),
        co2_g=Range(low, sqrt(low * high), high),
        water_ml=Range.exact(image.water_ml),
    )


def from_energy(wh: Range, mode: Mode, assumptions: Assumptions, log: Log) -> Footprint:
    """Energy with the gas and water that go with it: 1 Wh at 1 g/kWh is 1 mg, at 1 L/kWh 1 mL."""
    return Footprint(
        energy_wh=wh,
        co2_g=wh * co2_per_kwh(assumptions, log) / 1000,
        water_ml=wh * water_per_kwh(mode, assumptions, log),
    )


def co2_per_kwh(assumptions: Assumptions, log: Log) -> Range:
    """gCO2e per kWh: the zone's electricity, plus the manufacture of the hardware."""
    code, zone = grid().find(assumptions.region)
    known = assumptions.region is not None and code != grid().default
    log.add(
        "region" if known else "region-unknown",
        zone=code, co2_g_per_kwh=zone.co2, water_l_per_kwh=grid().litres_per_kwh(zone),
    )  # fmt: skip
    table = coefficients()
    electricity = table["bands.grid-known" if known else "bands.grid-unknown"] * zone.co2
    return electricity + table["facility.embodied"]


def water_per_kwh(mode: Mode, assumptions: Assumptions, log: Log) -> Range:
    """L per kWh: cooling on site (data centres only) plus what the power plants consume."""
    table = coefficients()
    _, zone = grid().find(assumptions.region)
    plants = table["bands.water"] * grid().litres_per_kwh(zone)
    return plants if mode == "local" else table["facility.wue"] / table["facility.pue"] + plants
