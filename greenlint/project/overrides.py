"""What runs where a base class only announces a method: the methods of its subclasses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from greenlint.facts.model import CallRef, Expr
from greenlint.project.scoping import tail
from greenlint.project.values import Cls, Fn
from greenlint.project.view import FileView

if TYPE_CHECKING:
    from greenlint.project.resolve import Resolver

_MANY = 12  # more say nothing about which of them runs


class Overrides:
    """Methods of classes that have bases, by name."""

    def __init__(self, files: Iterable[FileView]) -> None:
        self._by_name: dict[str, list[tuple[Cls, Fn]]] = defaultdict(list)
        for file in files:
            for index, scope in enumerate(file.facts.scopes):
                if scope.kind == "function" and scope.parent > 0:
                    owner = file.scope(scope.parent)
                    if owner.kind == "class" and owner.bases:
                        self._by_name[scope.name].append((Cls(file, scope.parent), Fn(file, index)))

    def of(self, fn: Fn, resolver: Resolver) -> list[Fn]:
        """The methods that take the place of one that is only announced; [] for any other function."""
        parent = fn.facts.parent
        if parent <= 0 or fn.file.scope(parent).kind != "class" or not _announced(fn):
            return []
        base = Cls(fn.file, parent)
        found = [
            other for cls, other in self._by_name.get(fn.facts.name, ())
            if cls != base and not _announced(other) and base in resolver.mro(cls)
        ]  # fmt: skip
        return found if len(found) <= _MANY else []


def _announced(fn: Fn) -> bool:
    """`@abstractmethod`, or nothing but `raise NotImplementedError`."""
    if any(tail(decorator) == "abstractmethod" for decorator in fn.facts.decorators):
        return True
    ways = fn.file.exits_of.get(fn.scope, ())
    return bool(ways) and all(way.kind == "raise" and _raised(fn.file, way.value) for way in ways)


def _raised(file: FileView, value: Expr | None) -> bool:
    if isinstance(value, CallRef):
        value = file.facts.calls[value.id].func
    return value is not None and tail(value) == "NotImplementedError"
