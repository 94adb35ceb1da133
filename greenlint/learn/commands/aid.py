"""hint, solution, reset: help when it is wanted."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from greenlint.learn.exercise import Exercise
from greenlint.learn.ink import coloured, ink
from greenlint.learn.state import changing, log_event
from greenlint.learn.workspace import Workspace, find_workspace
from greenlint.texts import _, language, ngettext


def hint(wanted: str | None, now: bool) -> int:
    """The next rung of the ladder; a check between two rungs, unless `now`. All stay readable."""
    workspace = find_workspace()
    exercise = workspace.current(wanted)
    record = workspace.state().record(exercise.id)
    rungs = exercise.hints(language())
    shown = record.hints
    if shown and not record.checked_since_hint and not now and shown < len(rungs) and record.progress != "done":
        _print_rungs(exercise, shown)
        print(ink(_("Try it first: the next hint comes after a check (or with --now)."), "dim"))
        return 0
    with changing(workspace.folder) as state:
        record = state.record(exercise.id)
        record.hints = min(shown + 1, len(rungs)) if record.progress != "done" else len(rungs)
        record.checked_since_hint = False
    log_event(workspace.folder, "hint", exercise.id, level=record.hints)
    _print_rungs(exercise, record.hints)
    if record.hints == len(rungs):
        print(ink(_("Still stuck? `greenlint learn solution` shows one way, and why it works."), "dim"))
    return 0


def _print_rungs(exercise: Exercise, count: int) -> None:
    for rung in exercise.hints(language())[:count]:
        print(ink(rung.title, "bold"))
        print(rung.text)
        print()


def solution(wanted: str | None, sure: bool) -> int:
    """What changes from the starter to one good answer, and why. Before it is solved, asks first."""
    workspace = find_workspace()
    exercise = workspace.current(wanted)
    record = workspace.state().record(exercise.id)
    if record.progress != "done" and not sure and not _confirmed():
        return 0
    with changing(workspace.folder) as state:
        state.record(exercise.id).solution_seen = True
    log_event(workspace.folder, "solution", exercise.id, solved=record.progress == "done")
    for name in exercise.facts.edit:
        for line in diff(exercise, name):
            print(line)
    print()
    print(exercise.prose("WHY", language()))
    return 0


def _confirmed() -> bool:
    print(_("Not solved yet. Reading the solution is fine: it will be noted as solved with help."))
    if not sys.stdin.isatty():
        print(_("`greenlint learn solution --yes` shows it."))
        return False
    return input(_("Show it? [y/N] ")).strip().lower() in ("y", "yes", "o", "oui")


def diff(exercise: Exercise, name: str) -> list[str]:
    """Starter to solution, as a unified diff."""
    before = (exercise.starter / name).read_text("utf-8").splitlines()
    after = (exercise.solution / name).read_text("utf-8").splitlines()
    lines = list(difflib.unified_diff(before, after, f"starter/{name}", f"solution/{name}", n=3, lineterm=""))
    if not coloured():
        return lines
    colours = {"+": "green", "-": "red", "@": "cyan"}
    return [ink(line, colours[line[0]]) if line[:1] in colours else line for line in lines]


def reset(wanted: str | None, every: bool) -> int:
    """The starter again; what was written stays beside it."""
    workspace = find_workspace()
    exercises = workspace.pack.exercises if every else [workspace.current(wanted)]
    kept = [path for exercise in exercises for path in _reset(workspace, exercise, every)]
    for path in kept:
        print(_("Your version is kept as {path}").format(path=path.relative_to(workspace.folder)))
    print(
        ngettext(
            "{n} exercise is back at its beginning.", "{n} exercises are back at their beginning.", len(exercises)
        ).format(n=len(exercises))
    )
    return 0


def _reset(workspace: Workspace, exercise: Exercise, forget: bool) -> list[Path]:
    kept = workspace.reset(exercise)
    with changing(workspace.folder) as state:
        if forget:  # for the next group: progress goes too
            given = state.record(exercise.id).given
            del state.exercises[exercise.id]
            state.record(exercise.id).given = given
        else:
            state.record(exercise.id).progress = "started"
    log_event(workspace.folder, "reset", exercise.id)
    return kept
