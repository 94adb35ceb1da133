"""URLs, opened with fsspec where it is installed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from greenlint.audit.errors import ExtraError, ProjectError
from greenlint.errors import UserError
from greenlint.texts import _

MAX_BYTES = 4_000_000_000  # of one archive
_URL = re.compile(r"[a-z][a-z0-9+.\-]+(?:::[a-z][a-z0-9+.\-]+)*://", re.I)
_CHUNK = 1 << 20


def is_url(path: str) -> bool:
    return _URL.match(path) is not None


def urls_under(url: str, suffixes: Sequence[str]) -> list[str]:
    """The archives that a URL stands for: itself, what its `*` match, or what lies in its folder. Raises UserError."""
    system, path = _opened(url)
    try:
        if "*" in path:
            found = system.glob(path)
        elif system.isdir(path):
            found = [name for name in system.ls(path, detail=False) if name.lower().endswith(tuple(suffixes))]
        else:
            found = [path] if system.exists(path) else []
    except Exception as error:  # each storage has errors of its own
        raise UserError(_cannot_read(url, error)) from None
    if not found:
        raise UserError(_("{path}: holds neither projects nor archives").format(path=url))
    return sorted(system.unstrip_protocol(name) for name in found)


def fetch(url: str, target: Path) -> None:
    """Copies what a URL names into a file. Raises ProjectError."""
    system, path = _opened(url)
    size = 0
    try:
        with system.open(path, "rb") as source, target.open("wb") as copy:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    break
                copy.write(chunk)
    except Exception as error:
        raise ProjectError(_cannot_read(url, error)) from None
    if size > MAX_BYTES:
        raise ProjectError(_("the archive is larger than {limit} MB").format(limit=MAX_BYTES // 1_000_000))


def _opened(url: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        hint = _('{path}: URLs need fsspec; install it with `pip install "greenlint[dask]"`')
        raise ExtraError(hint.format(path=url)) from None
    try:
        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UserError(_cannot_read(url, error)) from None
    return system, path


def _cannot_read(url: str, error: Exception) -> str:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return _("{path}: cannot be read: {reason}").format(path=url, reason=reason)
