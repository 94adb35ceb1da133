"""Expressions -> our small ones, recording calls, uses and bindings on the way, in evaluation order."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Literal

from greenlint.facts.model import (
    Arg,
    Attribute,
    CallRef,
    Collection,
    Comprehension,
    Const,
    Expr,
    Item,
    LambdaRef,
    Mapping,
    Name,
    Opaque,
    Operation,
    Param,
    Part,
    Role,
    Scope,
    Text,
)
from greenlint.facts.recorder import Recorder

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitOr: "|", ast.BitAnd: "&", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>", ast.MatMult: "@",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
    ast.Not: "not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.And: "and", ast.Or: "or",
}  # fmt: skip
_DISPLAYS: dict[type[ast.AST], str] = {
    ast.List: "list", ast.Tuple: "tuple", ast.Set: "set",
    ast.ListComp: "list", ast.SetComp: "set", ast.DictComp: "dict", ast.GeneratorExp: "generator",
}  # fmt: skip
Trail = tuple[str, ...]


class Expressions:
    """One method a node class; `role`, `user` and `trail` say what happens to the value."""

    def __init__(self, recorder: Recorder) -> None:
        self.rec = recorder
        self.awaited = False

    def visit(self, node: ast.AST | None, role: Role = "value", user: int = -1, trail: Trail = ()) -> Expr:
        if node is None:
            return Opaque()
        handler = _HANDLERS.get(type(node))
        return handler(self, node, role, user, trail) if handler else self.other(node)

    def other(self, node: ast.AST) -> Expr:
        for child in ast.iter_child_nodes(node):
            self.visit(child)
        return Opaque(type(node).__name__)

    # -- names, attributes, items

    def name(self, node: ast.Name, role: Role, user: int, trail: Trail) -> Expr:
        self.rec.use(node.id, trail)
        return Name(node.id)

    def attribute(self, node: ast.Attribute, role: Role, user: int, trail: Trail) -> Expr:
        return Attribute(self.visit(node.value, role, user, (node.attr, *trail)), node.attr)

    def subscript(self, node: ast.Subscript, role: Role, user: int, trail: Trail) -> Expr:
        inner = node.slice
        step = f"[{inner.value!r}]" if isinstance(inner, ast.Constant) and type(inner.value) in (int, str) else "[]"
        base = self.visit(node.value, role, user, (step, *trail))
        index = self.visit(inner)
        self.rec.tick()
        return Item(base, index)

    def slice(self, node: ast.Slice, *_: Any) -> Expr:
        return Operation("slice", (self.visit(node.lower), self.visit(node.upper), self.visit(node.step)))

    # -- constants and text

    def constant(self, node: ast.Constant, *_: Any) -> Expr:
        value = node.value
        if isinstance(value, str):
            return Const(_encodable(value))
        if isinstance(value, int) and value.bit_length() >= 64:  # no store and no text would hold it
            return Opaque("int")
        return Const(value) if value is None or isinstance(value, (int, float)) else Opaque(type(value).__name__)

    def formatted(self, node: ast.JoinedStr, *_: Any) -> Expr:
        outer, self.rec.in_text = self.rec.in_text, True
        parts = []
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                parts.append(self.visit(part.value))
                self.visit(part.format_spec)
            else:
                parts.append(self.visit(part))
        self.rec.in_text = outer
        return Text(tuple(parts))

    # -- calls

    def call(self, node: ast.Call, role: Role, user: int, trail: Trail) -> Expr:
        rec, awaited, self.awaited = self.rec, self.awaited, False
        index = rec.begin_call(node, role, user, trail, awaited)
        outer, rec.anchor = rec.anchor, rec.calls[index].span
        func = self.visit(node.func, "value", -1, ("()",))
        args = []
        for arg in _in_source_order(node):
            if isinstance(arg, ast.keyword):
                args.append(Arg(arg.arg or "**", self.visit(arg.value, "argument", index)))
            elif isinstance(arg, ast.Starred):
                args.append(Arg("*", self.visit(arg.value, "argument", index)))
            else:
                args.append(Arg(None, self.visit(arg, "argument", index)))
        rec.anchor = outer
        rec.end_call(index, func, tuple(args))
        return CallRef(index)

    def await_(self, node: ast.Await, role: Role, user: int, trail: Trail) -> Expr:
        self.awaited = isinstance(node.value, ast.Call)
        value = self.visit(node.value, role, user, trail)
        self.awaited = False
        return value

    # -- operators

    def binary(self, node: ast.BinOp, *_: Any) -> Expr:
        # a + b + c ... nests on the left: a loop instead of recursion keeps long sums cheap
        right: list[tuple[str, ast.expr]] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            right.append((SIGNS[type(left.op)], left.right))
            left = left.left
        value = self.visit(left)
        for op, operand in reversed(right):
            value = Operation(op, (value, self.visit(operand)))
        return value

    def boolean(self, node: ast.BoolOp, role: Role, user: int, trail: Trail) -> Expr:
        op: Literal["and", "or"] = "and" if isinstance(node.op, ast.And) else "or"
        value = self.visit(node.values[0], role, user, trail)
        for operand in node.values[1:]:
            with self.rec.within(self.rec.open(op, test=value)):
                right = self.visit(operand, role, user, trail)
            value = Operation(op, (value, right))
        return value

    def unary(self, node: ast.UnaryOp, *_: Any) -> Expr:
        op = SIGNS[type(node.op)]
        value = self.visit(node.operand)
        if op == "-" and isinstance(value, Const) and isinstance(value.value, (int, float)):
            return Const(-value.value)
        return Operation(op, (value,))

    def comparison(self, node: ast.Compare, *_: Any) -> Expr:
        operands = [self.visit(node.left), *map(self.visit, node.comparators)]
        return Operation(SIGNS[type(node.ops[0])] if len(node.ops) == 1 else "compare", tuple(operands))

    def conditional(self, node: ast.IfExp, role: Role, user: int, trail: Trail) -> Expr:
        test = self.visit(node.test, "test")
        group = self.rec.new_group()
        with self.rec.within(self.rec.open("if", group=group, test=test)):
            body = self.visit(node.body, role, user, trail)
        with self.rec.within(self.rec.open("else", group=group, test=test)):
            orelse = self.visit(node.orelse, role, user, trail)
        return Operation("if", (body, test, orelse))

    def walrus(self, node: ast.NamedExpr, role: Role, user: int, trail: Trail) -> Expr:
        value = self.visit(node.value, "bind")
        self.rec.bind(Name(node.target.id), value, "assign")
        return value

    # -- displays

    def collection(self, node: ast.List | ast.Tuple | ast.Set, role: Role, user: int, *_: Any) -> Expr:
        items: list[Expr] = []
        for element in node.elts:
            if isinstance(element, ast.Starred):
                items.append(Operation("star", (self.visit(element.value, "collect", user),)))
            else:
                items.append(self.visit(element, "collect", user))
        return Collection(_DISPLAYS[type(node)], tuple(items))  # type: ignore[arg-type]

    def mapping(self, node: ast.Dict, role: Role, user: int, *_: Any) -> Expr:
        items: list[tuple[Expr | None, Expr]] = []
        for key, value in zip(node.keys, node.values, strict=True):
            items.append((self.visit(key) if key else None, self.visit(value, "collect", user)))
        return Mapping(tuple(items))

    def comprehension(self, node: Any, role: Role, user: int, trail: Trail) -> Expr:
        rec = self.rec
        opened: list[int] = []
        innermost = rec.block
        for clause in node.generators:
            iterable = self.visit(clause.iter, "iterate")
            names: list[str] = []
            innermost = rec.open("comprehension", test=iterable, span=rec.span(node), is_async=bool(clause.is_async))
            opened.append(innermost)
            self.assign(clause.target, Part(iterable, None), "for", names)
            rec.blocks[innermost].targets = tuple(names)
            for condition in clause.ifs:
                opened.append(rec.open("if", test=self.visit(condition, "test")))
        if isinstance(node, ast.DictComp):
            element: Expr = Collection("tuple", (self.visit(node.key, "collect"), self.visit(node.value, "collect")))
        else:
            element = self.visit(node.elt, "collect", user)
        for block in reversed(opened):
            rec.close(block)
        return Comprehension(_DISPLAYS[type(node)], element, innermost)  # type: ignore[arg-type]

    def lambda_(self, node: ast.Lambda, *_: Any) -> Expr:
        rec = self.rec
        params = self.params(node.args)
        name = "<lambda>"
        outer = rec.scopes[rec.scope].qualname
        scope = Scope("lambda", name, f"{outer}.{name}" if outer else name, rec.scope, 0, rec.span(node), params)
        index = rec.open_scope(scope, "lambda")
        scope.returns = self.visit(node.body, "return")
        rec.leave("return", scope.returns)
        rec.close_scope(index)
        return LambdaRef(index)

    def yield_(self, node: ast.Yield | ast.YieldFrom, *_: Any) -> Expr:
        self.rec.leave("yield", self.visit(node.value, "return") if node.value else None)
        return Opaque("yield")

    # -- shared with statements

    def params(self, node: ast.arguments) -> tuple[Param, ...]:
        """Defaults and annotations are evaluated where the function is defined."""
        found: list[Param] = []

        def add(param: ast.arg, kind: str, written: ast.expr | None = None) -> None:
            default = self.visit(written) if written else None
            annotation = self.visit(param.annotation) if param.annotation else None
            found.append(Param(param.arg, kind, default, annotation))  # type: ignore[arg-type]

        positional = [*node.posonlyargs, *node.args]
        bare = len(positional) - len(node.defaults)
        for index, param in enumerate(positional):
            add(param, "positional", node.defaults[index - bare] if index >= bare else None)
        if node.vararg:
            add(node.vararg, "star")
        for param, written in zip(node.kwonlyargs, node.kw_defaults, strict=True):
            add(param, "keyword", written)
        if node.kwarg:
            add(node.kwarg, "double-star")
        return tuple(found)

    def target(self, node: ast.AST) -> Expr:
        """What is assigned to: a bare name is not a use of it, the base of an attribute or item is."""
        return Name(node.id) if isinstance(node, ast.Name) else self.visit(node)

    def assign(self, target: ast.AST, value: Expr, kind: str, names: list[str] | None = None) -> None:
        """Binds a target, unpacking tuples; collects the bare names bound."""
        if isinstance(target, (ast.Tuple, ast.List)):
            known = value.items if isinstance(value, Collection) and len(value.items) == len(target.elts) else None
            for index, element in enumerate(target.elts):
                self.assign(element, known[index] if known else Part(value, index), kind, names)
            return
        if isinstance(target, ast.Starred):
            target = target.value
        place = self.target(target)
        if names is not None and isinstance(place, Name):
            names.append(place.id)
        self.rec.bind(place, value, kind)


def _in_source_order(node: ast.Call) -> list[Any]:
    """Arguments as written: only `*values` may stand behind a keyword."""
    if not node.keywords:
        return [*node.args]
    if not any(isinstance(arg, ast.Starred) for arg in node.args):
        return [*node.args, *node.keywords]
    return sorted([*node.args, *node.keywords], key=lambda arg: (arg.lineno, arg.col_offset))


def _encodable(text: str) -> str:
    r"""Halves of surrogate pairs (`"\ud83d"`) written out: no report and no store can hold them."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


_HANDLERS: dict[type[ast.AST], Callable[..., Expr]] = {
    ast.Name: Expressions.name,
    ast.Attribute: Expressions.attribute,
    ast.Subscript: Expressions.subscript,
    ast.Slice: Expressions.slice,
    ast.Constant: Expressions.constant,
    ast.JoinedStr: Expressions.formatted,
    ast.Call: Expressions.call,
    ast.Await: Expressions.await_,
    ast.BinOp: Expressions.binary,
    ast.BoolOp: Expressions.boolean,
    ast.UnaryOp: Expressions.unary,
    ast.Compare: Expressions.comparison,
    ast.IfExp: Expressions.conditional,
    ast.NamedExpr: Expressions.walrus,
    ast.List: Expressions.collection,
    ast.Tuple: Expressions.collection,
    ast.Set: Expressions.collection,
    ast.Dict: Expressions.mapping,
    ast.ListComp: Expressions.comprehension,
    ast.SetComp: Expressions.comprehension,
    ast.DictComp: Expressions.comprehension,
    ast.GeneratorExp: Expressions.comprehension,
    ast.Lambda: Expressions.lambda_,
    ast.Yield: Expressions.yield_,
    ast.YieldFrom: Expressions.yield_,
}
