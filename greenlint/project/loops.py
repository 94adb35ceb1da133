"""What kind of loop a loop is. Decided here once; every rule asks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from greenlint.facts.model import (
    Attribute,
    Binding,
    CallRef,
    Const,
    Exit,
    Expr,
)
from greenlint.project.render import render
from greenlint.project.sizes import size_of
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.project import Project

LoopKind = Literal["data", "retry", "poll", "agent-turn", "interactive", "batch", "pagination", "stream", "condition"]

_BARS = ("tqdm", "stqdm", "rich", "alive_progress", "progressbar", "fastprogress")
_UNWRAPPED = {
    f"builtins.{name}" for name in ("enumerate", "zip", "list", "sorted", "reversed", "tuple", "iter", "set")
}  # their first argument is what is iterated


class Loop:
    """A `for`, a `while` or one `for` clause of a comprehension."""

    def __init__(self, project: Project, file: FileView, index: int) -> None:
        self.project = project
        self.file = file
        self.index = index
        self.facts = file.facts.blocks[index]
        self.scope = self.facts.scope

    def __repr__(self) -> str:
        return f"<Loop {self.file.path}:{self.line} {self.text} ({self.kind})>"

    @property
    def line(self) -> int:
        return self.facts.span.line if self.facts.span else 0

    @cached_property
    def text(self) -> str:
        """`for row in rows`, `while True`."""
        if self.facts.kind == "while":
            return f"while {render(self.file, self.facts.test)}"
        return f"for {', '.join(self.facts.targets)} in {render(self.file, self.facts.test)}"

    # -- what happens inside

    @cached_property
    def calls(self) -> list[Call]:
        """Calls made each round, nested functions left out."""
        return [self.project.call_at(self.file, index) for index in self.file.calls_in(self.index)]

    def has_mark(self, *kinds: str) -> bool:
        """Some call inside is one of these marks, or runs a function of the project that makes one."""
        wanted = frozenset(kinds)
        return any(
            call.marks & wanted or any(self.project.function(fn).marks_reached & wanted for fn in call.functions)
            for call in self.calls
        )

    @cached_property
    def waits(self) -> bool:
        return self.has_mark("wait", "random-wait")

    @cached_property
    def exits(self) -> list[Exit]:
        """Ways out: `return`, `raise`, and `break` of this loop."""
        found = []
        for leave in self.file.exits_of.get(self.scope, ()):
            if not self.file.encloses(self.index, leave.order) or leave.kind in ("yield", "continue"):
                continue
            if leave.kind == "break" and self._inner_loop(leave.block) != self.index:
                continue
            found.append(leave)
        for call in self.calls:
            if call.path in ("sys.exit", "builtins.exit", "builtins.quit", "os._exit"):
                found.append(Exit("raise", None, self.scope, call.site.block, call.site.order))
        return found

    def left_at_once(self, after: int) -> bool:
        """A `return` or `break` further on that nothing but an error holds back: the first success ends it."""
        return any(
            leave.kind in ("return", "break") and leave.order > after and not self.tests_around(leave.block)
            and not any(self.file.block(index).kind == "except" for index in self.file.within(leave.block)
                        if index > self.index)
            for leave in self.exits
        )  # fmt: skip

    def _inner_loop(self, block: int) -> int:
        return next((i for i in self.file.within(block) if self.file.block(i).kind in ("for", "while")), -1)

    def exit_tests(self, leave: Exit) -> list[Expr]:
        """The conditions under which one way out is taken."""
        return self.tests_around(leave.block)

    def tests_around(self, block_index: int) -> list[Expr]:
        """The conditions between the loop and a block inside it."""
        found = []
        for index in self.file.within(block_index):
            if index == self.index:
                break
            block = self.file.block(index)
            if block.kind in ("if", "else", "case") and block.test is not None:
                found.append(block.test)
        return found

    @cached_property
    def tries(self) -> list[int]:
        """`try` blocks directly inside (not inside an inner loop)."""
        return [
            index
            for index, block in enumerate(self.file.facts.blocks)
            if block.kind == "try" and block.scope == self.scope
            and self.facts.start <= block.start < self.facts.end
        ]  # fmt: skip

    @cached_property
    def bound_names(self) -> set[str]:
        """Names that get a value inside the loop, its own targets included."""
        return {binding.name for binding in self.bindings} | set(self.facts.targets)

    @cached_property
    def bindings(self) -> list[Binding]:
        """Bindings of its scope made inside the loop."""
        return [
            binding
            for binding in self.file.facts.bindings
            if binding.scope == self.scope and self.file.encloses(self.index, binding.order)
        ]

    # -- size

    @cached_property
    def iterable(self) -> Expr | None:
        """What is iterated, without `enumerate`, `zip`, `tqdm` and their like."""
        return self.unwrap(self.facts.test) if self.facts.kind != "while" else None

    def unwrap(self, expr: Expr | None) -> Expr | None:
        for _ in range(4):
            if not isinstance(expr, CallRef):
                return expr
            call = self.project.call_at(self.file, expr.id)
            wraps = call.path in _UNWRAPPED or ("iterates" in call.marks and call.path.startswith(_BARS))
            if not wraps or not call.plain_args:
                return expr
            expr = call.plain_args[0].value
        return expr

    @cached_property
    def size(self) -> int | None:
        """The number of rounds when the code states it; a list that begins empty is filled somewhere."""
        size = size_of(self.project, self.file, self.iterable, At(self.scope, self.facts.parent, self.facts.start))
        return size if size is not None and size > 0 else None

    @cached_property
    def range_args(self) -> list[Expr] | None:
        """Arguments of `range(...)` when that is what is iterated."""
        if isinstance(self.iterable, CallRef):
            call = self.project.call_at(self.file, self.iterable.id)
            if call.path == "builtins.range":
                return [arg.value for arg in call.plain_args]
        return None

    # -- kind

    @cached_property
    def kind(self) -> LoopKind:
        from greenlint.project.loop_kinds import kind_of

        return kind_of(self)

    @property
    def per_item(self) -> bool:
        """Runs once for each of many items: the kind of loop that multiplies a call."""
        return self.kind == "data" and self.facts.kind != "while"

    def reads(self, name: str) -> bool:
        """Is the loop variable read inside, other than to print it?"""
        for use in self.file.uses.get(name, ()):
            if use.scope == self.scope and self.file.encloses(self.index, use.order):
                return True
        return False

    def grows(self, names: set[str]) -> bool:
        """Some of these lists is appended to inside the loop."""
        return bool(self._appended & names) or any(
            binding.kind == "augment" and binding.name in names for binding in self.bindings
        )

    @cached_property
    def _appended(self) -> set[str | None]:
        return {
            call.receiver
            for call in self.calls
            if isinstance(call.site.func, Attribute) and call.site.func.name in ("append", "extend", "insert")
        }

    # -- bounds

    @cached_property
    def bounded(self) -> bool:
        """Ends by itself: counts, a deadline, a budget, or the data running out."""
        from greenlint.project.bounds import is_bounded

        return is_bounded(self)

    @cached_property
    def tests(self) -> list[Expr]:
        """Every condition that can end it: its own test, and those of its ways out."""
        own = [self.facts.test] if self.facts.kind == "while" and self.facts.test is not None else []
        flags = {name for test in own for name in self.file.names(test)}
        lowered = [b for b in self.bindings if b.name in flags and isinstance(b.value, Const)]
        places = [leave.block for leave in self.exits] + [binding.block for binding in lowered]
        return own + [test for block in places for test in self.tests_around(block)]
