"""One check: load, behaviour, budget, rule, honest. A stage is looked at only when those before it passed."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from greenlint.learn import rulecheck
from greenlint.learn.check import behaviour, budgets, honest
from greenlint.learn.check.process import laid_out, run_tests
from greenlint.learn.check.verdict import CheckResult, Verdict
from greenlint.learn.exercise import Exercise
from greenlint.learn.meter.ledger import Ledger, Sums
from greenlint.learn.model import STAGES, Stage
from greenlint.texts import _, language


def check(
    exercise: Exercise,
    files: Mapping[str, str],
    *,
    seed: int | None = None,
    key: bytes | None = None,
    guessed: bool = False,
    through: Stage = "honest",
) -> CheckResult:
    """The verdicts on these files (name -> text), up to the stage `through`. Raises LearnError.

    `key` and `guessed` are for authors: see `run_tests`.
    """
    started = time.monotonic()
    seed = random.SystemRandom().randrange(1, 10**6) if seed is None else seed
    verdicts: list[Verdict] = []
    ledger, sums, findings = Ledger(), dict[str, Sums](), list[rulecheck.Seen]()
    unreadable = behaviour.readable(exercise, files)
    if unreadable is not None:
        verdicts.append(unreadable)
    else:
        run = run_tests(exercise, files, seed=seed, lang=language(), key=key, guessed=guessed)
        ledger, sums = run.ledger, budgets.sums_of(exercise, run.ledger)
        verdicts.append(behaviour.judge(exercise, files, run))
        if _goes_on(verdicts, through, "budget"):
            verdicts.append(budgets.judge(exercise, ledger))
        if _goes_on(verdicts, through, "rule"):
            verdict, findings = _rule(exercise, files)
            verdicts.append(verdict)
        if _goes_on(verdicts, through, "honest"):
            verdicts.append(honest.judge(files, run.notes))
    done = {verdict.stage for verdict in verdicts}
    last = STAGES.index(through)
    verdicts += [
        Verdict(stage=stage, state="skipped") for stage in STAGES[1 : last + 1] if stage not in done
    ]  # fmt: skip
    return CheckResult(
        exercise=exercise.id, seed=seed, verdicts=tuple(verdicts), ledger=ledger, sums=sums, findings=tuple(findings),
        notes=tuple(honest.remarks(_starter(exercise), files)), seconds=time.monotonic() - started,
    )  # fmt: skip


def _starter(exercise: Exercise) -> dict[str, str]:
    return exercise.files(exercise.starter)


def _goes_on(verdicts: list[Verdict], through: Stage, stage: Stage) -> bool:
    return verdicts[-1].state == "passed" and STAGES.index(stage) <= STAGES.index(through)


def _rule(exercise: Exercise, files: Mapping[str, str]) -> tuple[Verdict, list[rulecheck.Seen]]:
    """The exercise's rules must be silent; findings of others are for information."""
    findings = findings_of(exercise, files)
    mine = [finding for finding in findings if finding.rule in exercise.facts.rules]
    others = [finding for finding in findings if finding.rule not in exercise.facts.rules]
    if not mine:
        names = ", ".join(exercise.facts.rules)
        summary = (
            _("{rules}: nothing left to report").format(rules=names) if names else _("the meter alone teaches this one")
        )
        return Verdict(stage="rule", state="passed", summary=summary), others
    first = mine[0]
    details = tuple(f"{finding.file}:{finding.line}: {finding.code} {finding.text}" for finding in mine[:3])
    return Verdict(
        stage="rule", state="failed", summary=f"{first.rule} ({first.code})", details=details,
        step=rulecheck.remedy(first.rule, language()),
    ), others  # fmt: skip


def findings_of(exercise: Exercise, files: Mapping[str, str]) -> list[rulecheck.Seen]:
    """What the linter says about these files in their surroundings, without their suppressions."""
    return list(_findings(exercise, tuple(sorted(files.items())), language()))


@lru_cache(maxsize=64)  # proofs and grading look at the same files under several seeds
def _findings(exercise: Exercise, files: tuple[tuple[str, str], ...], lang: str) -> tuple[rulecheck.Seen, ...]:
    del lang  # part of the key: findings carry words
    with laid_out(exercise, dict(files)) as folder:
        return tuple(rulecheck.look(folder, [name for name in exercise.facts.edit if Path(folder, name).exists()]))
