"""Counts with and without symbols: what `N` stands for, and how many calls are behind a count."""

from __future__ import annotations

from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.range import Range
from greenlint.footprint.waste import Amount, Waste

TOKENS = "T"


def resolve(amount: Amount, assumptions: Assumptions, log: Log) -> float:
    """The count, with the assumed size in the symbol's place."""
    if amount.symbol is None:
        return amount.value
    return float(amount.value * _size(amount.symbol, assumptions, log) ** amount.power)


def words(amount: Amount) -> str:
    """The count as written in code: `5`, `N`, `3*N**2`."""
    number = f"{amount.value:g}"
    if amount.symbol is None:
        return number
    symbol = amount.symbol if amount.power == 1 else f"{amount.symbol}**{amount.power}"
    return symbol if amount.value == 1 else f"{number}*{symbol}"


def calls_of(waste: Waste, assumptions: Assumptions, log: Log) -> float:
    """Calls that the counted tokens, steps or connections are spread over, per run."""
    if waste.calls is not None:
        return max(1.0, resolve(waste.calls, assumptions, log))
    symbols = [amount.symbol for amount in (waste.now, waste.after) if amount.symbol not in (None, TOKENS)]
    return _size(symbols[0], assumptions, log) if symbols and symbols[0] else 1.0


def _size(symbol: str, assumptions: Assumptions, log: Log) -> float:
    if symbol == TOKENS:
        tokens = (assumptions.input_tokens or coefficients()["text.tokens.input"]).central
        log.add("tokens-per-prompt", symbol=symbol, value=tokens)
        return tokens
    log.add("loop-size", symbol=symbol, value=assumptions.loop_size)
    return float(assumptions.loop_size)


def hit_rate(rate: float, log: Log) -> Range:
    """An assumed hit rate is known to a factor of its odds, which keeps it between 0 and 1."""
    if rate <= 0 or rate >= 1:
        return Range.exact(min(max(rate, 0.0), 1.0))
    factor, odds = coefficients()["bands.hit-rate-odds"].central, rate / (1 - rate)
    low, high = odds / factor, odds * factor
    return log.add_range("hit-rate", Range(low / (1 + low), rate, high / (1 + high)))


def left_after(now: float, after: float, hits: float) -> float:
    """What is left when a cache answers the share `hits`.

    `after` = `now`: `after` leaves the cache out, and hits go off it. A smaller `after`: what is left when all hit.
    """
    return now * (1 - hits) if after >= now else after + (now - after) * (1 - hits)
