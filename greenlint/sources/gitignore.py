"""What git ignores: a repository's .gitignore files and its info/exclude; never the user's global file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greenlint.finding import Notice
from greenlint.texts import _

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class _Level(NamedTuple):
    folder: str  # absolute, with a slash at its end
    spec: GitIgnoreSpec


class Ignored(NamedTuple):
    """The patterns in force in one folder, the strongest last."""

    levels: tuple[_Level, ...] = ()

    def matches(self, absolute: str, folder: bool) -> bool:
        """Whether git leaves out a file or folder; those inside an ignored folder are not asked about."""
        for level in reversed(self.levels):
            inside = absolute[len(level.folder) :].replace(os.sep, "/")
            verdict = level.spec.check_file(inside + "/" if folder else inside).include
            if verdict is not None:
                return verdict
        return False

    def within(self, folder: str, notices: list[Notice]) -> Ignored:
        """As the folder's own .gitignore changes it; a repository begins anew."""
        repository = os.path.join(folder, ".git")
        levels = self.levels
        if os.path.exists(repository):
            levels = _read(folder, _info_exclude(repository), notices)
        own = _read(folder, os.path.join(folder, ".gitignore"), notices)
        return Ignored(levels + own) if own or levels is not self.levels else self


def above(folder: str, notices: list[Notice]) -> Ignored:
    """What the folders above say, from the repository's top; nothing outside a repository or where `folder` itself
    is ignored: who names it wants it read."""
    top = _repository(folder)
    if top is None or top == folder:
        return Ignored()
    ignored = Ignored()
    here = top
    for part in os.path.relpath(folder, top).split(os.sep):
        ignored = ignored.within(here, notices)
        here = os.path.join(here, part)
        if ignored.matches(here, folder=True):
            return Ignored()
    return ignored


def _repository(folder: str) -> str | None:
    for parent in (Path(folder), *Path(folder).parents):
        if os.path.exists(parent / ".git"):
            return str(parent)
    return None


def _info_exclude(repository: str) -> str:
    """info/exclude of a repository, also of a linked work tree or a submodule, where `.git` is a file."""
    try:
        with open(repository, encoding="utf-8", errors="surrogateescape") as stream:
            pointed = stream.read(10_000)
        git = os.path.join(os.path.dirname(repository), pointed.partition("gitdir:")[2].strip())
        common = os.path.join(git, "commondir")
        if os.path.isfile(common):
            with open(common, encoding="utf-8", errors="surrogateescape") as stream:
                git = os.path.join(git, stream.read(10_000).strip())
    except OSError:
        git = repository
    return os.path.join(git, "info", "exclude")


def _read(folder: str, path: str, notices: list[Notice]) -> tuple[_Level, ...]:
    if not os.path.isfile(path):
        return ()
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as stream:
            lines = stream.read().split("\n")
    except OSError as error:
        text = _("{path}: passed over, it cannot be read: {reason}").format(path=path, reason=error.strerror or error)
        notices.append(Notice(path=path, code="unreadable", text=text))
        return ()
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return ()
    return (_Level(os.path.join(folder, ""), _spec(lines)),)


def _spec(lines: list[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:  # a line that git passes over too
        return GitIgnoreSpec.from_lines([line for line in lines if _valid(line)])


def _valid(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
