"""Paths -> files: folders are walked, in the order of their names; what is named itself is always taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from greenlint.finding import Notice
from greenlint.sources.exclude import Exclude
from greenlint.sources.gitignore import Ignored, above
from greenlint.texts import _

SUFFIXES = (".py", ".pyw", ".ipynb")
_EDITOR_LOCK = ".#"  # Emacs: a link to nothing
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"


class Discovery(msgspec.Struct, frozen=True):
    """Files without doubles, relative to the current folder where they lie in it, and what could not be looked into."""

    files: list[Path]
    notices: list[Notice]


def discover(
    paths: Iterable[Path], *, exclude: Sequence[str], respect_gitignore: bool = True, root: Path | None = None
) -> Discovery:
    """The Python files and notebooks under `paths`. Never raises: a path that is not there gives a notice "missing".

    `exclude`: globs; one with a slash starts from `root` (default: the current folder). Named files are taken whatever
    they are called; named folders are walked even where they are excluded or ignored themselves. Virtual environments
    are left out by their pyvenv.cfg. Links to folders are followed, once, after the folders they could lead back to.
    """
    walk = _Walk(Exclude(exclude, os.path.abspath(root or "")), respect_gitignore)
    for path in paths:
        walk.take(shown(path))
    walk.follow_links()
    return Discovery(walk.files, walk.notices)


def shown(path: Path) -> str:
    """A path as given, but relative to the current folder when it lies in it: one file, one name."""
    if not path.is_absolute():
        return os.path.normpath(path)
    here = os.getcwd()
    inside = path == Path(here) or Path(here) in path.parents
    return os.path.relpath(path, here) if inside and ".." not in path.parts else os.path.normpath(path)


class _Walk:
    def __init__(self, exclude: Exclude, respect_gitignore: bool) -> None:
        self.files: list[Path] = []
        self.notices: list[Notice] = []
        self._exclude = exclude
        self._respect_gitignore = respect_gitignore
        self._taken: set[str] = set()  # real paths
        self._entered: set[str] = set()  # real paths
        self._links: list[tuple[str, Ignored]] = []
        self._tops: list[str] = []  # real paths

    def take(self, path: str) -> None:
        """A path that was named."""
        try:
            os.stat(path)
        except (OSError, ValueError) as error:
            self._missing(path, error)
            return
        if not os.path.isdir(path):
            self._add(path, os.path.realpath(path))
            return
        self._tops.append(os.path.realpath(path))
        self._enter(path, above(os.path.abspath(path), self.notices) if self._respect_gitignore else Ignored())

    def follow_links(self) -> None:
        """Links come last, so that a file is known by its real path when both lead to it."""
        while self._links:
            path, ignored = self._links.pop(0)
            real = os.path.realpath(path)
            if os.path.isfile(path):
                self._add(path, real)
            elif not os.path.isdir(path):
                self.files.append(Path(path))  # a link to nothing: reading it says so
            elif not any(os.path.join(top, "").startswith(os.path.join(real, "")) for top in self._tops):
                self._enter(path, ignored)

    def _enter(self, folder: str, ignored: Ignored) -> None:
        waiting = [(folder, ignored)]
        while waiting:
            folder, ignored = waiting.pop()
            real = os.path.realpath(folder)
            if real in self._entered:
                continue
            self._entered.add(real)
            if self._respect_gitignore:
                ignored = ignored.within(os.path.abspath(folder), self.notices)
            waiting += reversed([(inner, ignored) for inner in self._look_into(folder, real, ignored)])

    def _look_into(self, folder: str, real: str, ignored: Ignored) -> list[str]:
        """Takes the folder's files; gives back its folders that are to be walked. `real`: the folder's real path."""
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(folder, error)
            return []
        inner: list[str] = []
        for entry in found:
            link, is_folder = entry.is_symlink(), _is_folder(entry)
            if not is_folder and (not entry.name.endswith(SUFFIXES) or entry.name.startswith(_EDITOR_LOCK)):
                continue
            path = os.path.normpath(entry.path)
            absolute = os.path.abspath(path)
            if self._exclude.matches(entry.name, absolute) or ignored.matches(absolute, is_folder and not link):
                continue
            if is_folder and os.path.exists(os.path.join(path, _VIRTUAL_ENVIRONMENT)):
                continue
            if link:
                self._links.append((path, ignored))
            elif is_folder:
                inner.append(path)
            else:
                self._add(path, os.path.join(real, entry.name))
        return inner

    def _add(self, path: str, real: str) -> None:
        if real not in self._taken:
            self._taken.add(real)
            self.files.append(Path(path))

    def _missing(self, path: str, error: OSError | ValueError) -> None:
        if isinstance(error, FileNotFoundError):
            text = _("{path}: not found; check its spelling and the folder you are in").format(path=path)
            self.notices.append(Notice(path=path, code="missing", text=text))
        else:
            self._unreadable(path, error)

    def _unreadable(self, path: str, error: OSError | ValueError) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        text = _("{path}: skipped, it cannot be read: {reason}").format(path=path, reason=reason)
        self.notices.append(Notice(path=path, code="unreadable", text=text))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
