"""`from_pretrained(..., force_download=True)`: the argument goes."""

from __future__ import annotations

from greenlint.finding import Finding
from greenlint.fixes.arguments import RemoveArgument
from greenlint.fixes.code import Code
from greenlint.fixes.keywords import removal


def plan(finding: Finding, code: Code) -> RemoveArgument | None:
    return removal(finding, code, (True, "force_redownload"))
