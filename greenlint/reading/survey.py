"""The cheap look at every file: does it import something of the catalogue, what does it import, may it silence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from greenlint.catalog import Catalog
from greenlint.finding import Notice
from greenlint.sources import MAX_BYTES, Screen, Source, from_bytes, read_bytes
from greenlint.sources.imports import imports
from greenlint.texts import _

_SHARED = (b"session_state", b"user_session", b"app.state.")

Imported = tuple[str, str | None, int]  # module, name, leading dots


class Surveyed(msgspec.Struct, frozen=True, array_like=True):
    """What the survey keeps of a file. Depends on its content and on the catalogue."""

    digest: str  # of the bytes
    direct: bool  # imports something of the catalogue and names it
    marked: bool  # may hold a comment that silences
    shared: bool  # names a place where pages and handlers keep things for each other
    imports: tuple[Imported, ...]
    notices: tuple[Notice, ...] = ()


class Look(msgspec.Struct, frozen=True, array_like=True):
    """What the survey saw of a file, and the size and time that the file had before and after; None if it changed."""

    found: Surveyed | Notice
    stamp: tuple[int, int] | None = None


class Surveyor:
    """Reads each file once, and decodes it only where its bytes say that it may matter."""

    def __init__(self, catalog: Catalog) -> None:
        self._words = Screen(catalog.words)
        self._catalog = catalog

    def look(self, path: Path) -> Look:
        before = stamp(str(path))
        found = self.survey(path)
        return Look(found, before if before == stamp(str(path)) else None)

    def survey(self, path: Path, data: bytes | None = None) -> Surveyed | Notice:
        """The file at `path`, or `data` in its place; a notice where it cannot be read."""
        found = read_bytes(path) if data is None else data
        if isinstance(found, Notice):
            return found
        if path.suffix != ".ipynb" and _plain(found):
            return self._surveyed(found, found.decode("ascii"), hashlib.blake2b(found, digest_size=20).hexdigest(), ())
        source = from_bytes(path, found)
        if isinstance(source, Notice):
            return source
        return self._surveyed(source.text.encode(errors="replace"), source.text, source.data_digest, source.notices)

    def _surveyed(self, data: bytes, text: str, digest: str, notices: tuple[Notice, ...]) -> Surveyed:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        imported = tuple(dict.fromkeys(imports(text))) if "import" in text else ()
        direct = any(map(self._reaches, imported)) and self._words.keeps(data)
        return Surveyed(digest, direct, _marked(data), any(word in data for word in _SHARED), imported, notices)

    def _reaches(self, imported: Imported) -> bool:
        module, name, level = imported
        if level or not module:
            return False
        return self._catalog.heads.may_reach(module if name in (None, "*") else f"{module}.{name}")


def _marked(data: bytes) -> bool:
    """Whether there may be a comment that silences something of ours."""
    return b"greenlint:" in data or (b"noqa" in (lower := data.lower()) and b"grn" in lower)


def _plain(data: bytes) -> bool:
    """Whether decoding could say no more than that these bytes are ASCII."""
    return data.isascii() and b"\0" not in data and b"coding" not in data[:1000] and len(data) <= MAX_BYTES


def source_of(path: str, data: bytes | None) -> Source | None:
    """The file, or `data` in its place, decoded; None when it cannot be read any more."""
    found = read_bytes(Path(path)) if data is None else data
    source = found if isinstance(found, Notice) else from_bytes(Path(path), found)
    return source if isinstance(source, Source) else None


def stamp(path: str) -> tuple[int, int] | None:
    """Size and time of a file; None when it is gone."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def lost(path: str) -> Notice:
    """What is said of a file whose process died."""
    text = _("{path}: skipped, the process that read it died; please report it").format(path=path)
    return Notice(path=path, code="lost", text=text)
