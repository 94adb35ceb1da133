"""From an expression to the library objects, functions, classes and constants that it can stand for.

Never guesses: what is not resolved gives no value. Several bindings give several values, nearest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from greenlint.catalog import Catalog
from greenlint.facts.model import (
    Attribute,
    Binding,
    CallRef,
    Collection,
    Comprehension,
    Const,
    Expr,
    Imported,
    Item,
    LambdaRef,
    Mapping,
    Name,
    Opaque,
    Operation,
    Param,
    Part,
    Text,
)
from greenlint.project.ground import DEPTH, MANY
from greenlint.project.members import Members
from greenlint.project.scoping import dotted, scope_index, tail, visible
from greenlint.project.values import CallKey, Cls, Fn, Lib, Mod, Obj, Parameter, Thunk, Value
from greenlint.project.view import At, FileView
from greenlint.sources.modules import ModuleIndex

Asked = tuple[int, int | str, int]  # identity of a file, an expression or a name of the module, the order of the place
_BUILTIN_FACTORIES = {"typing.cast": 1, "copy.copy": 0, "copy.deepcopy": 0}


class Resolver(Members):
    """Names, items and calls; what it finds is remembered by the identity of the expression."""

    def __init__(self, files: dict[str, FileView], modules: ModuleIndex, catalog: Catalog) -> None:
        super().__init__(files, modules, catalog)
        self._memo: dict[Asked, list[Value]] = {}
        self._busy: set[Asked] = set()
        self._cut = False  # a cycle or the depth limit ended the current search early
        self._provisional: set[Asked] = set()  # keys of what may grow once the callers are known

    def forget(self) -> None:
        """Now that the callers are known, drops what parameters had a part in: it may grow."""
        for key in self._provisional:
            self._memo.pop(key, None)
        self._provisional.clear()
        self._bases.clear()

    # -- entry points

    def resolve(self, file: FileView, expr: Expr, at: At, depth: int = 0) -> list[Value]:
        key: Asked = (id(file), id(expr), at.order)
        if expr.__class__ is Name and at.scope and file.is_of_module(expr.id):
            key = (id(file), expr.id, 0)  # the same wherever a function reads it
        known = self._memo.get(key)
        if known is not None:
            if key in self._provisional:
                self.open = True
            return known
        if depth > DEPTH or key in self._busy:
            self._cut = self.open = True
            return []
        outer_cut, self._cut = self._cut, False
        outer_open, self.open = self.open, False
        self._busy.add(key)
        try:
            found = _distinct(self._resolve(file, expr, at, depth))
        finally:
            self._busy.discard(key)
        if found or not self._cut or not self._busy:  # nothing found on a cut path says nothing
            self._memo[key] = found
            if self.open:
                self._provisional.add(key)
        self._cut = self._cut or outer_cut
        self.open = self.open or outer_open
        return found

    def callees(self, key: CallKey) -> list[Value]:
        """What a call can call."""
        site = key.file.facts.calls[key.index]
        return self.resolve(key.file, site.func, At(site.scope, site.block, site.order))

    def constant(self, file: FileView, expr: Expr, at: At) -> Const | None:
        """The one constant that an expression stands for, or None."""
        found = [
            value.expr for value in self.resolve(file, expr, at)
            if isinstance(value, Thunk) and isinstance(value.expr, Const)
        ]  # fmt: skip
        return found[0] if found else None

    # -- expressions

    def _resolve(self, file: FileView, expr: Expr, at: At, depth: int) -> Iterable[Value]:
        match expr:
            case Name(id=name):
                return self._name(file, name, at, depth)
            case Attribute(base=base, name=name):
                return self._attribute(file, base, name, at, depth)
            case CallRef(id=index):
                return self._call(CallKey(file, index), depth)
            case Imported():
                return self._import(file, expr, depth)
            case LambdaRef(scope=scope):
                return [Fn(file, scope)]
            case Item(base=base, index=index_expr):
                return self._item(file, base, index_expr, at, depth)
            case Part(base=base, index=index_or_none):
                return self._part(file, base, index_or_none, at, depth)
            case Operation(op="or" | "and", operands=operands):
                return [v for part in operands for v in self.resolve(file, part, at, depth + 1)]
            case Operation(op="if", operands=(body, _, orelse)):
                return [*self.resolve(file, body, at, depth + 1), *self.resolve(file, orelse, at, depth + 1)]
            case Operation(op="|", operands=operands):
                return self._pipe(file, expr, operands, at, depth)
            case Operation(op="star" | "slice"):
                return []
            case Const() | Text() | Collection() | Mapping() | Comprehension() | Operation():
                return [Thunk(file, expr, at)]
        return []

    def _pipe(self, file: FileView, expr: Expr, operands: Sequence[Expr], at: At, depth: int) -> Iterable[Value]:
        """`prompt | model | parser` is called like the model in it."""
        for operand in operands:
            for value in self.resolve(file, operand, at, depth + 1):
                if isinstance(value, Lib) and self.catalog.object(value.path.removesuffix("()")):
                    return [value]
        return [Thunk(file, expr, at)]

    # -- names

    def _name(self, file: FileView, name: str, at: At, depth: int) -> Iterable[Value]:
        scope: int | None = at.scope
        first = True
        while scope is not None and scope >= 0:
            facts = file.scope(scope)
            if first or facts.kind != "class":
                owner = file.owner_of_name(scope, name)
                bindings = file.bindings.get((owner, name))
                if bindings:
                    here = at if owner == at.scope else None
                    found: list[Value] = []
                    for binding in visible(file, bindings, here):
                        found += self._binding(file, binding, owner, depth)
                        if len(found) > MANY:
                            break
                    if found or all(b.kind != "assign" for b in bindings):
                        return found
                    return found
                for param in facts.params:
                    if param.name == name:
                        return self._parameter(file, scope, param, depth)
            first = False
            scope = facts.parent
        return self._outside(file, name, depth)

    def _outside(self, file: FileView, name: str, depth: int) -> Iterable[Value]:
        for star in file.facts.star_imports:
            path = self.modules.find(file.path, star.module, star.level)
            if path in self.files:
                found = self.member(self.files[path], name, depth + 1)
                if found:
                    return found
        foreign = [star for star in file.facts.star_imports if not star.level]
        if len(foreign) == 1 and self.modules.find(file.path, foreign[0].module, 0) is None:
            path = f"{foreign[0].module}.{name}"
            if self.catalog.knows(path):
                return [Lib(path)]
        return [Lib(f"builtins.{name}")] if name in _BUILTINS else []

    def _binding(self, file: FileView, binding: Binding, scope: int, depth: int) -> Iterable[Value]:
        if binding.kind == "def":
            return self._definition(file, binding, depth)
        if binding.kind == "class":
            return [Cls(file, scope_index(binding.value))]
        if binding.kind in ("except", "delete"):
            return []
        where = At(binding.scope, binding.block, binding.order)
        if isinstance(binding.value, Opaque):
            return self.annotated(file, binding.annotation, where, depth + 1) if binding.annotation else []
        if binding.kind == "augment":
            return [Thunk(file, binding.value, where)]
        found = self.resolve(file, binding.value, where, depth + 1)
        if not found and binding.annotation is not None:
            return self.annotated(file, binding.annotation, where, depth + 1)
        return found

    def _definition(self, file: FileView, binding: Binding, depth: int) -> Iterable[Value]:
        scope = scope_index(binding.value)
        return [Fn(file, scope)]

    def _parameter(self, file: FileView, scope: int, param: Param, depth: int) -> Iterable[Value]:
        facts = file.scope(scope)
        block = file.block(facts.block)
        outside = At(facts.parent, block.parent, block.start)
        cls = facts.parent if facts.kind == "function" and file.scope(facts.parent).kind == "class" else None
        if cls is not None and facts.params and param is facts.params[0] and param.kind == "positional":
            decorators = {tail(decorator) for decorator in facts.decorators}
            if "staticmethod" not in decorators:
                owner = Cls(file, cls)
                return [owner if "classmethod" in decorators or facts.name == "__new__" else Obj(owner)]
        if param.annotation is not None:
            found = list(self.annotated(file, param.annotation, outside, depth + 1))
            if found:
                return found
        fn = Fn(file, scope)
        found = []
        if param.kind in ("positional", "keyword"):
            for key, value in self.passed(fn, param.name):
                found += self.resolve(key.file, value, key.file.at_call(key.index), depth + 2)
                if len(found) > MANY:
                    break
            if param.default is not None:
                found += self.resolve(file, param.default, outside, depth + 1)
        return found or [Parameter(fn, param.name)]

    # -- imports and members

    def _import(self, file: FileView, item: Imported, depth: int) -> Iterable[Value]:
        path = self.modules.find(file.path, item.module, item.level)
        if path is not None:
            if item.name is None:
                return [Mod(self.files[path])] if path in self.files else []
            if path in self.files:
                found = self.member(self.files[path], item.name, depth + 1)
                if found:
                    return found
        if item.name is not None:  # `from package import module`
            inner = f"{item.module}.{item.name}" if item.module else item.name
            path = self.modules.find(file.path, inner, item.level)
            if path is not None:
                return [Mod(self.files[path])] if path in self.files else []
        if item.level:
            return []
        return [Lib(item.module if item.name is None else f"{item.module}.{item.name}")]

    def member(self, file: FileView, name: str, depth: int) -> list[Value]:
        """A name of a module, through re-exports and star imports."""
        bindings = file.bindings.get((0, name))
        if bindings:
            found: list[Value] = []
            for binding in visible(file, bindings, None):
                found += self._binding(file, binding, 0, depth + 1)
            return found
        for star in file.facts.star_imports:
            path = self.modules.find(file.path, star.module, star.level)
            if path in self.files and self.files[path] is not file and depth < DEPTH:
                found = self.member(self.files[path], name, depth + 1)
                if found:
                    return found
        return []

    # -- attributes

    def _attribute(self, file: FileView, base: Expr, name: str, at: At, depth: int) -> Iterable[Value]:
        path = dotted(base) if file.dotted_imports else ""
        if path:
            imported = file.bindings.get((0, f"{path}.{name}"))  # `import a.b` where a is only a folder
            if imported and imported[0].kind == "import":
                found = self._binding(file, imported[0], 0, depth)
                if any(isinstance(value, Mod) for value in found):
                    return found
        values: list[Value] = []
        for value in self.resolve(file, base, at, depth + 1):
            values += self.attribute_of(value, name, depth + 1)
        return values

    # -- items and parts

    def _item(self, file: FileView, base: Expr, index: Expr, at: At, depth: int) -> Iterable[Value]:
        key = index.value if isinstance(index, Const) else None
        found: list[Value] = []
        for value in self.resolve(file, base, at, depth + 1):
            if isinstance(value, Thunk):
                found += self._element(value, key, depth)
            elif isinstance(value, Lib) and "apply" in self.catalog.mark(f"{value.path}.apply"):
                found.append(value)  # columns or rows of a table: `frame["text"]`, `frame[mask]`
            elif isinstance(value, Lib) and isinstance(key, str):
                found += self._library_attribute(value.path, key, value.origin, depth)
        return found

    def _element(self, thunk: Thunk, key: object, depth: int) -> list[Value]:
        match thunk.expr:
            case Mapping(items=items):
                chosen = [v for k, v in items if key is None or (isinstance(k, Const) and k.value == key)]
            case Collection(items=parts) if isinstance(key, int) and -len(parts) <= key < len(parts):
                chosen = [parts[key]]
            case Collection(items=parts) if key is None:
                chosen = list(parts[:MANY])
            case _:
                return []
        return [v for part in chosen for v in self.resolve(thunk.file, part, thunk.at, depth + 1)]

    def _part(self, file: FileView, base: Expr, index: int | None, at: At, depth: int) -> Iterable[Value]:
        found: list[Value] = []
        for value in self.resolve(file, base, at, depth + 1):
            if isinstance(value, Thunk):
                found += self._element(value, index, depth)
        return found

    # -- calls

    def _call(self, key: CallKey, depth: int) -> Iterable[Value]:
        found: list[Value] = []
        site = key.file.facts.calls[key.index]
        for value in self.resolve(key.file, site.func, key.file.at_call(key.index), depth + 1):
            found += self.result(value, key, depth + 1)
        return found

    def result(self, callee: Value, key: CallKey, depth: int) -> list[Value]:
        """What calling `callee` at `key` gives."""
        match callee:
            case Lib(path=path, origin=origin):
                return self._library_result(path, origin, key, depth)
            case Fn():
                return self.returned(callee, depth)
            case Cls():
                return [Obj(callee, key)]
            case Obj():
                return [v for fn in self.called(callee, depth) for v in self.returned(fn, depth)]
        return []

    def _library_result(self, path: str, origin: CallKey | None, key: CallKey, depth: int) -> list[Value]:
        if path in _BUILTIN_FACTORIES:
            args = [arg for arg in key.file.facts.calls[key.index].args if arg.name is None]
            index = _BUILTIN_FACTORIES[path]
            if index < len(args):
                return self.resolve(key.file, args[index].value, key.file.at_call(key.index), depth + 1)
        head, _, method = path.rpartition(".")
        if head.endswith("()"):
            maker = head.removesuffix("()")
            client, made = self.catalog.client(maker), self.catalog.object(maker)
            if (client and method in client.keeps) or (made and method in made.keeps):
                return [Lib(head, origin)]
            if method in ("__enter__", "__aenter__"):
                return [Lib(head, origin)]
        return [Lib(f"{path}()", key)]

    def returned(self, fn: Fn, depth: int) -> list[Value]:
        """What a function of the project returns; a context manager's yield counts."""
        facts, file = fn.facts, fn.file
        if depth > DEPTH:
            return []
        decorators = {tail(decorator) for decorator in facts.decorators}
        kinds = ("yield",) if decorators & {"contextmanager", "asynccontextmanager"} else ("return",)
        found: list[Value] = []
        for leave in file.exits_of.get(fn.scope, ()):
            if leave.kind in kinds and leave.value is not None:
                found += self.resolve(file, leave.value, At(leave.scope, leave.block, leave.order), depth + 1)
                if len(found) > MANY:
                    break
        if not found and facts.returns is not None and facts.kind == "function":
            block = file.block(facts.block)
            found = self.annotated(file, facts.returns, At(facts.parent, block.parent, block.start), depth + 1)
        return found


_BUILTINS = {
    "exit", "quit", "input", "print", "open", "map", "filter", "zip", "enumerate", "range", "sorted", "min", "max",
    "len", "iter",
    "next", "list", "tuple", "set", "dict", "str", "int", "float", "any", "all", "sum", "reversed", "isinstance",
    "property", "staticmethod", "classmethod", "super", "hash", "id", "getattr",
}  # fmt: skip


def _distinct(values: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys(values))[: MANY + 3]
