"""Options of repairs, and what is said of them: findings come out of `greenlint check` as they do without."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from greenlint.texts import _, ngettext

if TYPE_CHECKING:
    from greenlint.finding import Finding, Notice
    from greenlint.fixes.run import Change, Check, Repairs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("repairs"))
    group.add_argument(
        "--fix", action="store_true", help=_("repair what can be repaired without changing what it does")
    )
    group.add_argument(
        "--unsafe-fixes", action="store_true", help=_("repair also where behaviour may change (see `greenlint rule`)")
    )
    group.add_argument("--diff", action="store_true", help=_("print what --fix would change, and change nothing"))


def repairs_of(check: Check, args: argparse.Namespace, stdin: tuple[Path, bytes] | None) -> Repairs:
    """What `--fix` or `--diff` changes, in memory."""
    from greenlint.fixes.run import repair
    from greenlint.sources.discover import shown

    given = {shown(stdin[0]): stdin[1]} if stdin is not None else {}
    return repair(check, unsafe=args.unsafe_fixes, given=given)


def print_diff(changes: Iterable[Change]) -> None:
    from greenlint.fixes.diff import lines
    from greenlint.reports.entries import shown_path

    for change in changes:
        to_stdout(b"".join(lines(change, shown_path(change.path))))


def write_files(changes: Iterable[Change]) -> tuple[list[Change], list[Notice]]:
    """The changes that were written, and what is wrong with the others."""
    from greenlint.fixes.write import write

    written: list[Change] = []
    notices: list[Notice] = []
    for change in changes:
        notice = write(change)
        if notice is None:
            written.append(change)
        else:
            notices.append(notice)
    return written, notices


def summary(changes: list[Change], left: int, *, written: bool) -> str:
    """`fixed 3 findings (2 files); 5 remain`; "" where there was nothing to repair."""
    number = sum(change.count for change in changes)
    if not changes:
        return ""
    files = ngettext("{number} file", "{number} files", len(changes)).format(number=len(changes))
    if written:
        fixed = ngettext("fixed {number} finding", "fixed {number} findings", number)
    else:
        fixed = ngettext("would fix {number} finding", "would fix {number} findings", number)
    rest = ngettext("{number} remains", "{number} remain", left).format(number=left)
    return _("{fixed} ({files}); {rest}").format(fixed=fixed.format(number=number), files=files, rest=rest)


def about_notebooks(findings: Iterable[Finding], unsafe: bool) -> str:
    """One line where a finding is left because it is in a notebook."""
    from greenlint.cards import load_cards

    levels = ("safe", "unsafe") if unsafe else ("safe",)
    cards = load_cards()
    if any(finding.span.cell is not None and cards[finding.name].fix.level in levels for finding in findings):
        return _("notebooks are not repaired: their findings stay")
    return ""


def to_stdout(data: bytes) -> None:
    """The bytes of a file, as they are."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # replaced by something that takes text only
        sys.stdout.write(data.decode(errors="replace"))
    else:
        buffer.write(data)
        buffer.flush()
