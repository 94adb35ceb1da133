"""`greenlint rule`: one rule explained, all of them, or the list."""

from __future__ import annotations

import argparse
import sys

from greenlint.cli import CLEAN
from greenlint.texts import _, language


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", nargs="?", metavar="RULE", help=_("code or name; without it: the list of rules"))
    parser.add_argument("--all", action="store_true", help=_("explain every rule"))
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help=_("how to print (default: text)")
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help=_("colours (default: auto)")
    )


def run(args: argparse.Namespace) -> int:
    import msgspec

    from greenlint.cards import find_card, load_cards
    from greenlint.reports.card import markdown

    cards = [find_card(args.rule)] if args.rule else list(load_cards().values())
    if args.output_format == "json":
        data = cards[0] if args.rule else cards
        print(msgspec.json.format(msgspec.json.encode(data)).decode())
    elif args.rule or args.all:
        _show("\n\n".join(markdown(card) for card in cards), args.color)
    else:
        for card in cards:
            print(f"{card.code}  {card.name:36}  {card.title.get(language())}")
    return CLEAN


def _show(text: str, color: str) -> None:
    """Markdown: rendered on a terminal, as it is into a pipe."""
    if color == "never" or (color == "auto" and not sys.stdout.isatty()):
        print(text)
        return
    from greenlint.reports.console import console

    console(sys.stdout, color).print(_rendered(text))


def _rendered(text: str) -> object:
    from rich.markdown import Markdown

    return Markdown(text, code_theme="ansi_dark")
