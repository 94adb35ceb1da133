"""The survey of many files, in several processes where that pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from greenlint.catalog import load_catalog
from greenlint.reading.survey import Look, Surveyor, lost

WORTH_A_POOL = 1_500  # files: below, starting processes takes longer than it saves
_TOGETHER = 100  # files

_surveyor: Surveyor | None = None


def look_at(
    paths: Sequence[str], surveyor: Surveyor, model_calls: tuple[str, ...], jobs: int
) -> Iterator[tuple[str, Look]]:
    """Each path with what the survey sees, in any order. `model_calls`: those of the surveyor's catalogue."""
    if jobs < 2 or len(paths) < WORTH_A_POOL:
        yield from ((path, surveyor.look(Path(path))) for path in paths)
        return
    from greenlint.reading.pool import Pool

    _keep(surveyor)
    for path, look in Pool(jobs, _look, _prepare, (model_calls,)).run(paths, _TOGETHER):
        yield path, look or Look(lost(path))


def _keep(surveyor: Surveyor) -> None:
    global _surveyor
    _surveyor = surveyor


def _prepare(model_calls: tuple[str, ...]) -> None:
    """Makes a process ready that was not forked from one that is."""
    if _surveyor is None:
        _keep(Surveyor(load_catalog(model_calls)))


def _look(path: str) -> Look:
    if _surveyor is None:
        raise RuntimeError("this process was not prepared")
    return _surveyor.look(Path(path))
