"""Which command was asked for, and its options. Only the module of that command is imported."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, Protocol

from greenlint import __version__, texts
from greenlint.errors import nearest
from greenlint.texts import LANGUAGES, N_, _

COMMANDS = {  # each is a module of this package
    "check": N_("find the waste in files, folders and notebooks"),
    "audit": N_("find the waste in many projects at once, here or on a cluster"),
    "footprint": N_("estimate energy, CO2 and water of a number of calls"),
    "rule": N_("explain a rule, or list them all"),
    "config": N_("list the settings"),
    "clean": N_("delete the cache"),
    "learn": N_("learn green coding with guided exercises"),
}

# argparse looks its own words up through these two names of its module: the one place where they can be translated
argparse._ = texts._  # type: ignore[attr-defined]
argparse.ngettext = texts.ngettext  # type: ignore[attr-defined]


class Command(Protocol):
    """What a module of this package offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and how to see more."""

    def error(self, message: str) -> NoReturn:
        hint = _("`{prog} --help` shows the options").format(prog=self.prog)
        self.exit(2, f"{self.prog}: {message}; {hint}\n")


def command_of(arguments: Sequence[str]) -> tuple[str, Command]:
    """The command named in the arguments, and its module. Ends the program for --help, --version and wrong usage."""
    texts.set_language(_wanted_language(arguments))
    front, command = _split(arguments)
    parser = _front_parser()
    if command is None:
        parser.parse_args(front)
        parser.print_help(sys.stderr)
        sys.exit(2)
    parser.parse_args(front)
    if command not in COMMANDS:
        close = nearest(command, COMMANDS)
        hint = _("did you mean `{name}`?").format(name=f"greenlint {close}") if close else ""
        if Path(command).exists():
            hint = _("did you mean `{name}`?").format(name=f"greenlint check {command}")
        parser.error("; ".join(part for part in (_("no command `{name}`").format(name=command), hint) if part))
    return command, import_module(f"greenlint.cli.{command}")


def parse(name: str, command: Command, arguments: Sequence[str]) -> argparse.Namespace:
    """The options that follow the command's name."""
    summary = _(COMMANDS[name])
    parser = Parser(prog=f"greenlint {name}", description=summary[0].upper() + summary[1:] + ".", allow_abbrev=False)
    command.add_arguments(parser)
    add_language(parser)
    front, _name = _split(arguments)
    return parser.parse_args(arguments[len(front) + 1 :])


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of the texts (default: the system's)"))


def _front_parser() -> Parser:
    width = max(map(len, COMMANDS)) + 2
    listed = "\n".join(f"  {name:{width}}{_(summary)}" for name, summary in COMMANDS.items())
    parser = Parser(
        prog="greenlint",
        usage=_("greenlint [options] COMMAND …"),
        description=_("Finds the lines that waste AI-model calls and web requests, and says what each one costs."),
        epilog=_("commands:\n{list}\n\n`greenlint COMMAND --help` shows the options of a command.").format(list=listed),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"greenlint {__version__}", help=_("show the version"))
    add_language(parser)
    return parser


def _split(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """What stands before the command, and the command."""
    skip = False
    for index, argument in enumerate(arguments):
        if not skip and not argument.startswith("-"):
            return list(arguments[:index]), argument
        skip = argument == "--lang"
    return list(arguments), None


def _wanted_language(arguments: Sequence[str]) -> str | None:
    """`--lang` wherever it stands, read before any text is made."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    return None
