"""One line a finding, for editors, grep and crowded terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from greenlint.reports.clean import clean
from greenlint.reports.entries import Entry
from greenlint.reports.place import place
from greenlint.texts import _

LEVEL_WORDS = {"error": lambda: _("error"), "warning": lambda: _("warning"), "info": lambda: _("info")}


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """`src/app.py:12:5: GRN101 [warning] what was seen`."""
    for entry in entries:
        finding = entry.finding
        level = LEVEL_WORDS[finding.level]()
        yield f"{place(entry.path, finding.span)}: {finding.code} [{level}] {clean(entry.message)}"
