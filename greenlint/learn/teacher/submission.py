"""What a learner hands in: the edited files and the effort, in a zip. Never the checker's word: that is done again."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from greenlint.learn.errors import LearnError
from greenlint.learn.packs import Pack
from greenlint.learn.state import FILE, State
from greenlint.learn.workspace import Workspace
from greenlint.texts import _

_LARGEST = 1_000_000  # bytes of one file
_MOST_FILES = 2000


class Submission(msgspec.Struct, frozen=True):
    """One learner's files: exercise id -> file -> text."""

    student: str
    files: dict[str, dict[str, str]]
    state: State
    trouble: str = ""  # why it could not be read


def write_submission(workspace: Workspace, pseudonym: str) -> Path:
    """`submission-<pseudonym>.zip` in the workspace. Raises LearnError."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in pseudonym).strip("-")
    if not safe:
        raise LearnError(_("a pseudonym needs a letter or a digit"))
    path = workspace.folder / f"submission-{safe}.zip"
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(workspace.folder / FILE, FILE)
            for exercise in workspace.pack.exercises:
                for name in exercise.facts.edit:
                    file = workspace.home(exercise) / name
                    if file.is_file():
                        archive.write(file, f"{exercise.name}/{name}")
    except OSError as error:
        raise LearnError(_("{path} cannot be written: {error}").format(path=path, error=error.strerror)) from None
    return path


def read_submissions(folder: Path, pack: Pack) -> Iterator[Submission]:
    """Zip files and course folders, by name; one that cannot be read says why. Raises LearnError when there is none."""
    if not folder.is_dir():
        raise LearnError(_("{folder} is no folder").format(folder=folder))
    found = sorted(path for path in folder.iterdir() if path.suffix == ".zip" or (path / FILE).is_file())
    if not found:
        raise LearnError(_("no submissions in {folder}: zip files, or folders that `init` made").format(folder=folder))
    for path in found:
        student = path.stem.removeprefix("submission-") if path.suffix == ".zip" else path.name
        try:
            read = _zip(path) if path.suffix == ".zip" else _folder(path, pack)
            state = msgspec.json.decode(read.pop(FILE), type=State) if FILE in read else State()
            yield Submission(student, _by_exercise(pack, read), state)
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            yield Submission(student, {}, State(), trouble=str(error))


def _zip(path: Path) -> dict[str, bytes]:
    """Contents by name, without a folder put around. Refuses what is too large, and paths that lead out."""
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > _MOST_FILES:
            raise ValueError(_("too many files"))
        top = next((info.filename.removesuffix(FILE) for info in infos if info.filename.endswith(FILE)), "")
        found = {}
        for info in infos:
            name = info.filename.removeprefix(top)
            if ".." in PurePosixPath(name).parts or name.startswith("/"):
                raise ValueError(_("{name} leads out of the folder").format(name=info.filename))
            if name == FILE or name.endswith((".py", ".ipynb")):
                if info.file_size > _LARGEST:
                    raise ValueError(_("{name} is too large").format(name=name))
                found[name] = archive.read(info)
        return found


def _folder(path: Path, pack: Pack) -> dict[str, bytes]:
    names = [FILE, *(f"{exercise.name}/{name}" for exercise in pack.exercises for name in exercise.facts.edit)]
    return {name: (path / name).read_bytes() for name in names if (path / name).is_file()}


def _by_exercise(pack: Pack, read: dict[str, bytes]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for exercise in pack.exercises:
        mine = {
            name: read[f"{exercise.name}/{name}"].decode("utf-8", "replace")
            for name in exercise.facts.edit
            if f"{exercise.name}/{name}" in read
        }
        if mine:
            found[exercise.id] = mine
    return found
