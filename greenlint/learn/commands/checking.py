"""check and watch: run the verdicts, remember how it went."""

from __future__ import annotations

import sys
import time
from typing import Literal

import msgspec

from greenlint.learn.check.budgets import medal
from greenlint.learn.check.pipeline import check
from greenlint.learn.check.verdict import CheckResult
from greenlint.learn.errors import LearnError
from greenlint.learn.exercise import Exercise
from greenlint.learn.ink import FAILED, PASSED, ink
from greenlint.learn.screen import debrief, header, verdict_lines
from greenlint.learn.state import changing, log_event
from greenlint.learn.units import name as unit_words
from greenlint.learn.workspace import Workspace, find_workspace, spent_since
from greenlint.texts import _, decimal

Coefficients = Literal["reference", "deck"]


def check_one(
    wanted: str | None, seed: int | None, coefficients: Coefficients, as_json: bool, predict: float | None
) -> int:
    """0 passed, 1 not yet. Raises LearnError when the lab does not work (exit code 2)."""
    workspace = find_workspace()
    exercise = workspace.current(wanted)
    if predict is None and not as_json:
        predict = _ask_prediction(workspace, exercise)
    result = run(workspace, exercise, seed, predict)
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report(result))).decode() + "\n")
    else:
        show(workspace, exercise, result, coefficients)
        if result.passed:
            _ask_explanation(workspace, exercise)
    return 0 if result.passed else 1


def check_all(seed: int | None) -> int:
    """Every exercise, one line each; 0 when all that were done still are."""
    workspace = find_workspace()
    broken = 0
    for exercise in workspace.pack.exercises:
        was_done = workspace.state().record(exercise.id).progress == "done"
        result = run(workspace, exercise, seed, None, count=False)
        sign = ink(PASSED, "green") if result.passed else ink(FAILED, "red")
        why = result.failure.summary if result.failure else ""
        print(f"{sign} {exercise.name:34} {why}")
        broken += was_done and not result.passed
    return 1 if broken else 0


def run(
    workspace: Workspace, exercise: Exercise, seed: int | None, predict: float | None, count: bool = True
) -> CheckResult:
    """One check of the learner's files; progress is saved."""
    result = check(exercise, workspace.files(exercise), seed=seed)
    try:
        _remember(workspace, exercise, result, predict, count)
    except LearnError as error:  # the verdict matters more
        print(f"greenlint: {error}", file=sys.stderr)
    return result


def _remember(
    workspace: Workspace, exercise: Exercise, result: CheckResult, predict: float | None, count: bool
) -> None:
    now = time.time()
    with changing(workspace.folder) as state:
        state.current = exercise.id
        record = state.record(exercise.id)
        if count:
            record.seconds += spent_since(record.touched)
            record.attempts += 1
        record.touched, record.checked_since_hint = now, True
        if predict is not None and record.prediction is None:
            record.prediction = predict
        if result.passed:
            if record.progress != "done":
                record.with_help = record.solution_seen
            record.progress = "done"
            sums = result.sums[exercise.facts.show]
            record.measured = {unit: sums.of(unit) for unit in ("calls", "tokens", "images", "seconds", "bytes")}
            record.medal = medal(exercise, result.ledger) or record.medal
        elif record.progress != "done":
            record.progress = "started"
        elif not count:
            record.progress = "started"  # the last look at all of them reopens what broke
    stage = result.failure.stage if result.failure else "passed"
    log_event(workspace.folder, "check", exercise.id, stage=stage, seed=result.seed)


def show(workspace: Workspace, exercise: Exercise, result: CheckResult, coefficients: Coefficients) -> None:
    state = workspace.state()
    record = state.record(exercise.id)
    print(header(exercise, workspace.pack, state))
    for line in verdict_lines(result, record.prediction, exercise.facts.predict):
        print(line)
    for file in workspace.edited_tests(exercise):
        print(ink(_("{file}: your edits are ignored, the course's own tests are used").format(file=file), "yellow"))
    for note in result.notes:
        print(ink(note, "yellow"))
    if not result.passed:
        print(
            ink(
                _("seed {seed} · {seconds} s · stuck? greenlint learn hint").format(
                    seed=result.seed, seconds=f"{result.seconds:.1f}".replace(".", decimal())
                ),
                "dim",
            )
        )
        return
    for line in debrief(exercise, result, coefficients):
        print(line)
    for finding in result.findings:
        if finding.level == "info":
            continue
        print(ink(_("Also seen: {file}:{line} {rule}: {text}").format(
            file=finding.file, line=finding.line, rule=finding.rule, text=finding.text
        ), "dim"))  # fmt: skip
    print(_("Why it works: greenlint learn solution      Next: greenlint learn next"))


def report(result: CheckResult) -> dict[str, object]:
    """The check as data, for scripts and classrooms."""
    return {
        "version": 1, "exercise": result.exercise, "status": "pass" if result.passed else "fail", "seed": result.seed,
        "seconds": round(result.seconds, 2), "verdicts": [msgspec.to_builtins(verdict) for verdict in result.verdicts],
        "meter": {name: msgspec.to_builtins(sums) for name, sums in result.sums.items()},
        "findings": [msgspec.to_builtins(finding) for finding in result.findings], "notes": list(result.notes),
    }  # fmt: skip


def _ask_prediction(workspace: Workspace, exercise: Exercise) -> float | None:
    """Once, before the first check, where somebody can answer. Enter skips."""
    record = workspace.state().record(exercise.id)
    if record.attempts or record.prediction is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    what = unit_words(exercise.facts.predict, 2).replace("{n} ", "")
    ask = _("Guess first: how many {what} in {test}? (Enter skips) ")
    given = input(ask.format(what=what, test=exercise.facts.show)).strip().replace(",", ".")
    try:
        return float(given) if given else None
    except ValueError:
        return None


def _ask_explanation(workspace: Workspace, exercise: Exercise) -> None:
    if workspace.state().record(exercise.id).explain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    given = input(_("In one line: what made the difference? (Enter skips) ")).strip()
    if given:
        with changing(workspace.folder) as state:
            state.record(exercise.id).explain = given[:400]
