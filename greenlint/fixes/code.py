"""One file as a repair sees it: its text, CPython's tree of it or of a call in it, and where things stand."""

from __future__ import annotations

import ast
from functools import cached_property
from pathlib import Path

from greenlint.facts.places import Places
from greenlint.finding import Notice, Span
from greenlint.fixes.edit import keeps_bytes
from greenlint.sources import Source, from_bytes
from greenlint.sources.gate import gate
from greenlint.sources.parse import parse


class Code:
    """A module that may be repaired. Lines and columns from 1, columns in characters, as in findings."""

    def __init__(self, source: Source, data: bytes) -> None:
        self.source, self.data = source, data

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def tree(self) -> ast.Module | None:
        """None where the gate keeps the file out."""
        tree = gate(self.source)
        return tree if isinstance(tree, ast.Module) else None

    @cached_property
    def lines(self) -> list[str]:
        """Without their ends; `splitlines` would also split at a form feed."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def call(self, span: Span) -> ast.Call | None:
        """The call that stands exactly there. Only its own text is parsed: a report marks what can be repaired."""
        if span.end_line > len(self.lines):
            return None
        indent = " " * len(self.lines[span.line - 1][: span.column - 1].encode(errors="replace"))
        part = self.text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]
        tree = parse(f"(\n{indent}{part}\n)")
        statement = tree.body[0] if isinstance(tree, ast.Module) and len(tree.body) == 1 else None
        if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
            return None
        ast.increment_lineno(statement, span.line - 2)
        return statement.value if self.span(statement.value) == span else None

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)

    def span(self, node: ast.expr | ast.stmt) -> Span:
        return self._places.span(node)

    def offset(self, line: int, column: int) -> int:
        """The place in `text` of a line and column, both from 1."""
        return self._starts[line - 1] + column - 1


def code_of(path: str, data: bytes) -> Code | None:
    """The module that `data` holds; None for notebooks and what cannot be read or written back."""
    source = from_bytes(Path(path), data)
    if isinstance(source, Notice) or source.cells is not None or not keeps_bytes(source, data):
        return None
    return Code(source, data)
