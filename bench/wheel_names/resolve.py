"""Follows a catalogue path through the sources: imports, classes, annotated properties, values."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from wheel_names import lazy
from wheel_names.modules import Modules
from wheel_names.values import (
    UNKNOWN,
    Class,
    Function,
    FunctionNode,
    Instance,
    Module,
    Names,
    Scope,
    Value,
    bound,
    flat,
    self_values,
)

_PROPERTIES = {"property", "cached_property", "abstractproperty", "classproperty", "lazy_property"}
# Bases from elsewhere that add no name we ask for.
_EMPTY = {"object", "ABC", "Generic", "Protocol", "BaseModel", "TypedDict", "Enum", "NamedTuple", "RootModel"}
_EITHER = {"Optional", "Union"}
_FIRST = {"Annotated", "Required", "NotRequired", "Final", "ClassVar", "Awaitable"}
_FIRST |= {"AbstractContextManager", "AbstractAsyncContextManager", "ContextManager", "AsyncContextManager"}
_LAST = {"Coroutine"}
_YIELDS = {"Iterator", "AsyncIterator", "Generator", "AsyncGenerator", "Iterable", "AsyncIterable"}


class Resolver:
    """Paths to values. An empty answer: the name is not there. UNKNOWN: it is, or may be; reading does not tell."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._busy: set[object] = set()
        self._cuts = 0
        self._paths: dict[str, list[Value]] = {}
        self._attributes: dict[tuple[Value, str], list[Value]] = {}
        self._locals: dict[FunctionNode, Names] = {}
        self._members: dict[Class, Names] = {}
        self._selves: dict[Class, dict[str, list[tuple[FunctionNode, ast.AST]]]] = {}
        self._mros: dict[Class, tuple[list[Class], bool]] = {}

    def path(self, path: str) -> list[Value]:
        """What `openai.OpenAI().chat.completions.create` leads to."""
        if path not in self._paths:
            before, part = _last(path)
            if not before:
                module = self.modules.find(part)
                self._paths[path] = [module] if module else []
            elif part == "()":
                self._paths[path] = _known([new for value in self.path(before) for new in self.call(value)])
            else:
                values = self.path(before)
                self._paths[path] = _known([new for value in values for new in self.attribute(value, part)])
        return self._paths[path]

    def attribute(self, value: Value, name: str) -> list[Value]:
        key = (value, name)
        if isinstance(value, Function):
            return []
        if value is UNKNOWN:
            return [UNKNOWN]
        if key in self._attributes:
            return self._attributes[key]
        if key in self._busy:
            self._cuts += 1
            return [UNKNOWN]
        self._busy.add(key)
        cuts = self._cuts
        found = _known(self._of_module(value, name) if isinstance(value, Module) else self._of_class(value, name))
        self._busy.discard(key)
        if cuts == self._cuts:  # else a circle was cut short inside: another way in may see more
            self._attributes[key] = found
        return found

    def call(self, value: Value) -> list[Value]:
        if isinstance(value, Class):
            return [Instance(value)]
        if isinstance(value, Function):
            return self.result(value)
        if isinstance(value, Instance):
            return [made for method in self.attribute(value, "__call__") for made in self.call(method)]
        return [UNKNOWN] if value is UNKNOWN else []

    # modules

    def _of_module(self, module: Module, name: str) -> list[Value]:
        found = self._bound(module.names[name], name, Scope(module)) if name in module.names else []
        inner = self.modules.find(f"{module.name}.{name}") if module.package else None
        if inner is not None and found in ([], [UNKNOWN]):
            return [inner]
        return found or self._starred(module, name) or self._lazy(module, name)

    def _starred(self, module: Module, name: str) -> list[Value]:
        """What `from x import *` brings, the last one first."""
        found: list[Value] = []
        for star in reversed(module.stars) if not name.startswith("_") else []:
            source = self.modules.find(self.modules.absolute(module, star.level, star.module or ""))
            if source is not None and source is not module:
                found += self.attribute(source, name)
            if found not in ([], [UNKNOWN]):
                break
        return found

    def _lazy(self, module: Module, name: str) -> list[Value]:
        for place, there in lazy.tables(module).get(name, []):
            for target in (f"{module.name}.{place.lstrip('.')}", place):
                source = self.modules.find(target.replace(":", "."))
                if source is not None and (found := self.attribute(source, there)):
                    return found
        return [UNKNOWN] if "__getattr__" in module.names and name in lazy.mentioned(module) else []

    def _bound(self, nodes: Iterable[ast.AST], name: str, scope: Scope) -> list[Value]:
        """The values that `nodes` give to `name`."""
        functions: list[FunctionNode] = []
        values: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append(node)
            elif isinstance(node, ast.ClassDef):
                values.append(Class(scope.module, node))
            elif isinstance(node, ast.ImportFrom):
                values += self._imported(node, name, scope.module)
            elif isinstance(node, ast.Import):
                values += self._import(node, name)
            elif isinstance(node, ast.AnnAssign):
                made = self.annotation(node.annotation, scope)
                values += made if made != [UNKNOWN] or node.value is None else self.evaluate(node.value, scope)
            elif isinstance(node, ast.Assign):
                values += self.evaluate(node.value, scope)
            else:
                values.append(UNKNOWN)
        if functions:
            function = Function(scope.module, tuple(functions), scope.owner)
            values += self.result(function) if _decorated(functions[0], _PROPERTIES) else [function]
        return values

    def _imported(self, node: ast.ImportFrom, name: str, module: Module) -> list[Value]:
        source_name = self.modules.absolute(module, node.level, node.module or "")
        source = self.modules.find(source_name)
        if source is None:
            return [UNKNOWN]
        wanted = next(alias.name for alias in node.names if (alias.asname or alias.name) == name)
        if source is module:  # `from . import part`
            inner = self.modules.find(f"{source_name}.{wanted}")
            return [inner] if inner else [UNKNOWN]
        return self.attribute(source, wanted) or [UNKNOWN]

    def _import(self, node: ast.Import, name: str) -> list[Value]:
        whole = next((alias.name for alias in node.names if alias.asname == name), name)
        module = self.modules.find(whole)
        return [module] if module else [UNKNOWN]

    # classes

    def mro(self, cls: Class) -> tuple[list[Class], bool]:
        """The class and its bases, and whether all of them could be read."""
        if cls not in self._mros:
            self._mros[cls] = ([cls], False)  # for a class that inherits from itself by mistake
            found, whole = [cls], True
            for base in cls.node.bases:
                for value in self.evaluate(base, Scope(cls.module)):
                    if isinstance(value, Class):
                        more, complete = self.mro(value)
                        found += [other for other in more if other not in found]
                        whole = whole and complete
                    elif _tail(base) not in _EMPTY:
                        whole = False
            self._mros[cls] = (found, whole)
        return self._mros[cls]

    def members(self, cls: Class) -> Names:
        """What the class itself binds, on it or on its instances."""
        if cls not in self._members:
            own = {name: [node for _method, node in found] for name, found in self._given(cls).items()}
            self._members[cls] = {**own, **bound(cls.node.body)}
        return self._members[cls]

    def _given(self, cls: Class) -> dict[str, list[tuple[FunctionNode, ast.AST]]]:
        if cls not in self._selves:
            self._selves[cls] = self_values(cls.node)
        return self._selves[cls]

    def _of_class(self, value: Value, name: str) -> list[Value]:
        cls = value.of if isinstance(value, Instance) else value
        assert isinstance(cls, Class)
        classes, whole = self.mro(cls)
        for owner in classes:
            nodes = self.members(owner).get(name)
            if nodes:
                inside = next((method for method, node in self._given(owner).get(name, []) if node is nodes[0]), None)
                found = self._bound(nodes, name, Scope(owner.module, owner, inside))
                return found or [UNKNOWN]
        if not whole or any("__getattr__" in self.members(owner) for owner in classes):
            return [UNKNOWN]
        return []

    # functions and expressions

    def result(self, function: Function) -> list[Value]:
        """What a call of `function` gives; awaiting or entering it adds nothing."""
        values: list[Value] = []
        for node in function.nodes:
            scope = Scope(function.module, function.owner, node)
            made: list[Value] = [UNKNOWN]
            if node.returns is not None:
                yields = _decorated(node, {"contextmanager", "asynccontextmanager"})
                made = self.annotation(node.returns, Scope(function.module, function.owner), yields=yields)
            else:
                returns = [part.value for part in flat(node.body) if isinstance(part, ast.Return) and part.value]
                made = [value for part in returns for value in self.evaluate(part, scope)] or made
            values += made
        return _known(values) or [UNKNOWN]

    def annotation(self, node: ast.expr, scope: Scope, *, yields: bool = False) -> list[Value]:
        """What has the type `node`."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                return self.annotation(ast.parse(node.value, mode="eval").body, scope, yields=yields)
            except SyntaxError:
                return [UNKNOWN]
        if isinstance(node, ast.Subscript) and _tail(node.value) in {"type", "Type"}:
            return self.evaluate(node.slice, scope)
        if isinstance(node, ast.Subscript) and yields and _tail(node.value) in _YIELDS:
            first = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
            return self.annotation(first, scope)
        values = self.evaluate(node, scope)
        return _known([Instance(value) if isinstance(value, Class) else UNKNOWN for value in values])

    def evaluate(self, node: ast.expr, scope: Scope) -> list[Value]:
        """The values of an expression; UNKNOWN where reading does not tell."""
        key = (id(node), scope)
        if key in self._busy:
            self._cuts += 1
            return [UNKNOWN]
        self._busy.add(key)
        try:
            return _known(self._evaluate(node, scope)) or [UNKNOWN]
        finally:
            self._busy.discard(key)

    def _evaluate(self, node: ast.expr, scope: Scope) -> list[Value]:
        if isinstance(node, ast.Name):
            return self._named(node.id, scope)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return self._evaluate_text(node.value, scope)
        if isinstance(node, ast.Attribute):
            return [new for value in self.evaluate(node.value, scope) for new in self.attribute(value, node.attr)]
        if isinstance(node, ast.Call):
            return [new for value in self.evaluate(node.func, scope) for new in self.call(value)]
        if isinstance(node, ast.Await):
            return self.evaluate(node.value, scope)
        if isinstance(node, ast.BoolOp):
            return [new for part in node.values for new in self.evaluate(part, scope)]
        if isinstance(node, ast.IfExp):
            return self.evaluate(node.body, scope) + self.evaluate(node.orelse, scope)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.evaluate(node.left, scope) + self.evaluate(node.right, scope)
        if isinstance(node, ast.Subscript):
            return self._subscript(node, scope)
        return [UNKNOWN]

    def _evaluate_text(self, text: str, scope: Scope) -> list[Value]:
        """A type in quotes."""
        try:
            return self.evaluate(ast.parse(text, mode="eval").body, scope)
        except SyntaxError:
            return [UNKNOWN]

    def _subscript(self, node: ast.Subscript, scope: Scope) -> list[Value]:
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        tail = _tail(node.value)
        if tail in _EITHER:
            return [new for part in parts for new in self.evaluate(part, scope)]
        if tail in _FIRST:
            return self.evaluate(parts[0], scope)
        if tail in _LAST:
            return self.evaluate(parts[-1], scope)
        return self.evaluate(node.value, scope)  # a generic class of the wheel

    def _named(self, name: str, scope: Scope) -> list[Value]:
        if name == "Self" and scope.owner:
            return [scope.owner]
        if scope.function is not None and (found := self._local(name, scope)):
            return found
        if scope.owner is not None and scope.function is None and name in _values(scope.owner):
            return self.attribute(scope.owner, name)
        return self.attribute(scope.module, name)

    def _local(self, name: str, scope: Scope) -> list[Value]:
        """`self`, an annotated parameter, or a name that the function binds."""
        assert scope.function is not None
        arguments = scope.function.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for index, argument in enumerate(every):
            if argument.arg != name:
                continue
            if index == 0 and scope.owner is not None and name in {"self", "cls"}:
                return [Instance(scope.owner) if name == "self" else scope.owner]
            outer = Scope(scope.module, scope.owner)
            return self.annotation(argument.annotation, outer) if argument.annotation else [UNKNOWN]
        if scope.function not in self._locals:
            self._locals[scope.function] = bound(scope.function.body)
        nodes = self._locals[scope.function].get(name, [])
        return self._bound(nodes, name, scope) if nodes else []


def _last(path: str) -> tuple[str, str]:
    """A path without its last step, and that step: a name or `()`."""
    if path.endswith("()"):
        return path[:-2], "()"
    before, _dot, part = path.rpartition(".")
    return before, part


def _known(values: list[Value]) -> list[Value]:
    """Each value once, without the unknown where something is known."""
    unique = list(dict.fromkeys(values))
    return [value for value in unique if value is not UNKNOWN] or unique


def _values(cls: Class) -> set[str]:
    """What an expression in a class body may mean: no methods, no bare types (`models: models.Models`)."""
    meant = ast.ClassDef | ast.Assign | ast.Import | ast.ImportFrom
    return {name for name, nodes in bound(cls.node.body).items() if all(isinstance(node, meant) for node in nodes)}


def _tail(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _decorated(node: FunctionNode, names: set[str]) -> bool:
    return any(_tail(part.func if isinstance(part, ast.Call) else part) in names for part in node.decorator_list)
