"""Repairs: one module a rule, named as the rule. Found by name; nothing to register.

A module says what is to be done about a finding (`plan`), from CPython's tree, so that reports can say what would be
repaired. The plan makes the edits from LibCST's tree: no other part of greenlint imports LibCST, and none of these
modules does before an edit is made.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from greenlint.finding import Finding
    from greenlint.fixes.code import Code
    from greenlint.fixes.edit import Edit
    from greenlint.fixes.tree import Tree


class Plan(Protocol):
    """What is to be done at one place."""

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        """The edits that do it, in any order; none where LibCST sees the place otherwise than CPython."""
        ...


class Repair(Protocol):
    """What the module of a rule offers."""

    def plan(self, finding: Finding, code: Code) -> Plan | None:
        """What is to be done about a finding; None where no edit is certain to be right."""
        ...


@cache
def repair_of(rule: str) -> Repair | None:
    """The repair of a rule, by the rule's name; None where a person has to do it."""
    module = f"{__name__}.{rule.replace('-', '_')}"
    return import_module(module) if find_spec(module) is not None else None


__all__ = ["Plan", "Repair", "repair_of"]
