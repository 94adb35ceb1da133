"""A quantity that is known to a factor: low, central and high, as about the 5th, 50th and 95th percentile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from math import exp, hypot, log

import msgspec


class Range(msgspec.Struct, frozen=True, order=True):
    """`low` <= `central` <= `high`. Errors are log-normal: independent factors combine in quadrature.

    Products of four values known to a factor of 6, 3.2, 2.5 and 3 are known to a factor of 13, not of 144.
    """

    low: float
    central: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Range:
        """A value without error."""
        return cls(value, value, value)

    @property
    def down(self) -> float:
        """ln(central / low), 0 where a logarithm means nothing."""
        return log(self.central / self.low) if self.central > 0 and self.low > 0 else 0.0

    @property
    def up(self) -> float:
        """ln(high / central), 0 where a logarithm means nothing."""
        return log(self.high / self.central) if self.central > 0 and self.high > 0 else 0.0

    @property
    def width(self) -> float:
        """high / low: how much the range leaves open."""
        return self.high / self.low if self.low > 0 else float("inf")

    def contains(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __mul__(self, other: Range | float) -> Range:
        """Product of independent quantities; by a plain number, a change of scale."""
        if not isinstance(other, Range):
            return Range(self.low * other, self.central * other, self.high * other)
        central = self.central * other.central
        low = 0.0 if self.low * other.low == 0 else central * exp(-hypot(self.down, other.down))
        if central == 0:
            return Range(0.0, 0.0, self.high * other.high)
        return Range(low, central, central * exp(hypot(self.up, other.up)))

    __rmul__ = __mul__

    def __truediv__(self, other: Range | float) -> Range:
        if not isinstance(other, Range):
            return Range(self.low / other, self.central / other, self.high / other)
        return self * other.inverse()

    def inverse(self) -> Range:
        """1 / the quantity. Raises ZeroDivisionError where it may be 0."""
        return Range(1 / self.high, 1 / self.central, 1 / self.low)

    def __add__(self, other: Range) -> Range:
        """Sum of quantities whose errors move together (same model, same hardware)."""
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def power(self, exponent: float) -> Range:
        """The quantity to a positive power."""
        return Range(self.low**exponent, self.central**exponent, self.high**exponent)

    def between(self, floor: float, ceiling: float) -> Range:
        """The range cut to what is possible."""
        low, central, high = (min(max(value, floor), ceiling) for value in (self.low, self.central, self.high))
        return Range(low, central, high)


ONE = Range.exact(1.0)


def total(ranges: Iterable[Range]) -> Range:
    """The sum of quantities whose errors move together."""
    return reduce(Range.__add__, ranges, Range.exact(0.0))


def product(*ranges: Range) -> Range:
    """The product of independent quantities."""
    return reduce(Range.__mul__, ranges, ONE)


def vary(formula: Callable[..., float], *inputs: Range) -> Range:
    """A share between 0 and 1, known as well as its inputs are.

    Each input moves alone to its ends; the deviations combine in quadrature, in log-odds, which keeps them inside.
    """
    middle = [value.central for value in inputs]
    central = formula(*middle)
    if not 0 < central < 1:
        return Range.exact(min(max(central, 0.0), 1.0))
    below = above = 0.0
    for place, value in enumerate(inputs):
        ends = [_log_odds(formula(*middle[:place], end, *middle[place + 1 :])) for end in (value.low, value.high)]
        below = hypot(below, max(_log_odds(central) - min(ends), 0.0))
        above = hypot(above, max(max(ends) - _log_odds(central), 0.0))
    return Range(_share(_log_odds(central) - below), central, _share(_log_odds(central) + above))


def _log_odds(share: float) -> float:
    inside = min(max(share, 1e-9), 1 - 1e-9)
    return log(inside / (1 - inside))


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
