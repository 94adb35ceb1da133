"""Streams, agent turns and pages: loops in which each round goes on from the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from greenlint.facts.model import Attribute, CallRef, Const, Expr, Mapping, Name
from greenlint.project.values import Lib
from greenlint.project.view import At

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.loops import Loop
_PAGE = re.compile(r"page|offset|cursor|next|token|skip|start|since|marker|after", re.I)
_STREAM = (
    "iter_lines", "iter_content", "iter_bytes", "iter_text", "aiter_lines", "aiter_bytes", "iter_any", "stream",
    "iter_chunked",
)  # fmt: skip


def is_stream(loop: Loop) -> bool:
    expr = loop.facts.test
    if isinstance(expr, Attribute):
        return expr.name in _STREAM
    where = At(loop.scope, loop.facts.parent, loop.facts.start)
    candidates: list[Call] = []
    if isinstance(expr, CallRef):
        call = loop.project.call_at(loop.file, expr.id)
        if call.text.rsplit(".", 1)[-1] in _STREAM:
            return True
        candidates.append(call)
    elif expr is not None and loop.facts.kind != "while":
        for value in loop.project.resolver.resolve(loop.file, expr, where):
            if isinstance(value, Lib) and value.origin is not None:
                candidates.append(loop.project.call(value.origin))
    for call in candidates:
        if call.is_model and (call.args.get("stream").given or "stream" in call.path.rsplit(".", 1)[-1]):
            return True
    return False


def is_agent(loop: Loop) -> bool:
    """A message list grows and goes back to the model each round."""
    for call in loop.calls:
        if call.kind not in ("chat",):
            continue
        for role in ("prompt", "history", "input"):
            found = call.args.get(role)
            if found.expr is not None and found.file is loop.file and loop.grows(loop.file.names(found.expr)):
                return loop.facts.kind == "while" or loop.range_args is not None
    return False


def is_pagination(loop: Loop) -> bool:
    """A page, offset or cursor moves on with each request."""
    for call in loop.calls:
        if call.kind not in ("http", "api", "search", "store"):
            continue
        for arg in call.site.args:
            names = loop.file.names(arg.value) & loop.bound_names
            if any(_PAGE.search(name) or name in ("pn", "p", "pg") for name in names):
                return True
            if any(_pages(loop, part) for part in _parts_inside(loop, arg.value)):
                return True
    return False


def _pages(loop: Loop, part: Expr) -> bool:
    """`{"page": n}`, or any number of a `range` sent as a parameter."""
    return isinstance(part, Mapping) and any(
        isinstance(key, Const) and isinstance(key.value, str) and loop.file.names(item) & loop.bound_names
        and (_PAGE.search(key.value) or (loop.range_args is not None and not key.value.lower().endswith("id")))
        for key, item in part.items
    )  # fmt: skip


def _parts_inside(loop: Loop, expr: Expr) -> Iterator[Expr]:
    """Parts of an argument, through the names that are bound inside the loop."""
    yield from loop.file.parts(expr)
    if isinstance(expr, Name) and expr.id in loop.bound_names:
        for binding in loop.file.bindings.get((loop.scope, expr.id), ()):
            if loop.file.encloses(loop.index, binding.order):
                yield from loop.file.parts(binding.value)
