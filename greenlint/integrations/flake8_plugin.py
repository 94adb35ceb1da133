"""greenlint inside flake8. flake8 imports this module in every run of its own, so it imports nothing heavy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greenlint import __version__

if TYPE_CHECKING:
    from argparse import Namespace

    from greenlint.integrations.by_file import ByFile

Row = tuple[int, int, str, type]


class Plugin:
    """One file. flake8 selects among what `greenlint check` would fail on: findings at or above `fail-level`."""

    name = "greenlint"
    version = __version__
    _config_file: Path | None = None
    _linter: ByFile | None = None  # of this process, with what it remembers of the project

    def __init__(self, tree: ast.AST, filename: str, lines: list[str]) -> None:
        self._path = Path(filename)
        self._text = "".join(lines)

    @classmethod
    def add_options(cls, manager: Any) -> None:
        manager.add_option(
            "--greenlint-config", default=None, metavar="FILE", parse_from_config=True, normalize_paths=True,
            help="greenlint settings file (default: the nearest pyproject.toml or greenlint.toml)",
        )  # fmt: skip

    @classmethod
    def parse_options(cls, options: Namespace) -> None:
        cls._config_file = Path(options.greenlint_config) if options.greenlint_config else None
        cls._linter = None

    def run(self) -> Iterator[Row]:
        """(line, column from 0, "GRN101 message", type). A fault of ours becomes a GRN902, and flake8 goes on."""
        try:
            yield from self._rows()
        except Exception as error:
            text = " ".join(str(error).split())
            yield 1, 0, f"GRN902 greenlint could not check this file: {type(error).__name__}: {text}", type(self)

    def _rows(self) -> list[Row]:
        from greenlint.integrations.by_file import ByFile
        from greenlint.reports.clean import clean
        from greenlint.reports.entries import message

        if Plugin._linter is None:
            Plugin._linter = ByFile(Plugin._config_file)
        return [
            (found.span.line, found.span.column - 1, f"{found.code} {clean(message(found))}", type(self))
            for found in Plugin._linter.failing(self._path, self._text)
        ]
