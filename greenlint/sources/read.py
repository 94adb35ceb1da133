"""Bytes -> Source, or one line that says why not."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from greenlint.finding import Notice
from greenlint.sources.decode import DecodingError, decode
from greenlint.sources.source import Source
from greenlint.texts import _

MAX_BYTES = 20_000_000  # of a module: about 500,000 lines; a minute of parsing
MAX_NOTEBOOK_BYTES = 100_000_000  # notebooks carry their pictures

_CARRIAGE_RETURN = re.compile("\r\n?")


def read(path: Path) -> Source | Notice:
    """The source at `path`. Never raises, and never waits for a pipe or a device."""
    data = read_bytes(path)
    return data if isinstance(data, Notice) else from_bytes(path, data)


def read_bytes(path: Path) -> bytes | Notice:
    """What the file at `path` holds, one byte more than the limit at most. Never raises, and never waits."""
    limit = _limit(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return _gone(path)
    except (OSError, ValueError) as error:
        return _directory(path) if os.path.isdir(path) else _unreadable(path, error)
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            return _directory(path)
        if not stat.S_ISREG(status.st_mode):
            return _notice(path, "not-a-file", _("{path}: skipped, it is no regular file but a pipe or a device"))
        with open(handle, "rb", closefd=False) as stream:
            return stream.read(limit + 1) if status.st_size <= limit else b" " * (limit + 1)
    except OSError as error:
        return _unreadable(path, error)
    finally:
        os.close(handle)


def from_bytes(path: Path, data: bytes) -> Source | Notice:
    """The source that `data` holds; a notebook when the name of `path` ends in .ipynb."""
    limit = _limit(path)
    if len(data) > limit:
        text = _("{path}: skipped, it is larger than {limit} MB; split it, or add it to `exclude`")
        return _notice(path, "too-large", text, limit=limit // 1_000_000)
    digest = hashlib.blake2b(data, digest_size=20).hexdigest()
    if _is_notebook(path):
        from greenlint.sources.notebook import notebook

        return notebook(str(path), data, digest)
    try:
        text, encoding = decode(data)
    except DecodingError as error:
        return Notice(path=str(path), code=error.code, text=error.text.format(path=path, **error.values))
    text, newline, mixed = normalised(text)
    return Source(
        path=str(path), data_digest=digest, text=text, newline=newline, mixed_newlines=mixed, encoding=encoding
    )


def normalised(text: str) -> tuple[str, str, bool]:
    r"""The text with "\n" newlines, its commonest newline, and whether it mixes several."""
    if "\r" not in text:
        return text, "\n", False
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    newline = max(counts, key=lambda kind: counts[kind])
    return _CARRIAGE_RETURN.sub("\n", text), newline, sum(map(bool, counts.values())) > 1


def _is_notebook(path: Path) -> bool:
    return path.suffix == ".ipynb"


def _limit(path: Path) -> int:
    return MAX_NOTEBOOK_BYTES if _is_notebook(path) else MAX_BYTES


def _gone(path: Path) -> Notice:
    if os.path.islink(path):
        return _notice(path, "broken-link", _("{path}: skipped, it is a link to a file that does not exist"))
    return _notice(path, "vanished", _("{path}: skipped, it was removed or renamed during the run"))


def _directory(path: Path) -> Notice:
    return _notice(path, "not-a-file", _("{path}: skipped, it is a folder"))


def _unreadable(path: Path, error: OSError | ValueError) -> Notice:
    reason = getattr(error, "strerror", None) or str(error)
    return _notice(path, "unreadable", _("{path}: skipped, it cannot be read: {reason}"), reason=reason)


def _notice(path: Path, code: str, text: str, **values: object) -> Notice:
    return Notice(path=str(path), code=code, text=text.format(path=path, **values))
