"""What the survey saw of each file, so that files that did not change are not read again."""

from __future__ import annotations

import os
import time

import msgspec

from greenlint.cache.folder import Cache
from greenlint.cache.runs import DOUBT
from greenlint.finding import Notice
from greenlint.reading.survey import Look, Surveyed, stamp


class _Seen(msgspec.Struct, array_like=True):
    size: int
    time: int  # ns; -1: in doubt, read again
    found: Surveyed


_decoder = msgspec.msgpack.Decoder(dict[str, _Seen])


class Surveys:
    """Surveys of files, from the cache where size and time say that nothing changed. `key`: what they depend on."""

    def __init__(self, cache: Cache | None, key: str) -> None:
        self._cache, self._name = cache, f"surveys-{key}"
        self._seen = _read(cache, self._name)
        self._changed = False
        self._began = time.time_ns()

    def known(self, path: str) -> Surveyed | None:
        seen = self._seen.get(os.path.abspath(path))
        return seen.found if seen is not None and stamp(path) == (seen.size, seen.time) else None

    def learn(self, path: str, look: Look) -> None:
        """Keeps what was seen of a file that did not change meanwhile."""
        if self._cache is None or look.stamp is None or isinstance(look.found, Notice):
            return
        size, written = look.stamp
        sure = written < self._began - DOUBT
        self._seen[os.path.abspath(path)] = _Seen(size, written if sure else -1, look.found)
        self._changed = True

    def save(self) -> None:
        if self._cache is not None and self._changed:
            self._cache.keep(self._name, self._seen)


def _read(cache: Cache | None, name: str) -> dict[str, _Seen]:
    data = cache.read(name) if cache is not None else None
    try:
        return _decoder.decode(data) if data is not None else {}
    except msgspec.DecodeError:
        return {}
