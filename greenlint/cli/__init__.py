"""The command line. Data to stdout, the rest to stderr; exit codes: 0 clean, 1 findings, 2 usage, settings or crash."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code. Never lets an exception out."""
    try:
        _prepare_streams()
        code = _dispatch(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (`head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:  # argparse: --help, --version, wrong usage
        return stop.code if isinstance(stop.code, int) else FAILED
    except Exception as error:
        return _explain(error)
    return code


def _dispatch(arguments: list[str]) -> int:
    from greenlint.cli.parser import command_of, parse

    command, module = command_of(arguments)
    return module.run(parse(command, module, arguments))


def _prepare_streams() -> None:
    """A file name or a sign that the stream's encoding lacks is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _explain(error: Exception) -> int:
    """One line for a problem that a person can mend; for a fault of ours, one that asks for a report."""
    from greenlint.cards import CardError
    from greenlint.catalog import CatalogError
    from greenlint.errors import UserError
    from greenlint.reports.clean import clean
    from greenlint.texts import _

    if isinstance(error, (UserError, CardError, CatalogError)):
        text = str(error)
    elif os.environ.get("GREENLINT_TRACEBACK"):
        raise error
    else:
        ask = _("internal error: {kind}: {error}; please report it (GREENLINT_TRACEBACK=1 shows where)")
        text = ask.format(kind=type(error).__name__, error=error)
    print(f"greenlint: {clean(text)}", file=sys.stderr)
    return FAILED
