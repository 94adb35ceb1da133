"""The globs of `exclude`: a bare name is any part of a path; one with a slash starts from the settings' folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache

_PIECE = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?\]?[^\]/]*\]|.", re.S)


class Exclude:
    """Asks of files and folders whether a glob leaves them out. `*` stays in one folder, `**` spans any number."""

    def __init__(self, globs: Iterable[str], root: str) -> None:
        """`root`: the absolute folder that globs with a slash start from."""
        names, paths = set(), set()
        for glob in map(_slashes, globs):
            bare = glob.rstrip("/")
            if "/" in bare:
                paths.add(_regex(bare if os.path.isabs(bare) else f"{re.sub(r'^[.]/', '', bare)}"))
            elif bare:
                names.add(_regex(bare))
        self._root = root
        self._name = re.compile("|".join(sorted(names)) or r"(?!)", re.S).fullmatch
        self._path = re.compile("|".join(sorted(paths)) or r"(?!)", re.S).fullmatch
        self._by_path = bool(paths)

    def matches(self, name: str, absolute: str) -> bool:
        """`name` is the last part of the path `absolute`."""
        if self._name(name):
            return True
        return self._by_path and (
            self._path(_slashes(absolute)) is not None or self._path(_slashes(self._relative(absolute))) is not None
        )

    def _relative(self, absolute: str) -> str:
        try:
            return os.path.relpath(absolute, self._root)
        except ValueError:  # another drive
            return absolute


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")


@lru_cache(maxsize=512)
def _regex(glob: str) -> str:
    """A glob as a regular expression of the whole path."""
    out = []
    for piece in _PIECE.findall(glob):
        if piece == "**/":
            out.append("(?:.*/)?")
        elif piece == "/**":
            out.append("(?:/.*)?")
        elif piece == "**":
            out.append(".*")
        elif piece == "*":
            out.append("[^/]*")
        elif piece == "?":
            out.append("[^/]")
        elif len(piece) > 1:
            inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[").replace("&", "\\&").replace("~", "\\~")
            out.append(f"[^{inside[1:]}/]" if inside.startswith("!") else f"[{inside}]")
        else:
            out.append(re.escape(piece))
    return "(?:" + "".join(out) + ")"
