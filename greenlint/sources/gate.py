"""The gate: CPython's verdict, with its words, on each source."""

from __future__ import annotations

import ast

from greenlint.finding import Notice
from greenlint.sources.nesting import Refusal
from greenlint.sources.parse import ParseFailure, parse
from greenlint.sources.source import Source
from greenlint.texts import _


def gate(source: Source) -> ast.Module | ParseFailure | Notice:
    """The tree of a source; or where it is no Python (lines of `source.text`); or that it nests too deep."""
    tree = parse(source.text)
    if not isinstance(tree, Refusal):
        return tree
    text = _("{path}: skipped, it nests too deep to be read near line {line}; split the expression there")
    return Notice(path=source.path, code="too-deep", text=text.format(path=source.path, line=tree.line))
