"""`generate(..., use_cache=False)`: the argument goes, and the model's own setting holds."""

from __future__ import annotations

from greenlint.finding import Finding
from greenlint.fixes.arguments import RemoveArgument
from greenlint.fixes.code import Code
from greenlint.fixes.keywords import removal


def plan(finding: Finding, code: Code) -> RemoveArgument | None:
    return removal(finding, code, (False,)) if finding.reason == "default" else None
