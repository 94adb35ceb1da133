"""`greenlint clean`: deletes the cache of this folder's project."""

from __future__ import annotations

import argparse
from pathlib import Path

from greenlint.cli import CLEAN, speed
from greenlint.cli import overrides as options
from greenlint.texts import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    speed.add_folder(parser)
    options.add_settings(parser)


def run(args: argparse.Namespace) -> int:
    from greenlint.cache import clean, folder_for
    from greenlint.errors import UserError
    from greenlint.reports.clean import clean as printable

    folder = folder_for(args.cache_dir, options.resolver_of(args).for_path(Path.cwd()).root)
    try:
        removed = clean(folder)
    except OSError as error:
        text = _("{path}: cannot be deleted: {reason}").format(path=folder, reason=error.strerror or error)
        raise UserError(text) from None
    said = _("{path}: deleted") if removed else _("{path}: no cache there")
    print(printable(said.format(path=folder)))
    return CLEAN
