"""What a run gives."""

from __future__ import annotations

import msgspec

from greenlint.finding import Finding, Notice


class Report(msgspec.Struct, frozen=True):
    """What a run found. `files` were reported on, `read` were looked at to link them."""

    findings: list[Finding]
    notices: list[Notice]
    files: int
    read: int
    crashed: bool
