"""The bytes of a tar, whatever compresses it, read in pieces of a bounded size."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from greenlint.audit.errors import ProjectError
from greenlint.texts import _

MAX_READ = 64_000_000  # bytes at once: a header may declare any size, and tarfile would read it into memory
_OPENERS: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}


@contextmanager
def tar_stream(archive: Path) -> Iterator[IO[bytes]]:
    """A seekable stream of the tar. Raises OSError."""
    with archive.open("rb") as raw:
        start = raw.read(6)
        raw.seek(0)
        opener = next((opener for mark, opener in _OPENERS.items() if start.startswith(mark)), None)
        if opener is None:
            yield cast("IO[bytes]", _Bounded(raw))
            return
        with opener(raw) as plain:
            yield cast("IO[bytes]", _Bounded(plain))


class _Bounded:
    """What tarfile needs of a stream."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell
        self.name = None

    def read(self, size: int) -> bytes:
        """Raises ProjectError for more than `MAX_READ`."""
        if not 0 <= size <= MAX_READ:
            raise ProjectError(_("the archive is damaged: a header of {size} bytes").format(size=size))
        data: bytes = self._stream.read(size)
        return data
