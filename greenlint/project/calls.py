"""A call site, linked: what it calls, what that costs, and where its arguments come from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from greenlint.catalog.specs import CallSpec, ObjectSpec
from greenlint.facts.model import Arg, Attribute, CallRef, CallSite, Expr, Item, Name, Scope
from greenlint.finding import Span
from greenlint.project.caching import cache_of
from greenlint.project.functions import Repeat
from greenlint.project.render import render, render_callee
from greenlint.project.values import CallKey, Cls, Fn, Lib, Obj, Value
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.arguments import Arguments
    from greenlint.project.functions import Function
    from greenlint.project.loops import Loop
    from greenlint.project.project import Project

MODEL_KINDS = frozenset(
    {"chat", "embed", "image", "video", "speech", "transcribe", "rerank", "moderate", "classify", "local"}
)
HANDLER_MARKS = frozenset(
    {"route-decorator", "event-decorator", "task-decorator", "startup-decorator", "cli-decorator"}
)
REMOTE_KINDS = frozenset({"http", "status", "store", "search", "api"})


class Call:
    """One call of the project. Everything is worked out when asked for."""

    def __init__(self, project: Project, key: CallKey) -> None:
        self.project = project
        self.key = key
        self.file: FileView = key.file
        self.site: CallSite = key.file.facts.calls[key.index]
        self.at = At(self.site.scope, self.site.block, self.site.order)

    def __repr__(self) -> str:
        return f"<Call {self.file.path}:{self.span.line} {self.text}>"

    # -- what is called

    @cached_property
    def callees(self) -> list[Value]:
        """What runs; for `asyncio.to_thread(client.chat, ...)` the library call in the thread first."""
        written = self._written_callees
        return [*self._in_thread[1], *written] if written and self._in_thread else written

    @cached_property
    def _written_callees(self) -> list[Value]:
        return self.project.resolver.callees(self.key)

    @cached_property
    def _in_thread(self) -> tuple[int, list[Lib]] | None:
        """A costly library function that is run in a thread: its place among the plain arguments, and what it is."""
        catalog = self.project.catalog
        if not self.site.args or not any(
            isinstance(v, Lib) and "thread-call" in catalog.mark(v.path) for v in self._written_callees
        ):
            return None
        for place, item in enumerate(self.plain_args[:2]):
            values = self.project.resolver.resolve(self.file, item.value, self.at)
            found = [value for value in values if isinstance(value, Lib) and catalog.call(value.path)]
            if found:
                return place, found
        return None

    @property
    def shift(self) -> int:
        """Plain arguments that are not the costly call's own: the pool and the function in `run_in_executor(...)`."""
        return self._in_thread[0] + 1 if self._in_thread else 0

    @cached_property
    def libs(self) -> list[Lib]:
        return [value for value in self.callees if isinstance(value, Lib)]

    @cached_property
    def path(self) -> str:
        """The library path that is called, the first one that the catalogue knows; "" for a call into the project."""
        for lib in self.libs:
            if self.project.catalog.knows(lib.path):
                return lib.path
        return self.libs[0].path if self.libs else ""

    @cached_property
    def origin(self) -> CallKey | None:
        """The call that made the object on which this call is made."""
        return next((lib.origin for lib in self.libs if lib.path == self.path), None)

    @cached_property
    def functions(self) -> list[Fn]:
        """The functions of the project that this call can run; a class stands for its constructor."""
        found: list[Fn] = []
        for value in self.callees:
            if isinstance(value, Fn):
                found.append(value)
                found += [] if self._of_super else self.project.overrides.of(value, self.project.resolver)
            elif isinstance(value, Cls):
                found += self.project.constructor(value)
            elif isinstance(value, Obj):
                found += self.project.resolver.called(value)
        return found

    @property
    def _of_super(self) -> bool:
        """`super().price()`: that very method, whatever subclasses make of it."""
        base = self.site.func.base if isinstance(self.site.func, Attribute) else None
        return isinstance(base, CallRef) and self.file.facts.calls[base.id].func == Name("super")

    @cached_property
    def thread_runs(self) -> list[Fn]:
        """`run` of the thread that it makes: `Worker(url)` of a subclass of `threading.Thread` or `QThread`."""
        found: list[Fn] = []
        for value in self.callees:
            if isinstance(value, Cls) and value.facts.bases:
                bases = [base.path for base in self.project.resolver.mro(value) if isinstance(base, Lib)]
                if any("thread" in self.project.catalog.mark(path) for path in bases):
                    found += [fn for fn in self.project.resolver.attribute_of(value, "run") if isinstance(fn, Fn)]
        return found

    @cached_property
    def spec(self) -> CallSpec | None:
        """What the catalogue says of this call; raw HTTP to a model host counts as a model call."""
        return self.project.spec(self)

    @cached_property
    def carrier(self) -> CallSpec | None:
        """The plain HTTP call that a raw request to a model host is; None for calls of a library."""
        plain = self.project.library_spec(self)
        return plain if plain is not None and plain is not self.spec else None

    @cached_property
    def kind(self) -> str:
        return self.spec.kind if self.spec else ""

    @property
    def is_model(self) -> bool:
        return self.kind in MODEL_KINDS

    @cached_property
    def marks(self) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for lib in self.libs:
            found |= self.project.catalog.mark(lib.path)
        if isinstance(self.site.func, CallRef):  # `app.event("message")(answer)`: a decorator applied by hand
            found |= self.project.call_at(self.file, self.site.func.id).marks & HANDLER_MARKS
        return found

    @cached_property
    def makers(self) -> list[tuple[Call, ObjectSpec]]:
        """The calls that made the receiver, nearest first, with what the catalogue says of them."""
        return self.project.makers(self.origin)

    # -- where it stands

    @property
    def span(self) -> Span:
        return self.site.span

    @property
    def line(self) -> int:
        return self.site.span.line

    @property
    def line_text(self) -> str:
        """The line for a message: `12`, in a notebook `3:12` (cell, line in the cell)."""
        for first, cell, start in reversed(self.file.facts.cells):
            if self.line >= first:
                return f"{cell}:{self.line - first + start}"
        return str(self.line)

    @property
    def scope(self) -> Scope:
        return self.file.facts.scopes[self.site.scope]

    @cached_property
    def function(self) -> Function:
        """The function (or module) whose code makes this call; a lambda is a function of its own."""
        return self.project.function(Fn(self.file, self.site.scope))

    @cached_property
    def loops(self) -> list[Loop]:
        """Loops of the same function around the call, inside out."""
        return [self.project.loop(self.file, block) for block in self.file.loops(self.site.block)]

    @cached_property
    def own_repeats(self) -> list[Repeat]:
        """Loops over many items around the call, in its own function."""
        return [Repeat("loop", (), loop) for loop in self.loops if loop.per_item]

    @cached_property
    def own_rounds(self) -> list[Repeat]:
        """Loops over many items around the call, and `while` loops but those that only try again."""
        return [
            Repeat("loop", (), loop)
            for loop in self.loops
            if loop.per_item or (loop.facts.kind == "while" and loop.kind != "retry")
        ]

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Why the call runs many times: its own loops, then whoever runs its function many times."""
        return [*self.own_repeats, *self.function.repeats]

    @cached_property
    def cache(self) -> str:
        """What answers repeated calls already, in words of the code; "" when nothing does."""
        return cache_of(self)

    def reaching(self, kinds: frozenset[str]) -> list[list[Call]]:
        """Chains from this call to each costly call of these kinds that it ends in; itself when it is one."""
        if self.kind in kinds:
            return [[self]]
        if self.spec is not None:
            return []
        return [
            [self, *(self.project.call(key) for key in reach.chain)]
            for fn in self.functions
            for reach in self.project.function(fn).reaches(kinds)
            if self.project.follows(self.key, reach.chain)
        ]

    @cached_property
    def limit_default(self) -> int | str | None:
        """What bounds the answer where the code sets no limit: tokens, "required", "none", or None when unknown."""
        found = [self.spec.limit_default if self.spec else None, *(made.limit_default for _, made in self.makers)]
        known = [value for value in found if value is not None]
        bounds = [value for value in known if value != "none"]
        return bounds[0] if bounds else known[0] if known else None

    # -- arguments

    @cached_property
    def args(self) -> Arguments:
        from greenlint.project.arguments import Arguments

        return Arguments(self)

    def arg(self, name: str | None = None, position: int | None = None) -> Expr | None:
        """An argument as written: by keyword, or by position among the plain ones."""
        for item in self.site.args:
            if name is not None and item.name == name:
                return item.value
        plain = [item for item in self.site.args if item.name is None]
        if position is not None and position < len(plain):
            return plain[position].value
        return None

    @property
    def plain_args(self) -> list[Arg]:
        return [item for item in self.site.args if item.name is None]

    # -- results

    @cached_property
    def bound_names(self) -> list[str]:
        """Names that the result (or something read from it) is bound to."""
        return [
            binding.name
            for binding in self.file.facts.bindings
            if binding.scope == self.site.scope and binding.kind in ("assign", "with") and self._reaches(binding.value)
        ]

    def _reaches(self, expr: Expr) -> bool:
        while isinstance(expr, (Attribute, Item)):
            expr = expr.base
        if isinstance(expr, CallRef):
            if expr.id == self.key.index:
                return True
            func = self.file.facts.calls[expr.id].func  # `client.create(...).json()`
            return isinstance(func, Attribute) and self._reaches(func.base)
        return False

    # -- words for messages

    @cached_property
    def text(self) -> str:
        """The callee as written: `client.chat.completions.create`."""
        if self._in_thread:
            return render(self.file, self.plain_args[self._in_thread[0]].value)
        return render_callee(self.file, self.site)

    def show(self, expr: Expr) -> str:
        return render(self.file, expr)

    @property
    def receiver(self) -> str | None:
        """The name at the root of the callee."""
        expr: Expr = self.site.func
        while isinstance(expr, (Attribute, Item)):
            expr = expr.base
        return expr.id if isinstance(expr, Name) else None
