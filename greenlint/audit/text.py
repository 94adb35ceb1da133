"""The summary for people."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.audit.summary import Summary
from greenlint.footprint import Footprint
from greenlint.reports.clean import clean
from greenlint.reports.numbers import footprint_text
from greenlint.texts import _, ngettext

_WIDTH = 48


def lines(summary: Summary, top: int) -> Iterator[str]:
    """The costliest `top` projects, every rule, every failure."""
    yield _found_line(summary)
    if summary.projects:
        yield from ("", _("Projects by energy, per 1,000 runs of each place:"))
        shown = summary.projects[:top]
        width = min(_WIDTH, max(len(clean(project.id)) for project in shown)) if shown else 0
        for project in shown:
            yield f"  {project.findings:>5}  {clean(project.id):{width}}  {_weight(project.per_1000_runs)}"
        left = len(summary.projects) - len(shown)
        if left:
            yield "  " + ngettext("{number} project more", "{number} projects more", left).format(number=left)
        if summary.per_1000_runs is not None:
            yield "  " + _("together {footprint}").format(footprint=footprint_text(summary.per_1000_runs))
        if summary.not_estimated and summary.per_1000_runs is not None:
            yield "  " + ngettext(
                "{number} finding without a figure is not in the sum",
                "{number} findings without a figure are not in the sum",
                summary.not_estimated,
            ).format(number=summary.not_estimated)
        yield from _rules(summary)
    if summary.failures:
        yield from ("", _("Not audited:"))
        yield from (f"  {clean(failure.id)}: {clean(failure.reason)}" for failure in summary.failures)
    if summary.unfinished:
        text = ngettext(
            "{number} project is not done; run the same command again to go on",
            "{number} projects are not done; run the same command again to go on",
            summary.unfinished,
        )
        yield from ("", text.format(number=summary.unfinished))


def _found_line(summary: Summary) -> str:
    projects = ngettext("{number} project", "{number} projects", summary.audited).format(number=summary.audited)
    files = ngettext("{number} file", "{number} files", summary.files).format(number=summary.files)
    findings = ngettext("{number} finding", "{number} findings", summary.findings).format(number=summary.findings)
    return _("{findings} in {places} of {projects}, {files}.").format(
        findings=findings, places=len(summary.projects), projects=projects, files=files
    )


def _rules(summary: Summary) -> Iterator[str]:
    yield from ("", _("Rules by number of findings:"))
    width = max(len(rule.name) for rule in summary.rules)
    for rule in summary.rules:
        spread = ngettext("in {number} project", "in {number} projects", rule.projects).format(number=rule.projects)
        yield f"  {rule.findings:>5}  {rule.code}  {rule.name:{width}}  {spread}"


def _weight(footprint: Footprint | None) -> str:
    return footprint_text(footprint) if footprint else _("no figure")
