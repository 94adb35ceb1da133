"""The survey of many files, in several processes where that pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from greenlint.catalog import load_catalog
from greenlint.reading.survey import Look, Surveyor, lost

WORTH_A_POOL = 1_500  # files: below, starting processes takes longer than it saves
_CHUNK = 100

_surveyor: Surveyor | None = None


def look_at(
    paths: Sequence[str], surveyor: Surveyor, model_calls: tuple[str, ...], jobs: int
) -> Iterator[tuple[str, Look]]:
    """Each path with what the survey sees, in any order. `model_calls`: those of the surveyor's catalogue."""
    if jobs < 2 or len(paths) < WORTH_A_POOL:
        yield from ((path, surveyor.look(Path(path))) for path in paths)
        return
    _keep(surveyor)
    chunks = [tuple(paths[start : start + _CHUNK]) for start in range(0, len(paths), _CHUNK)]
    yield from _spread(chunks, model_calls, jobs)


def _spread(chunks: list[tuple[str, ...]], model_calls: tuple[str, ...], jobs: int) -> Iterator[tuple[str, Look]]:
    from greenlint.reading.pool import Pool

    for chunk, looks in Pool(jobs, _look, _prepare, (model_calls,)).run(chunks):
        if looks is not None:
            yield from zip(chunk, looks, strict=True)
        elif len(chunk) > 1:  # one of them ended its process: which?
            yield from _spread([(path,) for path in chunk], model_calls, jobs)
        else:
            yield chunk[0], Look(lost(chunk[0]))


def _keep(surveyor: Surveyor) -> None:
    global _surveyor
    _surveyor = surveyor


def _prepare(model_calls: tuple[str, ...]) -> None:
    """Makes a process ready that was not forked from one that is."""
    if _surveyor is None:
        _keep(Surveyor(load_catalog(model_calls)))


def _look(paths: tuple[str, ...]) -> list[Look]:
    if _surveyor is None:
        raise RuntimeError("this process was not prepared")
    return [_surveyor.look(Path(path)) for path in paths]
