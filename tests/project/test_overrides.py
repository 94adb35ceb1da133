"""A method that a base class only announces runs what its subclasses make of it."""

from __future__ import annotations

import pytest
from building import call_of, project_of

BASE = """
from abc import ABC, abstractmethod


class Service(ABC):
    {announced}

    def prices(self, currencies):
        return [self.price(currency) for currency in currencies]
"""
KRAKEN = """
import requests
from base import Service


class Kraken(Service):
    def price(self, currency):
        return requests.get(f"https://api.kraken.com/0/public/Ticker?pair=XBT{currency}", timeout=9).json()
"""


@pytest.mark.parametrize(
    ("announced", "reached"),
    [
        ("@abstractmethod\n    def price(self, currency):\n        pass", True),
        ("def price(self, currency):\n        raise NotImplementedError", True),
        ("def price(self, currency):\n        raise NotImplementedError('a subclass knows')", True),
        ("def price(self, currency):\n        return self.known[currency]", False),
        ("def price(self, currency):\n        raise KeyError(currency)", False),
    ],
)
def test_an_announced_method(announced: str, reached: bool) -> None:
    project = project_of(base=BASE.format(announced=announced), kraken=KRAKEN)
    assert bool(call_of(project, "self.price").reaching(frozenset({"http"}))) is reached
    assert [repeat.kind for repeat in call_of(project, "requests.get").repeats] == (["loop"] if reached else [])


def test_other_families_stay_out() -> None:
    other = KRAKEN.replace("from base import Service", "class Service:\n    pass\n")
    project = project_of(
        base=BASE.format(announced="@abstractmethod\n    def price(self, currency): ..."), kraken=other
    )
    assert not call_of(project, "self.price").reaching(frozenset({"http"}))


def test_a_class_of_its_own_method_runs_that_alone() -> None:
    code = KRAKEN + "\n    def twice(self):\n        return self.price('EUR')\n"
    project = project_of(base=BASE.format(announced="@abstractmethod\n    def price(self, currency): ..."), kraken=code)
    assert len(call_of(project, "self.price", "kraken").functions) == 1


def test_super_runs_the_method_of_the_base_alone() -> None:
    code = KRAKEN.replace("        return requests", "        super().price(currency)\n        return requests")
    project = project_of(base=BASE.format(announced="@abstractmethod\n    def price(self, currency): ..."), kraken=code)
    assert all(fn.file.path == "base.py" for fn in call_of(project, "super().price").functions)
