"""Paths and their patterns.

A path is dotted, with `()` after what was called: `openai.OpenAI().chat.completions.create`. In a pattern `*` stands
for any part of one name (never for `()`), and a segment `**` for any number of plain names, also none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, TypeVar

from greenlint.catalog.aliases import Aliases

T = TypeVar("T")


def is_glob(name: str) -> bool:
    return "*" in name


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a path pattern."""
    regex = re.escape(pattern).replace(r"\*\*\.", r"(?:\w+\.)*").replace(r"\*", r"\w*")
    return re.compile(regex)


def matches(pattern: str, path: str) -> bool:
    return compiled(pattern).fullmatch(path) is not None


class PathTable(Generic[T]):
    """Paths to values. First the exact name and its aliases, then globs, the most literal one first."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], tuple[str, ...], T]], aliases: Aliases) -> None:
        """Each entry: its names, the names it leaves out, its value."""
        self._aliases = aliases
        self._exact: dict[str, T] = {}
        self._globs: dict[tuple[str, str], list[tuple[str, tuple[str, ...], T]]] = {}
        self._sorted: set[tuple[str, str]] = set()
        self._answers: dict[str, T | None] = {}
        for names, excepted, value in entries:
            for name in names:
                if is_glob(name):
                    self._globs.setdefault(_key(name), []).append((name, excepted, value))
                else:
                    self._exact[name] = value

    def get(self, path: str) -> T | None:
        """The value of `path`, or None."""
        if path in self._exact:
            return self._exact[path]
        if path not in self._answers:
            self._answers[path] = next(iter(self.all(path)), None)
        return self._answers[path]

    def all(self, path: str) -> list[T]:
        """The values of every entry that matches `path` or another name of it, the nearest first."""
        names = (path, *self._aliases.others(path))
        exact = [self._exact[name] for name in names if name in self._exact]
        return [*exact, *(value for name in names for value in self._matching(name))]

    def _matching(self, path: str) -> Iterator[T]:
        first, last = path.partition(".")[0], path.rpartition(".")[2]
        for bucket in ((first, last), (first, "")):
            for pattern, excepted, value in self._bucket(bucket):
                if matches(pattern, path) and not any(matches(other, path) for other in excepted):
                    yield value

    def _bucket(self, key: tuple[str, str]) -> list[tuple[str, tuple[str, ...], T]]:
        """The globs under `key`, the most literal first; sorted when first asked, since most never are."""
        globs = self._globs.get(key, [])
        if key not in self._sorted:
            self._sorted.add(key)
            globs.sort(key=lambda glob: (-len(glob[0].replace("*", "")), glob[0]))
        return globs

    def names(self) -> Iterator[str]:
        """Every name and pattern of the table."""
        yield from self._exact
        yield from (pattern for bucket in self._globs.values() for pattern, _excepted, _value in bucket)

    def __len__(self) -> int:
        return len(self._exact) + sum(len(bucket) for bucket in self._globs.values())


def _key(pattern: str) -> tuple[str, str]:
    """Where to look a glob up: its first segment (always literal), and its last one if that is literal."""
    last = pattern.rpartition(".")[2]
    return pattern.partition(".")[0], "" if is_glob(last) else last
