"""Proofs by running: the starter works and wastes, the solution only works, wrong answers fail where they should."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from greenlint.learn import budget
from greenlint.learn.check.pipeline import check, findings_of
from greenlint.learn.check.verdict import CheckResult
from greenlint.learn.documents import line_of
from greenlint.learn.errors import PackError
from greenlint.learn.exercise import Baseline, Exercise, load_baseline
from greenlint.learn.model import Stage

SEEDS = (1, 2, 3)
_KEY = b"greenlint author"  # what the services invent is the same in every proof, so that baselines can be compared
_INVENTED = {"chat", "embed", "image", "video", "speech", "transcribe", "moderate", "batch", "local"}  # by the services
_SLOWEST = 5.0  # seconds of one check on a busy machine; the aim is 2.5
_LARGEST_DIFF = 60  # lines added or taken away


class Proof(msgspec.Struct, kw_only=True):
    """What one exercise's proof found."""

    exercise: str
    errors: list[PackError] = []
    warnings: list[str] = []
    seconds: list[float] = []  # of the solution's checks


def prove(exercise: Exercise, *, update: bool = False, quick: bool = False) -> Proof:
    """Runs everything that the exercise claims. A quick proof uses one seed and one wrong answer."""
    proof = Proof(exercise=exercise.name, errors=[], warnings=[], seconds=[])
    proof.errors += _starter(exercise, update)
    proof.errors += _solution(exercise, proof, SEEDS[:1] if quick else SEEDS)
    proof.errors += _guesses(exercise)
    wrong = list(exercise.facts.wrong.items())
    for name, stage in wrong[:1] if quick else wrong:
        proof.errors += _wrong(exercise, name, stage)
    return proof


def _fail(path: Path, message: str, line: int = 1) -> PackError:
    return PackError(path, line, message)


def _explain(result: CheckResult) -> str:
    failure = result.failure
    return f"{failure.stage}: {failure.summary}; {' '.join(failure.details)}" if failure else "all passed"


def _starter(exercise: Exercise, update: bool) -> Iterator[PackError]:
    files = exercise.files(exercise.starter)
    path = exercise.starter / exercise.facts.edit[0]
    result = check(exercise, files, seed=SEEDS[0], key=_KEY, through="budget")
    if result.verdicts[0].state != "passed":
        yield _fail(path, f"the starter must work: {_explain(result)}")
        return
    if result.failure is None:
        yield _fail(path, "the starter must break the budget; it keeps it")
    yield from _findings(exercise, files)
    yield from _baseline(exercise, result, update)


def _findings(exercise: Exercise, files: Mapping[str, str]) -> Iterator[PackError]:
    seen = findings_of(exercise, files)
    yaml = exercise.folder / "exercise.yaml"
    expected: set[tuple[str, str, int]] = set()
    for place, finding in enumerate(exercise.facts.findings):
        name = finding.file or exercise.facts.edit[0]
        lines = [number for number, line in enumerate(files[name].splitlines(), 1) if finding.at in line]
        if len(lines) != 1:
            message = f"`at: {finding.at}` must fit one line of {name}; it fits {len(lines)}"
            yield _fail(yaml, message, line_of(yaml, f"$.findings[{place}].at"))
            continue
        expected.add((finding.rule, name, lines[0]))
    got = {(finding.rule, finding.file, finding.line) for finding in seen}
    for rule, name, line in sorted(expected - got):
        yield _fail(exercise.starter / name, f"the starter must raise {rule} here", line)
    for one in seen:
        serious = one.rule in exercise.facts.rules or one.level != "info"
        if serious and (one.rule, one.file, one.line) not in expected:
            message = f"the starter raises {one.rule}, which `findings` does not name: {one.text}"
            yield _fail(exercise.starter / one.file, message, one.line)


def _baseline(exercise: Exercise, result: CheckResult, update: bool) -> Iterator[PackError]:
    units = {
        name: {unit.replace("_", "-"): value for unit, value in msgspec.to_builtins(sums).items()}
        | {unit: sums.of(unit) for unit in exercise.facts.budget.get(name, {}) if sums.of(unit)}
        for name, sums in result.sums.items()
    }
    rows = budget.lots(result.ledger.of(exercise.facts.show))
    measured = Baseline(units=units, lots=[msgspec.to_builtins(lot) for lot in rows])
    path = exercise.folder / "baseline.json"
    if update:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(measured), indent=1) + b"\n")
        return
    known = load_baseline(exercise)
    if known is None:
        yield _fail(path, "is missing: `greenlint learn dev check --update` measures it")
    elif not _same(known, measured, exact=not exercise.world.latency):
        yield _fail(path, "the starter does not cost what is written here: `--update` measures it again")


def _same(known: Baseline, measured: Baseline, *, exact: bool) -> bool:
    """Do they tell the same cost? Where requests overlap, runs differ: then within a factor of two."""
    if exact:
        return _rounded(known) == _rounded(measured)
    before, after = _rounded(known), _rounded(measured)
    return before.keys() == after.keys() and all(
        value <= 2 * after[test].get(unit, 0) and after[test].get(unit, 0) <= 2 * value
        for test, units in before.items()
        for unit, value in units.items()
        if unit != "wait"
    )


def _rounded(baseline: Baseline) -> dict[str, dict[str, float]]:
    """Bytes depend on the length of ports and numbers: compared to one digit. Connections depend on the moment."""
    return {
        test: {
            unit: float(f"{value:.1g}") if unit == "bytes" else value
            for unit, value in units.items()
            if unit != "connections"
        }
        for test, units in baseline.units.items()
    }


def _solution(exercise: Exercise, proof: Proof, seeds: tuple[int, ...]) -> Iterator[PackError]:
    files = exercise.files(exercise.solution)
    path = exercise.solution / exercise.facts.edit[0]
    for seed in seeds:
        result = check(exercise, files, seed=seed)
        proof.seconds.append(result.seconds)
        if not result.passed:
            yield _fail(path, f"the solution must pass; seed {seed}: {_explain(result)}")
            return
        for finding in result.findings:
            yield _fail(
                exercise.solution / finding.file, f"the solution raises {finding.rule}: {finding.text}", finding.line
            )
        if result.findings:
            return
    if min(proof.seconds) > _SLOWEST:
        proof.warnings.append(f"{exercise.name}: a check took {min(proof.seconds):.1f} s")
    changed = sum(_changed((exercise.starter / name).read_text("utf-8"), text) for name, text in files.items())
    if changed > _LARGEST_DIFF and exercise.facts.mode != "capstone":
        yield _fail(path, f"{changed} lines differ from the starter; at most {_LARGEST_DIFF}: keep to the one idea")


def _guesses(exercise: Exercise) -> Iterator[PackError]:
    """The cheat that guesses each answer of a model, down to the last word, and asks nobody."""
    files = exercise.files(exercise.solution)
    asked = check(exercise, files, seed=SEEDS[1], through="behaviour").ledger.rows
    if not any(row.kind in _INVENTED for row in asked):
        return
    failure = check(exercise, files, seed=SEEDS[1], guessed=True).failure
    if failure is None:
        yield _fail(
            exercise.tests[0], "answers that no service gave must fail: compare with `lab.replies` or `lab.vector`"
        )


def _changed(before: str, after: str) -> int:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return sum(line[:1] in "+-" and line[:3] not in ("+++", "---") for line in lines)


def _wrong(exercise: Exercise, name: str, stage: Stage) -> Iterator[PackError]:
    path = exercise.folder / "wrong" / name
    files = {**exercise.files(exercise.starter), **exercise.wrong(name)}
    for file, text in files.items():
        if stage != "load":
            ast.parse(text, file)
    result = check(exercise, files, seed=SEEDS[1])
    failed = result.failure.stage if result.failure else "nowhere"
    if failed != stage:
        yield _fail(path, f"must fail at {stage}, fails at {failed} ({_explain(result)})")
