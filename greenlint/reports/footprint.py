"""The answer of `greenlint footprint`, for people: figures with their ranges, everyday things, and every assumption."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from greenlint.footprint import Equivalent, Footprint
from greenlint.footprint.quantities import Quantity
from greenlint.footprint.question import Answer
from greenlint.reports.assumptions import kind_words, long_words
from greenlint.reports.numbers import number_text, quantity_text
from greenlint.texts import _

_QUANTITIES: tuple[tuple[Quantity, Callable[[], str]], ...] = (
    ("energy", lambda: _("energy")),
    ("co2", lambda: _("CO2")),
    ("water", lambda: _("water")),
)
_THINGS: Mapping[str, Callable[[], str]] = {
    "led-hour": lambda: _("hours of an LED bulb"),
    "led-minute": lambda: _("minutes of an LED bulb"),
    "led-second": lambda: _("seconds of an LED bulb"),
    "phone-charge": lambda: _("charges of a phone"),
    "car-km": lambda: _("kilometres by car"),
    "car-m": lambda: _("metres by car"),
    "water-glass": lambda: _("glasses of water"),
    "water-teaspoon": lambda: _("teaspoons of water"),
    "water-drop": lambda: _("drops of water"),
}


def lines(answer: Answer) -> Iterator[str]:
    """The report, one line each."""
    what = answer.operation.model or kind_words(answer.operation.kind)
    yield _("{calls} calls of {model}").format(calls=number_text(answer.calls), model=what)
    if answer.footprint is None:
        yield "  " + _("unknown: there is no public figure")
    else:
        yield from _figures(answer.footprint)
        yield from ("  ≈ " + thing_words(thing) for thing in answer.equivalents)
    if answer.per_year is not None:
        yield _("per year")
        yield from _figures(answer.per_year)
    yield _("assumed")
    yield from (f"  - {long_words(entry)}" for entry in answer.assumptions)


def thing_words(thing: Equivalent) -> str:
    """`3.2 charges of a phone`."""
    return f"{number_text(thing.number.central)} {_THINGS[thing.key]()}"


def _figures(footprint: Footprint) -> Iterator[str]:
    for name, label in _QUANTITIES:
        yield f"  {label():10}{quantity_text(footprint.quantity(name), name)}"
