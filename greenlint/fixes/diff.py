"""A change as a unified diff of bytes, for people, `patch` and `git apply`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from greenlint.fixes.run import Change

_NO_END = b"\\ No newline at end of file\n"


def lines(change: Change, path: str) -> Iterator[bytes]:
    """The lines of the diff, each with its end, as they are in the file; `path`: how the file is named in it."""
    name = path.encode(errors="surrogateescape")
    for line in difflib.diff_bytes(difflib.unified_diff, _lines(change.before), _lines(change.after), name, name):
        yield line if line.endswith(b"\n") else line + b"\n" + _NO_END


def _lines(data: bytes) -> list[bytes]:
    parts = data.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
