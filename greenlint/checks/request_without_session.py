"""Requests to one host, each over a connection of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import ONE, Match, chain_text, times
from greenlint.checks.requests import host, is_local, other_hosts, own_connection
from greenlint.footprint.waste import Operation, Waste
from greenlint.project import Call, Repeat

_MANY = ("data", "pagination", "batch", "condition", "poll")
_FILE = re.compile(r"exists|isfile|is_file|listdir")  # skips some downloads; the others still connect anew
_SEVERAL = 4  # so many calls to one host in one function are a session's job without any loop
_CONNECTION = Operation(kind="connection")


def check(call: Call) -> Iterator[Match]:
    if not own_connection(call) or call.function.in_test or is_local(call):
        return
    shown = host(call) or "?"
    values = {"call": call.text, "host": shown, "function": call.function.name}
    if other_hosts(call):
        return
    loop = next((item for item in call.loops if item.kind in _MANY), None)
    if loop is not None and (loop.size is None or loop.size > 1):
        yield Match(call, "default" if host(call) else "any-host", {**values, "loop": loop.text},
                    waste=_waste(loop.size), level="info" if _few(loop.size) else None, root=_root(call))  # fmt: skip
        return
    repeat = _hot(call)
    if call.is_model and (repeat is None or repeat.function is not None):
        return  # next to one answer of a model a handshake is little: only a loop makes many
    if repeat is not None and (repeat.function is None or host(call)):
        reason = "route" if repeat.function is not None else "wrapper"
        handler = repeat.function.name if repeat.function else call.function.name
        loop_text = repeat.loop.text if repeat.loop else repeat.site.text if repeat.site else ""
        yield Match(
            call,
            reason if host(call) else "wrapper-any-host",
            {**values, "function": handler, "loop": loop_text, "chain": chain_text([*repeat.chain, call])},
            waste=_waste(repeat.size),
            level=None if reason == "wrapper" and not _few(repeat.size) else "info",
            confidence="high" if reason == "wrapper" else "medium",
            chain=[*repeat.chain[1:], call] if reason == "wrapper" else [],
            root=_root(call),
        )
        return
    count = len([other for other in _siblings(call) if other.site.scope == call.site.scope])
    if count >= 2:
        yield Match(
            call, "several", {**values, "count": str(count)}, waste=_waste(count), root=_root(call),
            confidence="medium", level=None if count >= _SEVERAL else "info",
        )  # fmt: skip


def _few(rounds: int | None) -> bool:
    return rounds is not None and rounds < _SEVERAL


def _siblings(call: Call) -> list[Call]:
    """Requests of the same file to the same host, over connections of their own; the call included."""
    mine = host(call)
    if not mine:
        return []
    found = [call.project.call_at(call.file, index) for index in range(len(call.file.facts.calls))]
    return [
        other for other in found
        if own_connection(other) and host(other) == mine
        and (other is call or not call.file.exclusive(other.site.block, call.site.block))
    ]  # fmt: skip


def _hot(call: Call) -> Repeat | None:
    for repeat in call.function.repeats:
        guarded = any(step.cache and not _FILE.search(step.cache) for step in (call, *repeat.chain))
        clicked = repeat.function is not None and repeat.function.by_hand
        if repeat.kind in ("loop", "map", "apply", "fan-out", "route", "event") and not guarded and not clicked:
            return repeat
    return _stepped(call)


def _stepped(call: Call) -> Repeat | None:
    """A caller goes through batches, pages or a `while`: not one item a round, but a request a round all the same."""
    for caller in call.function.callers:
        loop = next((item for item in caller.loops if item.kind in _MANY), None)
        if loop is not None and not caller.function.in_test and not caller.cache:
            return Repeat("loop", (caller,), loop)
    return None


def _root(call: Call) -> object:
    return (call.file.path, "session")


def _waste(size: int | None) -> Waste:
    return Waste(unit="connections", now=times(size), after=ONE, operation=_CONNECTION)
