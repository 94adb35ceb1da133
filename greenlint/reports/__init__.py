"""Reports: the same findings for a reader, an editor, a program, a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from greenlint.errors import UserError
from greenlint.texts import _

if TYPE_CHECKING:
    from greenlint.config import OutputFormat, Settings
    from greenlint.engine import Report
    from greenlint.reports.entries import Entry


class Style(NamedTuple):
    """How to print. `statistics`: the table of rules instead of the findings, in `full` and `concise`."""

    format: OutputFormat = "full"
    statistics: bool = False
    color: Literal["auto", "always", "never"] = "auto"
    stdin: tuple[Path, bytes] | None = None  # what stood for a file
    unsafe_fixes: bool = False  # whether findings with an unsafe repair are marked too


def write(report: Report, settings: Settings, style: Style, stream: TextIO) -> None:
    """Prints the report. Raises UserError for a region that is not known, where there is something to estimate."""
    rows: list[Entry] = []
    if report.findings:
        from greenlint.reports.entries import entries

        rows = entries(report.findings, settings)
    if style.format in ("json", "sarif"):
        from greenlint.reports import plain_json, sarif

        stream.write((plain_json if style.format == "json" else sarif).text(report, rows))
    elif style.format == "github":
        from greenlint.reports import github

        _print(github.lines(rows), stream)
    elif report.files:
        _for_people(report, rows, style, stream)


def _for_people(report: Report, rows: list[Entry], style: Style, stream: TextIO) -> None:
    from greenlint.fixes.marks import marks_of
    from greenlint.reports import summary
    from greenlint.sources.discover import shown

    given = {shown(style.stdin[0]): style.stdin[1]} if style.stdin is not None else {}
    marks = marks_of(report, given, unsafe=style.unsafe_fixes)
    if style.statistics:
        _print(summary.lines(report, rows, marks), stream)
    elif style.format == "concise":
        from greenlint.reports import concise

        _print(concise.lines(rows, marks), stream)
        _print(summary.found_lines(report, rows, marks), stream)
    else:
        if rows:
            from greenlint.reports import full
            from greenlint.reports.console import console
            from greenlint.reports.frame import Frames

            full.show(rows, console(stream, style.color), Frames(style.stdin), marks)
        _print(summary.lines(report, rows, marks), stream)


def _print(lines: Iterable[str], stream: TextIO) -> None:
    for line in lines:
        stream.write(line + "\n")


@contextmanager
def open_output(path: Path) -> Iterator[TextIO]:
    """The file to write to, in UTF-8, folders made as needed. Raises UserError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
    except OSError as error:
        reason = error.strerror or error
        raise UserError(_("{path}: cannot be written: {reason}").format(path=path, reason=reason)) from None
