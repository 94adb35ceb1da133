"""All facts linked. Checks ask this; it asks the resolver and the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from greenlint.catalog import Catalog
from greenlint.catalog.specs import CallSpec, MarkKind, ObjectSpec
from greenlint.facts.model import CallRef, Const, Expr, Facts, Imported, Name, Operation
from greenlint.project.calls import HANDLER_MARKS, Call
from greenlint.project.functions import Function, Reach
from greenlint.project.loops import Loop
from greenlint.project.overrides import Overrides
from greenlint.project.resolve import Resolver
from greenlint.project.values import CallKey, Cls, Fn, Lib
from greenlint.project.view import At, FileView
from greenlint.sources.modules import ModuleIndex

_FAN_OUT = frozenset(
    {"executor-map", "map", "apply", "gather", "executor-submit", "thread", "task-spawn", "sort-key",
     "event-register", "route-register", "schedule-decorator"}
) | HANDLER_MARKS  # fmt: skip
_TERMINALS = 24


class Project:
    """The files of one project, linked. Raises nothing: what cannot be linked stays unknown."""

    def __init__(self, facts: Iterable[Facts], catalog: Catalog, root: str = ".") -> None:
        self.catalog = catalog
        self.root = root
        self.files = {item.path: FileView(item) for item in facts}
        self.resolver = Resolver(self.files, ModuleIndex(self.files, catalog.roots), catalog)
        self.overrides = Overrides(self.files.values())
        self._calls: dict[CallKey, Call] = {}
        self._resolved: list[Call] = []  # those whose callee is known
        self._functions: dict[tuple[int, int], Function] = {}
        self._loops: dict[tuple[int, int], Loop] = {}
        self._callers: dict[tuple[int, int], list[CallKey]] = {}
        self._handed: dict[tuple[int, int], list[CallKey]] = {}
        self._reached: dict[tuple[int, int], dict[CallKey, Reach]] = {}
        self._marks: dict[tuple[int, int], frozenset[str]] = {}
        self._rerun: dict[int, bool] = {}
        self._marked: dict[int, dict[str, list[Call]]] = {}
        self._installed: set[str] | None = None
        self._link()

    def close(self) -> None:
        """Takes apart what refers to each other, so that its memory is free at once and no collector has to find it."""
        for part in (*self._calls.values(), *self._functions.values(), *self._loops.values(), self.resolver, self):
            vars(part).clear()

    # -- linking

    def _link(self) -> None:
        """Call graph in two rounds: the second knows what callers pass for parameters."""
        provisional = self._graph()
        self.resolver.callers = self._callers
        self.resolver.forget()
        for key in provisional:
            self._calls.pop(key, None)
        self._graph()
        self._close()

    def _graph(self) -> list[CallKey]:
        """Who calls whom. Gives the calls that a parameter had a part in while its callers were not known."""
        callers: dict[tuple[int, int], list[CallKey]] = defaultdict(list)
        handed: dict[tuple[int, int], list[CallKey]] = defaultdict(list)
        provisional: list[CallKey] = []
        self._resolved.clear()
        for call in self.calls():
            self.resolver.open = False
            if call.callees or isinstance(call.site.func, CallRef):
                self._resolved.append(call)
                for fn in call.functions:
                    callers[id(fn.file), fn.scope].append(call.key)
                for fn in call.thread_runs:
                    handed[id(fn.file), fn.scope].append(call.key)
                if call.marks & _FAN_OUT:
                    for arg in call.site.args:
                        for fn in self.functions_in(call.file, arg.value, call.at):
                            handed[id(fn.file), fn.scope].append(call.key)
            if self.resolver.open:
                provisional += _called_in_turn(call)
        self._callers, self._handed = dict(callers), dict(handed)
        if self.resolver.callers is not None:
            self.resolver.callers = self._callers
        return provisional

    def functions_in(self, file: FileView, expr: Expr, at: At) -> list[Fn]:
        """Functions named by an argument, not called by it: `f`, `partial(f, x)`, `lambda`, `target=f`."""
        found = []
        for value in self.resolver.resolve(file, expr, at):
            if isinstance(value, Fn):
                found.append(value)
            elif isinstance(value, Lib) and value.path == "functools.partial()" and value.origin is not None:
                maker = self.call(value.origin)
                if maker.plain_args:
                    found += self.functions_in(maker.file, maker.plain_args[0].value, maker.at)
        return found

    def _close(self) -> None:
        """What each function reaches, through the call graph, to a fixed point."""
        waiting: list[tuple[int, int]] = []
        marks: dict[tuple[int, int], set[str]] = defaultdict(set)
        for call in self._resolved:
            where = (id(call.file), call.site.scope)
            if self.costs(call):
                self._reached.setdefault(where, {})[call.key] = Reach((call.key,))
                waiting.append(where)
            marks[where] |= call.marks & {"human", "event", "wait", "random-wait", "deadline"}
            if marks[where]:
                waiting.append(where)
        waiting = list(dict.fromkeys(waiting))
        refused: dict[tuple[CallKey, CallKey], Reach] = {}
        while waiting or (waiting := self._reconsidered(refused)):
            where = waiting.pop()
            reached = self._reached.get(where, {})
            callers = [(key, True) for key in self._callers.get(where, ())]
            for key, calls in (*callers, *((key, False) for key in self._handed.get(where, ()))):
                outer = (id(key.file), key.file.facts.calls[key.index].scope)
                target, changed = self._reached.setdefault(outer, {}), False
                for end, reach in reached.items():
                    if end in target or len(target) >= _TERMINALS or key in reach.chain:
                        continue
                    if not calls or self.follows(key, reach.chain):
                        target[end] = Reach((key, *reach.chain))
                        changed = True
                    else:
                        refused[key, end] = Reach((key, *reach.chain))
                missing = marks.get(where, set()) - marks[outer]
                if missing:
                    marks[outer] |= missing
                    changed = True
                if changed and outer not in waiting:
                    waiting.append(outer)
        self._marks = {where: frozenset(found) for where, found in marks.items()}

    def _reconsidered(self, refused: dict[tuple[CallKey, CallKey], Reach]) -> list[tuple[int, int]]:
        """Functions that reach more than it seemed: what their calls are given was not known to reach it yet."""
        found = [pair for pair, reach in refused.items() if self.follows(pair[0], reach.chain[1:])]
        changed: dict[tuple[int, int], None] = {}
        for key, end in found:
            outer = (id(key.file), key.file.facts.calls[key.index].scope)
            self._reached[outer].setdefault(end, refused.pop((key, end)))
            changed[outer] = None
        return list(changed)

    def follows(self, key: CallKey, chain: tuple[CallKey, ...]) -> bool:
        """Can a call go on like that? `patiently(lambda: ask(a))` runs its own lambda, not that of another caller."""
        step = self.call(chain[0])
        func = step.site.func
        if len(chain) < 2 or not isinstance(func, Name) or all(param.name != func.id for param in step.scope.params):
            return True
        given = self.resolver.given(key, step.function.fn, func.id)
        caller, after = self.call(key), self.call(chain[1])
        own = self.functions_in(caller.file, given, caller.at) if given is not None else []
        return not own or any(
            (fn.file is after.file and fn.scope == after.site.scope)
            or chain[-1] in self._reached.get((id(fn.file), fn.scope), {})
            for fn in own
        )

    # -- asking

    def calls(self) -> Iterator[Call]:
        for file in self.files.values():
            for index in range(len(file.facts.calls)):
                yield self.call(CallKey(file, index))

    @cached_property
    def costly_calls(self) -> list[Call]:
        """Calls that the catalogue knows, and those that end in one; the others waste nothing that we could name."""
        return [call for call in self._resolved if self._is_known(call) or self.leads_to_cost(call)]

    def _is_known(self, call: Call) -> bool:
        return any(self.catalog.knows(lib.path) for lib in call.libs)

    def leads_to_cost(self, call: Call) -> bool:
        """Does it run a function of the project that ends in a costly call?"""
        return any(self._reached.get((id(fn.file), fn.scope)) for fn in call.functions)

    def call(self, key: CallKey) -> Call:
        found = self._calls.get(key)
        if found is None:
            found = self._calls[key] = Call(self, key)
        return found

    def call_at(self, file: FileView, index: int) -> Call:
        return self.call(CallKey(file, index))

    def marked(self, file: FileView, mark: MarkKind) -> list[Call]:
        """The calls of a file that the catalogue marks so, in their order."""
        if id(file) not in self._marked:
            found: dict[str, list[Call]] = defaultdict(list)
            for index in range(len(file.facts.calls)):
                call = self.call_at(file, index)
                for kind in call.marks:
                    found[kind].append(call)
            self._marked[id(file)] = found
        return self._marked[id(file)].get(mark, [])

    def function(self, fn: Fn) -> Function:
        key = (id(fn.file), fn.scope)
        if key not in self._functions:
            self._functions[key] = Function(self, fn)
        return self._functions[key]

    @cached_property
    def costly_functions(self) -> list[Function]:
        """Functions and modules that make a costly call."""
        found = dict.fromkeys((call.file, call.site.scope) for call in self.costly_calls)
        return [self.function(Fn(file, scope)) for file, scope in found if file.scope(scope).kind != "class"]

    def loop(self, file: FileView, block: int) -> Loop:
        key = (id(file), block)
        if key not in self._loops:
            self._loops[key] = Loop(self, file, block)
        return self._loops[key]

    @cached_property
    def costly_loops(self) -> list[Loop]:
        """Loops around a costly call of the same function; what the others repeat has no price."""
        found: dict[int, set[int]] = {}
        for call in self.costly_calls:
            found.setdefault(id(call.file), set()).update(call.file.loops(call.site.block))
        return [self.loop(file, index) for file in self.files.values() for index in sorted(found.get(id(file), ()))]

    def callers(self, fn: Fn) -> list[Call]:
        return [self.call(key) for key in self._callers.get((id(fn.file), fn.scope), ())]

    def handed(self, fn: Fn) -> list[Call]:
        return [self.call(key) for key in self._handed.get((id(fn.file), fn.scope), ())]

    def reached(self, fn: Fn) -> list[Reach]:
        return list(self._reached.get((id(fn.file), fn.scope), {}).values())

    def marks_reached(self, fn: Fn) -> frozenset[str]:
        return self._marks.get((id(fn.file), fn.scope), frozenset())

    def costs(self, call: Call) -> bool:
        """Does this very call cost something: a model, a request, a load?"""
        return call.spec is not None

    def constructor(self, cls: Cls) -> list[Fn]:
        return [fn for name in ("__init__", "__post_init__", "__new__")
                for fn in self.resolver.attribute_of(cls, name) if isinstance(fn, Fn)]  # fmt: skip

    # -- what a call costs

    def spec(self, call: Call) -> CallSpec | None:
        """What the call costs; a plain request to a model host is a model call."""
        spec = self.library_spec(call)
        if spec is not None and spec.kind == "http":
            return self.raw_model_call(call, spec) or spec
        return spec

    def library_spec(self, call: Call) -> CallSpec | None:
        """What the catalogue says of the library function that is called."""
        return next((spec for lib in call.libs if (spec := self.catalog.call(lib.path)) is not None), None)

    def raw_model_call(self, call: Call, spec: CallSpec) -> CallSpec | None:
        from greenlint.project.arguments import Arguments
        from greenlint.project.urls import UNSTATED, place_of, url_of

        host, path = place_of(url_of(call, spec))
        found = self.catalog.host(host, path) if host else None
        if (
            found is not None
            and host == UNSTATED
            and not Arguments(call).in_body(call, spec, found.args.get("model", ())).given
        ):
            return None  # the path alone could be that of another service
        return found

    def makers(self, origin: CallKey | None) -> list[tuple[Call, ObjectSpec]]:
        """The constructor calls behind an object, nearest first: a chat, its model, the chain around them."""
        found: list[tuple[Call, ObjectSpec]] = []
        waiting, seen = [origin], set[CallKey]()
        while waiting and len(found) < 6:
            key = waiting.pop(0)
            if key is None or key in seen:
                continue
            seen.add(key)
            call = self.call(key)
            for lib in call.libs:
                made = self.catalog.object(lib.path)
                if made is None:
                    continue
                found.append((call, made))
                waiting.append(lib.origin)
                for wrapped in made.wraps:
                    expr = call.arg(wrapped) if isinstance(wrapped, str) else call.arg(None, wrapped)
                    if expr is not None:
                        waiting += [v.origin for v in self.resolver.resolve(call.file, expr, call.at)
                                    if isinstance(v, Lib)]  # fmt: skip
                break
        return found

    # -- small questions of checks

    def marks_of(self, file: FileView, expr: Expr, at: At) -> frozenset[str]:
        """Marks of a decorator or of any expression; a decorator that is called counts as what is called."""
        if isinstance(expr, CallRef):
            call = self.call_at(file, expr.id)
            return call.marks
        found: frozenset[str] = frozenset()
        for value in self.resolver.resolve(file, expr, at):
            if isinstance(value, Lib):
                found |= self.catalog.mark(value.path) | self.catalog.mark(value.path.removesuffix("()"))
        return found

    def is_rerun_script(self, file: FileView) -> bool:
        """A Streamlit script: its top level runs again at each interaction."""
        key = id(file)
        if key not in self._rerun:
            scopes = {
                call.scope for index, call in enumerate(file.facts.calls)
                if self.call_at(file, index).path.startswith("streamlit.")
            } if _imports(file, "streamlit") else set()  # fmt: skip
            self._rerun[key] = 0 in scopes or (bool(scopes) and self._has_main(file))
        return self._rerun[key]

    def _has_main(self, file: FileView) -> bool:
        return any(
            block.kind == "if" and block.scope == 0 and isinstance(block.test, Operation)
            and any(isinstance(part, Const) and part.value == "__main__" for part in block.test.operands)
            for block in file.facts.blocks
        )  # fmt: skip

    @cached_property
    def imported(self) -> frozenset[str]:
        """Paths of the files that another file of the project imports."""
        found = set()
        for file in self.files.values():
            for binding in file.facts.bindings:
                if binding.kind == "import" and isinstance(binding.value, Imported):
                    item = binding.value
                    names = [item.module, f"{item.module}.{item.name}" if item.module else item.name or ""]
                    found |= {self.resolver.modules.find(file.path, name, item.level) for name in names}
            found |= {
                self.resolver.modules.find(file.path, star.module, star.level) for star in file.facts.star_imports
            }
        return frozenset(path for path in found if path is not None)

    def installs_cache(self, call: Call) -> bool:
        """Something in the project switches on a cache for this library: `requests_cache.install_cache()`."""
        if self._installed is None:
            self._installed = {found.path.split(".")[0] for found in self._resolved if "cache-install" in found.marks}
        roots = {"requests": "requests_cache", "langchain": "langchain", "litellm": "litellm"}
        library = call.path.split(".")[0]
        return any(library.startswith(root) and any(i.startswith(name) for i in self._installed)
                   for root, name in roots.items())  # fmt: skip

    def is_notebook(self, file: FileView) -> bool:
        return file.path.endswith(".ipynb")

    def constant(self, file: FileView, expr: Expr, at: At) -> object:
        found = self.resolver.constant(file, expr, at)
        return found.value if found is not None else None


def _called_in_turn(call: Call) -> Iterator[CallKey]:
    """The call, and the calls that give what it calls: `f(a)(b)`, and `f(a)`."""
    key, func = call.key, call.site.func
    yield key
    while isinstance(func, CallRef):
        key = CallKey(key.file, func.id)
        yield key
        func = key.file.facts.calls[key.index].func


def _imports(file: FileView, library: str) -> bool:
    return any(
        isinstance(binding.value, Imported) and binding.value.module.partition(".")[0] == library
        for binding in file.facts.bindings
        if binding.kind == "import"
    )
