"""Arguments and lists -> projects."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from greenlint.audit.job import Target
from greenlint.audit.remote import is_url, urls_under
from greenlint.errors import UserError
from greenlint.reports.clean import encodable
from greenlint.sources.discover import SUFFIXES
from greenlint.texts import _

ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".zip", ".whl")
_UNPACKS = 4  # bytes of sources for one of an archive
_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "greenlint.toml", ".git")


def targets_of(named: Iterable[str], lists: Iterable[str] = ()) -> list[Target]:
    """Each project once, in the order of its name. Raises UserError for what is not there.

    A folder with a project's marks (pyproject.toml, .git, Python files, …) is one project; any other holds one in each
    of its folders and archives. A line of a list is one project whatever it holds.
    """
    found = [target for name in named for target in _named(name)]
    found += [target for name in lists for target in _listed(name)]
    return sorted({target.id: target for target in found}.values(), key=lambda target: target.id)


def weight(target: Target) -> int:
    """About how long it lasts: bytes of the sources in a folder, or of an archive as often as it unpacks to more."""
    try:
        if os.path.isdir(target.path):
            return sum(
                os.lstat(os.path.join(folder, name)).st_size
                for folder, _folders, names in os.walk(target.path)
                for name in names
                if name.endswith(SUFFIXES)
            )
        return _UNPACKS * os.stat(target.path).st_size
    except (OSError, ValueError):
        return 0


def _named(name: str) -> Iterator[Target]:
    if is_url(name):
        yield from (_target(url) for url in urls_under(name, ARCHIVES))
        return
    path = Path(name)
    if path.is_dir() and not _is_project(path):
        inside = [entry for entry in sorted(path.iterdir()) if _is_inside(entry)]
        if not inside:
            raise UserError(_("{path}: holds neither projects nor archives").format(path=name))
        yield from (_target(str(entry)) for entry in inside)
        return
    _check_there(name)
    yield _target(name)


def _listed(name: str) -> Iterator[Target]:
    """Lines of a list: paths from the list's folder, or URLs; blank lines and those that begin with # are left out."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
        raise UserError(_("{path}: cannot be read: {reason}").format(path=name, reason=reason)) from None
    folder = "" if name == "-" else os.path.dirname(name)
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            path = entry if is_url(entry) else os.path.join(folder, os.path.expanduser(entry))
            if not is_url(path):
                _check_there(path, f"{name}:{number}: ")
            yield _target(path)


def _check_there(path: str, before: str = "") -> None:
    if not os.path.exists(path):
        raise UserError(before + _("{path}: not found; check its spelling and the folder you are in").format(path=path))


def _target(path: str) -> Target:
    if is_url(path):
        return Target(path, path)
    return Target(encodable(os.path.normpath(path).replace(os.sep, "/")), os.path.abspath(path))


def _is_project(folder: Path) -> bool:
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise UserError(_("{path}: cannot be read: {reason}").format(path=folder, reason=error.strerror)) from None
    return any(name in _MARKERS or name.endswith(SUFFIXES) for name in names)


def _is_inside(entry: Path) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir() or entry.name.lower().endswith(ARCHIVES)
