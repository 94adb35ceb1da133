"""The way from paths to a report: discover, survey, group, extract, link, check, silence, sort."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from greenlint.config import Settings
from greenlint.finding import Finding, Place, Span
from greenlint.gather import Asked, ask
from greenlint.report import Report

if TYPE_CHECKING:
    from greenlint.answer import Answer
    from greenlint.cache import Cache
    from greenlint.config import Selection
    from greenlint.sources import Source

__all__ = ["Report", "check_paths"]

SettingsOf = Callable[[Path], Settings]
Progress = Callable[[int, int], None]


def check_paths(
    paths: Sequence[Path],
    settings: Settings,
    *,
    settings_of: SettingsOf | None = None,
    stdin: tuple[Path, bytes] | None = None,
    instead: Mapping[str, bytes] | None = None,
    on_progress: Progress | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Report:
    """Checks files and folders; `stdin` gives the content of one of them. Never raises for what it reads.

    `instead`: what to read in place of files, by their paths as findings name them.

    `settings` decide how the run goes (model calls, aggregation, exclusions); `settings_of` which rules hold for a
    file, where folders have settings of their own. `jobs`: processes, started only where there is enough to do.
    """
    settings_of = settings_of or (lambda _path: settings)
    asked = ask(paths, settings, stdin)
    if instead:
        asked = msgspec.structs.replace(asked, given={**asked.given, **instead})
    if cache is None:
        return _checked(asked, settings, settings_of, on_progress, None, jobs)
    from greenlint.cache.runs import Run

    run = Run(cache, asked, settings, settings_of)
    report = run.known()
    if report is None:
        report = _checked(asked, settings, settings_of, on_progress, cache, jobs)
        run.keep(report)
    cache.sweep()
    return msgspec.structs.replace(report, notices=[*report.notices, *cache.notices])


def _checked(
    asked: Asked,
    settings: Settings,
    settings_of: SettingsOf,
    on_progress: Progress | None,
    cache: Cache | None,
    jobs: int,
) -> Report:
    from greenlint.answers import Answers
    from greenlint.catalog import load_catalog
    from greenlint.gather import gather
    from greenlint.reading.groups import groups_of
    from greenlint.reading.survey import source_of

    catalog = load_catalog(settings.model_calls)
    gathered = gather(asked, catalog, model_calls=settings.model_calls, cache=cache, jobs=jobs)
    groups = groups_of(gathered.surveyed, catalog.roots)
    answers = Answers(
        catalog, settings, gathered.surveyed, set(asked.reported), given=asked.given, cache=cache, jobs=jobs
    )
    told = answers.of(groups, on_progress)
    marked = [path for path in asked.reported if path in gathered.surveyed and gathered.surveyed[path].marked]
    commented = {path: source for path in marked if (source := source_of(path, asked.given.get(path))) is not None}
    findings = _silence(told, commented, _Selections(settings_of))
    return Report(
        findings=sorted(findings, key=_place),
        notices=[*asked.notices, *gathered.notices, *answers.notices],
        files=len(asked.reported),
        read=len(gathered.surveyed),
        crashed=any(answer.crashed for answer in told),
    )


class _Selections:
    """Which rules hold for a file, worked out once per set of settings."""

    def __init__(self, settings_of: SettingsOf) -> None:
        self._of = settings_of
        self._known: dict[int, Selection] = {}

    def of(self, path: str) -> Selection:
        from greenlint.config import Selection

        settings = self._of(Path(path))
        if id(settings) not in self._known:
            self._known[id(settings)] = Selection(settings)
        return self._known[id(settings)]


def _silence(told: Sequence[Answer], commented: Mapping[str, Source], selections: _Selections) -> list[Finding]:
    """Leaves out what comments silence and what the settings turn off; reports comments that silence nothing."""
    by_path: dict[str, list[Finding]] = {}
    for answer in told:
        for finding in answer.findings:
            by_path.setdefault(finding.path, []).append(finding)
    cells = _Cells(told, commented)
    kept: list[Finding] = []
    for path in sorted({*by_path, *commented}):
        selection = selections.of(path)
        findings = by_path.get(path, [])
        if path in commented:
            from greenlint.suppress import suppress

            findings = suppress(path, commented[path].text, findings, selection).kept
        kept += [cells.placed(finding) for finding in findings if selection.keeps(finding)]
    return kept


class _Cells:
    """Lines of a notebook's joined text -> lines of its cells."""

    def __init__(self, told: Sequence[Answer], commented: Mapping[str, Source]) -> None:
        self._starts = {path: cells for answer in told for path, cells in answer.cells.items()}
        for path, source in commented.items():
            if source.cells is not None:
                self._starts[path] = tuple((cell.line, cell.index, cell.first) for cell in source.cells)

    def placed(self, finding: Finding) -> Finding:
        if not self._starts:
            return finding
        return msgspec.structs.replace(
            finding,
            span=self._span(finding.path, finding.span),
            related=tuple(self._at(place) for place in finding.related),
            chain=tuple(self._at(place) for place in finding.chain),
        )

    def _at(self, place: Place) -> Place:
        return Place(place.path, self._span(place.path, place.span), place.text)

    def _span(self, path: str, span: Span) -> Span:
        starts = self._starts.get(path)
        if starts is None:
            return span
        first = next((start for start in reversed(starts) if start[0] <= span.line), (1, None, 1))
        line = span.line - first[0] + first[2]
        return Span(line, span.column, line + span.end_line - span.line, span.end_column, first[1])


def _place(finding: Finding) -> tuple[str, int, Span, str]:
    return os.path.normpath(finding.path), finding.span.cell or 0, finding.span, finding.code
