"""An archive -> its Python files in a folder: whatever it holds, nothing is written beside that folder.

Only regular members with the names of Python files, notebooks and `.gitignore` are written: no links, no devices, no
paths that lead out; and no more bytes than the limits say, whatever the archive declares.
"""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from greenlint.audit.errors import ProjectError
from greenlint.audit.tarstream import tar_stream
from greenlint.finding import Notice
from greenlint.sources.discover import SUFFIXES
from greenlint.texts import _, ngettext

MAX_MEMBERS = 1_000_000
MAX_FILES = 200_000
MAX_UNPACKED = 2_000_000_000  # bytes written
MAX_LENGTH = 20_000_000_000  # bytes of a tar, unpacked, that are read past: its members stand one after the other
_CHUNK = 1 << 20
_DRIVE = re.compile(r"[A-Za-z]:")


class _Member(NamedTuple):
    name: str
    open: Callable[[], IO[bytes] | None]


def unpack(archive: Path, folder: Path) -> list[Notice]:
    """Unpacks a zip, wheel or tar. Raises ProjectError for what is no archive, is damaged, or is too large."""
    left_out: list[str] = []
    room, files = MAX_UNPACKED, 0
    try:
        for number, member in enumerate(_members(archive), 1):
            if number > MAX_MEMBERS:
                raise ProjectError(_("the archive holds more than {limit} entries").format(limit=MAX_MEMBERS))
            if not _is_wanted(member.name):
                continue
            inside = _inside(member.name)
            if inside is None:
                left_out.append(member.name)
                continue
            files += 1
            if files > MAX_FILES:
                raise ProjectError(_("the archive holds more than {limit} files").format(limit=MAX_FILES))
            try:
                room -= _written(member, folder / inside, room)
            except (FileExistsError, NotADirectoryError, IsADirectoryError, _BadNameError):
                left_out.append(member.name)  # a file where another entry has a folder, or a name too long
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise _damaged(error) from None
    except OSError as error:  # zlib and lzma raise it too, without a number
        raise _damaged(error) if error.errno is None else error from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "struct"):
            raise _damaged(error) from None
        raise
    return _told(left_out)


def _damaged(error: Exception) -> ProjectError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return ProjectError(_("the archive is damaged: {reason}").format(reason=reason))


def _told(left_out: list[str]) -> list[Notice]:
    if not left_out:
        return []
    text = ngettext(
        "{number} entry of the archive left out, its name leads out of it or cannot be a file: {name}",
        "{number} entries of the archive left out, their names lead out of it or cannot be files: {name}, …",
        len(left_out),
    )
    return [Notice(path=None, code="unsafe-path", text=text.format(number=len(left_out), name=left_out[0]))]


def _members(archive: Path) -> Iterator[_Member]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed:
            for info in packed.infolist():
                if not info.is_dir() and (info.external_attr >> 28) in (0, 8):  # no mode, or that of a regular file
                    yield _Member(info.filename, lambda info=info: packed.open(info))  # type: ignore[misc]
        return
    with tar_stream(archive) as stream:
        try:
            tar = tarfile.open(fileobj=stream, mode="r:")  # noqa: SIM115
        except tarfile.ReadError:
            raise ProjectError(_("it is neither a zip nor a tar archive, or it is damaged")) from None
        while (member := tar.next()) is not None:
            if member.offset_data + member.size > MAX_LENGTH and not member.issparse():
                raise ProjectError(_("the archive unpacks to more than {limit} MB").format(limit=MAX_LENGTH // 10**6))
            if member.isreg():
                yield _Member(member.name, lambda member=member: tar.extractfile(member))  # type: ignore[misc]
            tar.members = []  # type: ignore[attr-defined]  # the list of what was passed only takes memory


def _is_wanted(name: str) -> bool:
    return name.endswith((*SUFFIXES, ".gitignore"))


def _inside(name: str) -> Path | None:
    """The path inside the folder that the name stands for; None when it leads out of it or is no path."""
    plain = name.replace("\\", "/") if os.sep == "\\" else name
    parts = [part for part in plain.split("/") if part not in ("", ".")]
    if not parts or plain.startswith("/") or ".." in parts or "\0" in plain or _DRIVE.match(plain):
        return None
    return Path(*parts)


class _BadNameError(Exception):
    """A name that this file system cannot hold."""


def _written(member: _Member, path: Path, room: int) -> int:
    """Writes the member, and gives back its bytes. Raises ProjectError past `room` bytes."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.open("wb")
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) in (28, 30, 122):  # no space, read-only, quota: not the name's fault
            raise
        raise _BadNameError from None
    size = 0
    with target:
        source = member.open()
        while source is not None and (chunk := source.read(_CHUNK)):
            size += len(chunk)
            if size > room:
                raise ProjectError(_("the archive unpacks to more than {limit} MB").format(limit=MAX_UNPACKED // 10**6))
            target.write(chunk)
    return size
