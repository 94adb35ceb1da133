"""Changed files onto the disk: each whole or not at all, and only where nobody else has changed it meanwhile."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress

from greenlint.finding import Notice
from greenlint.fixes.planner import from_disk
from greenlint.fixes.run import Change
from greenlint.texts import _


def write(change: Change) -> Notice | None:
    """Writes beside the file and renames, mode and owner kept; a link stays one. What is wrong, where it cannot."""
    path = os.path.realpath(change.path)
    try:
        status = os.stat(path)
        if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
            return _notice(change, _("{path}: not repaired, it is read-only"))
        if from_disk(path) != change.before:
            return _notice(change, _("{path}: not repaired, it was changed during the run; run again"))
        _replace(path, change.after, status)
    except FileNotFoundError:
        return _notice(change, _("{path}: not repaired, it was removed or renamed during the run"))
    except OSError as error:
        return _notice(change, _("{path}: cannot be written: {reason}"), reason=error.strerror or str(error))
    return None


def _replace(path: str, data: bytes, status: os.stat_result) -> None:
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".greenlint-", suffix=".tmp")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError, AttributeError):  # not everybody may give files away
            os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _notice(change: Change, text: str, **values: object) -> Notice:
    return Notice(path=change.path, code="not-repaired", text=text.format(path=change.path, **values))
