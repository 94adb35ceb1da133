"""The way from paths to a report: discover, read, screen, extract, link, check, silence, sort."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from greenlint.cards import Card, load_cards
from greenlint.catalog import Catalog, load_catalog
from greenlint.checks import Check, Match, load_checks
from greenlint.config import Selection, Settings
from greenlint.facts import Facts
from greenlint.finding import Finding, Notice, Span
from greenlint.project import Project
from greenlint.suppress import suppress
from greenlint.tell import findings_of

if TYPE_CHECKING:
    from greenlint.gather import Reading

SettingsOf = Callable[[Path], Settings]
Progress = Callable[[int, int], None]


class Report(msgspec.Struct, frozen=True):
    """What a run found. `files` were reported on, `read` were looked at to link them."""

    findings: list[Finding]
    notices: list[Notice]
    files: int
    read: int
    crashed: bool


def check_paths(
    paths: Sequence[Path],
    settings: Settings,
    *,
    settings_of: SettingsOf | None = None,
    stdin: tuple[Path, bytes] | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Checks files and folders; `stdin` gives the content of one of them. Never raises for what it reads.

    `settings` decide how the run goes (model calls, aggregation, exclusions); `settings_of` which rules hold for a
    file, where folders have settings of their own.
    """
    from greenlint.gather import gather

    catalog = load_catalog(settings.model_calls)
    reading = gather(paths, settings, catalog, stdin=stdin, on_progress=on_progress)
    found, crashed = check_facts(reading.facts, catalog, reading.reported, aggregate=settings.aggregate)
    found += reading.failures
    selections = _Selections(settings, settings_of)
    findings = _silence(found, reading, selections)
    return Report(sorted(findings, key=_place), reading.notices, len(reading.reported), reading.read, crashed)


def check_facts(
    facts: Iterable[Facts], catalog: Catalog, reported: set[str] | None = None, *, aggregate: bool = True
) -> tuple[list[Finding], bool]:
    """Links facts and runs every check; says too whether one of them crashed. `reported` None: all files."""
    project = Project(facts, catalog)
    cards = load_cards()
    matches: list[tuple[Card, Match]] = []
    crashes: list[Finding] = []
    for name, check in load_checks().items():
        card = cards.get(name)
        if card is None:
            continue
        for subject, path in _subjects(project, check):
            if reported is not None and path and path not in reported:
                continue
            try:
                matches += [(card, match) for match in check.run(subject)]
            except Exception as error:  # a bug in one check must not end the run
                crashes.append(_crash(name, path, error))
    return findings_of(matches, reported, aggregate) + _distinct(crashes), bool(crashes)


def _subjects(project: Project, check: Check) -> Iterable[tuple[object, str]]:
    if check.subject == "Call":
        return ((call, call.file.path) for call in project.resolved_calls)
    if check.subject == "Loop":
        return ((loop, loop.file.path) for loop in project.loops())
    if check.subject == "Function":
        return ((function, function.file.path) for function in project.functions())
    return [(project, "")]


def _crash(name: str, path: str, error: Exception) -> Finding:
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Finding(
        path=path or ".", span=Span(1, 1, 1, 1), code="GRN902", name="check-crashed", level="error", kind="tool",
        confidence="high", reason="default", values={"check": name, "file": path or ".", "error": detail},
    )  # fmt: skip


def _distinct(crashes: list[Finding]) -> list[Finding]:
    """One crash a check and a file."""
    return list({(crash.path, crash.values["check"]): crash for crash in crashes}.values())


class _Selections:
    """Which rules hold for a file, worked out once per set of settings."""

    def __init__(self, settings: Settings, settings_of: SettingsOf | None) -> None:
        self._of = settings_of or (lambda _path: settings)
        self._known: dict[int, Selection] = {}

    def of(self, path: str) -> Selection:
        settings = self._of(Path(path))
        return self._known.setdefault(id(settings), Selection(settings))


def _silence(found: list[Finding], reading: Reading, selections: _Selections) -> list[Finding]:
    """Leaves out what comments silence and what the settings turn off; reports comments that silence nothing."""
    by_path: dict[str, list[Finding]] = {}
    for finding in found:
        by_path.setdefault(finding.path, []).append(finding)
    kept: list[Finding] = []
    for path in sorted({*by_path, *reading.commented}):
        selection = selections.of(path)
        text = reading.commented.get(path)
        findings = by_path.get(path, [])
        if text is not None:
            findings = suppress(path, text, findings, selection).kept
        kept += [reading.in_cells(finding) for finding in findings if selection.keeps(finding)]
    return kept


def _place(finding: Finding) -> tuple[str, int, Span, str]:
    return os.path.normpath(finding.path), finding.span.cell or 0, finding.span, finding.code
