"""CPython's own parse, kept from dying and from letting through what would kill or hang LibCST's.

Needs the standard library and `nesting` only, so that any interpreter can try it.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from typing import NamedTuple

from greenlint.sources.nesting import Refusal, kills_parser, too_deep

_LONG_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t][^\n]{20000}", re.M)  # CPython takes 1 s for three times that
_FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


class ParseFailure(NamedTuple):
    """What is wrong with a text that is no Python, in CPython's words; line and column from 1, in characters."""

    line: int
    column: int
    message: str


def parse(text: str) -> ast.Module | ParseFailure | Refusal:
    """The tree of a text with `await` allowed at its top, as in notebooks; or why there is none. Never raises."""
    if _LONG_IMPORT.search(text) or (sys.version_info < (3, 11) and kills_parser(text)):
        return Refusal(1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree: ast.Module = compile(text, "<source>", "exec", _FLAGS, dont_inherit=True)
    except SyntaxError as error:
        return ParseFailure(error.lineno or 1, max(1, error.offset or 1), error.msg)
    except (RecursionError, MemoryError):
        return Refusal(1)
    except ValueError as error:  # null characters, halves of surrogate pairs
        return ParseFailure(1, 1, str(error).split("\n")[0])
    return too_deep(tree, text) or tree
