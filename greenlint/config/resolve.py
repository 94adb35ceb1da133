"""Which settings hold for a file: the nearest settings file, what it extends under it, the command line over it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from greenlint.config.read import FILE_NAMES, SettingsError, read_settings
from greenlint.config.settings import Layer, Settings
from greenlint.texts import _

_LAYERED = ("select", "extend_select", "ignore", "per_file_ignores")  # kept apart, file by file
_ADDED = ("extend_exclude", "model_calls")  # lists that grow along `extend`


class Resolver:
    """Answers once per folder. `overrides` are the command line's: attribute -> value."""

    def __init__(
        self, overrides: Mapping[str, Any] | None = None, *, config_file: Path | None = None, isolated: bool = False
    ) -> None:
        self._overrides = dict(overrides or {})
        self._fixed = self._load(config_file) if config_file or isolated else None
        self._by_folder: dict[Path, Settings] = {}

    def for_path(self, path: Path) -> Settings:
        """The settings of a file or folder, which need not exist. Raises SettingsError."""
        if self._fixed is not None:
            return self._fixed
        absolute = Path(os.path.abspath(path))
        return self._of_folder(absolute if absolute.is_dir() else absolute.parent)

    def _of_folder(self, folder: Path) -> Settings:
        known = self._by_folder.get(folder)
        if known is None:
            known = self._own(folder) or (
                self._load(None) if folder == folder.parent else self._of_folder(folder.parent)
            )
            self._by_folder[folder] = known
        return known

    def _own(self, folder: Path) -> Settings | None:
        for name in FILE_NAMES:
            candidate = folder / name
            values = read_settings(candidate) if candidate.is_file() else None
            if values is not None:
                return self._load(candidate, values)
        return None

    def _load(self, path: Path | None, values: dict[str, Any] | None = None) -> Settings:
        chain = _chain(path, values) if path else []
        settings = Settings(sources=tuple(str(source) for source, _values in chain))
        for source, values in reversed(chain):
            settings = _over(settings, values, str(source.parent))
        if self._overrides:
            root = settings.root
            settings = msgspec.structs.replace(_over(settings, self._overrides, os.getcwd()), root=root)
        return settings


def settings_for(path: Path) -> Settings:
    """The settings of one path, with no command line over them. Raises SettingsError."""
    return Resolver().for_path(path)


def _chain(path: Path, values: dict[str, Any] | None) -> list[tuple[Path, dict[str, Any]]]:
    """A settings file (`values`, where they are read already) and the files it extends, itself first."""
    chain: list[tuple[Path, dict[str, Any]]] = []
    current: Path | None = Path(os.path.abspath(path))
    while current is not None:
        if any(current == source for source, _values in chain):
            raise SettingsError(_("{path}: `extend` comes back to this file").format(path=current))
        values = read_settings(current) if values is None else values
        if values is None:
            raise SettingsError(_("{path}: has no [tool.greenlint] table").format(path=current))
        extend = values.pop("extend", None)
        chain.append((current, values))
        current = Path(os.path.normpath(current.parent / Path(extend).expanduser())) if extend else None
        values = None
    return chain


def _over(under: Settings, values: Mapping[str, Any], base: str) -> Settings:
    """`values` laid over `under`; globs in `values` start from `base`."""
    own = {key: values[key] for key in values if key not in _LAYERED and key not in _ADDED}
    grown = {key: (*getattr(under, key), *values[key]) for key in _ADDED if key in values}
    layer = {key: values.get(key, getattr(Settings(), key)) for key in _LAYERED}
    inherited = (*under.inherited, own_layer(under)) if under.root else under.inherited
    return msgspec.structs.replace(under, **own, **grown, **layer, inherited=inherited, root=base)


def own_layer(settings: Settings) -> Layer:
    """The selectors that `settings` itself gives, without what it inherits."""
    return Layer(**{key: getattr(settings, key) for key in _LAYERED}, base=settings.root)
