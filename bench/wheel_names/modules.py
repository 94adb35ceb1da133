"""Modules by name, over the folders of several wheels."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from wheel_names.values import Module


class Modules:
    """Finds modules in unpacked wheels; each is parsed when it is first looked into."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self.find = cache(self._find)

    def _find(self, name: str) -> Module | None:
        """The module `name`, or None where no wheel has it."""
        place = Path(*name.split("."))
        for folder in self._folders:
            if (folder / place / "__init__.py").is_file():
                return Module(name, folder / place / "__init__.py", package=True)
            if (folder / place).with_suffix(".py").is_file():
                return Module(name, (folder / place).with_suffix(".py"))
        if any((folder / place).is_dir() for folder in self._folders):
            return Module(name, package=True)
        return None

    def has_root(self, name: str) -> bool:
        """Does some wheel hold the first package of `name`?"""
        return self.find(name.partition(".")[0]) is not None

    @staticmethod
    def absolute(module: Module, level: int, name: str) -> str:
        """The module that `from ..name import x` in `module` means."""
        if not level:
            return name
        parts = module.name.split(".")
        base = parts[: len(parts) - level + (1 if module.package else 0)]
        return ".".join([*base, *([name] if name else [])])
