"""The argument names that a function, a constructor or a callable object takes."""

from __future__ import annotations

import ast
from typing import NamedTuple

from wheel_names.resolve import Resolver
from wheel_names.values import Class, Function, FunctionNode, Instance, Scope, Value


class Typed(NamedTuple):
    """An annotation, and where it stands."""

    node: ast.expr | None
    scope: Scope


class Signature(NamedTuple):
    names: dict[str, Typed]
    """Each argument."""
    positional: tuple[str, ...]
    """Those that can be given by place, in order."""
    open: bool
    """It takes others too (`**kwargs`), or could not be read."""


_OPEN = Signature({}, (), True)


def signature(resolver: Resolver, value: Value) -> Signature:
    """What `value` takes when it is called."""
    if isinstance(value, Function):
        return _of_function(resolver, value)
    if isinstance(value, Class):
        return _of_class(resolver, value)
    if isinstance(value, Instance):
        methods = [method for method in resolver.attribute(value, "__call__") if isinstance(method, Function)]
        return _of_function(resolver, methods[0]) if methods else _OPEN
    return _OPEN


def fields(resolver: Resolver, cls: Class) -> Signature:
    """The annotated names of a model, a typed dict or a dataclass, with their aliases."""
    classes, whole = resolver.mro(cls)
    names: dict[str, Typed] = {}
    for owner in reversed(classes):
        for name, nodes in resolver.members(owner).items():
            for node in nodes:
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and not name.startswith("_"):
                    kind = Typed(node.annotation, Scope(owner.module, owner))
                    names.update(dict.fromkeys((name, *_aliases(node.value)), kind))
    return Signature(names, (), not whole or not names)


def _aliases(value: ast.expr | None) -> list[str]:
    """`Field(alias="model")`."""
    if not isinstance(value, ast.Call):
        return []
    words = [word.value for word in value.keywords if word.arg in {"alias", "validation_alias"}]
    parts = [part for word in words for part in ast.walk(word)]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _of_class(resolver: Resolver, cls: Class) -> Signature:
    classes, _whole = resolver.mro(cls)
    model = any(ast.unparse(base).rpartition(".")[2] == "BaseModel" for owner in classes for base in owner.node.bases)
    for method in ("__init__", "__new__"):
        for found in resolver.attribute(cls, method):
            if isinstance(found, Function):
                taken = _of_function(resolver, found)
                if not (taken.open and model):
                    return taken
                more = fields(resolver, cls)
                return Signature({**more.names, **taken.names}, taken.positional, more.open)
    return fields(resolver, cls)


def _of_function(resolver: Resolver, function: Function) -> Signature:
    overloads = tuple(node for node in function.nodes if _is_overload(node))
    names: dict[str, Typed] = {}
    positional: tuple[str, ...] = ()
    opens = []
    for node in overloads or function.nodes:
        taken = _of_node(resolver, function, node)
        names.update(taken.names)
        positional = max(positional, taken.positional, key=len)
        opens.append(taken.open)
    # Without overloads several nodes are branches, for people and for type checkers: the closed one says more.
    return Signature(names, positional, any(opens) if overloads else all(opens))


def _of_node(resolver: Resolver, function: Function, node: FunctionNode) -> Signature:
    scope = Scope(function.module, function.owner)
    arguments = node.args
    by_place = [*arguments.posonlyargs, *arguments.args]
    if function.owner is not None and not _is_static(node):
        by_place = by_place[1:]
    kinds = {part.arg: Typed(part.annotation, scope) for part in (*by_place, *arguments.kwonlyargs)}
    rest = arguments.kwarg
    if rest is None:
        return Signature(kinds, tuple(part.arg for part in by_place), arguments.vararg is not None and not kinds)
    taken = _unpacked(resolver, rest, scope)
    return Signature({**kinds, **taken.names}, tuple(part.arg for part in by_place), taken.open)


def _unpacked(resolver: Resolver, rest: ast.arg, scope: Scope) -> Signature:
    """The names of `**kwargs: Unpack[SomeTypedDict]`."""
    kind = rest.annotation
    if isinstance(kind, ast.Subscript) and ast.unparse(kind.value).rpartition(".")[2] == "Unpack":
        for value in resolver.annotation(kind.slice, scope):
            if isinstance(value, Instance):
                return fields(resolver, value.of)
    return _OPEN


def _is_overload(node: FunctionNode) -> bool:
    return any(ast.unparse(part).rpartition(".")[2] == "overload" for part in node.decorator_list)


def _is_static(node: FunctionNode) -> bool:
    return any(ast.unparse(part) == "staticmethod" for part in node.decorator_list)
