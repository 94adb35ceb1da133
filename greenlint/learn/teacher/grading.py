"""Everything handed in is checked again: pristine tests, one fresh seed for all."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import msgspec

from greenlint.learn.check.budgets import medal
from greenlint.learn.check.launch import warmed
from greenlint.learn.check.pipeline import check
from greenlint.learn.errors import LearnError
from greenlint.learn.exercise import Exercise, load_baseline
from greenlint.learn.packs import Pack
from greenlint.learn.state import Record
from greenlint.learn.teacher.submission import Submission


class Grade(msgspec.Struct, kw_only=True):
    """One exercise of one student."""

    student_id: str
    exercise: str
    verdict: str  # pass, fail, untouched, missing, unreadable
    stage: str = ""
    why: str = ""
    calls_before: float = 0
    calls_after: float = 0
    medal: str = ""
    with_help: bool = False
    hints: int = 0
    attempts: int = 0
    minutes: float = 0
    predicted: float | None = None
    explain: str = ""
    shape: str = ""  # equal for solutions that differ in names, comments and spaces only


class Grades(msgspec.Struct, kw_only=True):
    pack: str
    version: str
    seed: int
    exercises: list[str]
    grades: list[Grade]


def grade(
    pack: Pack, submissions: Iterable[Submission], seed: int, jobs: int, on_done: Callable[[Grade], None]
) -> Grades:
    """Raises LearnError when the lab does not work."""
    work = [(submission, exercise) for submission in submissions for exercise in pack.exercises]
    modules = {name for exercise in pack.exercises for name in exercise.facts.requires}
    grades = []
    with warmed(modules), ThreadPoolExecutor(max(jobs, 1)) as pool:
        for done in pool.map(lambda pair: _one(pair[0], pair[1], seed), work):
            grades.append(done)
            on_done(done)
    names = [exercise.id for exercise in pack.exercises]
    return Grades(pack=pack.id, version=pack.facts.version, seed=seed, exercises=names, grades=grades)


def _one(submission: Submission, exercise: Exercise, seed: int) -> Grade:
    record = submission.state.exercises.get(exercise.id, Record())
    baseline = load_baseline(exercise)
    before = baseline.units.get(exercise.facts.show, {}).get("calls", 0.0) if baseline else 0.0
    found = Grade(
        student_id=submission.student,
        exercise=exercise.id,
        verdict="missing",
        calls_before=before,
        with_help=record.with_help,
        hints=record.hints,
        attempts=record.attempts,
        minutes=round(record.seconds / 60, 1),
        predicted=record.prediction,
        explain=record.explain,
    )
    files = submission.files.get(exercise.id)
    if submission.trouble:
        found.verdict, found.why = "unreadable", submission.trouble
    elif files and files == exercise.files(exercise.starter):
        found.verdict = "untouched"
    elif files:
        _check(found, exercise, files, seed)
    return found


def _check(found: Grade, exercise: Exercise, files: dict[str, str], seed: int) -> None:
    try:
        result = check(exercise, files, seed=seed)
    except LearnError:
        raise
    except Exception as error:  # one student's file must not end the class's run
        found.verdict, found.stage, found.why = "fail", "load", f"{type(error).__name__}: {error}"
        return
    failure = result.failure
    found.verdict = "pass" if failure is None else "fail"
    found.stage, found.why = (failure.stage, failure.summary) if failure else ("", "")
    shown = result.sums.get(exercise.facts.show)
    found.calls_after = shown.calls if shown else 0
    found.medal = (medal(exercise, result.ledger) or "") if result.passed else ""
    found.shape = shape(files) if result.passed else ""


class _Renamed(ast.NodeTransformer):
    """Names in the order in which they appear: two programs that differ in names only become equal."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def _new(self, name: str) -> str:
        return self._names.setdefault(name, f"n{len(self._names)}")

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.copy_location(ast.Name(self._new(node.id), node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.copy_location(ast.arg(self._new(node.arg)), node)


def shape(files: dict[str, str]) -> str:
    """Eight hex digits; the same for programs of the same structure."""
    trees = [ast.dump(_Renamed().visit(ast.parse(text))) for _name, text in sorted(files.items())]
    return hashlib.sha256("\n".join(trees).encode()).hexdigest()[:8]
