"""Which fields of a LibCST node carry meaning, in source order; and a walk over them that builds nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import libcst as cst

# LibCST declares these out of source order.
_ORDER: dict[str, tuple[str, ...]] = {
    "FunctionDef": ("decorators", "type_parameters", "params", "returns", "body"),
    "ClassDef": ("decorators", "type_parameters", "bases", "keywords", "body"),
    "IfExp": ("body", "test", "orelse"),
    "Parameters": ("posonly_params", "params", "star_arg", "kwonly_params", "star_kwarg"),
    "ExceptHandler": ("type", "body"),
    "ExceptStarHandler": ("type", "body"),
    "MatchCase": ("pattern", "guard", "body"),
    "DictComp": ("key", "value", "for_in"),
}
_TRIVIA = {
    "lpar", "rpar", "leading_lines", "lines_after_decorators", "header", "footer", "comma", "semicolon", "equal",
    "operator", "dot", "lbracket", "rbracket", "lbrace", "rbrace", "colon", "indent", "asynchronous", "newline",
    "trailing_whitespace", "star", "encoding", "default_indent", "default_newline", "has_trailing_newline", "keyword",
    "first_colon", "second_colon", "async", "or_", "separator",
}  # fmt: skip


def _below(kind: type) -> Iterator[type]:
    yield kind
    inner: type
    for inner in kind.__subclasses__():
        yield from _below(inner)


# nodes are abstract classes: asking `isinstance` takes most of a walk's time
_NODES: frozenset[Any] = frozenset(_below(cst.CSTNode))


@cache
def semantic_fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """Names of the fields of this node class to descend into, in source order."""
    ordered = _ORDER.get(kind.__name__)
    if ordered is not None:
        names = {field.name for field in dataclasses.fields(kind)}
        return tuple(name for name in ordered if name in names)
    return tuple(
        field.name
        for field in dataclasses.fields(kind)
        if not field.name.startswith(("whitespace", "_")) and field.name not in _TRIVIA
    )


def children(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes directly below, in source order, trivia left out."""
    for name in semantic_fields(node.__class__):
        value: Any = getattr(node, name)
        if value.__class__ in _NODES:
            yield value
        elif value.__class__ is tuple or value.__class__ is list:
            for item in value:
                if item.__class__ in _NODES:
                    yield item
