"""Paths -> the files to report on, the files around them, and what the survey sees in each."""

from __future__ import annotations

import os
from collections.abc import Sequence
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
    asked: Asked, catalog: Catalog, *, model_calls: tuple[str, ...] = (), cache: Cache | None = None, jobs: int = 1
) -> Gathered:
    """Surveys every file. Notices are about files that were asked for: the others are read as far as they can be.

    `model_calls`: those that `catalog` was loaded with, for the processes that load it again.
    """
    from greenlint.cache.surveys import Surveys
    from greenlint.reading.looking import look_at
    from greenlint.reading.survey import Surveyor

    surveyor, surveys = Surveyor(catalog), Surveys(cache, catalog.digest)
    paths = [*asked.reported, *asked.around]
    found = {path: surveyor.survey(Path(path), data) for path, data in asked.given.items()}
    found |= {path: known for path in paths if path not in found and (known := surveys.known(path)) is not None}
    for path, look in look_at([path for path in paths if path not in found], surveyor, model_calls, jobs):
        surveys.learn(path, look)
        found[path] = look.found
    surveys.save()
    told = [found[path] for path in asked.reported]
    notices = [said for seen in told for said in ([seen] if isinstance(seen, Notice) else seen.notices)]
    return Gathered({path: seen for path in paths if not isinstance(seen := found[path], Notice)}, notices)


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
