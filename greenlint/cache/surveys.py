"""What the survey saw of each file, so that files that did not change are not read again."""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec

from greenlint.cache.folder import Cache
from greenlint.cache.runs import DOUBT
from greenlint.finding import Notice
from greenlint.reading.survey import Surveyed, Surveyor, stamp


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

    def get(self, path: str, surveyor: Surveyor) -> Surveyed | Notice:
        absolute = os.path.abspath(path)
        seen, now = self._seen.get(absolute), stamp(path)
        if seen is not None and now == (seen.size, seen.time):
            return seen.found
        began = time.time_ns()
        found = surveyor.survey(Path(path))
        if isinstance(found, Notice) or now is None or self._cache is None or stamp(path) != now:
            return found
        size, written = now
        self._seen[absolute] = _Seen(size, written if written < began - DOUBT else -1, found)
        self._changed = True
        return found

    def save(self) -> None:
        if self._cache is not None and self._changed:
            self._cache.keep(self._name, self._seen)


def _read(cache: Cache | None, name: str) -> dict[str, _Seen]:
    data = cache.read(name) if cache is not None else None
    try:
        return _decoder.decode(data) if data is not None else {}
    except msgspec.DecodeError:
        return {}
