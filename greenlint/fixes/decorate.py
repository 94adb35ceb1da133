"""Plan about a function: one more decorator, nearest to its `def`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from greenlint.finding import Span
from greenlint.fixes.edit import Edit

if TYPE_CHECKING:
    from greenlint.fixes.tree import Tree


class Decorate(msgspec.Struct, frozen=True):
    """`def f(): ...` -> `@decorator` above it, with its indent."""

    function: Span
    decorator: str

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        import libcst as cst

        node = tree.function(self.function)
        if node is None:
            return ()
        code = tree.code
        start = code.offset(self.function.line, 1)
        indent = code.lines[self.function.line - 1][: self.function.column - 1]
        if indent.strip():
            return ()
        new = tree.written(cst.Decorator(cst.parse_expression(self.decorator)))
        return (Edit(start, start, indent + new),)
