"""The end of a report for people: how much was found, and which rules weigh most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from greenlint.texts import _, ngettext

if TYPE_CHECKING:
    from greenlint.engine import Report
    from greenlint.fixes.marks import Marks
    from greenlint.reports.entries import Entry


def lines(report: Report, entries: Sequence[Entry], marks: Marks) -> Iterator[str]:
    """What was found and can be repaired; then the rules, the costliest in energy first."""
    yield from found_lines(report, entries, marks)
    if entries:
        yield ""
        yield from table(entries)


def found_lines(report: Report, entries: Sequence[Entry], marks: Marks) -> Iterator[str]:
    """What was found; and, where there is any, how much of it can be repaired."""
    yield found_line(report, entries)
    if marks.levels:
        yield marks.line()


def found_line(report: Report, entries: Sequence[Entry]) -> str:
    """`Found 12 findings (2 errors, 9 warnings, 1 to consider) in 5 of 40 files.`"""
    files = ngettext("{number} file", "{number} files", report.files).format(number=report.files)
    if not entries:
        return _("No waste found in {files}.").format(files=files)
    from greenlint.reports import totals

    findings = ngettext("Found {number} finding", "Found {number} findings", len(entries)).format(number=len(entries))
    error, warning, info = (totals.count(entries, level) for level in ("error", "warning", "info"))
    levels = [
        ngettext("{number} error", "{number} errors", error).format(number=error) if error else "",
        ngettext("{number} warning", "{number} warnings", warning).format(number=warning) if warning else "",
        _("{number} to consider").format(number=info) if info else "",
    ]
    places = len({entry.path for entry in entries})
    return _("{findings} ({levels}) in {places} of {files}.").format(
        findings=findings, levels=", ".join(filter(None, levels)), places=places, files=files
    )


def table(entries: Sequence[Entry]) -> Iterator[str]:
    """One line a rule with what it wastes, a sum, and what the sum leaves out."""
    from greenlint.reports import totals
    from greenlint.reports.numbers import footprint_text

    rules = totals.by_rule(entries)
    width = max(len(rule.name) for rule in rules)
    yield _("By energy, per 1,000 runs of each place:")
    for rule in rules:
        weight = footprint_text(rule.per_1000_runs) if rule.per_1000_runs else _("no figure")
        yield f"  {rule.findings:>4}  {rule.code}  {rule.name:{width}}  {weight}"
    whole = totals.saved(entries)
    if whole is not None:
        yield "  " + _("together {footprint}").format(footprint=footprint_text(whole))
    left = totals.not_estimated(entries)
    if left and whole is not None:
        yield "  " + ngettext(
            "{number} finding without a figure is not in the sum",
            "{number} findings without a figure are not in the sum",
            left,
        ).format(number=left)
