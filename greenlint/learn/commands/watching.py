"""watch: check on save, keys for the rest. Looks at the files twice a second, which works on every file system."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from greenlint.learn.commands import aid, checking, course
from greenlint.learn.exercise import Exercise
from greenlint.learn.ink import ink
from greenlint.learn.workspace import Workspace, find_workspace
from greenlint.texts import _

_PAUSE = 0.5  # seconds between two looks


def watch(wanted: str | None, coefficients: checking.Coefficients, page: bool) -> int:
    """Until q or Ctrl-C."""
    workspace = find_workspace()
    exercise = workspace.current(wanted)
    keys = {"r", "h", "n", "l", "x", "q"}
    with _keys() as pressed:
        _run(workspace, exercise, coefficients, page)
        seen = _stamp(workspace, exercise)
        while True:
            key = pressed(_PAUSE)
            stamp = _stamp(workspace, exercise)
            if key == "q":
                return 0
            if key == "n":
                following = workspace.first_open(after=exercise)
                if following is None:
                    print(_("Every exercise is done. `greenlint learn certificate` writes it down."))
                    return 0
                exercise = following
                course.start(exercise.id, None)
                seen = _stamp(workspace, exercise)
            elif key == "h":
                aid.hint(exercise.id, now=False)
            elif key == "l":
                course.show_list()
            elif key == "x":
                aid.reset(exercise.id, every=False)
            elif key == "r" or stamp != seen:
                _run(workspace, exercise, coefficients, page)
            if key in keys:
                _status()
            seen = _stamp(workspace, exercise)


def _run(workspace: Workspace, exercise: Exercise, coefficients: checking.Coefficients, page: bool) -> None:
    print("\n" + ink(_("checking…"), "dim"))
    result = checking.run(workspace, exercise, None, None)
    checking.show(workspace, exercise, result, coefficients)
    if page:
        from greenlint.learn.page import write_page

        write_page(workspace, refresh=5)
    _status()


def _status() -> None:
    print(ink(_("r run · h hint · n next · l list · x reset · q quit"), "dim"), flush=True)


def _stamp(workspace: Workspace, exercise: Exercise) -> tuple[tuple[float, int], ...]:
    found = []
    for name in exercise.facts.edit:
        try:
            facts = (workspace.home(exercise) / name).stat()
            found.append((facts.st_mtime, facts.st_size))
        except OSError:
            found.append((0.0, 0))
    return tuple(found)


class _Waiting:
    """Waits for a key; without a terminal, only waits."""

    def __call__(self, seconds: float) -> str:
        time.sleep(seconds)
        return ""


@contextmanager
def _keys() -> Iterator[_Waiting]:
    if not sys.stdin.isatty():
        yield _Waiting()
        return
    try:
        import termios
        import tty
    except ImportError:
        yield _WindowsKeys()
        return
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        yield _PosixKeys()
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


class _PosixKeys(_Waiting):
    def __call__(self, seconds: float) -> str:
        import select

        ready, _w, _x = select.select([sys.stdin], [], [], seconds)
        return sys.stdin.read(1).lower() if ready else ""


class _WindowsKeys(_Waiting):
    def __call__(self, seconds: float) -> str:
        if sys.platform == "win32":
            import msvcrt

            limit = time.monotonic() + seconds
            while time.monotonic() < limit:
                if msvcrt.kbhit():
                    return msvcrt.getwch().lower()
                time.sleep(0.05)
        return ""
