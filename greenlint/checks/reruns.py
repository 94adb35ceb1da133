"""Shared by the rules on Streamlit: what runs at every rerun of the page, and what a button or the session gates."""

from __future__ import annotations

import re

from greenlint.facts.model import CallRef, Expr, Name
from greenlint.project import Call
from greenlint.project.render import render
from greenlint.project.view import FileView

_GATES = {"event-gate", "human"}
_STATE = re.compile(r"session_state|submitted|clicked|pressed|button|btn")
_DEPTH = 4


def gated(call: Call) -> bool:
    """Runs only after a click, a submitted form, a message, or once in a session."""
    return bool(call.cache) or call.function.is_cached or _under_gate(call) or _stopped_before(call)


def _under_gate(call: Call) -> bool:
    conditional = ("if", "else", "while", "and", "or", "case", "for")
    blocks = (call.file.block(index) for index in call.file.within(call.site.block))
    return any(block.kind in conditional and block.test is not None and is_gate(call, block.test) for block in blocks)


def _stopped_before(call: Call) -> bool:
    """`if not st.button(...): st.stop()` (or `return`) earlier in the same function."""
    file, scope = call.file, call.site.scope
    stops = [
        (found.site.block, found.site.order)
        for found in call.function.calls
        if "rerun-stop" in found.marks and found.site.order < call.site.order
    ]
    stops += [(leave.block, leave.order) for leave in file.exits_of.get(scope, ()) if leave.order < call.site.order]
    for block, _ in stops:
        for index in file.within(block):
            test = file.block(index).test
            if file.block(index).kind in ("if", "else") and test is not None and is_gate(call, test):
                return not file.encloses(index, call.site.order)
    return False


def is_gate(call: Call, test: Expr, depth: int = 0, seen: set[int] | None = None) -> bool:
    """A condition that somebody's action makes true, or that reads the session's state."""
    file, project = call.file, call.project
    seen = set() if seen is None else seen
    if id(test) in seen:
        return False
    seen.add(id(test))
    if _STATE.search(render(file, test)):
        return True
    for part in file.parts(test):
        if isinstance(part, CallRef) and project.call_at(file, part.id).marks & _GATES:
            return True
        if (
            isinstance(part, Name)
            and depth < _DEPTH
            and any(is_gate(call, value, depth + 1, seen) for value in _values(file, call, part.id))
        ):
            return True
    return False


def _values(file: FileView, call: Call, name: str) -> list[Expr]:
    scope = call.site.scope
    while scope >= 0:
        found = file.bindings.get((scope, name))
        if found:
            return [binding.value for binding in found if binding.kind in ("assign", "augment", "for")]
        scope = file.scope(scope).parent
    return []
