"""LibCST's tree of a module, with where its nodes stand in the text. Imported only when edits are made."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from greenlint.finding import Span
from greenlint.fixes.code import Code

_RECURSION_LIMIT = 10_000  # the gate has refused anything nested deeper


class Tree:
    """Made by `tree_of`, of code that the gate let pass: the rest could kill or hang LibCST's parser."""

    def __init__(self, code: Code, module: cst.Module) -> None:
        self.code, self.module = code, module
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        self._ranges: Mapping[cst.CSTNode, CodeRange] = wrapper.resolve(PositionProvider)
        self._calls = {self.span(node): node for node in self._ranges if isinstance(node, cst.Call)}
        self._functions = {_start(self.span(node)): node for node in self._ranges if isinstance(node, cst.FunctionDef)}

    def call(self, span: Span) -> cst.Call | None:
        """The call that stands exactly there."""
        return self._calls.get(span)

    def function(self, span: Span) -> cst.FunctionDef | None:
        """The function whose `def` stands exactly there; where the two trees end a body differs."""
        return self._functions.get(_start(span))

    def span(self, node: cst.CSTNode) -> Span:
        start, end = self._ranges[node].start, self._ranges[node].end
        return Span(start.line, start.column + 1, end.line, end.column + 1)

    def start(self, node: cst.CSTNode) -> int:
        """The place in the text where a node begins, parentheses and white space around it left out."""
        place = self._ranges[node].start
        return self.code.offset(place.line, place.column + 1)

    def end(self, node: cst.CSTNode) -> int:
        place = self._ranges[node].end
        return self.code.offset(place.line, place.column + 1)

    def written(self, node: cst.CSTNode) -> str:
        """The code of a node."""
        return self.module.code_for_node(node)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def tree_of(code: Code) -> Tree | None:
    """None where the gate keeps the module out, or where LibCST cannot read it or would not write it back as it is."""
    if code.tree is None:
        return None
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        module = cst.parse_module(code.text)
        return Tree(code, module) if module.code == code.text else None
    except (cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
        return None
    finally:
        sys.setrecursionlimit(limit)
