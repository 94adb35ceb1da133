"""The shape of the JSON report. `findings.schema.json` beside this file is made from these types."""

from __future__ import annotations

import msgspec

from greenlint.finding import Confidence, FindingKind, Level
from greenlint.footprint import Estimate, Footprint
from greenlint.footprint.waste import Waste

SCHEMA_VERSION = 1


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Lines and columns from 1, columns in characters, end exclusive. `cell`: 0-based over all cells of a notebook."""

    path: str
    cell: int | None
    line: int
    column: int
    end_line: int
    end_column: int


class Related(Position, frozen=True, kw_only=True):
    """Another place: a step of the way to the call that is reached, or the same cause elsewhere."""

    role: str  # "chain" or "also"
    text: str


class Row(Position, frozen=True, kw_only=True):
    """One finding."""

    code: str
    name: str
    level: Level
    kind: FindingKind
    confidence: Confidence
    message: str
    fingerprint: str
    waste: Waste | None
    estimate: Estimate | None
    related: list[Related]


class RuleTotal(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of one rule; footprint: the sum per 1,000 runs of each place, None = unknown."""

    code: str
    name: str
    findings: int
    per_1000_runs: Footprint | None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    files: int  # reported on
    read: int  # also linked
    findings: int
    error: int
    warning: int
    info: int
    not_estimated: int  # findings without a figure: they are not in the sums
    per_1000_runs: Footprint | None
    rules: list[RuleTotal]


class NoticeRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something about the run itself: a file that was skipped, and why."""

    path: str | None
    code: str
    text: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What `greenlint check --output-format json` prints."""

    schema_version: int
    version: str  # of greenlint
    findings: list[Row]
    totals: Totals
    notices: list[NoticeRow]
