"""Options that stand over the settings files: one for a setting, named as it is named there."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greenlint.texts import _

if TYPE_CHECKING:
    from greenlint.config import Resolver

_RULES = ("select", "extend_select", "ignore")
_FILES = ("exclude", "extend_exclude")
_LISTS = (*_RULES, *_FILES)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """`--config` and `--isolated`: which settings files are read."""
    group = parser.add_argument_group(_("settings"))
    either = group.add_mutually_exclusive_group()
    either.add_argument("--config", type=Path, metavar="FILE", help=_("read this settings file and no other"))
    either.add_argument("--isolated", action="store_true", help=_("read no settings file"))


def add_rules(parser: argparse.ArgumentParser, fail: bool = True) -> None:
    """Which rules are told; `fail`: also which of them make the run fail."""
    group = parser.add_argument_group(
        _("rules"), _("RULES: codes, prefixes (GRN1), names, families or ALL, with commas")
    )
    for key, text in (
        ("select", _("report these rules")),
        ("extend_select", _("report these as well")),
        ("ignore", _("leave these out")),
    ):
        group.add_argument(_flag(key), action="append", type=_list, metavar="RULES", help=text)
    group.add_argument(
        "--min-confidence",
        choices=("low", "medium", "high"),
        help=_("lowest confidence that is reported (default: medium)"),
    )
    if fail:
        group.add_argument(
            "--fail-level",
            choices=("error", "warning", "info"),
            help=_("lowest level that gives exit code 1 (default: warning)"),
        )


def add_files(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("files"))
    group.add_argument("--exclude", action="append", type=_list, metavar="GLOBS", help=_("leave these out"))
    group.add_argument(
        "--extend-exclude", action="append", type=_list, metavar="GLOBS", help=_("leave these out as well")
    )
    group.add_argument(
        "--no-respect-gitignore", dest="respect_gitignore", action="store_false", default=None,
        help=_("look also into what git ignores"),
    )  # fmt: skip


def add_estimates(parser: argparse.ArgumentParser, loops: bool = True) -> None:
    """What estimates are made with; `loops`: also for code whose loops have no known length."""
    group = parser.add_argument_group(_("estimates"))
    group.add_argument(
        "--region", metavar="NAME", help=_("where the models run, for CO2 and water (default: the world)")
    )
    group.add_argument(
        "--coefficients", choices=("reference", "deck"), help=_("set of coefficients (default: reference)")
    )
    if loops:
        group.add_argument(
            "--loop-size", type=int, metavar="N", help=_("rounds of a loop of unknown length (default: 100)")
        )
    group.add_argument("--runs-per-day", type=float, metavar="N", help=_("runs in a day: gives yearly figures"))


def resolver_of(args: argparse.Namespace) -> Resolver:
    """The settings that the options ask for, and the language. Raises SettingsError."""
    import os

    from greenlint import texts
    from greenlint.config import Resolver
    from greenlint.config.read import FIELD_OF, to_values

    given: dict[str, Any] = {}
    for key, field in FIELD_OF.items():
        value = getattr(args, field, None)
        if value is not None:
            given[key] = [item for items in value for item in items] if field in _LISTS else value
    resolver = Resolver(to_values(given), config_file=args.config, isolated=args.isolated)
    settings = resolver.for_path(Path.cwd())
    if args.lang is None and settings.lang and not os.environ.get("GREENLINT_LANG"):
        texts.set_language(settings.lang)
    return resolver


def _flag(key: str) -> str:
    return "--" + key.replace("_", "-")


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]
