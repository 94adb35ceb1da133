"""What changes between two runs of a call: names bound or mutated, impure calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenlint.facts.model import Attribute, CallRef, Expr, LambdaRef, Name, Opaque, Part
from greenlint.project.changes import changes_state
from greenlint.project.values import Fn
from greenlint.project.view import FileView, root_name

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.loops import Loop

_PURE_METHODS = frozenset(
    {"format", "join", "strip", "lstrip", "rstrip", "lower", "upper", "title", "replace", "split", "splitlines",
     "encode", "decode", "get", "items", "keys", "values", "copy", "startswith", "endswith", "capitalize",
     "removeprefix", "removesuffix", "dedent", "as_posix", "isoformat", "format_map", "format_prompt",
     "format_messages", "to_dict"}
)  # fmt: skip
_PURE_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in ("str", "int", "float", "len", "list", "tuple", "dict", "set", "sorted", "min", "max", "sum", "range",
                 "enumerate", "zip", "any", "all", "reversed", "isinstance", "map", "filter")
)  # fmt: skip
_PURE_LIBRARY = ("json.dumps", "os.getenv", "os.environ.get", "os.path.", "textwrap.", "re.sub", "str.", "pathlib.Path",
                 "urllib.parse.", "copy.deepcopy")  # fmt: skip


class Region:
    """A stretch of one function (a loop, or what lies between two calls) in which names may change."""

    def __init__(self, call: Call, start: int, end: int) -> None:
        self.call = call
        self.project = call.project
        self.file: FileView = call.file
        self.scope = call.site.scope
        self.start, self.end = start, end

    @classmethod
    def of_loop(cls, call: Call, loop: Loop) -> Region:
        return cls(call, loop.facts.start, loop.facts.end)

    def inside(self, order: int) -> bool:
        return self.start <= order < self.end

    def varying(self, expr: Expr, seen: frozenset[str] = frozenset()) -> str | None:
        """The first name or call that makes the value change in the region; None when nothing does."""
        for part in self.file.parts(expr):
            reason = self._part(part, seen)
            if reason is not None:
                return reason
        return None

    def _part(self, part: Expr, seen: frozenset[str]) -> str | None:
        if isinstance(part, Name):
            return self._name(part.id, seen)
        if isinstance(part, Attribute):
            return self._attribute(part)
        if isinstance(part, CallRef):
            return self._impure(part.id)
        if isinstance(part, LambdaRef):
            return self._captured(part.scope, seen)
        if isinstance(part, Opaque):
            return part.text if part.text in ("yield", "exception") else None
        return None

    def _captured(self, scope: int, seen: frozenset[str]) -> str | None:
        """A name that changes and that a lambda reads: `retry(lambda: fetch(page))`."""
        own = {param.name for param in self.file.scope(scope).params}
        names = {use.name for use in self.file.facts.uses if use.scope == scope} - own
        return next((reason for name in sorted(names) if (reason := self._name(name, seen)) is not None), None)

    def _name(self, name: str, seen: frozenset[str]) -> str | None:
        if name in seen:
            return None
        seen |= {name}
        for binding in self.file.facts.bindings:
            if binding.name != name or binding.scope != self.scope or not self.inside(binding.order):
                continue
            if binding.kind not in ("assign", "with") or isinstance(binding.value, Part):
                return name
            block = self.file.block(binding.block)
            if block.kind == "comprehension" and not self.file.encloses(binding.block, self.call.site.order):
                continue
            if self.varying(binding.value, seen):
                return name
        return name if self.mutated(name) else None

    def mutated(self, name: str) -> bool:
        """An item or attribute of it is set, or a method that changes it is called, inside the region."""
        if any(self.inside(store.order) for store in self.file.stores_on.get(name, ())):
            return True
        return any(self.inside(self.file.facts.calls[index].order) for index in self.file.mutations(self.scope, name))

    def handed_on(self, names: set[str]) -> bool:
        """One of these names goes to a function of the project inside the region, which may change it."""
        for index in (index for name in names for index in self.file.handed_in.get((self.scope, name), ())):
            if index == self.call.key.index or not self.inside(self.file.facts.calls[index].order):
                continue
            call = self.project.call_at(self.file, index)
            if call.functions or not call.libs:
                return True
        return False

    def _attribute(self, part: Attribute) -> str | None:
        root = root_name(part.base)
        if root is None:
            return None
        for store in self.file.stores_on.get(root, ()):
            if self.inside(store.order) and _same(store.target, part):
                return f"{root}.{part.name}"
        return self._changed_by_helper(root)

    def _changed_by_helper(self, root: str) -> str | None:
        """`memory.add(text)` between two reads of `memory.messages`: a function of the same object or module."""
        for indices in self.file.methods_on.get((self.scope, root), {}).values():
            for index in indices:
                if index == self.call.key.index or not self.inside(self.file.facts.calls[index].order):
                    continue
                call = self.project.call_at(self.file, index)
                if any(changes_state(self.project, fn) for fn in call.functions):
                    return call.text
        return None

    def _impure(self, index: int) -> str | None:
        call = self.project.call_at(self.file, index)
        if call.key == self.call.key:
            return None
        name = call.text.rsplit(".", 1)[-1]
        if call.marks & {"clock", "random", "identifier", "human", "event", "file-read", "random-wait"}:
            return call.text
        if isinstance(call.site.func, Attribute) and not call.libs and not call.functions:
            return None if name in _PURE_METHODS else call.text
        if call.functions:
            return None if all(self._pure(fn) for fn in call.functions) else call.text
        for lib in call.libs:
            path = lib.path
            if path in _PURE_BUILTINS or path.startswith(_PURE_LIBRARY) or name[:1].isupper() or name in _PURE_METHODS:
                return None
        return call.text

    def _pure(self, fn: Fn) -> bool:
        """A helper that only computes: it reaches nothing costly and calls nothing that changes by itself."""
        function = self.project.function(fn)
        if function.reached or function.marks_reached:
            return False
        return all(
            not call.marks & {"clock", "random", "identifier", "file-read"} and (call.libs or call.functions or
            call.text.rsplit(".", 1)[-1] in _PURE_METHODS)
            for call in function.calls
        )  # fmt: skip


def _same(target: Expr, part: Attribute) -> bool:
    while isinstance(target, Attribute):
        if target == part:
            return True
        target = target.base
    return False


def inputs(call: Call) -> list[Expr]:
    """All that goes into a call: its arguments and what it is called on."""
    found = [arg.value for arg in call.site.args]
    if isinstance(call.site.func, Attribute):
        found.append(call.site.func.base)
    return found
