"""`greenlint config`: the settings, with type, default and one line of help."""

from __future__ import annotations

import argparse

from greenlint.cli import CLEAN
from greenlint.texts import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="?", metavar="KEY", help=_("explain this setting only"))
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help=_("how to print (default: text)")
    )


def run(args: argparse.Namespace) -> int:
    import msgspec

    from greenlint.config import SettingsError
    from greenlint.errors import nearest
    from greenlint.reports.settings import option_table, toml_value

    options = [option for option in option_table() if args.key in (None, option.key)]
    if not options:
        close = nearest(args.key, [option.key for option in option_table()])
        hint = _("did you mean `{name}`?").format(name=close) if close else _("`greenlint config` lists the keys")
        raise SettingsError(_("unknown setting `{key}`; {hint}").format(key=args.key, hint=hint), args.key)
    if args.output_format == "json":
        print(msgspec.json.format(msgspec.json.encode(options)).decode())
        return CLEAN
    for option in options:
        default = _("not set") if option.default is None else toml_value(option.default)
        print(f"{option.key}: {option.type}")
        print(f"  {option.description}")
        print("  " + _("default: {value}").format(value=default))
    return CLEAN
