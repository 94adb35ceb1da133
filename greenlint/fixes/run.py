"""Check, repair, check again, until nothing changes: in memory, so that what is written was checked before."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

import msgspec

from greenlint.fixes import Plan
from greenlint.fixes.code import Code
from greenlint.fixes.planner import Planner, from_disk
from greenlint.report import Report

ROUNDS = 10

Check = Callable[[Mapping[str, bytes]], Report]


class Change(msgspec.Struct, frozen=True):
    """One file: what it held, what it should hold, and how many findings that repairs."""

    path: str
    before: bytes
    after: bytes
    count: int


class Repairs(msgspec.Struct, frozen=True):
    """What changes, and the report after it."""

    changes: list[Change]
    report: Report


def repair(check: Check, *, unsafe: bool, given: Mapping[str, bytes] | None = None) -> Repairs:
    """Repairs all that `check` finds. It is handed the files that have changed so far; none is written.

    `given`: content that stands for files from the start.
    """
    first = dict(given or {})
    now: dict[str, bytes] = dict(first)
    counts: dict[str, int] = {}
    for _round in range(ROUNDS):
        began = time.time_ns()
        report = check(now)
        planner = Planner(report, lambda path: now[path] if path in now else from_disk(path), unsafe=unsafe)
        todo = _by_file(report, planner)
        late = [path for path in todo if path not in now and _written_since(path, began)]
        for path in todo:
            code = planner.code(path)
            if code is not None and path not in now:
                first[path] = now[path] = code.data
        if not late and not _mend(todo, planner, now, counts):
            break
    else:
        report = check(now)
    changed = [path for path, data in now.items() if data != first[path]]
    return Repairs([Change(path, first[path], now[path], counts.get(path, 0)) for path in sorted(changed)], report)


def _by_file(report: Report, planner: Planner) -> dict[str, list[Plan]]:
    found: dict[str, list[Plan]] = {}
    for finding in report.findings:
        plan = planner.plan(finding)
        if plan is not None:
            found.setdefault(finding.path, []).append(plan)
    return found


def _mend(todo: Mapping[str, list[Plan]], planner: Planner, now: dict[str, bytes], counts: dict[str, int]) -> bool:
    """One round over all files; whether any has changed."""
    from greenlint.fixes.round import mended  # LibCST: only where something is to be repaired

    changed = False
    for path, plans in todo.items():
        code: Code | None = planner.code(path)
        if code is None:
            continue
        done = mended(path, code, plans)
        if done.data != code.data:
            now[path], changed = done.data, True
            counts[path] = counts.get(path, 0) + done.count
    return changed


def _written_since(path: str, began: int) -> bool:
    """Whether the findings may speak of an older text: then the one that was read now is checked first."""
    try:
        return os.stat(path).st_mtime_ns >= began
    except OSError:
        return True
