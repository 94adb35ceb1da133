"""`greenlint learn`: the course. This module reads options; `greenlint.learn.commands` does the work."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from greenlint.texts import LANGUAGES, _

Add = Callable[[argparse.ArgumentParser], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="step", metavar=_("STEP"), title=_("steps"))
    for name, (summary, add) in _steps().items():
        one = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        add(one)
        one.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=_("language of the texts (default: the course's)"),
        )


def _steps() -> dict[str, tuple[str, Add]]:
    return {
        "init": (_("lay the course out in a folder"), _init),
        "start": (_("begin an exercise"), _start),
        "next": (_("begin the next exercise that is not done"), _editor),
        "check": (_("check your files"), _check),
        "watch": (_("check whenever you save"), _watch),
        "hint": (_("show the next hint"), _hint),
        "solution": (_("show one solution, and why it works"), _solution),
        "reset": (_("go back to the beginning; your version is kept as .bak"), _reset),
        "list": (_("list the exercises"), _nothing),
        "progress": (_("show how far you are"), _nothing),
        "quiz": (_("answer five questions"), _quiz),
        "page": (_("write the course as an HTML page, with your results"), _page),
        "certificate": (_("check everything again and write a certificate"), _certificate),
        "doctor": (_("see whether a check can run here"), _nothing),
        "submit": (_("pack your work for the teacher"), _submit),
        "grade": (_("teacher: check the work of a class again"), _grade),
        "report": (_("teacher: tables and a heat map from graded work"), _report),
        "dev": (_("authors: make and prove exercises"), _dev),
    }


def _nothing(parser: argparse.ArgumentParser) -> None:
    del parser


def _exercise(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "exercise", nargs="?", metavar=_("EXERCISE"), help=_("name or number (default: the current one)")
    )


def _coefficients(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--coefficients",
        choices=("reference", "deck"),
        default="reference",
        help=_("figures for the estimate; deck: those of the talk"),
    )


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"))
    parser.add_argument("--pack", metavar=_("PACK"), help=_("another pack, by name or folder"))


def _editor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--editor", metavar=_("COMMAND"), help=_("open lesson and files with this program"))


def _start(parser: argparse.ArgumentParser) -> None:
    _exercise(parser)
    _editor(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    _exercise(parser)
    parser.add_argument("--all", action="store_true", help=_("every exercise"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    parser.add_argument("--seed", type=int, metavar="N", help=_("the same random data as in an earlier check"))
    parser.add_argument("--predict", type=float, metavar="N", help=_("your guess, before the first check"))
    _coefficients(parser)


def _watch(parser: argparse.ArgumentParser) -> None:
    _exercise(parser)
    parser.add_argument("--page", action="store_true", help=_("refresh the HTML page after each check"))
    _coefficients(parser)


def _hint(parser: argparse.ArgumentParser) -> None:
    _exercise(parser)
    parser.add_argument("--now", action="store_true", help=_("without a check since the last hint"))


def _solution(parser: argparse.ArgumentParser) -> None:
    _exercise(parser)
    parser.add_argument("--yes", action="store_true", help=_("do not ask first"))


def _reset(parser: argparse.ArgumentParser) -> None:
    _exercise(parser)
    parser.add_argument("--all", action="store_true", help=_("every exercise, and the progress: for the next group"))


def _quiz(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("module", nargs="?", metavar=_("MODULE"), help=_("default: the module of the current exercise"))


def _page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--open", action="store_true", help=_("show it in the browser"))


def _certificate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("name or pseudonym to write on it"))


def _submit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as", dest="pseudonym", metavar=_("NAME"), required=True, help=_("pseudonym agreed with the teacher")
    )


def _grade(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("submissions: zip files, or course folders"))
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("grades"),
        metavar=_("FOLDER"),
        help=_("where the reports go (default: grades)"),
    )
    parser.add_argument("--seed", type=int, metavar="N", help=_("random data; a fresh one by default"))
    parser.add_argument("--pack", metavar=_("PACK"), help=_("another pack, by name or folder"))
    parser.add_argument(
        "--roster", type=Path, metavar=_("FILE"), help=_("CSV of student ids; names those who handed in nothing")
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask before running students' code"))


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("the folder that grade wrote"))


def _dev(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "task", choices=("new", "check"), metavar=_("TASK"), help=_("new: a folder to fill; check: prove the exercises")
    )
    parser.add_argument(
        "exercises",
        nargs="*",
        metavar=_("EXERCISE"),
        help=_("number-and-name of the new one; or those to prove (default: all)"),
    )
    parser.add_argument("--pack", metavar=_("PACK"), help=_("another pack, by name or folder"))
    parser.add_argument("--update", action="store_true", help=_("write baselines and the marks of translations"))
    parser.add_argument("--quick", action="store_true", help=_("one seed, one wrong answer: for a first look"))
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help=_("exercises proved at once (default: one per core)")
    )


def run(args: argparse.Namespace) -> int:
    from greenlint.learn.commands import dispatch

    return dispatch(args)
