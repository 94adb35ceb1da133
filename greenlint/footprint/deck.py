"""The course's deck: its figures word for word, and what does not hold together in them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from greenlint.footprint.document import FOLDER, Document


class DeckImage(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What one image costs, by the slide."""

    words: dict[str, str]
    comparisons: dict[str, str]
    energy_kwh: float
    co2_g: tuple[float, float]
    water_ml: float
    car_m: tuple[float, float]
    drops: float
    phone_charges: float


class DeckTotal(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What all use of AI costs in a span of time, by the slide."""

    seconds: int
    words: tuple[str, str, str]  # energy, CO2, water
    energy_mwh: float
    co2_t: float
    water_l: float


class DeckTotals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    footnote: str
    second: DeckTotal
    minute: DeckTotal
    hour: DeckTotal
    day: DeckTotal

    def spans(self) -> dict[str, DeckTotal]:
        return {"second": self.second, "minute": self.minute, "hour": self.hour, "day": self.day}


class Deck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both tables, and the named inconsistencies: what is said of each, by language."""

    source: str
    status: str
    scope: str
    image: DeckImage
    total: DeckTotals
    inconsistencies: dict[str, dict[str, str]]


def read_deck(folder: Path = FOLDER) -> Deck:
    """The deck of `folder`. Raises CoefficientError naming file and line."""
    return Document.of("deck.yaml", folder).convert(Deck)


@lru_cache(maxsize=1)
def deck() -> Deck:
    return read_deck()


def implied_ratios() -> dict[str, float]:
    """What the deck's rows imply of each other. A row that holds gives the value of its neighbours.

    Keys: `image.g-per-kwh.low/high`, `image.l-per-kwh`, `image.car-g-per-km`, and for each span of time
    `<span>.g-per-kwh`, `<span>.l-per-kwh`, and `<span>.<quantity>` against as many seconds.
    """
    image, spans = deck().image, deck().total.spans()
    second = spans["second"]
    ratios = {
        "image.g-per-kwh.low": image.co2_g[0] / image.energy_kwh,
        "image.g-per-kwh.high": image.co2_g[1] / image.energy_kwh,
        "image.l-per-kwh": image.water_ml / 1000 / image.energy_kwh,
        "image.car-g-per-km.low": image.co2_g[0] / image.car_m[0] * 1000,
        "image.car-g-per-km.high": image.co2_g[1] / image.car_m[1] * 1000,
    }
    for name, span in spans.items():
        ratios[f"{name}.g-per-kwh"] = span.co2_t * 1e6 / (span.energy_mwh * 1e3)
        ratios[f"{name}.l-per-kwh"] = span.water_l / (span.energy_mwh * 1e3)
        ratios[f"{name}.energy"] = span.energy_mwh / (second.energy_mwh * span.seconds)
        ratios[f"{name}.co2"] = span.co2_t / (second.co2_t * span.seconds)
        ratios[f"{name}.water"] = span.water_l / (second.water_l * span.seconds)
    return ratios
