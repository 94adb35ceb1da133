"""The checks: one module a rule, named as the rule. Found by name; nothing to register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

import msgspec

from greenlint.checks.match import Match

Subject = Literal["Call", "Loop", "Project"]


class Check(msgspec.Struct, frozen=True):
    """One rule's code. `run` is given each costly call, each loop around one, or the project once."""

    name: str
    subject: Subject
    run: Callable[..., Iterator[Match]]


@lru_cache(maxsize=1)
def load_checks() -> dict[str, Check]:
    """Every check by the name of its rule. The annotation of its first parameter says what it wants to see."""
    found = {}
    for module_info in iter_modules(__path__):
        module = import_module(f"{__name__}.{module_info.name}")
        run = getattr(module, "check", None)
        if run is not None:
            name = module_info.name.replace("_", "-")
            found[name] = Check(name, next(iter(run.__annotations__.values())), run)
    return found


__all__ = ["Check", "Match", "Subject", "load_checks"]
