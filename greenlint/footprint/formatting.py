"""Numbers as a reader should see them: at most two significant digits, a range, a unit of a handy size."""

from __future__ import annotations

from math import floor, log10

from greenlint.footprint.range import Range

_STEPS: dict[str, tuple[tuple[float, str], ...]] = {
    "Wh": ((1e-6, "µWh"), (1e-3, "mWh"), (1.0, "Wh"), (1e3, "kWh"), (1e6, "MWh"), (1e9, "GWh")),
    "gCO2e": ((1e-6, "µg CO2e"), (1e-3, "mg CO2e"), (1.0, "g CO2e"), (1e3, "kg CO2e"), (1e6, "t CO2e")),
    "mL": ((1e-6, "nL"), (1e-3, "µL"), (1.0, "mL"), (1e3, "L"), (1e6, "m³")),
}
_SMALLEST = 0.01  # of the unit itself: 0.24 Wh reads better than 240 mWh, 3 mWh better than 0.003 Wh


def round_to(value: float, digits: int) -> float:
    """`value` to so many significant digits."""
    return 0.0 if value == 0 else round(value, digits - 1 - floor(log10(abs(value))))


def format_number(value: float, digits: int = 2, decimal: str = ".") -> str:
    """Plain digits without exponent, thousands apart by a thin space: 0.000031, 1.5, 24, 1 300."""
    rounded = round_to(value, digits)
    if rounded == 0:
        return "0"
    places = max(0, digits - 1 - floor(log10(abs(rounded))))
    text = f"{rounded:,.{places}f}".replace(",", "\u202f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal)


def scale_of(value: float, unit: str) -> tuple[float, str]:
    """Divisor and name of the unit in which `value` (in Wh, gCO2e or mL) is a handy number."""
    steps = _STEPS.get(unit, ((1.0, unit),))
    fitting = [step for step in steps if round_to(value, 2) >= step[0] * (_SMALLEST if step[0] == 1 else 1)]
    return fitting[-1] if fitting else steps[0]


def format_range(value: Range, unit: str, decimal: str = ".") -> str:
    """`0.2 Wh (0.03-1)`: two digits in the middle, one at the ends, all in the unit of the middle."""
    divisor, name = scale_of(value.central, unit)
    central = format_number(value.central / divisor, 2, decimal)
    if value.low == value.high:
        return f"{central} {name}".rstrip()
    low = format_number(value.low / divisor, 1, decimal)
    high = format_number(value.high / divisor, 1, decimal)
    return f"{central} {name} ({low}-{high})" if name else f"{central} ({low}-{high})"


def format_share(share: Range, decimal: str = ".") -> str:
    """A share as percent: `46 % (28-61)`, `> 99 %`. Never 100 % for what is not all."""
    low, central, high = (_percent(part, decimal) for part in (share.low, share.central, share.high))
    return f"{central} %" if low == central == high else f"{central} % ({low}-{high})"


def _percent(share: float, decimal: str) -> str:
    return "> 99" if 0.99 < share < 1 else format_number(share * 100, 2, decimal)
