"""Sums over a report: by level, by rule, and what all places together waste per 1,000 runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from greenlint.finding import Level
from greenlint.footprint import Footprint
from greenlint.reports.document import RuleTotal
from greenlint.reports.entries import Entry


def count(entries: Iterable[Entry], level: Level) -> int:
    """How many findings are of that level."""
    return sum(entry.finding.level == level for entry in entries)


def by_rule(entries: Sequence[Entry]) -> list[RuleTotal]:
    """One total a rule, the costliest in energy first; rules without a figure last, then by code."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.finding.code, []).append(entry)
    totals = [
        RuleTotal(code=code, name=group[0].finding.name, findings=len(group), per_1000_runs=saved(group))
        for code, group in groups.items()
    ]
    return sorted(totals, key=lambda total: (-_energy(total.per_1000_runs), total.code))


def saved(entries: Iterable[Entry]) -> Footprint | None:
    """What the places waste together per 1,000 runs of each; None when no place has a figure."""
    known = [entry.estimate.per_1000_runs for entry in entries if entry.estimate and entry.estimate.per_1000_runs]
    total = None
    for footprint in known:
        total = footprint if total is None else total + footprint
    return total


def not_estimated(entries: Iterable[Entry]) -> int:
    """How many findings have no figure, so that the sums leave them out."""
    return sum(saved([entry]) is None for entry in entries)


def by_energy(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, the costliest place first."""
    return sorted(entries, key=lambda entry: -_energy(saved([entry])))


def _energy(footprint: Footprint | None) -> float:
    return footprint.energy_wh.central if footprint else -1.0
