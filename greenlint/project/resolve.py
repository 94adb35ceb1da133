"""From an expression to the library objects, functions, classes and constants that it can stand for.

Never guesses: what is not resolved gives no value. Several bindings give several values, nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

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
from greenlint.project.modules import ModuleIndex
from greenlint.project.values import CallKey, Cls, Fn, Lib, Mod, Obj, Parameter, Thunk, Value
from greenlint.project.view import At, FileView

_DEPTH = 14
_MANY = 5
_GENERIC = re.compile(r"^(?:typing\.)?(?:Optional|Annotated|Final|ClassVar|Union)\[(.*)\]$")
_PLAIN = re.compile(r"[A-Za-z_][\w.]*")
_BUILTIN_FACTORIES = {"typing.cast": 1, "copy.copy": 0, "copy.deepcopy": 0}


class Resolver:
    def __init__(self, files: dict[str, FileView], modules: ModuleIndex, catalog: Catalog) -> None:
        self.files = files
        self.modules = modules
        self.catalog = catalog
        self.callers: dict[tuple[int, int], list[CallKey]] | None = None  # (id of file, scope) -> calls; set by link
        self._memo: dict[tuple[int, int, int], list[Value]] = {}
        self._busy: set[tuple[int, int, int]] = set()
        self._cut = False  # a cycle or the depth limit ended the current search early
        self._attributes: dict[tuple[int, int], dict[str, list[tuple[Expr, At, Expr | None]]]] = {}
        self._library_stores: dict[str, list[tuple[FileView, Expr, At]]] | None = None

    def forget(self) -> None:
        """After the call graph is known, parameters resolve through callers: what was found before may grow."""
        self._memo.clear()

    # -- entry points

    def resolve(self, file: FileView, expr: Expr, at: At, depth: int = 0) -> list[Value]:
        key = (id(file), id(expr), at.order)
        if key in self._memo:
            return self._memo[key]
        if depth > _DEPTH or key in self._busy:
            self._cut = True
            return []
        outer_cut, self._cut = self._cut, False
        self._busy.add(key)
        try:
            found = _distinct(self._resolve(file, expr, at, depth))
        finally:
            self._busy.discard(key)
        if found or not self._cut or not self._busy:  # nothing found on a cut path says nothing
            self._memo[key] = found
        self._cut = self._cut or outer_cut
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
                        if len(found) > _MANY:
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
            if (
                self.catalog.call(path)
                or self.catalog.client(path)
                or self.catalog.object(path)
                or self.catalog.mark(path)
            ):
                return [Lib(path)]
        return [Lib(f"builtins.{name}")] if name in _BUILTINS else []

    def _binding(self, file: FileView, binding: Binding, scope: int, depth: int) -> Iterable[Value]:
        if binding.kind == "def":
            return self._definition(file, binding, depth)
        if binding.kind == "class":
            return [Cls(file, _scope_index(binding.value))]
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
        scope = _scope_index(binding.value)
        return [Fn(file, scope)]

    def _parameter(self, file: FileView, scope: int, param: Param, depth: int) -> Iterable[Value]:
        facts = file.scope(scope)
        block = file.block(facts.block)
        outside = At(facts.parent, block.parent, block.start)
        cls = facts.parent if facts.kind == "function" and file.scope(facts.parent).kind == "class" else None
        if cls is not None and facts.params and param is facts.params[0] and param.kind == "positional":
            decorators = {_tail(decorator) for decorator in facts.decorators}
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
                if len(found) > _MANY:
                    break
            if param.default is not None:
                found += self.resolve(file, param.default, outside, depth + 1)
        return found or [Parameter(fn, param.name)]

    def passed(self, fn: Fn, name: str) -> list[tuple[CallKey, Expr]]:
        """What the known callers give for a parameter; callers that leave it out are not listed."""
        if self.callers is None:
            return []
        found = []
        for key in self.callers.get((id(fn.file), fn.scope), ())[:40]:
            value = self.given(key, fn, name)
            if value is not None:
                found.append((key, value))
        return found

    def given(self, key: CallKey, fn: Fn, name: str) -> Expr | None:
        """The expression that one call passes for a parameter of `fn`."""
        site = key.file.facts.calls[key.index]
        for arg in site.args:
            if arg.name == name:
                return arg.value
        params = [param for param in fn.facts.params if param.kind == "positional"]
        index = next((i for i, param in enumerate(params) if param.name == name), None)
        if index is None:
            return None
        if self._binds_first(fn, key):
            index -= 1
        plain = [arg for arg in site.args if arg.name is None]
        if any(arg.name == "*" for arg in site.args) or not 0 <= index < len(plain):
            return None
        return plain[index].value

    def _binds_first(self, fn: Fn, key: CallKey) -> bool:
        """Does the call leave out the first parameter (`self`, `cls`)?"""
        facts = fn.facts
        if fn.file.scope(facts.parent).kind != "class" or facts.kind != "function":
            return False
        decorators = {_tail(decorator) for decorator in facts.decorators}
        if "staticmethod" in decorators:
            return False
        func = key.file.facts.calls[key.index].func
        if isinstance(func, Attribute) and "classmethod" not in decorators:
            base = self.resolve(key.file, func.base, key.file.at_call(key.index))
            return not any(isinstance(value, Cls) for value in base)
        return True

    # -- annotations

    def annotated(self, file: FileView, annotation: Expr, at: At, depth: int) -> list[Value]:
        """Instances that an annotation promises; text annotations and optional ones included."""
        if depth > _DEPTH:
            return []
        match annotation:
            case Const(value=str(text)):
                inner = _GENERIC.match(text.strip())
                words = (inner.group(1) if inner else text).replace("|", ",").split(",")
                parsed = [_name_expr(word.strip().strip("'\"")) for word in words if _PLAIN.fullmatch(word.strip())]
                return [v for part in parsed for v in self.annotated(file, part, at, depth + 1)]
            case Operation(op="|", operands=operands):
                return [v for part in operands for v in self.annotated(file, part, at, depth + 1)]
            case Item(base=base, index=index):
                tail = _tail(base)
                if tail in ("Optional", "Annotated", "Final", "ClassVar", "Union"):
                    parts = index.items if isinstance(index, Collection) else (index,)
                    return [v for part in parts for v in self.annotated(file, part, at, depth + 1)]
                return []
            case Name() | Attribute():
                found: list[Value] = []
                for value in self.resolve(file, annotation, at, depth + 1):
                    if isinstance(value, Lib) and not value.path.startswith("builtins."):
                        found.append(Lib(f"{value.path}()"))
                    elif isinstance(value, Cls):
                        found.append(Obj(value))
                return found
        return []

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
            if path in self.files and self.files[path] is not file and depth < _DEPTH:
                found = self.member(self.files[path], name, depth + 1)
                if found:
                    return found
        return []

    # -- attributes

    def _attribute(self, file: FileView, base: Expr, name: str, at: At, depth: int) -> Iterable[Value]:
        dotted = _dotted(base)
        if dotted:
            imported = file.bindings.get((0, f"{dotted}.{name}"))  # `import a.b` where a is only a folder
            if imported and imported[0].kind == "import":
                found = self._binding(file, imported[0], 0, depth)
                if any(isinstance(value, Mod) for value in found):
                    return found
        values: list[Value] = []
        for value in self.resolve(file, base, at, depth + 1):
            values += self.attribute_of(value, name, depth + 1)
        return values

    def attribute_of(self, value: Value, name: str, depth: int = 0) -> list[Value]:
        if depth > _DEPTH:
            return []
        match value:
            case Lib(path=path, origin=origin):
                return self._library_attribute(path, name, origin, depth)
            case Mod(file=file):
                return self.member(file, name, depth)
            case Cls():
                return self._class_attribute(value, name, value, depth)
            case Obj(cls=cls):
                return self._class_attribute(cls, name, value, depth)
            case Thunk(expr=Mapping(items=items), file=file, at=at):
                if name in ("get", "pop", "copy"):
                    return []
                return [v for key, item in items if isinstance(key, Const) and key.value == name
                        for v in self.resolve(file, item, at, depth + 1)]  # fmt: skip
        return []

    def _library_attribute(self, path: str, name: str, origin: CallKey | None, depth: int) -> list[Value]:
        full = f"{path}.{name}"
        found: list[Value] = []
        for file, expr, at in self.library_stores.get(full, ()):
            found += self.resolve(file, expr, at, depth + 1)
        return found or [Lib(full, origin)]

    @property
    def library_stores(self) -> dict[str, list[tuple[FileView, Expr, At]]]:
        """Values kept on library objects: `st.session_state.client = ...`, `app.state.model = ...`."""
        if self._library_stores is None:
            found: dict[str, list[tuple[FileView, Expr, At]]] = {}
            self._library_stores = found
            for file in self.files.values():
                for store in file.facts.stores:
                    if store.kind != "assign" or isinstance(store.value, Const):
                        continue
                    where = At(store.scope, store.block, store.order)
                    key = store.target.name if isinstance(store.target, Attribute) else None
                    if isinstance(store.target, Item) and isinstance(store.target.index, Const):
                        key = store.target.index.value if isinstance(store.target.index.value, str) else None
                    if key is None or not isinstance(store.target, (Attribute, Item)):
                        continue
                    for value in self.resolve(file, store.target.base, where, 3):
                        if isinstance(value, Lib):
                            found.setdefault(f"{value.path}.{key}", []).append((file, store.value, where))
        return self._library_stores

    def class_attributes(self, cls: Cls) -> dict[str, list[tuple[Expr, At, Expr | None]]]:
        """name -> (value, where, annotation): class level first, then what its methods store on `self`."""
        key = (id(cls.file), cls.scope)
        if key in self._attributes:
            return self._attributes[key]
        file, found = cls.file, dict[str, list[tuple[Expr, At, Expr | None]]]()
        self._attributes[key] = found
        for (scope, name), bindings in file.bindings.items():
            if scope == cls.scope:
                for binding in bindings:
                    where = At(binding.scope, binding.block, binding.order)
                    found.setdefault(name, []).append((binding.value, where, binding.annotation))
        methods = {}
        for index in file.children.get(cls.scope, ()):
            facts = file.scope(index)
            if facts.kind == "function" and facts.params:
                methods[index] = facts.params[0].name
        for store in file.facts.stores:
            target = store.target
            if store.kind != "assign" or not isinstance(target, Attribute) or not isinstance(target.base, Name):
                continue
            scope = store.scope
            while scope > 0 and scope not in methods:
                scope = file.scope(scope).parent
            if scope in methods and target.base.id == methods[scope]:
                where = At(store.scope, store.block, store.order)
                found.setdefault(target.name, []).append((store.value, where, None))
        return found

    def mro(self, cls: Cls, depth: int = 0) -> list[Cls | Lib]:
        """The class and its bases, own first, library bases as paths."""
        found: list[Cls | Lib] = [cls]
        if depth > 6:
            return found
        block = cls.file.block(cls.facts.block)
        where = At(cls.facts.parent, block.parent, block.start)
        for base in cls.facts.bases:
            for value in self.resolve(cls.file, base, where, depth + 3):
                if isinstance(value, Cls) and value != cls:
                    found += [item for item in self.mro(value, depth + 1) if item not in found]
                elif isinstance(value, Lib):
                    found.append(value)
        return found

    def _class_attribute(self, cls: Cls, name: str, owner: Cls | Obj, depth: int) -> list[Value]:
        for base in self.mro(cls):
            if isinstance(base, Lib):
                path = f"{base.path}().{name}"
                if self.catalog.call(path) or self.catalog.mark(path):
                    return [Lib(path, owner.origin if isinstance(owner, Obj) else None)]
                continue
            entries = self.class_attributes(base).get(name)
            if not entries:
                continue
            found: list[Value] = []
            for expr, where, annotation in entries:
                if isinstance(expr, Opaque) and expr.text.startswith("scope "):
                    found += self._member_function(base, _scope_index(expr), owner, depth)
                    continue
                values = [] if isinstance(expr, Opaque) else self.resolve(base.file, expr, where, depth + 1)
                if not values and annotation is not None:
                    values = self.annotated(base.file, annotation, where, depth + 1)
                found += values
                if len(found) > _MANY:
                    break
            return found
        return []

    def called(self, obj: Obj, depth: int = 0) -> list[Fn]:
        """What runs when an object is called: `__call__`, or `forward` where a library's base class calls that."""
        own = [fn for fn in self._class_attribute(obj.cls, "__call__", obj, depth) if isinstance(fn, Fn)]
        if own or not any(isinstance(base, Lib) for base in self.mro(obj.cls)):
            return own
        return [fn for name in ("forward", "aforward")
                for fn in self._class_attribute(obj.cls, name, obj, depth) if isinstance(fn, Fn)]  # fmt: skip

    def _member_function(self, cls: Cls, scope: int, owner: Cls | Obj, depth: int) -> list[Value]:
        facts = cls.file.scope(scope)
        if facts.kind == "class":
            return [Cls(cls.file, scope)]
        decorators = {_tail(decorator) for decorator in facts.decorators}
        fn = Fn(cls.file, scope, owner)
        if decorators & {"property", "cached_property"}:
            return self.returned(fn, depth + 1)
        return [fn]

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
                chosen = list(parts[:_MANY])
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
        if depth > _DEPTH:
            return []
        decorators = {_tail(decorator) for decorator in facts.decorators}
        kinds = ("yield",) if decorators & {"contextmanager", "asynccontextmanager"} else ("return",)
        found: list[Value] = []
        for leave in file.exits_of.get(fn.scope, ()):
            if leave.kind in kinds and leave.value is not None:
                found += self.resolve(file, leave.value, At(leave.scope, leave.block, leave.order), depth + 1)
                if len(found) > _MANY:
                    break
        if not found and facts.returns is not None and facts.kind == "function":
            block = file.block(facts.block)
            found = self.annotated(file, facts.returns, At(facts.parent, block.parent, block.start), depth + 1)
        return found


def visible(file: FileView, bindings: Sequence[Binding], at: At | None) -> list[Binding]:
    """Bindings of a name that can reach a place, nearest first; `at` None: seen from another scope."""
    if at is None:
        real = [b for b in bindings if not (isinstance(b.value, Const) and b.value.value is None)]
        return list(reversed(real or bindings))
    found: list[Binding] = []
    for binding in sorted(bindings, key=lambda b: -b.order):
        kind = file.block(binding.block).kind
        if kind in ("comprehension",) and not file.encloses(binding.block, at.order):
            continue
        if binding.order >= at.order:
            continue
        if file.exclusive(binding.block, at.block):
            continue
        found.append(binding)
        if file.dominates(binding.block, at.block) and binding.kind != "augment":
            break
    later = [
        b for b in bindings
        if b.order >= at.order and any(file.encloses(loop, b.order) for loop in file.loops(at.block))
        and file.block(b.block).kind != "comprehension"
    ]  # fmt: skip
    return found + later


_BUILTINS = {
    "exit", "quit", "input", "print", "open", "map", "filter", "zip", "enumerate", "range", "sorted", "min", "max",
    "len", "iter",
    "next", "list", "tuple", "set", "dict", "str", "int", "float", "any", "all", "sum", "reversed", "isinstance",
    "property", "staticmethod", "classmethod", "super", "hash", "id", "getattr",
}  # fmt: skip


def _scope_index(value: Expr) -> int:
    return int(value.text.removeprefix("scope ")) if isinstance(value, Opaque) else 0


def _tail(expr: Expr) -> str:
    match expr:
        case Name(id=name) | Attribute(name=name):
            return name
    return ""


def _dotted(expr: Expr) -> str:
    match expr:
        case Name(id=name):
            return name
        case Attribute(base=base, name=name):
            inner = _dotted(base)
            return f"{inner}.{name}" if inner else ""
    return ""


@cache  # kept alive: results are remembered by the identity of expressions
def _name_expr(dotted: str) -> Expr:
    first, *rest = dotted.split(".")
    expr: Expr = Name(first)
    for part in rest:
        expr = Attribute(expr, part)
    return expr


def _distinct(values: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys(values))[: _MANY + 3]
