"""What is asked of the linker for one group of files, and what it answers. Plain data: goes to any process."""

from __future__ import annotations

import msgspec

from greenlint.finding import Finding

Cells = tuple[tuple[int, int, int], ...]  # first line of text, cell, first line in the cell


class Link(msgspec.Struct, array_like=True):
    """One group with the extracted form of its files."""

    name: str
    files: list[tuple[str, bytes]]
    reported: list[str]


class Answer(msgspec.Struct, array_like=True):
    """What is said of one group, before comments and settings silence some of it; and the cells of its notebooks."""

    findings: list[Finding]
    crashed: bool
    cells: dict[str, Cells]
