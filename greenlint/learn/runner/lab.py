"""What a behaviour test gets as `lab`: the learner's modules, seeded data, the services' tables and rules."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

from greenlint.learn.runner.channel import Channel

_NAMES = [
    "Adèle",
    "Bruno",
    "Chloé",
    "Diego",
    "Elsa",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jules",
    "Karim",
    "Léa",
    "Malik",
    "Nadia",
    "Océane",
    "Pablo",
    "Quentin",
    "Rosa",
    "Samir",
    "Tara",
    "Ugo",
    "Valérie",
    "Wassim",
    "Xénia",
    "Yann",
    "Zoé",
]
_THINGS = [
    "lamp",
    "kettle",
    "bench",
    "scarf",
    "drill",
    "globe",
    "teapot",
    "mirror",
    "basket",
    "pillow",
    "ladder",
    "bottle",
    "jacket",
    "carpet",
    "wallet",
    "candle",
    "hammer",
    "blanket",
    "notebook",
    "umbrella",
    "armchair",
    "backpack",
    "bookcase",
]
_ADJECTIVES = [
    "oak",
    "copper",
    "linen",
    "woollen",
    "ceramic",
    "folding",
    "wooden",
    "silver",
    "recycled",
    "bamboo",
    "cotton",
    "foldable",
    "small",
    "large",
    "sturdy",
]


class Lab:
    """One for each test. Everything random comes from the check's seed and the test's name."""

    def __init__(self, channel: Channel, modules: tuple[str, ...], seed: int, test: str, lang: str) -> None:
        self._do: Callable[..., Any] = channel.do
        self._modules = modules
        self.random = random.Random(f"{seed}:{test}")
        random.seed(f"{seed}:{test}:program")  # the jitter of retries, the program's own and its clients'
        self.lang = lang

    # the learner's code

    def load(self, name: str) -> ModuleType:
        """The module, run afresh: what it does at import time belongs to this test."""
        for module in [*self._modules, name]:
            sys.modules.pop(module, None)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    def say(self, *, en: str, fr: str) -> str:
        """The words of a failed assertion, in the learner's language."""
        return fr if self.lang == "fr" else en

    @contextmanager
    def refused(self, *errors: type[BaseException], en: str, fr: str) -> Iterator[None]:
        """The block must raise one of the errors; else the test fails with these words."""
        try:
            yield
        except errors:
            return
        raise AssertionError(self.say(en=en, fr=fr))

    # data

    def names(self, count: int) -> list[str]:
        """Different first names."""
        return self.random.sample(_NAMES, count)

    def products(self, count: int) -> list[str]:
        """Different products: `copper kettle 4821`."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[
                f"{self.random.choice(_ADJECTIVES)} {self.random.choice(_THINGS)} {self.random.randrange(1000, 9999)}"
            ] = None
        return list(found)

    def numbers(self, count: int, low: int, high: int) -> list[int]:
        return [self.random.randint(low, high) for _ in range(count)]

    def text(self, words: int) -> str:
        """A text of so many words; no two are equal."""
        return " ".join(f"{self.random.choice(_THINGS)}{self.random.randrange(100)}" for _ in range(words)) + "."

    # the services

    def table(self, name: str, rows: dict[str, dict[str, Any]]) -> None:
        """Fills, or replaces, a table of the web services."""
        self._do("table", name, rows)

    def answer(self, match: str, text: str | None = None, **rule: Any) -> None:
        """How models answer from now on; keys as in world.yaml. Later rules come first."""
        named = {name.replace("_", "-"): value for name, value in rule.items()}
        self._do("answer", {"match": match, **({"text": text} if text is not None else {}), **named})

    def fail(
        self, path: str, status: int, times: int = 1, retry_after: float | None = None, body: str | None = None
    ) -> None:
        """The next `times` requests whose route (`POST /v1/chat/completions`, `weather GET /...`) fits are refused."""
        self._do("fail", {"path": path, "status": status, "times": times, "retry_after": retry_after, "body": body})

    def replies(self, containing: str) -> list[str]:
        """What the services really answered, in this test, to prompts (or ids) that contain the text."""
        return list(self._do("replies", containing))

    def calls(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Rows of this test's ledger. For behaviour that is about requests; budgets belong in exercise.yaml."""
        return list(self._do("rows", kind))

    def wait(self, seconds: float) -> None:
        """Time goes by."""
        import time

        time.sleep(seconds)

    def now(self) -> float:
        """Virtual seconds."""
        return float(self._do("now"))

    def vector(self, text: str) -> list[float]:
        """The embedding that was really served for the text in this test; empty when nobody asked."""
        import json

        found = self.replies(text)
        return [float(value) for value in json.loads(found[-1])] if found else []

    @staticmethod
    def close(one: object, other: object) -> bool:
        """Are two vectors equal to five digits? (Clients bring them as 32-bit numbers.)"""
        if not isinstance(one, list) or not isinstance(other, list) or len(one) != len(other):
            return False
        return all(abs(a - b) < 1e-5 for a, b in zip(one, other, strict=True))

    def browser(self, name: str) -> Any:
        """A page of the Streamlit stand-in: `visit()`, then `set(label, value)` or `click(label)`; each reruns it."""
        return Browser(self, name)


class Browser:
    """One visitor's page. `shown` is what the last run wrote."""

    def __init__(self, lab: Lab, name: str) -> None:
        self._lab, self._name = lab, name
        self.shown: list[str] = []
        st = self._streamlit()
        for kept in (st._widgets, st._caches, st.session_state):
            kept.clear()

    @staticmethod
    def _streamlit() -> Any:
        return importlib.import_module("streamlit")

    def visit(self) -> list[str]:
        st = self._streamlit()
        st._written.clear()
        with suppress(st.StopScript):
            self._lab.load(self._name)
        self.shown = list(st._written)
        return self.shown

    def set(self, label: str, value: Any) -> list[str]:
        self._streamlit()._widgets[label] = value
        return self.visit()

    def click(self, label: str) -> list[str]:
        st = self._streamlit()
        st._clicked.add(label)
        try:
            return self.visit()
        finally:
            st._clicked.discard(label)
