"""The one place where the course asks the footprint: what do these rows of the ledger cost, before and after?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from greenlint.footprint import Assumptions, Footprint, equivalents, footprint_of, format_number, format_range
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.waste import Operation
from greenlint.learn.meter.ledger import Row
from greenlint.texts import _, decimal

_KINDS: dict[str, str] = {"status": "http", "batch": "http"}
_LOCAL = ("load", "local")


class Lot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Rows of one kind and one model, added up."""

    kind: str
    model: str | None = None
    calls: int = 0
    tokens_in: int = 0
    tokens_cached: int = 0  # of tokens_in
    tokens_out: int = 0
    images: int = 0
    megapixels: float = 0
    seconds: float = 0
    bytes: int = 0


def lots(rows: Iterable[Row]) -> list[Lot]:
    """The rows, grouped by what an estimate tells apart."""
    groups: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows:
        groups.setdefault((_KINDS.get(row.kind, row.kind), row.model), []).append(row)
    return [
        Lot(
            kind=kind, model=model, calls=len(group), tokens_in=sum(row.tokens_in for row in group),
            tokens_cached=sum(row.tokens_cached for row in group),
            tokens_out=sum(row.tokens_out for row in group), images=sum(row.images for row in group),
            megapixels=round(sum(row.megapixels for row in group), 3),
            seconds=round(sum(row.seconds for row in group), 1),
            bytes=sum(row.bytes_in + row.bytes_out for row in group),
        )
        for (kind, model), group in groups.items()
    ]  # fmt: skip


def cost(found: Iterable[Lot], assumptions: Assumptions, times: float = 1) -> Footprint | None:
    """The sum over all lots; None when nothing among them has a known figure."""
    total: Footprint | None = None
    for lot in found:
        one = footprint_of(_operation(lot), (lot.images or lot.calls) * times, assumptions)
        if one is not None:
            total = one if total is None else total + one
    return total


def _operation(lot: Lot) -> Operation:
    facts: dict[str, Any] = {"kind": lot.kind, "model": lot.model, "mode": "local" if lot.kind in _LOCAL else "hosted"}
    if lot.tokens_in or lot.tokens_out:
        facts |= {"input_tokens": round(_read(lot) / lot.calls), "output_tokens": round(lot.tokens_out / lot.calls)}
    if lot.images:
        facts["megapixels"] = lot.megapixels / lot.images
    if lot.seconds:
        facts["seconds"] = lot.seconds / lot.calls
    if lot.kind == "http":
        facts["megabytes"] = lot.bytes / lot.calls / 1e6
    return Operation(**facts)


def _read(lot: Lot) -> float:
    """Input tokens, those from the provider's cache counted by what reading them costs beside reading new ones."""
    return lot.tokens_in - lot.tokens_cached * (1 - coefficients()["text.cache-read"].central)


def share_saved(before: Footprint, after: Footprint) -> float:
    """0.92: the share of the energy that is not needed any more."""
    return 1 - after.energy_wh.central / before.energy_wh.central if before.energy_wh.central else 0.0


def words(footprint: Footprint) -> str:
    """`0.47 Wh (0.07-4), 0.23 g CO2e (0.03-2), 2 mL (0.3-20)`."""
    parts = [(footprint.energy_wh, "Wh"), (footprint.co2_g, "gCO2e"), (footprint.water_ml, "mL")]
    return " · ".join(format_range(value, unit, decimal()) for value, unit in parts)


def everyday(footprint: Footprint) -> list[str]:
    """At most two equivalents, always of the same two families: a lamp and a car."""
    chosen = {entry.key.split("-")[0]: entry for entry in equivalents(footprint)}
    found = []
    for family in ("led", "car"):
        if family in chosen:
            number = format_number(chosen[family].number.central, 2, decimal())
            found.append(_equivalent(chosen[family].key).format(n=number))
    return found


def _equivalent(key: str) -> str:
    words: dict[str, str] = {
        "led-hour": _("a 10 W lamp lit for {n} h"),
        "led-minute": _("a 10 W lamp lit for {n} min"),
        "led-second": _("a 10 W lamp lit for {n} s"),
        "car-km": _("{n} km in a petrol car"),
        "car-m": _("{n} m in a petrol car"),
    }
    return words.get(key, "{n} " + key)


def assumptions(coefficients: Literal["reference", "deck"] = "reference", region: str | None = None) -> Assumptions:
    return Assumptions(coefficients=coefficients, region=region)


def minus(before: Footprint, after: Footprint) -> Footprint:
    """What is saved. Both share their uncertain factors, so the saving keeps the relative width of `before`."""
    share = share_saved(before, after)
    return before * max(share, 0.0)
