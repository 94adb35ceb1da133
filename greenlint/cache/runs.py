"""The answer to a whole run: valid while no file, setting or word of greenlint has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import msgspec

from greenlint.cache.folder import Cache
from greenlint.config import Settings
from greenlint.gather import Asked
from greenlint.report import Report
from greenlint.texts import language

DOUBT = 2_000_000_000  # ns: a file written so shortly before it was looked at may be written again at the same time

_PASSING = frozenset({"vanished", "unreadable", "broken-link", "missing", "lost", "cache"})  # may be gone next time


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    stamps: list[tuple[str, int, int]]  # path, size, time in ns
    report: Report


class Run:
    """One run's place in the cache. Made before the files are read, so that a later change is not missed."""

    def __init__(self, cache: Cache, asked: Asked, settings: Settings, settings_of: Callable[[Path], Settings]) -> None:
        self._cache = cache
        self._began = time.time_ns()
        self._stamps = _stamps([*asked.reported, *asked.around]) if not asked.given else None
        self._notices = asked.notices
        key = blake2b(f"{os.getcwd()}\0{language()}".encode(errors="surrogatepass"), digest_size=20)
        parts = [settings, len(asked.reported), *_by_folder(asked.reported, settings_of)]
        key.update(repr(parts).encode(errors="surrogatepass"))
        for path in (*asked.reported, *asked.around):
            key.update(f"{path}\0".encode(errors="surrogatepass"))
        self._name = f"runs/{key.hexdigest()}"

    def known(self) -> Report | None:
        """What this run gave when nothing was different."""
        data = self._cache.read(self._name) if self._stamps is not None else None
        try:
            kept = msgspec.msgpack.decode(data, type=_Kept) if data is not None else None
        except msgspec.DecodeError:
            return None
        return kept.report if kept is not None and kept.stamps == self._stamps else None

    def keep(self, report: Report) -> None:
        """Not where a notice may be gone next time, or where a file was written a moment ago."""
        if self._stamps is None or report.crashed or any(notice.code in _PASSING for notice in report.notices):
            return
        if all(written < self._began - DOUBT for _path, _size, written in self._stamps):
            self._cache.keep(self._name, _Kept(self._stamps, report))


def _stamps(paths: list[str]) -> list[tuple[str, int, int]] | None:
    """None when a file is gone or cannot be asked about."""
    try:
        return [(path, (status := os.stat(path)).st_size, status.st_mtime_ns) for path in paths]
    except (OSError, ValueError):
        return None


def _by_folder(paths: list[str], settings_of: Callable[[Path], Settings]) -> list[tuple[str, Settings]]:
    """The settings of each folder that differ from those of the folder before it."""
    found: list[tuple[str, Settings]] = []
    last = None
    for folder in dict.fromkeys(map(os.path.dirname, paths)):
        settings = settings_of(Path(folder or "."))
        if settings is not last:
            found.append((folder, settings))
            last = settings
    return found
