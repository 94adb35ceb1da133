"""Which files link with which: the files that can matter, in groups that know nothing of each other.

A file can matter when it uses the catalogue itself, when it imports (however far) a file that does, or when such a file
imports it, `_FORWARD` imports away at most: constants, helpers and base classes stand there. Files that import each
other are one group. Pages of an application that keep a client in their session need not import each other: files that
name such a place are one group too, with those beside them and in the nearest folder above.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping

from greenlint.reading.survey import Surveyed
from greenlint.sources.modules import ModuleIndex

_FORWARD = 2


def groups_of(surveyed: Mapping[str, Surveyed], libraries: frozenset[str]) -> list[list[str]]:
    """Groups of paths, and the paths in them, in the order of `surveyed`."""
    direct = {path for path, found in surveyed.items() if found.direct}
    if not direct:
        return []
    forward = _edges(surveyed, libraries)
    for pages in _applications([path for path, found in surveyed.items() if found.shared]):
        if not direct.isdisjoint(pages):
            direct.update(pages)
            for path in pages[1:]:
                forward[path].add(pages[0])
    wanted = _linked(direct, forward)
    return _components([path for path in surveyed if path in wanted], forward)


def _applications(shared: list[str]) -> list[list[str]]:
    """Files that share a place, by application: `app.py` and its `pages/`, not those of the project beside it."""
    folders = {os.path.dirname(os.path.normpath(path)): path for path in reversed(shared)}
    near: dict[str, set[str]] = {path: set() for path in shared}
    for path in shared:
        folder = os.path.dirname(os.path.normpath(path))
        near[path].add(folders[folder])
        while folder and os.path.dirname(folder) != folder:
            folder = os.path.dirname(folder)
            if folder in folders:
                near[path].add(folders[folder])
                break
    return _components(shared, near)


def _edges(surveyed: Mapping[str, Surveyed], libraries: frozenset[str]) -> dict[str, set[str]]:
    """File -> files of the project that it imports."""
    index = ModuleIndex(surveyed, libraries)
    return {path: set(_imported(path, found, index)) - {path} for path, found in surveyed.items()}


def _imported(path: str, found: Surveyed, index: ModuleIndex) -> Iterator[str]:
    place = os.path.normpath(path)
    for module, name, level in found.imports:
        for dotted in (module, f"{module}.{name}" if module and name else name or ""):
            target = index.find(place, dotted, level) if dotted or level else None
            if target is not None:
                yield target


def _linked(direct: set[str], forward: Mapping[str, set[str]]) -> set[str]:
    backward: dict[str, set[str]] = defaultdict(set)
    for path, targets in forward.items():
        for target in targets:
            backward[target].add(path)
    found, waiting = set(direct), list(direct)
    while waiting:
        for path in backward.get(waiting.pop(), ()):
            if path not in found:
                found.add(path)
                waiting.append(path)
    for _step in range(_FORWARD):
        found |= {target for path in found for target in forward[path]}
    return found


def _components(wanted: list[str], forward: Mapping[str, set[str]]) -> list[list[str]]:
    leader = {path: path for path in wanted}

    def find(path: str) -> str:
        while leader[path] != path:
            leader[path] = path = leader[leader[path]]
        return path

    for path in wanted:
        for target in forward[path]:
            if target in leader:
                leader[find(target)] = find(path)
    grouped: dict[str, list[str]] = defaultdict(list)
    for path in wanted:
        grouped[find(path)].append(path)
    return list(grouped.values())
