"""How a place is written: `src/app.py:12:5`, and in a notebook `lab.ipynb:cell 3:2:5`, cells counted from 1."""

from __future__ import annotations

from greenlint.finding import Span
from greenlint.reports.clean import clean
from greenlint.texts import _


def place(path: str, span: Span) -> str:
    """Path, cell if any, line and column, safe for a terminal."""
    return f"{clean(path)}:{position(span)}"


def position(span: Span) -> str:
    """`12:5`, in a notebook `cell 3:2:5`."""
    cell = "" if span.cell is None else _("cell {number}").format(number=span.cell + 1) + ":"
    return f"{cell}{span.line}:{span.column}"
