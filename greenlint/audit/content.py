"""What a project on disk holds: a digest of it, how many lines, and the links that lead out of it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from greenlint.config import Settings
from greenlint.sources import discover
from greenlint.sources.exclude import Exclude

_CHUNK = 1 << 20


class Content(NamedTuple):
    """`lines`: of modules; notebooks are left out."""

    digest: str
    lines: int


def content_of(settings: Settings) -> Content:
    """Of the files in the current folder that a check would take."""
    found = discover(
        [Path()],
        exclude=(*settings.exclude, *settings.extend_exclude),
        respect_gitignore=settings.respect_gitignore,
        root=Path(settings.root),
    )
    return _content(found.files)


def digest_of(file: Path) -> str:
    """Of one file. Raises OSError."""
    digest = blake2b(digest_size=20)
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def links_out(root: str, exclude: Iterable[str]) -> list[str]:
    """Globs that leave out the links in `root` to what is not in it: another project is not this one's waste."""
    leave = Exclude(exclude, root)
    real = os.path.join(os.path.realpath(root), "")
    found = []
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if not leave.matches(name, os.path.join(folder, name))]
        for path in (os.path.join(folder, name) for name in (*inner, *names)):
            if os.path.islink(path) and not os.path.join(os.path.realpath(path), "").startswith(real):
                found.append(re.sub(r"[*?\[]", r"[\g<0>]", path))
    return found


def _content(files: Iterable[Path]) -> Content:
    digest = blake2b(digest_size=20)
    lines = 0
    for path in files:
        name = os.fsencode(path)
        digest.update(b"%d " % len(name) + name)
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                continue
            with path.open("rb") as stream:
                digest.update(b" %d " % os.fstat(stream.fileno()).st_size)
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    lines += 0 if path.suffix == ".ipynb" else chunk.count(b"\n")
        except OSError:  # the check will say so
            digest.update(b" unreadable ")
    return Content(digest.hexdigest(), lines)
