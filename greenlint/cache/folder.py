"""The cache's folder: entries by name, written whole or not at all, each with a checksum, dropped when long unseen."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from hashlib import blake2b
from pathlib import Path

from greenlint import __version__
from greenlint.finding import Notice
from greenlint.stored import CACHE_VARIABLE, KEPT_SECONDS, PACKAGE, SHIPPED, state_of, write_whole
from greenlint.texts import _

NAME = ".greenlint_cache"
TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"  # bford.info/cachedir: backup programs pass it over
_MAGIC = b"greenlint1"
_CHECK = 8  # bytes of checksum after the magic
_DAY = 24 * 3600


def folder_for(given: Path | None, root: str) -> Path:
    """Where the cache lies: `--cache-dir`, else GREENLINT_CACHE_DIR, else beside the settings file or here."""
    if given is not None:
        return given
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path(root or os.getcwd(), NAME)


class Cache:
    """Entries by name, of this version of greenlint. `notices` tells, once, why something could not be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: list[Notice] = []
        self._own = folder / f"{__version__}-{sys.version_info[0]}.{sys.version_info[1]}-{code_state().hex()[:16]}"
        self._closed = False

    def read(self, name: str) -> bytes | None:
        """The entry, or None where there is none that can be used."""
        path = self._own / name
        try:
            data = path.read_bytes()
            if time.time() - os.stat(path).st_mtime > _DAY:
                os.utime(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._say(path, error.strerror or str(error))
            return None
        content = data[len(_MAGIC) + _CHECK :]
        if data[: len(_MAGIC) + _CHECK] != _MAGIC + _sum(content):
            self._say(path, _("it is damaged and will be made again"))
            return None
        return content

    def keep(self, name: str, value: object) -> None:
        """`value` as msgpack; not where a file's name in it is no text."""
        import msgspec

        with contextlib.suppress(UnicodeEncodeError):
            self.write(name, msgspec.msgpack.encode(value))

    def write(self, name: str, content: bytes) -> None:
        if self._closed:
            return
        self._begin()
        path = self._own / name
        if not write_whole(path, _MAGIC + _sum(content) + content):
            self._closed = True
            self._say(path, _("it cannot be written"))

    def sweep(self) -> None:
        """Drops, once a day, what nobody asked for in 30 days, and what a killed run left half written."""
        mark = self.folder / ".swept"
        with contextlib.suppress(OSError):
            if not self.folder.is_dir() or (mark.exists() and time.time() - mark.stat().st_mtime < _DAY):
                return
            mark.touch()
            _drop_old(self.folder)

    def _begin(self) -> None:
        """The folder with what keeps it out of version control and of backups."""
        tag = self.folder / TAG
        if not tag.exists():
            write_whole(self.folder / ".gitignore", b"*\n")
            write_whole(tag, f"{_SIGNATURE}\n# This folder is a cache of greenlint; it can be deleted.\n".encode())

    def _say(self, path: Path, reason: str) -> None:
        if not self.notices:
            text = _("{path}: cache passed over: {reason}").format(path=path, reason=reason)
            self.notices.append(Notice(path=str(path), code="cache", text=text))


def clean(folder: Path) -> bool:
    """Deletes a cache; False when there is none. Only what carries our tag is deleted. Raises OSError."""
    if not (folder / TAG).is_file():
        return False
    shutil.rmtree(folder)
    return True


def code_state() -> bytes:
    """Changes with the code and the data of greenlint: in a checkout with each edit, in a wheel with its version."""
    files = [PACKAGE / "__init__.py"]
    if not SHIPPED.parent.is_dir():
        files += [*sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.rglob("*.yaml"))]
        files += sorted((PACKAGE.parent / "rules").rglob("*.yaml"))
    return state_of(files)


def _sum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECK).digest()


def _drop_old(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for inner, folders, files in os.walk(folder, topdown=False):
        for name in files:
            path = os.path.join(inner, name)
            limit = time.time() - _DAY if name.endswith(".tmp") else oldest
            with contextlib.suppress(OSError):
                if name not in (TAG, ".gitignore", ".swept") and os.stat(path).st_mtime < limit:
                    os.unlink(path)
        for name in folders:
            with contextlib.suppress(OSError):
                os.rmdir(os.path.join(inner, name))  # only when empty
