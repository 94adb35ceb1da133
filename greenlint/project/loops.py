"""What kind of loop a loop is. Decided here once; every rule asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from greenlint.facts.model import (
    Attribute,
    CallRef,
    Collection,
    Comprehension,
    Const,
    Exit,
    Expr,
    Item,
    Mapping,
    Name,
    Operation,
)
from greenlint.project.render import render
from greenlint.project.values import Lib, Thunk
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.project import Project

LoopKind = Literal["data", "retry", "poll", "agent-turn", "interactive", "batch", "pagination", "stream", "condition"]

_RETRY = re.compile(r"attempt|retr(y|ies)|tries|trial", re.I)
_BATCH = re.compile(r"batch|chunk|slice|block", re.I)
_PAGE = re.compile(r"page|offset|cursor|next|token|skip|start|since|marker|after", re.I)
_TEXT = re.compile(
    r"(text|content|string|body|transcript|document|page|doc|str|html)$", re.I
)  # sliced: pieces, not batches
_ASKS = frozenset({"status", "http", "api"})
_LIMIT = re.compile(r"max|limit|budget|timeout|deadline|attempt|retr|tries|count|iter|step|round|turn|depth", re.I)
_STREAM = (
    "iter_lines",
    "iter_content",
    "iter_bytes",
    "iter_text",
    "aiter_lines",
    "aiter_bytes",
    "iter_any",
    "stream",
    "iter_chunked",
)
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

    def _inner_loop(self, block: int) -> int:
        return next((i for i in self.file.within(block) if self.file.block(i).kind in ("for", "while")), -1)

    def exit_tests(self, leave: Exit) -> list[Expr]:
        """The conditions under which one way out is taken."""
        found = []
        for index in self.file.within(leave.block):
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
        return {
            binding.name
            for binding in self.file.facts.bindings
            if binding.scope == self.scope and self.file.encloses(self.index, binding.order)
        } | set(self.facts.targets)

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
        """The number of rounds when the code states it."""
        return self.project.size_of(self.file, self.iterable, At(self.scope, self.facts.parent, self.facts.start))

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
        if self.facts.kind == "comprehension":
            return "batch" if self._is_batch() else "stream" if self._is_stream() else "data"
        if self.has_mark("human", "event"):
            return "interactive"
        if self._is_stream():
            return "stream"
        if self.facts.kind == "for":
            if self._is_retry():
                return "retry"
            if self._is_batch():
                return "batch"
            if self._is_poll():
                return "poll"
            if self._is_agent():
                return "agent-turn"
            return "pagination" if self._is_pagination() else "data"
        if self._is_retry():
            return "retry"
        if self._is_poll():
            return "poll"
        if self._is_agent():
            return "agent-turn"
        if self._is_pagination():
            return "pagination"
        return "batch" if self._is_batch() else "condition"

    @property
    def per_item(self) -> bool:
        """Runs once for each of many items: the kind of loop that multiplies a call."""
        return self.kind == "data" and self.facts.kind != "while"

    def _is_stream(self) -> bool:
        expr = self.facts.test
        if isinstance(expr, Attribute):
            return expr.name in _STREAM
        where = At(self.scope, self.facts.parent, self.facts.start)
        candidates: list[Call] = []
        if isinstance(expr, CallRef):
            call = self.project.call_at(self.file, expr.id)
            if call.text.rsplit(".", 1)[-1] in _STREAM:
                return True
            candidates.append(call)
        elif expr is not None and self.facts.kind != "while":
            for value in self.project.resolver.resolve(self.file, expr, where):
                if isinstance(value, Lib) and value.origin is not None:
                    candidates.append(self.project.call(value.origin))
        for call in candidates:
            if call.is_model and (call.args.get("stream").given or "stream" in call.path.rsplit(".", 1)[-1]):
                return True
        return False

    def _is_batch(self) -> bool:
        args = self.range_args
        if args is not None and len(args) == 3:
            return True
        if isinstance(self.iterable, CallRef):
            call = self.project.call_at(self.file, self.iterable.id)
            if "batcher" in call.marks or re.search(r"batch|chunks?$|chunked", call.text.rsplit(".", 1)[-1]):
                return bool("batcher" in call.marks or self._sliced(call))
        return self._slices_by_target() or self._over_slices()

    def _over_slices(self) -> bool:
        """Runs over a list of slices: `chunks = [data[i : i + n] for i in range(0, len(data), n)]`."""
        if self.iterable is None:
            return False
        where = At(self.scope, self.facts.parent, self.facts.start)
        return any(
            isinstance(value, Thunk) and isinstance(value.expr, Comprehension)
            and isinstance(value.expr.element, Item) and not _TEXT.search(_last(value.expr.element.base))
            and isinstance(value.expr.element.index, Operation) and value.expr.element.index.op == "slice"
            for value in self.project.resolver.resolve(self.file, self.iterable, where)
        )  # fmt: skip

    def _sliced(self, call: Call) -> bool:
        """A helper of the project named like a batcher that really cuts slices."""
        for fn in call.functions:
            file = fn.file
            for leave in file.exits_of.get(fn.scope, ()):
                if leave.value is not None and any(
                    isinstance(part, Operation) and part.op == "slice" for part in file.parts(leave.value)
                ):
                    return True
        return False

    def _slices_by_target(self) -> bool:
        """`texts[i : i + size]` inside a loop over `i`, or a while loop that cuts a slice off each round."""
        names = self.bound_names
        for call in self.calls:
            for arg in call.site.args:
                if self.facts.kind != "comprehension" and any(
                    self._slice_by(part, names) for part in self.file.parts(arg.value)
                ):
                    return True
        for binding in self.file.facts.bindings:
            if binding.scope == self.scope and self.file.encloses(self.index, binding.order):
                if self.facts.kind == "for" and self.range_args and self._slice_by(binding.value, names):
                    return True
        return False

    def _slice_by(self, expr: Expr, names: set[str]) -> bool:
        """`x[i : i + n]` with one of the names in its bounds."""
        is_slice = isinstance(expr, Item) and isinstance(expr.index, Operation) and expr.index.op == "slice"
        return is_slice and isinstance(expr, Item) and bool(self.file.names(expr.index) & names)

    def _is_retry(self) -> bool:
        costly = [call for call in self.calls if self.project.costs(call)]
        if not costly:
            return False
        if self.facts.kind == "for":
            named = any(_RETRY.search(name) for name in self.facts.targets) or (
                self.range_args is not None and any(_RETRY.search(render(self.file, arg)) for arg in self.range_args)
            )
            unused = all(name == "_" or not self._reads(name) for name in self.facts.targets)
            if self.range_args is None and not named:
                return False
            return (named or unused) and (
                self._caught_inside(costly) or (named and bool(self.exits)) or self._leaves_on_success(costly)
            )
        if self._retries_by_test(costly):
            return True
        return self._caught_inside(costly) and (
            self._leaves_on_success(costly) or self._repeats_on_error() or self._lowers_flag(costly)
        )

    def _lowers_flag(self, costly: list[Call]) -> bool:
        """`while trying:` with `trying = False` after the call in its `try`: left on the first success."""
        names = self.file.names(self.facts.test) if self.facts.test is not None else set()
        first = min(call.site.order for call in costly)
        return any(
            binding.name in names and isinstance(binding.value, Const) and isinstance(binding.value.value, bool)
            and binding.order > first and any(self.file.block(binding.block).parent == index or binding.block == index
                                              for index in self.tries)
            for binding in self.file.facts.bindings
        )  # fmt: skip

    def _retries_by_test(self, costly: list[Call]) -> bool:
        """`while response.status_code != 200: response = get(url)`: the same request until it works."""
        test = self.facts.test
        if test is None:
            return False
        text = render(self.file, test)
        return "status" in text and ("!=" in text or "not" in text) and "200" in text

    def _reads(self, name: str) -> bool:
        """Is the loop variable read inside, other than to print it?"""
        for use in self.file.uses.get(name, ()):
            if use.scope == self.scope and self.file.encloses(self.index, use.order):
                return True
        return False

    def _caught_inside(self, costly: list[Call]) -> bool:
        return any(self.file.encloses(block, call.site.order) for block in self.tries for call in costly)

    def _leaves_on_success(self, costly: list[Call]) -> bool:
        """A `break` or `return` that follows the call in the `try` or in the plain body."""
        first = min(call.site.order for call in costly)
        for leave in self.exits:
            if leave.kind == "raise" or leave.order < first:
                continue
            kinds = {self.file.block(index).kind for index in self.file.within(leave.block) if index > self.index}
            if "except" not in kinds and self._caught_inside(costly):
                return True
            if (
                leave.kind in ("break", "return")
                and not kinds & {"except", "for", "while"}
                and self._success_test(leave)
            ):
                return True
        return False

    def _success_test(self, leave: Exit) -> bool:
        text = " ".join(render(self.file, test) for test in self.exit_tests(leave))
        return bool(re.search(r"status_code|\.ok\b|success", text))

    def _repeats_on_error(self) -> bool:
        return any(
            leave.kind == "continue" and self.file.encloses(self.index, leave.order)
            and any(self.file.block(index).kind == "except" for index in self.file.within(leave.block))
            for leave in self.file.exits_of.get(self.scope, ())
        )  # fmt: skip

    def _asks_state(self, call: Call) -> bool:
        return call.kind in ("status", "http", "api", "search")

    def _is_poll(self) -> bool:
        """Asks the same thing again until the answer says stop."""
        asking = [call for call in self.calls if self._asks_state(call) or call.reaching(_ASKS)]
        if not asking:
            return False
        status = any(call.kind == "status" for call in asking) or self._same_question(asking)
        if self.facts.kind == "for" and not (self.range_args is not None and (self.waits or status)):
            return False
        if not (status or self.waits):
            return False
        if self.facts.kind == "for" and any(self._reads(name) for name in self.facts.targets if name != "_"):
            return False
        results = {name for call in asking for name in call.bound_names} | self._stored_from(asking)
        tests = [self.facts.test] if self.facts.kind == "while" and self.facts.test is not None else []
        for leave in self.exits:
            tests += self.exit_tests(leave)
        for test in tests:
            names = self.file.names(test)
            if names & results or any(isinstance(part, CallRef) and part.id in {c.key.index for c in asking}
                                      for part in self.file.parts(test)):  # fmt: skip
                return True
            if self._derived(names, results):
                return True
        return False

    def _same_question(self, asking: list[Call]) -> bool:
        """A `while` loop that sends the very same GET each round."""
        return self.facts.kind == "while" and any(
            call.kind == "http" and call.spec is not None and call.spec.method == "get" and call.site.args
            and not any(self.file.names(arg.value) & self.bound_names for arg in call.site.args)
            for call in asking
        )  # fmt: skip

    def _stored_from(self, asking: list[Call]) -> set[str]:
        """Names whose attribute or item takes an answer: `run.status = get_status(run.id)`."""
        wanted = {call.key.index for call in asking}
        return {
            root
            for root, stores in self.file.stores_on.items()
            for store in stores
            if self.file.encloses(self.index, store.order)
            and any(isinstance(part, CallRef) and part.id in wanted for part in self.file.parts(store.value))
        }

    def _derived(self, names: set[str], results: set[str]) -> bool:
        """Some name is computed from a result inside the loop."""
        for _ in range(3):
            wider = set(names)
            for binding in self.file.facts.bindings:
                if (
                    binding.scope == self.scope
                    and binding.name in names
                    and self.file.encloses(self.index, binding.order)
                ):
                    wider |= self.file.names(binding.value)
            if wider & results:
                return True
            if wider == names:
                return False
            names = wider
        return False

    def _is_agent(self) -> bool:
        """A message list grows and goes back to the model each round."""
        for call in self.calls:
            if call.kind not in ("chat",):
                continue
            for role in ("prompt", "history", "input"):
                found = call.args.get(role)
                if found.expr is not None and found.file is self.file and self.grows(self.file.names(found.expr)):
                    return self.facts.kind == "while" or self.range_args is not None
        return False

    def grows(self, names: set[str]) -> bool:
        """Some of these lists is appended to inside the loop."""
        for call in self.calls:
            func = call.site.func
            if isinstance(func, Attribute) and func.name in ("append", "extend", "insert") and call.receiver in names:
                return True
        return any(
            binding.kind == "augment" and binding.name in names and binding.scope == self.scope
            and self.file.encloses(self.index, binding.order)
            for binding in self.file.facts.bindings
        )  # fmt: skip

    def _is_pagination(self) -> bool:
        """A page, offset or cursor moves on with each request."""
        for call in self.calls:
            if call.kind not in ("http", "api", "search", "store"):
                continue
            for arg in call.site.args:
                names = self.file.names(arg.value) & self.bound_names
                if any(_PAGE.search(name) or name in ("pn", "p", "pg") for name in names):
                    return True
                if any(self._pages(part) for part in self._parts_inside(arg.value)):
                    return True
        return False

    def _pages(self, part: Expr) -> bool:
        """`{"page": n}`, or any number of a `range` sent as a parameter."""
        return isinstance(part, Mapping) and any(
            isinstance(key, Const) and isinstance(key.value, str) and self.file.names(item) & self.bound_names
            and (_PAGE.search(key.value) or (self.range_args is not None and not key.value.lower().endswith("id")))
            for key, item in part.items
        )  # fmt: skip

    def _parts_inside(self, expr: Expr) -> Iterator[Expr]:
        """Parts of an argument, through the names that are bound inside the loop."""
        yield from self.file.parts(expr)
        if isinstance(expr, Name) and expr.id in self.bound_names:
            for binding in self.file.bindings.get((self.scope, expr.id), ()):
                if self.file.encloses(self.index, binding.order):
                    yield from self.file.parts(binding.value)

    # -- bounds

    @cached_property
    def bounded(self) -> bool:
        """Ends by itself: counts, a deadline, a budget, or the data running out."""
        if self.facts.kind != "while":
            return True
        tests = [self.facts.test] if self.facts.test is not None else []
        for leave in self.exits:
            tests += self.exit_tests(leave)
        return any(self._counts(test) for test in tests) or self.has_mark("deadline") or self._timed_out

    @cached_property
    def _timed_out(self) -> bool:
        """Inside `with timeout(...)`."""
        for index in self.file.ancestors(self.facts.parent):
            block = self.file.block(index)
            if block.kind == "with" and isinstance(block.test, CallRef):
                call = self.project.call_at(self.file, block.test.id)
                if "deadline" in call.marks or re.search(r"timeout|deadline|time_limit|fail_after", call.text, re.I):
                    return True
        return False

    def _counts(self, test: Expr) -> bool:
        """A comparison with something that moves by itself: a counter, a clock, a length, a shrinking list."""
        for part in self.file.parts(test):
            if isinstance(part, Operation) and part.op in ("<", "<=", ">", ">=", "==", "!=", "compare"):
                ordered = part.op not in ("==", "!=")
                for side in part.operands:
                    if any(self._moves(name, ordered) for name in self.file.names(side)):
                        return True
                    for inner in self.file.parts(side):
                        if isinstance(inner, CallRef):
                            call = self.project.call_at(self.file, inner.id)
                            if "clock" in call.marks or (call.path == "builtins.len" and part.op != "=="):
                                return True
                    if (
                        isinstance(side, (Name, Attribute))
                        and _LIMIT.search(_last(side))
                        and part.op not in ("==", "!=")
                    ):
                        return True
            elif isinstance(part, Name) and (self._moves(part.id) or self._shrinks(part.id)):
                return True
        return False

    def _moves(self, name: str, any_step: bool = False) -> bool:
        """A number that the loop itself counts up or down."""
        return any(
            binding.name == name and self.file.encloses(self.index, binding.order)
            and _is_step(binding.value, name, any_step)
            for binding in self.file.facts.bindings
        )  # fmt: skip

    def _shrinks(self, name: str) -> bool:
        for call in self.calls:
            func = call.site.func
            if isinstance(func, Attribute) and func.name in ("pop", "popleft", "remove") and call.receiver == name:
                return True
        return False


def _is_step(value: Expr, name: str, any_step: bool) -> bool:
    """`n + 1`, `delay * 2`; with `any_step` also `n - done`."""
    if not isinstance(value, Operation) or not any(
        isinstance(part, Name) and part.id == name for part in value.operands
    ):
        return False
    if any_step and value.op in ("-", "Subtract"):
        return True
    return value.op in ("+", "-", "Subtract", "*", "Multiply", "Divide", "FloorDivide") and any(
        isinstance(part, Const) and isinstance(part.value, (int, float)) for part in value.operands
    )


def _last(expr: Expr) -> str:
    return expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Attribute) else ""


def literal_size(expr: Expr) -> int | None:
    match expr:
        case Collection(items=items) if not any(isinstance(item, Operation) and item.op == "star" for item in items):
            return len(items)
        case Mapping(items=items) if all(key is not None for key, _ in items):
            return len(items)
    return None
