"""Keeps the learner's code inside the lab: no network, no processes, no files outside its folder, bounded memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

_PROCESS = {
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.spawn", "os.startfile",
    "pty.spawn",
}  # fmt: skip
_FILES = {
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LARGEST_FILE = 64 * 2**20  # bytes


class LabRefusedError(PermissionError):
    """The lab does not do that. An OSError, so that clients fail as they would without a network."""


def install(folder: str, breach: Callable[[str], None]) -> None:
    """From now on and for good. `breach` hears of everything that was refused; `folder` may be written to."""
    inside = os.path.realpath(folder) + os.sep
    busy = False

    def refuse(what: str, report: bool = True) -> None:
        nonlocal busy
        busy = True  # the report itself must not be looked at
        try:
            if report:
                breach(what)
        finally:
            busy = False
        raise LabRefusedError(f"the lab refused: {what}")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if busy:
            return
        if event == "open":
            path, _mode, flags = arguments
            if flags and flags & _WRITES and not _writable(path, inside):
                refuse(f"file {path}")
        elif event in ("socket.connect", "socket.bind", "socket.sendto"):
            if not _loopback(arguments[1]):
                refuse(f"network {_named(arguments[1])}")
        elif event == "socket.getaddrinfo":
            if arguments[0] not in _LOOPBACK_NAMES:
                refuse(f"network {_text(arguments[0])}")
        elif event in _PROCESS:
            refuse(f"process {event}", report=_asked_by_learner(inside))  # clients look at the system's name that way
        elif event in _FILES and not _writable(arguments[0], inside):
            refuse(f"file {arguments[0]}")

    sys.addaudithook(hook)


_LOOPBACK_NAMES = (None, "", b"", "localhost", b"localhost", "127.0.0.1", b"127.0.0.1", "::1", b"::1")


_LIBRARY = os.path.dirname(os.path.realpath(os.__file__)) + os.sep


def _asked_by_learner(inside: str) -> bool:
    """Is the nearest frame outside of the standard library one of the learner's?"""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        name = frame.f_code.co_filename
        if name != __file__ and not name.startswith("<") and (not name.startswith(_LIBRARY) or "site-packages" in name):
            return name.startswith(inside)
        frame = frame.f_back
    return False


def _loopback(address: object) -> bool:
    return isinstance(address, tuple) and (address[0] in _LOOPBACK_NAMES or str(address[0]).startswith("127."))


def _named(address: object) -> str:
    return f"{address[0]}:{address[1]}" if isinstance(address, tuple) else _text(address)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _writable(path: object, inside: str) -> bool:
    if isinstance(path, int) or path is None:
        return True
    text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else str(path)
    return text == os.devnull or (os.path.realpath(text) + os.sep).startswith(inside)


def limit(megabytes: int) -> None:
    """Bounds memory and file size where the system can (not on Windows; macOS keeps no such limit)."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _soft, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            continue
