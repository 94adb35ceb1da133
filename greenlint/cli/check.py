"""`greenlint check`: paths in, findings out, an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from greenlint.cli import CLEAN, FAILED, FINDINGS, fixing, speed
from greenlint.cli import overrides as options
from greenlint.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greenlint.config import Resolver, Settings
    from greenlint.engine import Report
    from greenlint.finding import Notice

STDIN = Path("-")
Stdin = tuple[Path, bytes] | None  # the path that stdin stands for, and its content
# notices about files that were to be checked and were not; a link to nothing or a file that went away is no failure
_NOT_CHECKED = frozenset(
    {"missing", "unreadable", "encoding", "null-bytes", "too-large", "too-deep", "notebook", "lost"}
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=_("files and folders; - reads stdin (default: this folder)")
    )
    options.add_rules(parser)
    options.add_files(parser)
    parser.add_argument(
        "--force-exclude", action="store_true", help=_("leave out also what is named, where `exclude` says so")
    )
    parser.add_argument("--stdin-filename", type=Path, metavar="FILE", help=_("read stdin, as if it were this file"))
    output = parser.add_argument_group(_("output"))
    output.add_argument(
        "--output-format",
        choices=("full", "concise", "json", "sarif", "github"),
        help=_("how to print (default: full)"),
    )
    output.add_argument("--output-file", type=Path, metavar="FILE", help=_("write to this file, not to stdout"))
    output.add_argument(
        "--no-aggregate", dest="aggregate", action="store_false", default=None, help=_("list every place by itself")
    )
    output.add_argument("--statistics", action="store_true", help=_("print a table of rules with their footprint"))
    output.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help=_("colours (default: auto)")
    )
    output.add_argument("--exit-zero", action="store_true", help=_("exit with 0 even when there are findings"))
    fixing.add_arguments(parser)
    options.add_estimates(parser)
    options.add_settings(parser)
    speed.add_arguments(parser)
    parser.add_argument("--show-files", action="store_true", help=_("list the files that would be checked, and stop"))
    parser.add_argument("--show-settings", action="store_true", help=_("print the settings in force, and stop"))


def run(args: argparse.Namespace) -> int:
    resolver = options.resolver_of(args)
    settings = resolver.for_path(Path.cwd())
    paths = [args.stdin_filename or STDIN] if _from_stdin(args) else args.paths or [Path()]
    if args.force_exclude:
        paths = [path for path in paths if not _excluded(path, resolver.for_path(path))]
    if args.show_settings:
        return _show_settings(paths, resolver)
    if args.show_files:
        return _show_files(paths, settings)
    _check_region(settings)
    stdin = (paths[0], sys.stdin.buffer.read()) if _from_stdin(args) and paths else None
    if args.fix or args.diff:
        return _repair(args, paths, resolver, settings, stdin)
    return _report(args, _check(args, paths, resolver, settings, stdin), settings, stdin)


def _repair(args: argparse.Namespace, paths: list[Path], resolver: Resolver, settings: Settings, stdin: Stdin) -> int:
    """`--fix` and `--diff`: what is left is reported, every place of it having been tried by itself."""
    from msgspec.structs import replace

    apart = replace(settings, aggregate=False)
    repairs = fixing.repairs_of(partial(_check, args, paths, resolver, apart, stdin), args, stdin)
    changes, left = repairs.changes, len(repairs.report.findings)
    if args.diff:
        fixing.print_diff(changes)
        _say_if(fixing.about_notebooks(repairs.report.findings, args.unsafe_fixes))
        _say_if(fixing.summary(changes, left, written=False))
        changed = FINDINGS if changes and not args.exit_zero else CLEAN
        return max(_say_notices(repairs.report.notices), changed, FAILED if repairs.report.crashed else CLEAN)
    failures: list[Notice] = []
    if stdin is None:
        changes, failures = fixing.write_files(changes)
        if _from_stdin(args):  # left out by `exclude`
            fixing.to_stdout(sys.stdin.buffer.read())
    else:
        data = next((change.after for change in changes), stdin[1])
        fixing.to_stdout(data)
        stdin = stdin[0], data
    told = not failures and (not settings.aggregate or not repairs.report.findings)
    report = repairs.report if told else _check(args, paths, resolver, settings, stdin)
    code = _report(args, report, settings, stdin, sys.stderr if _from_stdin(args) else sys.stdout)
    _say_if(fixing.about_notebooks(report.findings, args.unsafe_fixes))
    _say_if(fixing.summary(changes, len(report.findings), written=True))
    for notice in failures:
        _say(notice.text)
    return max(code, FAILED if failures else CLEAN)


def _report(
    args: argparse.Namespace, report: Report, settings: Settings, stdin: Stdin, stream: TextIO | None = None
) -> int:
    """Prints it, on stdout where no stream is given; the exit code."""
    _write(args, report, settings, stdin, stream or sys.stdout)
    if not report.files and not report.notices:
        _say(_("no Python file to check"))
    return max(_say_notices(report.notices), _exit_code(report, settings, args.exit_zero))


def _from_stdin(args: argparse.Namespace) -> bool:
    return args.stdin_filename is not None or STDIN in args.paths


def _check_region(settings: Settings) -> None:
    """Raises UserError before the run, not after it."""
    if settings.region is not None:
        from greenlint.footprint.grid import grid

        grid().find(settings.region)


def _excluded(path: Path, settings: Settings) -> bool:
    """Whether `exclude` speaks of a path that was named, or of a folder above it."""
    from greenlint.sources.exclude import Exclude

    root = settings.root or os.getcwd()
    exclude = Exclude((*settings.exclude, *settings.extend_exclude), root)
    absolute = Path(os.path.abspath(path))
    above = [folder for folder in absolute.parents if Path(root) in folder.parents]
    return any(exclude.matches(part.name, str(part)) for part in (absolute, *above))


def _check(
    args: argparse.Namespace,
    paths: list[Path],
    resolver: Resolver,
    settings: Settings,
    stdin: Stdin,
    instead: Mapping[str, bytes] | None = None,
) -> Report:
    """`instead`: what to read in place of files."""
    from greenlint.cli.progress import Progress
    from greenlint.engine import check_paths

    with Progress(sys.stderr) as progress:
        return check_paths(
            paths,
            settings,
            settings_of=resolver.for_path,
            stdin=stdin,
            instead=instead,
            on_progress=progress,
            cache=speed.cache_of(args, settings.root),
            jobs=speed.jobs_of(args),
        )


def _write(args: argparse.Namespace, report: Report, settings: Settings, stdin: Stdin, stream: TextIO) -> None:
    """The report to a stream, or to a file where one is named."""
    from greenlint import reports

    style = reports.Style(settings.output_format, args.statistics, args.color, stdin, args.unsafe_fixes)
    if args.output_file is None:
        reports.write(report, settings, style, stream)
    else:
        with reports.open_output(args.output_file) as stream:
            reports.write(report, settings, style, stream)


def _exit_code(report: Report, settings: Settings, exit_zero: bool) -> int:
    from greenlint.finding import at_least

    if report.crashed:
        return FAILED
    failing = any(at_least(finding.level, settings.fail_level) for finding in report.findings)
    return FINDINGS if failing and not exit_zero else CLEAN


def _show_files(paths: list[Path], settings: Settings) -> int:
    from greenlint.reports.clean import clean
    from greenlint.sources import discover

    found = discover(
        paths,
        exclude=(*settings.exclude, *settings.extend_exclude),
        respect_gitignore=settings.respect_gitignore,
        root=Path(settings.root),
    )
    for path in found.files:
        print(clean(str(path)))
    return _say_notices(found.notices)


def _show_settings(paths: list[Path], resolver: Resolver) -> int:
    from greenlint.reports.settings import settings_text

    for path in paths:
        print(settings_text(path, resolver.for_path(path)))
    return CLEAN


def _say_notices(notices: list[Notice]) -> int:
    """Prints them; the exit code that they call for."""
    for notice in notices:
        _say(notice.text)
    return FAILED if any(notice.code in _NOT_CHECKED for notice in notices) else CLEAN


def _say_if(text: str) -> None:
    if text:
        _say(text)


def _say(text: str) -> None:
    from greenlint.reports.clean import clean

    print(f"greenlint: {clean(text)}", file=sys.stderr)
