"""A function (or a module's top level), linked: what it reaches, who runs it, and how often."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from greenlint.facts.model import CallRef, Expr, Item, Name, Scope
from greenlint.project.values import CallKey, Fn, Lib
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.loops import Loop
    from greenlint.project.project import Project

Context = Literal[
    "route", "event", "task", "startup", "cli", "test", "fixture", "property", "dunder", "rerun", "lambda"
]
RepeatKind = Literal["loop", "map", "apply", "fan-out", "route", "event", "task", "rerun", "property", "interactive"]

_DECORATED: dict[str, Context] = {
    "route-decorator": "route",
    "event-decorator": "event",
    "task-decorator": "task",
    "schedule-decorator": "task",
    "startup-decorator": "startup",
    "cli-decorator": "cli",
    "fixture-decorator": "fixture",
    "rerun-fragment": "rerun",
}
_REGISTERED: dict[str, Context] = {"event-register": "event", "route-register": "route", **_DECORATED}
_DUNDERS = {"__repr__", "__str__", "__eq__", "__hash__", "__len__", "__bool__", "__lt__", "__getattr__", "__format__"}
_TEST_FILE = re.compile(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.(py|ipynb)$")
_PER_ITEM: dict[str, RepeatKind] = {"executor-map": "map", "map": "map", "apply": "apply", "sort-key": "map"}
_DEPTH = 6
_TURNS = frozenset({"interactive", "agent-turn", "poll"})
_NEAR = 2  # callers away


@dataclass(frozen=True)
class Repeat:
    """Why a call runs more than once: a loop around it or around a caller, a handler, a rerun."""

    kind: RepeatKind
    chain: tuple[Call, ...]  # the calls from the repeating place down to (not including) the call itself
    loop: Loop | None = None
    function: Function | None = None  # the handler, for route / event / task / rerun
    site: Call | None = None  # the map / apply / fan-out call

    @property
    def size(self) -> int | None:
        return self.loop.size if self.loop else None


@dataclass(frozen=True)
class Reach:
    """A costly call that a function ends in: `chain` are the calls on the way, the costly one last."""

    chain: tuple[CallKey, ...]

    @property
    def end(self) -> CallKey:
        return self.chain[-1]


class Function:
    def __init__(self, project: Project, fn: Fn) -> None:
        self.project = project
        self.fn = Fn(fn.file, fn.scope)
        self.file: FileView = fn.file
        self.scope: Scope = fn.file.facts.scopes[fn.scope]

    def __repr__(self) -> str:
        return f"<Function {self.file.path}:{self.name}>"

    @property
    def name(self) -> str:
        return self.scope.name or "<module>"

    @property
    def is_module(self) -> bool:
        return self.scope.kind == "module"

    @cached_property
    def at(self) -> At:
        """Where the function is defined."""
        block = self.file.block(self.scope.block)
        return At(max(self.scope.parent, 0), max(block.parent, 0), block.start)

    @cached_property
    def calls(self) -> list[Call]:
        """Calls in its own code, nested functions left out."""
        return [self.project.call_at(self.file, index) for index in self.file.calls_of.get(self.fn.scope, ())]

    # -- reach

    @cached_property
    def reached(self) -> list[Reach]:
        return self.project.reached(self.fn)

    def reaches(self, kinds: frozenset[str]) -> list[Reach]:
        return [reach for reach in self.reached if self.project.call(reach.end).kind in kinds]

    @cached_property
    def kinds_reached(self) -> frozenset[str]:
        return frozenset(self.project.call(reach.end).kind for reach in self.reached)

    @cached_property
    def marks_reached(self) -> frozenset[str]:
        return self.project.marks_reached(self.fn)

    # -- callers and contexts

    @cached_property
    def callers(self) -> list[Call]:
        return self.project.callers(self.fn)

    @cached_property
    def handed_to(self) -> list[Call]:
        """Calls that take this function as an argument: map, apply, submit, a framework's registration."""
        return self.project.handed(self.fn)

    @cached_property
    def decorator_marks(self) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for decorator in self.scope.decorators:
            found |= self.project.marks_of(self.file, decorator, self.at)
        return found

    @cached_property
    def contexts(self) -> frozenset[Context]:
        found: set[Context] = {context for mark, context in _DECORATED.items() if mark in self.decorator_marks}
        if _TEST_FILE.search(self.file.path) or self.name.startswith("test_"):
            found.add("test")
        tails = {_tail(self.file, decorator) for decorator in self.scope.decorators}
        if "property" in tails:
            found.add("property")
        if self.name in _DUNDERS:
            found.add("dunder")
        if self.name in ("lambda_handler", "handler") and self._takes("event", "context"):
            found.add("route")
        for call in self.handed_to:
            found |= {context for mark, context in _REGISTERED.items() if mark in call.marks}
        if self._view() or self._handles():
            found.add("route")
        return frozenset(found)

    def _takes(self, *names: str) -> bool:
        return [param.name for param in self.scope.params][: len(names)] == list(names)

    def _view(self) -> bool:
        """A Django view: `request` first, in a module named like one."""
        return self._takes("request") and bool(re.search(r"(^|/)views?(/|\.py$)", self.file.path))

    def _handles(self) -> bool:
        """A method of a class that a framework calls for each request or message."""
        cls = self.file.method_class(self.fn.scope)
        if cls is None or self.scope.kind != "function":
            return False
        from greenlint.project.values import Cls

        bases = [base for base in self.project.resolver.mro(Cls(self.file, cls)) if isinstance(base, Lib)]
        handler = any("handler-base" in self.project.catalog.mark(base.path) for base in bases)
        return handler and self.name in ("get", "post", "put", "delete", "do_GET", "do_POST", "receive", "on_message",
                                         "forward", "dispatch", "process_item", "predict")  # fmt: skip

    @cached_property
    def in_test(self) -> bool:
        return bool(_TEST_FILE.search(self.file.path)) or "test" in self.contexts or "fixture" in self.contexts

    @property
    def by_hand(self) -> bool:
        """Buttons of a desktop program run it: one person, now and then."""
        return bool(self.handed_to) and all("desktop-button" in call.marks for call in self.handed_to)

    @cached_property
    def is_cached(self) -> bool:
        """A cache decorator answers repeated calls."""
        return bool(self.decorator_marks & {"cache-decorator", "cache-decorator-unbounded", "cached-property"})

    @cached_property
    def outer(self) -> Function | None:
        """The function that defines this one."""
        parent = self.scope.parent
        while parent >= 0 and self.file.scope(parent).kind == "class":
            parent = self.file.scope(parent).parent
        return self.project.function(Fn(self.file, parent)) if parent >= 0 else None

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Why this function runs many times; empty when nothing in the project says so."""
        return self._repeats(0, frozenset(), rounds=False)

    @cached_property
    def rounds(self) -> list[Repeat]:
        """The same, with the turns of `while` loops nearby: what is built in each is built too often."""
        return self._repeats(0, frozenset(), rounds=True)

    def _repeats(self, depth: int, seen: frozenset[tuple[int, int]], *, rounds: bool) -> list[Repeat]:
        mark = (id(self.file), self.fn.scope)
        if depth > _DEPTH or mark in seen or self.is_cached:
            return []
        seen |= {mark}
        found: list[Repeat] = []
        for context in ("route", "event", "task", "rerun"):
            if context in self.contexts:
                found.append(Repeat(context, (), function=self))
        if self.is_module and self.project.is_rerun_script(self.file):
            found.append(Repeat("rerun", (), function=self))
        for call in self.callers:
            if call.function.in_test and not self.in_test:
                continue
            for repeat in _turns(call) if rounds and depth < _NEAR else call.own_repeats:
                if repeat.loop is not None and _chosen_by(call, repeat.loop):
                    continue
                found.append(Repeat(repeat.kind, (call, *repeat.chain), repeat.loop, repeat.function, repeat.site))
            for repeat in call.function._repeats(depth + 1, seen, rounds=rounds):
                found.append(Repeat(repeat.kind, (*repeat.chain, call), repeat.loop, repeat.function, repeat.site))
            if len(found) > 12:
                return found
        for call in self.handed_to:
            for mark_name, kind in _PER_ITEM.items():
                if mark_name in call.marks:
                    found.append(Repeat(kind, (call,), site=call))
            if "thread-call" in call.marks:  # `await asyncio.to_thread(f, x)`: as if it were called here
                for repeat in (*call.own_repeats, *call.function._repeats(depth + 1, seen, rounds=rounds)):
                    found.append(Repeat(repeat.kind, (*repeat.chain, call), repeat.loop, repeat.function, repeat.site))
            spawned = bool(call.marks & {"executor-submit", "task-spawn", "thread", "gather"})
            if spawned or any(fn.file is self.file and fn.scope == self.fn.scope for fn in call.thread_runs):
                for repeat in call.own_repeats:
                    found.append(Repeat("fan-out", (call,), repeat.loop, repeat.function, call))
        if self.scope.kind == "lambda" and self.outer is not None and not self.handed_to:
            found += self.outer._repeats(depth + 1, seen, rounds=rounds)
        return found


def _turns(call: Call) -> list[Repeat]:
    """Its own loops over items, and those that turn for a person, an agent or a clock."""
    return [
        repeat for repeat in call.own_rounds
        if repeat.loop is not None and (repeat.loop.per_item or repeat.loop.kind in _TURNS)
    ]  # fmt: skip


def _chosen_by(call: Call, loop: Loop) -> bool:
    """`for make in factories: make()` and `table[name]()` run another function on each round."""
    func, targets = call.site.func, set(loop.facts.targets)
    chosen = func.index if isinstance(func, Item) else func
    return isinstance(func, (Name, Item)) and bool(call.file.names(chosen) & targets)


def _tail(file: FileView, expr: Expr) -> str:
    from greenlint.facts.model import Attribute

    while isinstance(expr, CallRef):
        expr = file.facts.calls[expr.id].func
    return expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Attribute) else ""
