"""Findings asked for file by file, as flake8 does, without linking the project anew for each."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from tokenize import detect_encoding

import msgspec

from greenlint.config import Resolver, Settings
from greenlint.engine import check_paths
from greenlint.finding import Finding, at_least
from greenlint.gather import project_root
from greenlint.sources import Source, read


class ByFile:
    """The first file of a project is checked alone, linked with the project around it. With the second one the whole
    project is checked, once, and later files are looked up: flake8's time grows with the project, not with its square.
    """

    def __init__(self, config_file: Path | None = None) -> None:
        self._resolver = Resolver(config_file=config_file)
        self._asked: set[Path | None] = set()
        self._whole: dict[Path, dict[str, list[Finding]]] = {}

    def failing(self, path: Path, text: str) -> list[Finding]:
        """Findings at or above `fail-level` in the file, whose text may differ from the one on the disk.

        Each place has a finding of its own, whatever `aggregate` says. Raises UserError for settings that are wrong.
        """
        settings = msgspec.structs.replace(self._resolver.for_path(path), aggregate=False)
        return [found for found in self._findings(path, text, settings) if at_least(found.level, settings.fail_level)]

    def _findings(self, path: Path, text: str, settings: Settings) -> list[Finding]:
        root = project_root(path)
        first = root not in self._asked
        self._asked.add(root)
        if root is not None and not first and _on_disk(path, text):
            if root not in self._whole:
                self._whole[root] = self._check_whole(root)
            if os.path.abspath(path) in self._whole[root]:
                return self._whole[root][os.path.abspath(path)]
        report = check_paths([path], settings, settings_of=self._resolver.for_path, stdin=(path, encoded(text)))
        return report.findings

    def _check_whole(self, root: Path) -> dict[str, list[Finding]]:
        """Findings by absolute path; an empty list for a file that was checked and has none."""
        from greenlint.sources import discover

        settings = msgspec.structs.replace(self._resolver.for_path(root), aggregate=False)
        exclude = (*settings.exclude, *settings.extend_exclude)
        files = discover(
            [root], exclude=exclude, respect_gitignore=settings.respect_gitignore, root=Path(settings.root)
        )
        found: dict[str, list[Finding]] = {os.path.abspath(path): [] for path in files.files}
        for finding in check_paths([root], settings, settings_of=self._resolver.for_path).findings:
            found.setdefault(os.path.abspath(finding.path), []).append(finding)
        return found


def _on_disk(path: Path, text: str) -> bool:
    source = read(path)
    return isinstance(source, Source) and source.text == text.replace("\r\n", "\n").replace("\r", "\n")


def encoded(text: str) -> bytes:
    """The text as bytes that decode back to it, whatever encoding its first lines declare."""
    try:
        encoding, _lines = detect_encoding(BytesIO(text.encode("utf-8", "surrogatepass")).readline)
        return text.encode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        return text.encode("utf-8", "replace")
