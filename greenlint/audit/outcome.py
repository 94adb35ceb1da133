"""What an audit says of one project: one line of JSON, one row of Parquet."""

from __future__ import annotations

import msgspec

from greenlint.finding import Confidence, FindingKind, Level
from greenlint.footprint.quantities import Footprint
from greenlint.footprint.range import Range
from greenlint.reports.document import NoticeRow, RuleTotal

SCHEMA_VERSION = 1


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One finding, flat. `path` starts from the project; lines and columns from 1, `cell` from 0 (None: a module)."""

    path: str
    cell: int | None
    line: int
    column: int
    code: str
    name: str
    level: Level
    kind: FindingKind
    confidence: Confidence
    message: str
    fingerprint: str
    share_saved: Range | None
    per_1000_runs: Footprint | None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One project. With a `failure` the counts are 0, and the next run tries again."""

    schema_version: int = SCHEMA_VERSION
    id: str  # the path or URL under which it was found
    digest: str = ""  # of its content
    run: str = ""  # of all else that the result depends on: version, catalogue, settings
    version: str = ""  # of greenlint
    files: int = 0
    lines: int = 0  # of modules; notebooks are left out
    error: int = 0
    warning: int = 0
    info: int = 0
    not_estimated: int = 0  # findings without a figure: they are not in the sum
    per_1000_runs: Footprint | None = None  # the sum over the places; None = unknown
    rules: list[RuleTotal] = []
    findings: list[Place] | None = None  # None: only counts were asked for
    notices: list[NoticeRow] = []
    failure: str | None = None
    cpu_seconds: float = 0.0

    @property
    def found(self) -> int:
        """How many findings there are."""
        return self.error + self.warning + self.info


class Head(msgspec.Struct, frozen=True):
    """Enough of a line to know whether its project has to be done again."""

    id: str
    digest: str
    run: str
    failure: str | None
