"""The learner's folder: exercises laid out from a pack, never overwritten once they were edited."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from greenlint.learn.errors import LearnError
from greenlint.learn.exercise import Exercise
from greenlint.learn.packs import Pack, find_pack
from greenlint.learn.state import FILE, State, changing, load_state, save_state
from greenlint.texts import _

_EXTRAS = Path(__file__).parent / "extras"  # editor settings, container, ignore file


class Workspace:
    """A folder that `init` made."""

    def __init__(self, folder: Path) -> None:
        """Raises LearnError when the state or the pack cannot be used."""
        self.folder = folder
        state = load_state(folder)
        self.pack: Pack = find_pack(state.pack)
        self.lang = state.lang

    def state(self) -> State:
        return load_state(self.folder)

    def home(self, exercise: Exercise) -> Path:
        return self.folder / exercise.name

    def current(self, wanted: str | None = None) -> Exercise:
        """The exercise that was named, else whose folder this is, else last begun, else the first not done."""
        if wanted:
            return self.pack.find(wanted)
        here = Path.cwd().resolve()
        for exercise in self.pack.exercises:
            if here.is_relative_to(self.home(exercise).resolve()):
                return exercise
        state = self.state()
        if state.current in {exercise.id for exercise in self.pack.exercises}:
            return self.pack.find(str(state.current))
        return self.first_open() or self.pack.exercises[-1]

    def first_open(self, after: Exercise | None = None) -> Exercise | None:
        """The first exercise that is not done; `after` one, else from the beginning. None when all are done."""
        state = self.state()
        waiting = [exercise for exercise in self.pack.exercises if state.record(exercise.id).progress != "done"]
        later = [exercise for exercise in waiting if after is None or exercise.facts.order > after.facts.order]
        return next(iter(later or waiting), None)

    def files(self, exercise: Exercise) -> dict[str, str]:
        """The learner's files as they are now; one that is missing or unreadable as text is left out."""
        found: dict[str, str] = {}
        for name in exercise.facts.edit:
            try:
                found[name] = (self.home(exercise) / name).read_text("utf-8")
            except FileNotFoundError:
                continue
            except (OSError, UnicodeDecodeError) as error:
                raise LearnError(
                    _("{file} cannot be read: {error}").format(file=self.home(exercise) / name, error=error)
                ) from None
        return found

    def edited_tests(self, exercise: Exercise) -> list[str]:
        """Test files whose copy was changed or removed: the checker uses the pack's."""
        changed = []
        for path in exercise.tests:
            copy = self.home(exercise) / "tests" / path.name
            if copy.exists() and copy.read_bytes() != path.read_bytes():
                changed.append(f"tests/{path.name}")
        return changed

    def reset(self, exercise: Exercise) -> list[Path]:
        """Back to the starter. Edited files stay beside it as .bak, .bak2, ...; gives their paths."""
        kept = []
        for name in exercise.facts.edit:
            path, fresh = self.home(exercise) / name, (exercise.starter / name).read_bytes()
            if path.exists() and path.read_bytes() != fresh:
                kept.append(_backup(path))
        with changing(self.folder) as state:
            _lay_out(self.folder, exercise, self.lang, state, keep=False)
        return kept


def find_workspace(start: Path | None = None) -> Workspace:
    """The workspace around `start` (default: here). Raises LearnError."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return Workspace(folder)
    raise LearnError(_("no course here; `greenlint learn init my-course` makes one, then `cd my-course`"))


def create_workspace(folder: Path, pack: Pack, lang: str) -> tuple[Workspace, int]:
    """Lays out the course; in a folder that has one already, adds what is missing and refreshes what was not edited.

    Gives the workspace and the number of exercises laid out. Raises LearnError when the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / FILE).exists():
            save_state(folder, State(pack=_address(pack), pack_version=pack.facts.version, lang=lang))
        with changing(folder) as state:
            state.lang, state.pack_version = lang, pack.facts.version
            for exercise in pack.exercises:
                _lay_out(folder, exercise, lang, state, keep=True)
        _extras(folder)
    except OSError as error:
        raise LearnError(
            _("{folder} cannot be written to: {error}").format(folder=folder, error=error.strerror)
        ) from None
    return Workspace(folder), len(pack.exercises)


def _address(pack: Pack) -> str:
    """How the pack is found again: by its id when it is installed, else by its folder."""
    try:
        return pack.id if find_pack(pack.id).folder == pack.folder else str(pack.folder.resolve())
    except LearnError:
        return str(pack.folder.resolve())


def _lay_out(folder: Path, exercise: Exercise, lang: str, state: State, keep: bool) -> None:
    home = folder / exercise.name
    record = state.record(exercise.id)
    for name in (*exercise.facts.edit, *exercise.readonly):
        data, path = (exercise.starter / name).read_bytes(), home / name
        edited = path.exists() and _digest(path.read_bytes()) != record.given.get(name)
        if keep and edited and name in exercise.facts.edit:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        record.given[name] = _digest(data)
    (home / "README.md").write_text(exercise.prose("README", lang), "utf-8")
    for test in exercise.tests:
        copy = home / "tests" / test.name
        copy.parent.mkdir(exist_ok=True)
        if copy.exists():
            copy.chmod(0o644)
        shutil.copyfile(test, copy)
        copy.chmod(0o444)  # to be read; the checker uses the pack's


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _backup(path: Path) -> Path:
    number = 1
    while True:
        target = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not target.exists():
            shutil.copy2(path, target)
            return target
        number += 1


def _extras(folder: Path) -> None:
    """Editor settings, a container and an ignore file, where there are none."""
    for source in _EXTRAS.rglob("*"):
        if source.is_file() and "__pycache__" not in source.parts:
            name = source.relative_to(_EXTRAS).as_posix().replace("dot_", ".")
            target = folder / name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)


def spent_since(touched: float, most: float = 600) -> float:
    """Seconds since the last check, a longer pause counted as none."""
    passed = time.time() - touched
    return passed if 0 < passed < most else 0.0


def names(exercises: Iterable[Exercise]) -> list[str]:
    return [exercise.name for exercise in exercises]
