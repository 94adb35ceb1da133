"""The lines of code around a finding, with a mark under what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from greenlint.finding import Notice, Span
from greenlint.reports.clean import clean
from greenlint.sources import Source, from_bytes, read

_AROUND = 1  # lines before and after
_LONGEST = 6  # lines of the finding itself


class FrameLine(NamedTuple):
    """One line of code, safe for a terminal, and the marks under it. `number`: in the cell, for a notebook."""

    number: int
    text: str
    marks: str


class Frames:
    """Reads each file once, when its first finding is printed. `stdin`: the path and bytes that stood for a file."""

    def __init__(self, stdin: tuple[Path, bytes] | None = None) -> None:
        self._stdin = stdin
        self._sources: dict[str, Source | Notice] = {}

    def lines(self, path: str, span: Span) -> Iterator[FrameLine]:
        """The frame; nothing when the file can no longer be read."""
        text = self._lines_of(path, span.cell)
        last = min(span.end_line, span.line + _LONGEST - 1)
        for number in range(max(1, span.line - _AROUND), min(len(text), last + _AROUND) + 1):
            line = text[number - 1]
            marks = _marks(line, number, span) if span.line <= number <= last else ""
            yield FrameLine(number, _shown(line), marks)

    def _lines_of(self, path: str, cell: int | None) -> list[str]:
        if path not in self._sources:
            stdin = self._stdin
            self._sources[path] = from_bytes(*stdin) if stdin and str(stdin[0]) == path else read(Path(path))
        source = self._sources[path]
        if isinstance(source, Notice):
            return []
        lines = source.text.split("\n")
        if cell is None:
            return lines
        parts = [part for part in source.cells or () if part.index == cell]
        return [line for part in parts for line in lines[part.line - 1 : part.line - 1 + part.lines]]


def _marks(line: str, number: int, span: Span) -> str:
    """`^` under the part of the line that the span covers, without the indentation."""
    start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(line.rstrip())
    return " " * cell_len(_shown(line[:start])) + "^" * max(1, cell_len(_shown(line[start:end])))


def _shown(line: str) -> str:
    return clean(line.replace("\t", "    "))
