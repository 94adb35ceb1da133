"""`greenlint audit`: many projects in, one line each out, and who wastes most."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from greenlint.cli import CLEAN, FAILED
from greenlint.cli import overrides as options
from greenlint.texts import _

if TYPE_CHECKING:
    from greenlint.audit.job import Job, Target
    from greenlint.audit.journal import Journal
    from greenlint.audit.summary import Summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "projects", nargs="*", metavar="PROJECT",
        help=_("folder of a project, folder of such folders and archives, archive (sdist, wheel, zip, tar), or URL"),
    )  # fmt: skip
    parser.add_argument(
        "--from-file", action="append", default=[], metavar="FILE",
        help=_("read projects from this list, one on a line; - reads stdin"),
    )  # fmt: skip
    output = parser.add_argument_group(_("output"))
    output.add_argument(
        "--output", type=Path, default=Path("audit.jsonl"), metavar="FILE",
        help=_("JSON Lines, or Parquet when it ends in .parquet (default: audit.jsonl)"),
    )  # fmt: skip
    output.add_argument(
        "--details", choices=("findings", "counts"), default="findings",
        help=_("every finding, or numbers only (default: findings)"),
    )  # fmt: skip
    output.add_argument("--summary", type=Path, metavar="FILE", help=_("write the summary to this file too, as JSON"))
    output.add_argument(
        "--top", type=_count, default=20, metavar="N", help=_("projects named in the summary (default: 20)")
    )
    output.add_argument("--again", action="store_true", help=_("audit also what is in the output already"))
    work = parser.add_argument_group(_("work"))
    either = work.add_mutually_exclusive_group()
    either.add_argument(
        "--workers", type=_count, metavar="N",
        help=_("processes on this machine (default: one per core); 0 works without Dask"),
    )  # fmt: skip
    either.add_argument("--scheduler", metavar="ADDRESS", help=_("use this Dask cluster: tcp://…"))
    work.add_argument(
        "--tries", type=_positive, default=3, metavar="N",
        help=_("lost workers before a project counts as failed (default: 3)"),
    )  # fmt: skip
    options.add_rules(parser, fail=False)
    options.add_files(parser)
    options.add_estimates(parser)
    options.add_settings(parser)


def run(args: argparse.Namespace) -> int:
    from greenlint.audit import parquet
    from greenlint.audit.journal import Journal
    from greenlint.audit.run import is_parquet, journal_path
    from greenlint.audit.targets import targets_of

    job = _job(args)
    if not args.projects and not args.from_file:
        args.projects = [os.curdir]
    targets = targets_of(args.projects, args.from_file)
    if is_parquet(args.output):
        parquet.check_installed()
    with Journal(journal_path(args.output)) as journal:
        try:
            _audit(args, targets, job, journal)
        except BaseException:
            if len(journal):  # what is done is kept, and told
                _written(args, targets, journal)
            raise
        summary = _written(args, targets, journal)
    return FAILED if summary.failures else CLEAN


def _job(args: argparse.Namespace) -> Job:
    """Raises UserError for settings that would fail every project."""
    from greenlint.audit.job import job_of
    from greenlint.catalog import load_catalog
    from greenlint.config import Selection
    from greenlint.footprint.grid import grid
    from greenlint.texts import language

    settings = options.resolver_of(args).for_path(Path.cwd())
    if settings.region is not None:
        grid().find(settings.region)
    Selection(settings)
    return job_of(settings, language(), args.details, load_catalog(settings.model_calls).digest)


def _audit(args: argparse.Namespace, targets: list[Target], job: Job, journal: Journal) -> None:
    from functools import partial

    from greenlint.audit import cluster, here
    from greenlint.audit.run import run as audit
    from greenlint.cli import speed
    from greenlint.cli.progress import Progress

    with Progress(sys.stderr) as progress:
        if args.workers == 0:
            audit(targets, job, journal, here.results, again=args.again, on_progress=progress)
            return
        workers = min(args.workers or speed.cores(), len(targets))
        with cluster.cluster(args.scheduler, workers) as client:
            spread = partial(cluster.results, client=client, tries=args.tries)
            audit(targets, job, journal, spread, again=args.again, on_progress=progress)


def _written(args: argparse.Namespace, targets: list[Target], journal: Journal) -> Summary:
    import msgspec

    from greenlint.audit import parquet, text
    from greenlint.audit.run import is_parquet, summed
    from greenlint.reports import open_output

    if is_parquet(args.output):
        parquet.write(journal.outcomes(), args.output)
    summary = summed(targets, journal)
    if args.summary is not None:
        with open_output(args.summary) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(summary)).decode() + "\n")
    for line in text.lines(summary, args.top):
        print(line)
    return summary


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(_("must not be below 0"))
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(_("must be 1 or more"))
    return number
