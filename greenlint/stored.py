"""Data files in a fast form: read from YAML once, then from msgpack, until one of the files changes."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from greenlint import __version__

T = TypeVar("T")

PACKAGE = Path(__file__).resolve().parent
SHIPPED = PACKAGE / "_data" / "compiled"  # in a wheel, made when it was built
CACHE_VARIABLE = "GREENLINT_CACHE_DIR"
KEPT_SECONDS = 30 * 24 * 3600  # what nobody asked for in that time goes


def compiled(name: str, files: Callable[[], Iterable[Path]], kind: type[T], build: Callable[[], T]) -> T:
    """`build()`, or what it gave when the same files were built before. `files`: data, and the code that reads it.

    Kept in the user's cache folder. Where nothing can be read or written there, building takes its time each run.
    Raises what `build` raises.
    """
    import msgspec

    stored = _place(name, files)
    if stored is not None:
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.msgpack.decode(stored.read_bytes(), type=kind)
    content = build()
    if stored is not None and stored.parent != SHIPPED:
        write_whole(stored, msgspec.msgpack.encode(content))
        _tidy(stored)
    return content


def write_whole(path: Path, data: bytes) -> bool:
    """Writes beside and renames, so that nobody reads half a file. False: the folder is closed to us, or full."""
    beside = path.with_name(f".{path.name}.{os.getpid():x}.{time.monotonic_ns():x}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError:
        _remove(beside)
        return False
    return True


def state_of(files: Iterable[Path]) -> bytes:
    """A digest of names, sizes and times of files: it changes when one of them is written."""
    digest = blake2b(f"{__version__} {sys.version_info[:2]}".encode(), digest_size=16)
    for path in files:
        try:
            status = path.stat()
        except OSError:
            continue
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode(errors="surrogatepass"))
    return digest.digest()


def user_folder() -> Path | None:
    """Where this user's caches of greenlint lie; None without a home."""
    given = os.environ.get(CACHE_VARIABLE)
    if given:
        return Path(given)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base, "greenlint") if os.path.isabs(base) else None


def _place(name: str, files: Callable[[], Iterable[Path]]) -> Path | None:
    shipped = SHIPPED / f"{name}.msgpack"
    if shipped.exists():
        return shipped
    folder = user_folder()
    return None if folder is None else folder / "compiled" / f"{name}-{state_of(files()).hex()}.msgpack"


def _tidy(stored: Path) -> None:
    """Drops what older versions and former states left."""
    oldest = time.time() - KEPT_SECONDS
    for path in stored.parent.glob("*"):
        try:
            if path != stored and path.stat().st_mtime < oldest:
                path.unlink()
        except OSError:
            continue


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
