"""Stage 2: is the work within the budget? The first unit that is not is explained from the ledger."""

from __future__ import annotations

from greenlint.learn.check.verdict import Verdict
from greenlint.learn.diagnose import explain
from greenlint.learn.exercise import Exercise
from greenlint.learn.meter.ledger import Ledger, Sums
from greenlint.learn.model import Unit
from greenlint.learn.units import amount
from greenlint.texts import _


def sums_of(exercise: Exercise, ledger: Ledger) -> dict[str, Sums]:
    """Sums by test, and `total`. Rows that no test asked for count in the total only."""
    return {name: ledger.sums(name) for name in exercise.test_names} | {"total": ledger.sums()}


def judge(exercise: Exercise, ledger: Ledger) -> Verdict:
    sums = sums_of(exercise, ledger)
    order = [exercise.facts.show, *(name for name in exercise.facts.budget if name != exercise.facts.show)]
    for test in order:
        for unit, most in exercise.facts.budget[test].items():
            if sums[test].of(unit) > most:
                return _over(ledger, test, unit, most, sums[test].of(unit))
    shown = sums[exercise.facts.show]
    parts = [
        _("{spent} of {most}").format(spent=amount(unit, shown.of(unit), bare=True), most=amount(unit, most))
        for unit, most in exercise.facts.budget[exercise.facts.show].items()
    ]
    return Verdict(stage="budget", state="passed", summary=", ".join(parts))


def _over(ledger: Ledger, test: str, unit: Unit, most: float, spent: float) -> Verdict:
    rows = ledger.of(None if test == "total" else test)
    found = explain(rows, unit, ledger.waits.get(test, 0))
    where = "" if test == "total" else _(" in {test}").format(test=test)
    summary = _("{spent}, budget {most}{where}")
    return Verdict(
        stage="budget", state="failed", test=test, details=found.seen, step=found.step, site=found.site,
        summary=summary.format(spent=amount(unit, spent), most=amount(unit, most, bare=True), where=where),
    )  # fmt: skip


def medal(exercise: Exercise, ledger: Ledger) -> str | None:
    """The best medal whose limits the `show` test keeps."""
    sums = ledger.sums(exercise.facts.show)
    for name in ("gold", "silver", "bronze"):
        limits = exercise.facts.medals.get(name)
        if limits is not None and all(sums.of(unit) <= most for unit, most in limits.items()):
            return name
    return None
