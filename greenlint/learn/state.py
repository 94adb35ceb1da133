"""What a learner has done: one JSON file in the workspace, and a log of events. No names, no network."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

from greenlint.learn.errors import LearnError
from greenlint.texts import _

FILE = ".greenlint-learn.json"
EVENTS = "events.jsonl"
_LOCK = ".greenlint-learn.lock"
_LOCK_SECONDS = 10.0
_FORMAT = 1

Progress = Literal["new", "started", "done"]


class Record(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One exercise of one learner."""

    progress: Progress = "new"
    attempts: int = 0  # checks
    seconds: float = 0  # between checks, pauses of more than ten minutes left out
    touched: float = 0  # when it was last checked, epoch
    hints: int = 0  # rungs shown
    checked_since_hint: bool = True
    prediction: float | None = None
    solution_seen: bool = False
    with_help: bool = False  # the solution was seen before it was solved
    measured: dict[str, float] = {}  # units of the `show` test when it was solved
    medal: str | None = None
    explain: str = ""  # in one line: what made the difference?
    given: dict[str, str] = {}  # file -> digest of the starter that was laid out


class State(msgspec.Struct, kw_only=True, omit_defaults=True):
    format: int = _FORMAT
    pack: str = "greenlint"
    pack_version: str = "1"
    lang: str = "en"
    current: str | None = None
    exercises: dict[str, Record] = {}
    quiz: dict[str, bool] = {}  # item -> answered right the first time

    def record(self, exercise: str) -> Record:
        """The exercise's record, made when there is none."""
        return self.exercises.setdefault(exercise, Record())


def load_state(folder: Path) -> State:
    """Raises LearnError when the file is not one of ours, or of a newer greenlint."""
    path = folder / FILE
    try:
        state = msgspec.json.decode(path.read_bytes(), type=State)
    except (OSError, msgspec.DecodeError) as error:
        ask = _(
            "{path} cannot be read ({error}); mend it, or move it away and run `greenlint learn init {folder}` again"
        )
        raise LearnError(ask.format(path=path, error=error, folder=folder)) from None
    if state.format > _FORMAT:
        raise LearnError(_("{path} was written by a newer greenlint; update greenlint").format(path=path))
    return state


def save_state(folder: Path, state: State) -> None:
    """Replaces the file in one step. Raises OSError."""
    path, part = folder / FILE, folder / f"{FILE}.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(state), indent=1))
    os.replace(part, path)


@contextmanager
def changing(folder: Path) -> Iterator[State]:
    """The state, to be changed; saved at the end. Two commands at once wait for each other.

    Raises LearnError when the folder cannot be written to.
    """
    try:
        with _locked(folder):
            state = load_state(folder)
            yield state
            save_state(folder, state)
    except OSError as error:
        raise LearnError(
            _("progress cannot be saved in {folder}: {error}").format(folder=folder, error=error.strerror)
        ) from None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    path = folder / _LOCK
    limit = time.time() + _LOCK_SECONDS
    while True:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.time() > limit:  # whoever held it is gone
                path.unlink(missing_ok=True)
                limit += _LOCK_SECONDS
            time.sleep(0.02)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def log_event(folder: Path, event: str, exercise: str, **facts: Any) -> None:
    """Appends one line. A log that cannot be written is passed over: it only serves the teacher's effort columns."""
    line = {"at": round(time.time()), "event": event, "exercise": exercise, **facts}
    try:
        with (folder / EVENTS).open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
    except OSError:
        return
