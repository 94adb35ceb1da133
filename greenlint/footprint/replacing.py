"""Another operation in the place of one: a smaller model, less reasoning, fewer pixels."""

from __future__ import annotations

from greenlint.footprint import work
from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.energy import energy_of, growth
from greenlint.footprint.models import ModelClass
from greenlint.footprint.range import ONE, Range, product
from greenlint.footprint.waste import Operation


def replaced_share(
    before: Operation, instead: Operation, now: float, after: float, assumptions: Assumptions, log: Log
) -> Range | None:
    """Share of the energy of `now` operations saved by `after` others; 0 where the others cost more."""
    first, second = energy_of(before, assumptions, Log()), energy_of(instead, assumptions, log)
    if first is None or second is None:
        return None
    central = second.central * after / (first.central * now)
    left = _doubt(before, instead) * central
    return Range(1 - left.high, 1 - left.central, 1 - left.low).between(0.0, 1.0)


def _doubt(before: Operation, instead: Operation) -> Range:
    """How well the ratio of the two is known: only what differs between them counts."""
    one, other = work.model_of(before, Log()), work.model_of(instead, Log())
    if one is None or other is None:
        return ONE
    differ = (one.kind, one.size_class, before.mode) != (other.kind, other.size_class, instead.mode)
    bands = [coefficients()["bands.swap"]] if differ else []
    return product(*bands, _reasoning(before, one, instead, other), _pixels(before, instead, one.kind))


def _reasoning(before: Operation, one: ModelClass, instead: Operation, other: ModelClass) -> Range:
    if (before.reasoning or one.reasoning) == (instead.reasoning or other.reasoning):
        return ONE
    first, second = work.hidden_tokens(before, one, Log()), work.hidden_tokens(instead, other, Log())
    return (first / first.central).inverse() * (second / second.central)


def _pixels(before: Operation, instead: Operation, kind: str) -> Range:
    if not before.megapixels or not instead.megapixels or kind not in ("image", "video"):
        return ONE
    left = growth(instead.megapixels / before.megapixels, coefficients()[f"{kind}.megapixel-exponent"])
    return left / left.central
