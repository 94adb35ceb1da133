"""Stage 1: does the program still do what it did? Also everything that keeps the tests from being run."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from greenlint.learn.check.process import Run
from greenlint.learn.check.verdict import Verdict
from greenlint.learn.exercise import Exercise
from greenlint.learn.meter.control import Outcome
from greenlint.learn.meter.ledger import Site
from greenlint.texts import _, ngettext

_FRAME = re.compile(r'File "(?P<path>[^"]+)", line (?P<line>\d+)')
_ABSENT = re.compile(r"has no attribute '(\w+)'")


def readable(exercise: Exercise, files: Mapping[str, str]) -> Verdict | None:
    """The failure of a file that is missing or is no Python; None when all can be run."""
    for name in exercise.facts.edit:
        if name not in files:
            return Verdict(
                stage="load", state="failed", cause="missing", summary=_("{file} is missing").format(file=name),
                step=_("`greenlint learn reset {id}` brings the starter back.").format(id=exercise.id),
            )  # fmt: skip
        try:
            ast.parse(files[name], name)
        except SyntaxError as error:
            return _syntax(name, files[name], error)
        except (ValueError, RecursionError, MemoryError) as error:
            return Verdict(stage="load", state="failed", cause="syntax", summary=f"{name}: {error}")
    return None


def _syntax(name: str, text: str, error: SyntaxError) -> Verdict:
    line, column = error.lineno or 1, max(error.offset or 1, 1)
    lines = text.splitlines()
    shown = lines[line - 1].rstrip() if line <= len(lines) else ""
    return Verdict(
        stage="load", state="failed", cause="syntax", site=Site(name, line),
        summary=_("{file}, line {line}: Python cannot read this").format(file=name, line=line),
        details=(shown, " " * (column - 1) + "^", str(error.msg)),
        step=_("Look at the mark and at the line above it: a bracket, a quote or a colon is often missing."),
    )  # fmt: skip


def judge(exercise: Exercise, files: Mapping[str, str], run: Run) -> Verdict:
    """The verdict on the tests."""
    expected, outcomes = exercise.test_names, run.notes.outcomes
    failed = next((outcome for outcome in outcomes if not outcome.passed), None)
    if failed is not None:
        return _failed(exercise, files, failed)
    if "Timeout (" in run.said or run.end == "time-out":
        return _time_out(exercise, run, _running(expected, outcomes))
    passed = {outcome.test.split("[")[0] for outcome in outcomes}
    if passed >= set(expected):
        count = len(outcomes)
        summary = ngettext("{n} test", "{n} tests", count).format(n=count)
        return Verdict(stage="behaviour", state="passed", summary=summary)
    if "MemoryError" in run.said:
        return _memory()
    return Verdict(
        stage="behaviour", state="failed", cause="ended", test=_running(expected, outcomes),
        summary=_("the program ended before the tests did"),
        details=tuple(run.said.strip().splitlines()[-3:]),
        step=_("Look for `exit`, `quit` or `os._exit` in your code, or for a crash of the interpreter."),
    )  # fmt: skip


def _running(expected: list[str], outcomes: list[Outcome]) -> str:
    return next((name for name in expected if name not in {outcome.test for outcome in outcomes}), "")


def _failed(exercise: Exercise, files: Mapping[str, str], outcome: Outcome) -> Verdict:
    if outcome.kind == "assertion":
        lines = outcome.message.strip().splitlines() or [_("the test fails")]
        step = _("The program must do what it did before. {file} shows what the test asks.")
        return Verdict(
            stage="behaviour", state="failed", cause="assertion", test=outcome.test, summary=lines[0],
            details=tuple(lines[1:6]), step=step.format(file=f"tests/{exercise.tests[0].name}"),
        )  # fmt: skip
    if outcome.kind == "MemoryError":
        return _memory()
    if outcome.kind == "missing" and (absent := _ABSENT.search(outcome.message)):
        return _absent(exercise, files, absent[1], outcome.test)
    place = f"{outcome.site.file}:{outcome.site.line}: " if outcome.site else ""
    first = outcome.message.strip().splitlines()[:1]
    return Verdict(
        stage="behaviour", state="failed", cause="error", test=outcome.test, site=outcome.site,
        summary=f"{place}{outcome.kind}" + (f": {first[0]}" if first else ""),
        step=_("This line raised an error that nobody expected.") if outcome.site else _("The test could not be run."),
    )  # fmt: skip


def _absent(exercise: Exercise, files: Mapping[str, str], name: str, test: str) -> Verdict:
    text = files[exercise.facts.edit[0]]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    defined = [node.name for node in ast.parse(text).body if isinstance(node, kinds)]
    summary = _("the tests use `{name}`; {file} defines: {defined}")
    return Verdict(
        stage="load", state="failed", cause="missing", test=test,
        summary=summary.format(name=name, file=exercise.facts.edit[0], defined=", ".join(defined) or "-"),
        step=_("Keep the names that the program had: others call them."),
    )  # fmt: skip


def _time_out(exercise: Exercise, run: Run, test: str) -> Verdict:
    site = None
    names = set(exercise.facts.edit)
    for frame in _FRAME.finditer(run.said):
        name = frame["path"].replace("\\", "/").rsplit("/", 1)[-1]
        if name in names:
            site = Site(name, int(frame["line"]))
            break
    place = _(" at {file}:{line}").format(file=site.file, line=site.line) if site else ""
    summary = _("time-out: still running{place} after {seconds:g} s")
    return Verdict(
        stage="behaviour", state="failed", cause="time-out", test=test, site=site,
        summary=summary.format(place=place, seconds=exercise.facts.timeout),
        step=_("Look for a loop that never ends: what changes its condition?"),
    )  # fmt: skip


def _memory() -> Verdict:
    return Verdict(
        stage="behaviour", state="failed", cause="memory", summary=_("the program asked for too much memory"),
        step=_("Look for a list that grows without end."),
    )  # fmt: skip
