"""One input through the whole way, and what must hold whatever it is."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Mapping
from pathlib import Path

from greenlint import engine, reports
from greenlint.config import Settings
from greenlint.fixes.code import code_of
from greenlint.fixes.run import repair
from greenlint.report import Report

SECONDS = 10.0
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def trial(folder: Path, files: dict[str, bytes]) -> list[str]:
    """What is wrong with greenlint, seen with these files; empty as it should be. The folder is filled and not emptied."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    wrong = _checked(folder) + _repaired(folder)
    for name, data in files.items():
        if (folder / name).read_bytes() != data:
            wrong.append(f"{name} has changed")
    return wrong


def _checked(folder: Path) -> list[str]:
    settings = Settings(root=str(folder), min_confidence="low")
    start = time.thread_time()
    report = engine.check_paths([folder], settings)
    seconds = time.thread_time() - start
    wrong = [f"{seconds:.0f} s"] if seconds > SECONDS else []
    wrong += [f"GRN902 {finding.values}" for finding in report.findings if finding.code == "GRN902"]
    for style in ("full", "concise", "github", "json", "sarif"):
        stream = io.StringIO()
        reports.write(report, settings, reports.Style(style, color="never"), stream)
        raw = _RAW.search(stream.getvalue())
        if raw and style not in ("json", "sarif"):
            wrong.append(f"{style} prints {raw[0]!r} raw")
        stream.getvalue().encode()
    return wrong


def _repaired(folder: Path) -> list[str]:
    """In memory: what comes out is Python, and has nothing left to repair."""
    settings = Settings(root=str(folder), min_confidence="low", aggregate=False)

    def check(instead: Mapping[str, bytes]) -> Report:
        return engine.check_paths([folder], settings, instead=instead)

    start = time.thread_time()
    changes = repair(check, unsafe=True).changes
    seconds = time.thread_time() - start
    wrong = [f"{seconds:.0f} s of repairs"] if seconds > SECONDS else []
    for change in changes:
        after = code_of(change.path, change.after)
        if after is None or after.tree is None:
            wrong.append(f"{change.path} is no longer Python")
    given = {change.path: change.after for change in changes}
    if changes and repair(check, unsafe=True, given=given).changes:
        wrong.append("repairs of what is repaired")
    return wrong
