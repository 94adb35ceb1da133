"""Which file an import means."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import PurePath

_FOLDERS = ("", "src", "lib", "app")


class ModuleIndex:
    """Finds project files by dotted name, looking up from the importing file: scripts, packages and `src/` layouts.

    Beside a file of a package lie no top-level modules: there `import openai` means the library (`libraries`), not the
    sibling `openai.py`. Other names are still looked for beside the file, since scripts are run from package folders.
    """

    def __init__(self, paths: Iterable[str], libraries: frozenset[str] = frozenset()) -> None:
        self._files = {os.path.normpath(path): path for path in paths}
        self._foreign = libraries | sys.stdlib_module_names
        self._names: dict[str, set[str]] = defaultdict(set)  # folder -> modules and folders in it
        for path in self._files:
            self._enter(path)
        self._firsts = frozenset().union(*self._names.values())
        self._packages = {os.path.dirname(path) for path in self._files if os.path.basename(path) == "__init__.py"}
        self._bases = cache(self._all_bases)
        self._seen_from = cache(self._look_up)

    def __contains__(self, path: str) -> bool:
        return os.path.normpath(path) in self._files

    def find(self, importer: str, module: str, level: int) -> str | None:
        """The file of `module` as seen from `importer`, or None when it is not part of the project."""
        if not level and module.partition(".")[0] not in self._firsts:
            return None
        folder = os.path.dirname(importer)
        if level:
            return self._relative(folder, module, level)
        for found in self._seen_from(folder, module):
            if os.path.normpath(found) != os.path.normpath(importer):
                return found
        return None

    def _enter(self, path: str) -> None:
        folder, name = os.path.split(path)
        name = name.removesuffix(".py")
        while name not in self._names[folder]:
            self._names[folder].add(name)
            if not folder or os.path.dirname(folder) == folder:
                return
            folder, name = os.path.split(folder)

    def _relative(self, folder: str, module: str, level: int) -> str | None:
        folder = os.path.normpath(folder) if folder else ""
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        return self._at(os.path.join("" if folder == "." else folder, *(module.split(".") if module else ())))

    def _look_up(self, folder: str, module: str) -> list[str]:
        """Every file that the name can mean, the nearest first."""
        first, *rest = module.split(".")
        found = []
        for base in self._bases("" if folder in ("", ".") else os.path.normpath(folder)):
            if first in self._names[base] and not (base in self._packages and first in self._foreign):
                path = self._at(os.path.join(base, first, *rest))
                if path is not None:
                    found.append(path)
        return found

    def _all_bases(self, folder: str) -> list[str]:
        """The folders of the project in which a top-level module may lie."""
        found = []
        while True:
            bases = (os.path.join(folder, extra) if extra else folder for extra in _FOLDERS)
            found += [base for base in bases if base in self._names]
            parent = os.path.dirname(folder)
            if parent == folder or (parent and parent not in self._names):
                return found
            folder = parent

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
