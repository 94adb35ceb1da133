"""Options of speed: the cache and the number of processes. What they give is the same with and without."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from greenlint.texts import _

if TYPE_CHECKING:
    from greenlint.cache import Cache


def add_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("speed"))
    group.add_argument("--no-cache", action="store_true", help=_("neither read nor write the cache"))
    add_folder(group)
    group.add_argument(
        "--jobs", "-j", type=_number, metavar="N", help=_("processes, where there is enough to do (default: all cores)")
    )


def add_folder(group: argparse._ActionsContainer) -> None:
    group.add_argument(
        "--cache-dir",
        type=Path,
        metavar="FOLDER",
        help=_("the cache's folder (default: GREENLINT_CACHE_DIR, else .greenlint_cache beside the settings)"),
    )


def cache_of(args: argparse.Namespace, root: str) -> Cache | None:
    """The cache that the options ask for; `root`: the settings' folder."""
    if args.no_cache:
        return None
    from greenlint.cache import Cache, folder_for

    return Cache(folder_for(args.cache_dir, root))


def jobs_of(args: argparse.Namespace) -> int:
    return args.jobs or cores()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
