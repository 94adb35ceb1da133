"""What an audit found in all: projects ranked by estimated energy, rules by count, failures by name."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from greenlint import __version__
from greenlint.audit.outcome import SCHEMA_VERSION, Outcome
from greenlint.footprint.quantities import Footprint


class ProjectTotal(msgspec.Struct, frozen=True, kw_only=True):
    """One project; footprint: what its places waste per 1,000 runs of each, None = unknown."""

    id: str
    findings: int
    files: int
    lines: int
    per_1000_runs: Footprint | None


class RuleCount(msgspec.Struct, frozen=True, kw_only=True):
    """One rule over all projects."""

    code: str
    name: str
    findings: int
    projects: int
    per_1000_runs: Footprint | None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A project that could not be audited."""

    id: str
    reason: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """`projects` with findings, the costliest in energy first; `rules` the commonest first."""

    schema_version: int
    version: str
    audited: int
    unfinished: int  # asked for and not in the output: the audit was stopped
    files: int
    lines: int
    findings: int
    not_estimated: int
    cpu_seconds: float
    per_1000_runs: Footprint | None
    projects: list[ProjectTotal]
    rules: list[RuleCount]
    failures: list[Failure]


def summary_of(outcomes: Iterable[Outcome], asked: int) -> Summary:
    """`asked`: how many projects were to be audited."""
    seen = files = lines = findings = not_estimated = 0
    cpu_seconds = 0.0
    projects: list[ProjectTotal] = []
    failures: list[Failure] = []
    rules: dict[str, RuleCount] = {}
    for outcome in outcomes:
        seen += 1
        cpu_seconds += outcome.cpu_seconds
        if outcome.failure is not None:
            failures.append(Failure(id=outcome.id, reason=outcome.failure))
            continue
        files, lines, findings = files + outcome.files, lines + outcome.lines, findings + outcome.found
        not_estimated += outcome.not_estimated
        if outcome.found:
            projects.append(_project(outcome))
        for total in outcome.rules:
            rules[total.code] = _grown(
                rules.get(total.code), total.code, total.name, total.findings, total.per_1000_runs
            )
    return Summary(
        schema_version=SCHEMA_VERSION,
        version=__version__,
        audited=seen - len(failures),
        unfinished=asked - seen,
        files=files,
        lines=lines,
        findings=findings,
        not_estimated=not_estimated,
        cpu_seconds=round(cpu_seconds, 3),
        per_1000_runs=_sum(project.per_1000_runs for project in projects),
        projects=sorted(projects, key=lambda project: (-_energy(project.per_1000_runs), project.id)),
        rules=sorted(rules.values(), key=lambda rule: (-rule.findings, rule.code)),
        failures=failures,
    )


def _project(outcome: Outcome) -> ProjectTotal:
    return ProjectTotal(
        id=outcome.id,
        findings=outcome.found,
        files=outcome.files,
        lines=outcome.lines,
        per_1000_runs=outcome.per_1000_runs,
    )


def _grown(rule: RuleCount | None, code: str, name: str, findings: int, weight: Footprint | None) -> RuleCount:
    if rule is None:
        return RuleCount(code=code, name=name, findings=findings, projects=1, per_1000_runs=weight)
    return RuleCount(
        code=code,
        name=name,
        findings=rule.findings + findings,
        projects=rule.projects + 1,
        per_1000_runs=_sum((rule.per_1000_runs, weight)),
    )


def _sum(weights: Iterable[Footprint | None]) -> Footprint | None:
    total = None
    for weight in weights:
        if weight is not None:
            total = weight if total is None else total + weight
    return total


def _energy(weight: Footprint | None) -> float:
    return weight.energy_wh.central if weight else -1.0
