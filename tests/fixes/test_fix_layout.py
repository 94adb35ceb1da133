"""Items out of brackets and into them: comments stay, other characters do not move."""

from __future__ import annotations

import ast

import pytest

from greenlint.fixes.edit import edited
from greenlint.fixes.layout import Item, with_last, without


def items_of(text: str) -> tuple[list[Item], int]:
    """The arguments of the one call in an ASCII text, and its closing bracket."""
    call = next(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def item(node: ast.expr | ast.keyword) -> Item:
        return Item(
            starts[node.lineno - 1] + node.col_offset,
            starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0),
        )

    parts = sorted((item(node) for node in (*call.args, *call.keywords)), key=lambda part: part.start)
    return parts, starts[(call.end_lineno or 1) - 1] + (call.end_col_offset or 0) - 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(n=5)", "f()"),
        ("f(n=5,)", "f()"),
        ("f(\n    n=5,\n)", "f(\n)"),
        ("f(\n    n=5\n)", "f(\n)"),
        ("f(n=5, a=1)", "f(a=1)"),
        ("f(a=1, n=5)", "f(a=1)"),
        ("f(a=1, n=5,)", "f(a=1,)"),
        ("f(a=1, n=5, b=2)", "f(a=1, b=2)"),
        ("f(a=1 , n=5 , b=2)", "f(a=1 , b=2)"),
        ("f(a=1, n=(5), b=2)", "f(a=1, b=2)"),
        ("f(\n    a=1,\n    n=5,\n    b=2,\n)", "f(\n    a=1,\n    b=2,\n)"),
        ("f(\n    a=1,\n    b=2,\n    n=5,\n)", "f(\n    a=1,\n    b=2,\n)"),
        ("f(\n    a=1,\n    b=2,\n    n=5\n)", "f(\n    a=1,\n    b=2,\n)"),
        ("f(\n    a=1,  # one\n    n=5,\n    b=2,\n)", "f(\n    a=1,  # one\n    b=2,\n)"),
        ("f(\n    a=1,\n    n=5,  # five\n    b=2,\n)", "f(\n    a=1,\n    # five\n    b=2,\n)"),
        ("f(\n    a=1,\n    n=5  # five\n)", "f(\n    a=1,\n    # five\n)"),
        ("f(\n    a=1,\n    # five\n    n=5,\n)", "f(\n    a=1,\n    # five\n)"),
        ("f(\n    a=1, n=5\n)", "f(\n    a=1\n)"),
        ("f(\n    a=1, n=5,\n    b=2,\n)", "f(\n    a=1,\n    b=2,\n)"),
        ("f(a=1,\n  n=5)", "f(a=1)"),
        ("f(a=1,\n  n=5,\n  b=2)", "f(a=1,\n  b=2)"),
        ("f(a=1,  # one\n  n=5)", "f(a=1,  # one\n  )"),
        ("f(n=5,\n  a=1)", "f(\n  a=1)"),
        ("f(n=5,  # five\n  a=1)", "f(  # five\n  a=1)"),
        ("f(a=1, n=5,  # five\n  b=2)", "f(a=1,  # five\n  b=2)"),
        ("f(\n\ta=1,\n\tn=5,\n)", "f(\n\ta=1,\n)"),
        ("f(\n    a=1,\n    n=5, b=2)", "f(\n    a=1,\n    b=2)"),
    ],
)
def test_an_item_goes(before: str, after: str) -> None:
    items, close = items_of(before)
    index = next(index for index, item in enumerate(items) if before[item.start] == "n")
    assert edited(before, [without(before, items, index, close)]) == after
    ast.parse(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f()", "f(n=5)"),
        ("f(a)", "f(a, n=5)"),
        ("f(a, b=1)", "f(a, b=1, n=5)"),
        ("f(a, b=1,)", "f(a, b=1, n=5,)"),
        ("f(\n    a, b=1\n)", "f(\n    a, b=1, n=5\n)"),
        ("f(\n    a,\n    b=1,\n)", "f(\n    a,\n    b=1,\n    n=5,\n)"),
        ("f(\n    a,\n    b=1\n)", "f(\n    a,\n    b=1,\n    n=5,\n)"),
        ("f(\n    a,\n    b=1,  # one\n)", "f(\n    a,\n    b=1,  # one\n    n=5,\n)"),
        ("f(\n    a,\n    b=1  # one\n)", "f(\n    a,\n    b=1,  # one\n    n=5,\n)"),
        ("f(a,\n  b=1)", "f(a,\n  b=1,\n  n=5)"),
        ("f(a=[\n    1,\n    2,\n])", "f(a=[\n    1,\n    2,\n], n=5)"),
        ("f(\n    a=[\n        1,\n    ]\n)", "f(\n    a=[\n        1,\n    ],\n    n=5,\n)"),
        ("f(\n    a,  # one\n    # two\n)", "f(\n    a,  # one\n    n=5,\n    # two\n)"),
    ],
)
def test_an_item_comes_last(before: str, after: str) -> None:
    items, close = items_of(before)
    assert edited(before, with_last(before, items, "n=5", close)) == after
    ast.parse(after)
