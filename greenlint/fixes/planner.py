"""Which findings of a report can be repaired, and how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from greenlint.cards import load_cards
from greenlint.finding import Finding, Notice
from greenlint.fixes import Plan, repair_of
from greenlint.fixes.code import Code, code_of
from greenlint.report import Report
from greenlint.sources import read_bytes

Read = Callable[[str], "bytes | None"]


class Planner:
    """Plans for the findings of one report. Each file is read once, and only where a finding of it may be repaired."""

    def __init__(self, report: Report, read: Read, *, unsafe: bool) -> None:
        self._read = read
        self._levels = ("safe", "unsafe") if unsafe else ("safe",)
        self._complete = not report.crashed and all(notice.path is None for notice in report.notices)
        self._codes: dict[str, Code | None] = {}

    def plan(self, finding: Finding) -> Plan | None:
        """What is to be done; None where nothing is certain, or where the rule's repair is not asked for."""
        card = load_cards().get(finding.name)
        if card is None or card.fix.level not in self._levels or finding.span.cell is not None:
            return None
        if card.kind == "tool" and not self._complete:
            return None  # a comment may silence what a check that crashed or a file left out would have said
        repair = repair_of(finding.name)
        code = self.code(finding.path) if repair is not None else None
        return repair.plan(finding, code) if repair is not None and code is not None else None

    def code(self, path: str) -> Code | None:
        """The file; None where it cannot be read, or is not to be repaired."""
        if path not in self._codes:
            data = self._read(path)
            self._codes[path] = None if data is None else code_of(path, data)
        return self._codes[path]


def from_disk(path: str) -> bytes | None:
    """What a file holds; None where it cannot be read."""
    data = read_bytes(Path(path))
    return None if isinstance(data, Notice) else data
