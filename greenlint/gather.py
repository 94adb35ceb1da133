"""Paths -> the files to report on, the files around them, and what the survey sees in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from greenlint.catalog import Catalog
from greenlint.config import Settings
from greenlint.finding import Notice
from greenlint.sources import discover
from greenlint.sources.discover import shown

if TYPE_CHECKING:
    from greenlint.cache import Cache
    from greenlint.reading.survey import Surveyed

_ROOT_FILES = ("pyproject.toml", "greenlint.toml", "setup.py", "setup.cfg", ".git")


class Asked(msgspec.Struct, frozen=True):
    """What a run is about. `around`: files to link with; `given`: content that stands for what is on the disk."""

    reported: list[str]
    around: list[str]
    notices: list[Notice]
    given: dict[str, bytes]


class Gathered(msgspec.Struct, frozen=True):
    """What the survey saw of each file that can be read, in the order of `Asked`."""

    surveyed: dict[str, Surveyed]
    notices: list[Notice]


def ask(paths: Sequence[Path], settings: Settings, stdin: tuple[Path, bytes] | None = None) -> Asked:
    """The files under `paths`, and those around them where single files are asked for."""
    exclude = (*settings.exclude, *settings.extend_exclude)
    if stdin is not None:
        stdin = Path(shown(stdin[0])), stdin[1]
        paths = [path for path in paths if Path(shown(path)) != stdin[0]]
    asked = discover(paths, exclude=exclude, respect_gitignore=settings.respect_gitignore, root=Path(settings.root))
    files = [str(path) for path in asked.files]
    if stdin is not None:
        files = [*(path for path in files if path != str(stdin[0])), str(stdin[0])]
    known = set(files)
    near = _around([*paths, stdin[0]] if stdin else paths, settings, exclude)
    around = [str(path) for path in near if str(path) not in known]
    return Asked(files, around, list(asked.notices), {str(stdin[0]): stdin[1]} if stdin else {})


def gather(
    asked: Asked, catalog: Catalog, *, cache: Cache | None = None, on_progress: Callable[[int, int], None] | None = None
) -> Gathered:
    """Surveys every file. Notices are about files that were asked for: the others are read as far as they can be."""
    from greenlint.cache.surveys import Surveys
    from greenlint.reading.survey import Surveyor

    surveyor, surveys = Surveyor(catalog), Surveys(cache, catalog.digest)
    surveyed: dict[str, Surveyed] = {}
    notices: list[Notice] = []
    told = len(asked.reported)
    for index, path in enumerate((*asked.reported, *asked.around)):
        data = asked.given.get(path)
        found = surveys.get(path, surveyor) if data is None else surveyor.survey(Path(path), data)
        if not isinstance(found, Notice):
            surveyed[path] = found
            notices += found.notices if index < told else ()
        elif index < told:
            notices.append(found)
    surveys.save()
    return Gathered(surveyed, notices)


def _around(paths: Sequence[Path], settings: Settings, exclude: tuple[str, ...]) -> list[Path]:
    """Files to link with when single files are asked for: the project around them."""
    single = [path for path in paths if not path.is_dir()]
    if not single:
        return []
    roots = {root for path in single if (root := project_root(path)) is not None}
    found = discover(sorted(roots), exclude=exclude, respect_gitignore=settings.respect_gitignore)
    return list(found.files)


def project_root(path: Path) -> Path | None:
    """The folder that holds the project of a file: the nearest with a settings file or a repository; else the one
    around its package."""
    absolute = Path(os.path.abspath(path))
    for folder in absolute.parents:
        if any((folder / name).exists() for name in _ROOT_FILES):
            return Path(shown(folder))  # named as the files in it are
    package = absolute.parent
    while (package / "__init__.py").exists():
        package = package.parent
    return Path(shown(package))
