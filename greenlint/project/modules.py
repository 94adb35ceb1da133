"""Which file an import means."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import PurePath

_FOLDERS = ("", "src", "lib", "app")


class ModuleIndex:
    """Finds project files by dotted name, looking up from the importing file: scripts, packages and `src/` layouts."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = {os.path.normpath(path): path for path in paths}
        self._folders = {os.path.dirname(path) for path in self._files}
        self.find = cache(self._find)

    def __contains__(self, path: str) -> bool:
        return os.path.normpath(path) in self._files

    def _find(self, importer: str, module: str, level: int) -> str | None:
        """The file of `module` as seen from `importer`, or None when it is not part of the project."""
        folder = os.path.dirname(os.path.normpath(importer))
        parts = module.split(".") if module else []
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self._at(os.path.join(folder, *parts))
        while True:
            for extra in _FOLDERS:
                found = self._at(os.path.join(folder, extra, *parts) if extra else os.path.join(folder, *parts))
                if found is not None and os.path.normpath(found) != os.path.normpath(importer):
                    return found
            parent = os.path.dirname(folder)
            if parent == folder or (parent and not any(f.startswith(parent) for f in self._folders)):
                return None
            folder = parent
            if not folder:
                for extra in _FOLDERS:
                    found = self._at(os.path.join(extra, *parts))
                    if found is not None and os.path.normpath(found) != os.path.normpath(importer):
                        return found
                return None

    def _at(self, stem: str) -> str | None:
        for candidate in (f"{stem}.py", os.path.join(stem, "__init__.py")):
            if candidate in self._files:
                return self._files[candidate]
        return None


def module_name(path: str) -> str:
    """A readable dotted name of a file: its path without suffix, `__init__` and leading `src`."""
    parts = list(PurePath(path).with_suffix("").parts)
    if parts and parts[-1] == "__init__":
        parts.pop()
    return ".".join(part for part in parts if part not in ("/", "..", ".", "src"))
