"""What resolving needs to know of the project, and what its rooms ask of each other."""

from __future__ import annotations

from greenlint.catalog import Catalog
from greenlint.facts.model import Expr
from greenlint.project.values import CallKey, Fn, Value
from greenlint.project.view import At, FileView
from greenlint.sources.modules import ModuleIndex

DEPTH = 14  # steps from name to name before a search is given up
MANY = 5  # values of one expression that are worth telling apart


class Ground:
    """The files and the catalogue; `resolve` and `returned` are at home in `resolve.py`."""

    def __init__(self, files: dict[str, FileView], modules: ModuleIndex, catalog: Catalog) -> None:
        self.files = files
        self.modules = modules
        self.catalog = catalog
        self.callers: dict[tuple[int, int], list[CallKey]] | None = None  # (id of file, scope) -> calls; set by link
        self.open = False  # a parameter was asked for before its callers were known

    def resolve(self, file: FileView, expr: Expr, at: At, depth: int = 0) -> list[Value]:
        """What an expression can stand for, nearest first."""
        raise AssertionError("given by Resolver")

    def returned(self, fn: Fn, depth: int) -> list[Value]:
        """What a function returns."""
        raise AssertionError("given by Resolver")

    def member(self, file: FileView, name: str, depth: int) -> list[Value]:
        """A name of a module."""
        raise AssertionError("given by Resolver")
