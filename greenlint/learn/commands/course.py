"""init, start, next, list, progress: finding one's way."""

from __future__ import annotations

import subprocess
from pathlib import Path

from greenlint.learn.commands.doctor import doctor
from greenlint.learn.exercise import Exercise, load_baseline
from greenlint.learn.ink import PASSED, WAITING, bar, ink
from greenlint.learn.packs import find_pack
from greenlint.learn.screen import header
from greenlint.learn.state import changing, log_event
from greenlint.learn.units import amount, number
from greenlint.learn.workspace import Workspace, create_workspace, find_workspace
from greenlint.texts import _, language, ngettext


def where_am_i() -> int:
    """Bare `greenlint learn`: the next step."""
    workspace = find_workspace()
    exercise = workspace.current()
    print(header(exercise, workspace.pack, workspace.state()))
    print(
        _("File:   {files}").format(
            files=", ".join(str(workspace.home(exercise) / name) for name in exercise.facts.edit)
        )
    )
    print(_("Lesson: {file}").format(file=workspace.home(exercise) / "README.md"))
    print(_("Next:   greenlint learn check   (or watch, hint, list; --help shows the rest)"))
    return 0


def init(folder: Path, pack_name: str | None) -> int:
    """Lays out the course and says how to begin."""
    workspace, count = create_workspace(folder, find_pack(pack_name), language())
    ready = ngettext("{n} exercise is ready in {folder}", "{n} exercises are ready in {folder}", count)
    print(f"{ink(PASSED, 'green')} {ready.format(n=count, folder=folder)}")
    code = doctor(quiet=True)
    print(_("Now:  cd {folder}").format(folder=folder))
    print("      greenlint learn start")
    del workspace
    return code


def start(wanted: str | None, editor: str | None) -> int:
    workspace = find_workspace()
    exercise = workspace.current(wanted)
    _begin(workspace, exercise)
    lang, facts = language(), exercise.facts
    print(header(exercise, workspace.pack, workspace.state()))
    print(facts.story.get(lang))
    for objective in facts.objectives.get(lang):
        print(f"  · {objective}")
    for need in facts.needs:
        if workspace.state().record(need).progress != "done":
            print(_("Easier after: {name}").format(name=workspace.pack.find(need).name))
    home = workspace.home(exercise)
    print(_("Lesson: {file}").format(file=home / "README.md"))
    print(_("File:   {files}").format(files=", ".join(str(home / name) for name in facts.edit)))
    print(_("Then:   greenlint learn check"))
    if editor:
        subprocess.Popen([editor, str(home / "README.md"), *(str(home / name) for name in facts.edit)])
    return 0


def next_one(editor: str | None) -> int:
    workspace = find_workspace()
    following = workspace.first_open(after=workspace.current())
    if following is None:
        print(_("Every exercise is done. `greenlint learn certificate` writes it down."))
        return 0
    return start(following.id, editor)


def _begin(workspace: Workspace, exercise: Exercise) -> None:
    with changing(workspace.folder) as state:
        state.current = exercise.id
        record = state.record(exercise.id)
        if record.progress == "new":
            record.progress = "started"
    log_event(workspace.folder, "start", exercise.id)


def show_list() -> int:
    workspace = find_workspace()
    state, lang = workspace.state(), language()
    current = workspace.current().id
    for module in workspace.pack.facts.modules:
        mine = [exercise for exercise in workspace.pack.exercises if exercise.facts.module == module.id]
        if not mine:
            continue
        print(ink(f"{module.title.get(lang)}", "bold") + ink(f"  {module.about.get(lang)}", "dim"))
        for exercise in mine:
            record = state.record(exercise.id)
            sign = (
                ink(PASSED, "green")
                if record.progress == "done"
                else ink(">", "cyan")
                if exercise.id == current
                else WAITING
            )
            helped = " " + _("(with help)") if record.with_help else ""
            facts = exercise.facts
            print(f"  {sign} {exercise.name:34} {facts.title.get(lang)} · {facts.minutes} min{helped}")
    return 0


def progress() -> int:
    """By module, then what the exercises were measured to save; lab numbers stay lab numbers."""
    workspace = find_workspace()
    state, lang = workspace.state(), language()
    for module in workspace.pack.facts.modules:
        mine = [exercise for exercise in workspace.pack.exercises if exercise.facts.module == module.id]
        done = sum(state.record(exercise.id).progress == "done" for exercise in mine)
        if mine:
            print(f"{bar(done, len(mine)):30} {module.title.get(lang)}")
    removed = saved_calls(workspace)
    solved = sum(record.progress == "done" for record in state.exercises.values())
    minutes = sum(record.seconds for record in state.exercises.values()) / 60
    print(_("Solved: {n}, with help: {helped}, about {minutes} minutes").format(
        n=solved, helped=sum(record.with_help for record in state.exercises.values()), minutes=number(round(minutes))
    ))  # fmt: skip
    if solved:
        line = _("Taken out in this course: {calls} (small programs: {n})")
        print(line.format(calls=amount("calls", removed), n=solved))
    return 0


def saved_calls(workspace: Workspace) -> float:
    """Calls of the shown tests, before minus now, over the exercises that are done."""
    state, total = workspace.state(), 0.0
    for exercise in workspace.pack.exercises:
        record, baseline = state.record(exercise.id), load_baseline(exercise)
        if record.progress == "done" and baseline is not None:
            before = baseline.units.get(exercise.facts.show, {}).get("calls", 0.0)
            total += max(before - record.measured.get("calls", before), 0.0)
    return total
