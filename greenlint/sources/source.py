"""What one file says, decoded, with where its lines come from."""

from __future__ import annotations

import bisect

import msgspec

from greenlint.finding import Notice


class Cell(msgspec.Struct, frozen=True):
    """Where a code cell of a notebook lies in the joined text: `line` of the text is line `first` of cell `index`."""

    line: int  # 1-based
    index: int  # 0-based, over all cells of the notebook, text cells too
    first: int = 1
    lines: int = 1
    indent: int = 0  # columns that were cut off the left of every line, as IPython does


class Source(msgspec.Struct, frozen=True, kw_only=True):
    r"""One Python file or notebook. `text` has "\n" newlines; `newline` is the commonest of the file."""

    path: str  # as the caller gave it
    data_digest: str  # BLAKE2b of the raw bytes, 40 hex digits
    text: str
    newline: str = "\n"
    mixed_newlines: bool = False
    encoding: str = "utf-8"  # "utf-8-sig" where the file starts with a byte order mark
    cells: tuple[Cell, ...] | None = None  # None in a module
    notices: tuple[Notice, ...] = ()  # parts that were left out: broken cells

    def place(self, line: int) -> tuple[int | None, int]:
        """Cell index and line in the cell of a line of `text`; (None, line) in a module."""
        if not self.cells:
            return None, line
        cell = self.cells[max(0, bisect.bisect_right(self.cells, line, key=lambda cell: cell.line) - 1)]
        return cell.index, line - cell.line + cell.first
