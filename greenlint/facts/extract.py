"""One source -> its facts: LibCST parse, positions, one walk. Depends on that source alone."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst

from greenlint.facts import ExtractionError
from greenlint.facts.model import Facts
from greenlint.facts.positions import spans_of
from greenlint.facts.recorder import Recorder
from greenlint.facts.statements import Statements

_RECURSION_LIMIT = 10_000  # the gate has refused anything nested deeper


def extract_facts(path: str, text: str, tree: ast.Module, cells: tuple[tuple[int, int, int], ...]) -> Facts:
    """See `greenlint.facts.extract`."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        with _unvalidated():
            module = cst.parse_module(text)
        lines = text.count("\n") + 1
        recorder = Recorder(spans_of(module, tree, text), lines)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd escapes in the strings that are evaluated
            Statements(recorder).body(module.body)
        return recorder.facts(path, lines, cells)
    except (cst.ParserSyntaxError, RecursionError) as error:
        raise ExtractionError(str(error).split("\n")[0][:200] or type(error).__name__) from error
    finally:
        sys.setrecursionlimit(limit)


@contextmanager
def _unvalidated() -> Iterator[None]:
    """Without the check that each node makes of itself, a fifth of the time of a parse.

    It finds mistakes in trees that are built by hand; the parser makes none. Were a node built by hand in another
    thread meanwhile, it would only go unchecked.
    """
    check = cst.CSTNode.__post_init__
    cst.CSTNode.__post_init__ = staticmethod(bool)  # type: ignore[method-assign, assignment]  # does nothing, in C
    try:
        yield
    finally:
        cst.CSTNode.__post_init__ = check  # type: ignore[method-assign]
