"""What kind of loop a loop is: decided here, once; every rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenlint.project.batching import is_batch
from greenlint.project.polling import is_poll
from greenlint.project.retrying import is_retry
from greenlint.project.turns import is_agent, is_pagination, is_stream

if TYPE_CHECKING:
    from greenlint.project.loops import Loop, LoopKind


def kind_of(loop: Loop) -> LoopKind:
    """The first that fits: who paces the loop comes before what it does."""
    if loop.facts.kind == "comprehension":
        return "batch" if is_batch(loop) else "stream" if is_stream(loop) else "data"
    if loop.has_mark("human", "event"):
        return "interactive"
    if is_stream(loop):
        return "stream"
    if loop.facts.kind == "while" and is_agent(loop):
        return "agent-turn"
    if is_retry(loop):
        return "retry"
    if loop.facts.kind == "for" and is_batch(loop):
        return "batch"
    if is_poll(loop):
        return "poll"
    if is_agent(loop):
        return "agent-turn"
    if is_pagination(loop):
        return "pagination"
    if loop.facts.kind == "for":
        return "data"
    return "batch" if is_batch(loop) else "condition"
