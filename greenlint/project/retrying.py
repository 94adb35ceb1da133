"""Is a loop a retry: the same call until it works?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenlint.facts.model import Const, Exit
from greenlint.project.render import render

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.loops import Loop
_RETRY = re.compile(r"attempt|retr(y|ies)|tries|trial", re.I)


def is_retry(loop: Loop) -> bool:
    costly = [call for call in loop.calls if loop.project.costs(call)]
    if not costly:
        return _tries_function(loop)
    if loop.facts.kind == "for":
        named = any(_RETRY.search(name) for name in loop.facts.targets) or (
            loop.range_args is not None and any(_RETRY.search(render(loop.file, arg)) for arg in loop.range_args)
        )
        unused = all(name == "_" or not loop.reads(name) for name in loop.facts.targets)
        if loop.range_args is None and not named:
            return False
        return (named or unused) and (
            _caught_inside(loop, costly) or (named and bool(loop.exits)) or _leaves_on_success(loop, costly)
        )
    if _retries_by_test(loop, costly):
        return True
    return _caught_inside(loop, costly) and (
        _leaves_on_success(loop, costly) or _repeats_on_error(loop) or _lowers_flag(loop, costly)
    )


def _tries_function(loop: Loop) -> bool:
    """A function that ends in a costly call, in a `try`: the loop counts attempts, or ends once it worked.

    Narrower than for a plain request: a worker or a daemon also calls functions in a `try`, round after round.
    """
    tried = [call for call in loop.calls if loop.project.leads_to_cost(call)]
    if not tried or not _caught_inside(loop, tried):
        return False
    ranges = loop.range_args
    heads = [loop.facts.test] if loop.facts.kind == "while" and loop.facts.test is not None else ranges or []
    if any(_RETRY.search(text) for text in (*loop.facts.targets, *(render(loop.file, head) for head in heads))):
        return True
    first = min(call.site.order for call in tried)
    return (loop.facts.kind == "while" or ranges is not None) and loop.left_at_once(first)


def _lowers_flag(loop: Loop, costly: list[Call]) -> bool:
    """`while trying:` with `trying = False` after the call in its `try`: left on the first success."""
    names = loop.file.names(loop.facts.test) if loop.facts.test is not None else set()
    first = min(call.site.order for call in costly)
    return any(
        binding.name in names and isinstance(binding.value, Const) and isinstance(binding.value.value, bool)
        and binding.order > first and any(loop.file.block(binding.block).parent == index or binding.block == index
                                          for index in loop.tries)
        for binding in loop.file.facts.bindings
    )  # fmt: skip


def _retries_by_test(loop: Loop, costly: list[Call]) -> bool:
    """`while response.status_code != 200: response = get(url)`: the same request until it works."""
    test = loop.facts.test
    if test is None:
        return False
    text = render(loop.file, test)
    return "status" in text and ("!=" in text or "not" in text) and "200" in text


def _caught_inside(loop: Loop, costly: list[Call]) -> bool:
    return any(loop.file.encloses(block, call.site.order) for block in loop.tries for call in costly)


def _leaves_on_success(loop: Loop, costly: list[Call]) -> bool:
    """A `break` or `return` that follows the call in the `try` or in the plain body."""
    first = min(call.site.order for call in costly)
    for leave in loop.exits:
        if leave.kind == "raise" or leave.order < first:
            continue
        kinds = {loop.file.block(index).kind for index in loop.file.within(leave.block) if index > loop.index}
        if "except" not in kinds and _caught_inside(loop, costly):
            return True
        if leave.kind in ("break", "return") and not kinds & {"except", "for", "while"} and _success_test(loop, leave):
            return True
    return False


def _success_test(loop: Loop, leave: Exit) -> bool:
    text = " ".join(render(loop.file, test) for test in loop.exit_tests(leave))
    return bool(re.search(r"status_code|\.ok\b|success", text))


def _repeats_on_error(loop: Loop) -> bool:
    return any(
        leave.kind == "continue" and loop.file.encloses(loop.index, leave.order)
        and any(loop.file.block(index).kind == "except" for index in loop.file.within(leave.block))
        for leave in loop.file.exits_of.get(loop.scope, ())
    )  # fmt: skip
