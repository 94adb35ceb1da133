"""Where a node stands, in characters: CPython counts the bytes of a line."""

from __future__ import annotations

from typing import Any

from greenlint.finding import Span


class Places:
    """Gives the span of each node of one text."""

    def __init__(self, text: str) -> None:
        self._lines = None if text.isascii() else text.split("\n")

    def span(self, node: Any) -> Span:
        """`node`: one of `ast` that has a place."""
        line, column, last, end = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
        if self._lines is not None:
            column, end = _characters(self._lines[line - 1], column), _characters(self._lines[last - 1], end)
        return Span(line, column + 1, last, end + 1)


def _characters(line: str, offset: int) -> int:
    return offset if line.isascii() else len(line.encode()[:offset].decode(errors="replace"))
