"""One line a finding, for editors, grep and crowded terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from greenlint.fixes.marks import Marks
from greenlint.reports.clean import clean
from greenlint.reports.entries import Entry
from greenlint.reports.place import place
from greenlint.reports.words import LEVELS


def lines(entries: Iterable[Entry], marks: Marks) -> Iterator[str]:
    """`src/app.py:12:5: GRN101 [warning] what was seen`; `[*]` before it where `--fix` repairs it."""
    for index, entry in enumerate(entries):
        finding = entry.finding
        level = LEVELS[finding.level]()
        mark = "[*] " if marks.marked(index) else ""
        yield f"{place(entry.path, finding.span)}: {finding.code} [{level}] {mark}{clean(entry.message)}"
