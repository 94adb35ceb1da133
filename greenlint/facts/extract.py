"""One source -> its facts: one walk over the tree of CPython's parser. Depends on that source alone."""

from __future__ import annotations

import ast
import sys

from greenlint.facts.model import Facts
from greenlint.facts.places import Places
from greenlint.facts.recorder import Recorder
from greenlint.facts.statements import Statements

_RECURSION_LIMIT = 10_000  # the gate has refused anything nested deeper


def extract(path: str, text: str, tree: ast.Module, cells: tuple[tuple[int, int, int], ...] = ()) -> Facts:
    """Facts of one source that passed the gate; `tree` is the gate's parse of the same text."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        lines = text.count("\n") + 1
        recorder = Recorder(Places(text), lines)
        Statements(recorder).body(tree.body)
        return recorder.facts(path, lines, cells)
    finally:
        sys.setrecursionlimit(limit)
