"""LibCST expressions -> our small ones, recording calls, uses and bindings on the way, in evaluation order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from greenlint.facts.fields import children
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

_BINARY = {
    "Add": "+", "Subtract": "-", "Multiply": "*", "Divide": "/", "FloorDivide": "//", "Modulo": "%", "Power": "**",
    "BitOr": "|", "BitAnd": "&", "BitXor": "^", "LeftShift": "<<", "RightShift": ">>", "MatrixMultiply": "@",
    "Equal": "==", "NotEqual": "!=", "LessThan": "<", "LessThanEqual": "<=", "GreaterThan": ">",
    "GreaterThanEqual": ">=", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not",
    "Not": "not", "Minus": "-", "Plus": "+", "BitInvert": "~", "And": "and", "Or": "or",
}  # fmt: skip
_DISPLAYS = {"ListComp": "list", "SetComp": "set", "GeneratorExp": "generator"}
Trail = tuple[str, ...]


class Expressions:
    """One method a node class; `role`, `user` and `trail` say what happens to the value."""

    def __init__(self, recorder: Recorder) -> None:
        self.rec = recorder
        self.awaited = False

    def visit(self, node: cst.CSTNode | None, role: Role = "value", user: int = -1, trail: Trail = ()) -> Expr:
        if node is None:
            return Opaque()
        handler = _HANDLERS.get(type(node))
        return handler(self, node, role, user, trail) if handler else self.other(node)

    def other(self, node: cst.CSTNode) -> Expr:
        for child in children(node):
            self.visit(child)
        return Opaque(type(node).__name__)

    # -- names, attributes, items

    def name(self, node: cst.Name, role: Role, user: int, trail: Trail) -> Expr:
        if node.value in ("True", "False", "None"):
            return Const({"True": True, "False": False, "None": None}[node.value])
        self.rec.use(node.value, trail)
        return Name(node.value)

    def attribute(self, node: cst.Attribute, role: Role, user: int, trail: Trail) -> Expr:
        return Attribute(self.visit(node.value, role, user, (node.attr.value, *trail)), node.attr.value)

    def subscript(self, node: cst.Subscript, role: Role, user: int, trail: Trail) -> Expr:
        rec = self.rec
        first = node.slice[0].slice if len(node.slice) == 1 else None
        step = "[]"
        if isinstance(first, cst.Index) and isinstance(first.value, (cst.Integer, cst.SimpleString)):
            step = f"[{first.value.value}]"
        base = self.visit(node.value, role, user, (step, *trail))
        indices = []
        for element in node.slice:
            part = element.slice
            if isinstance(part, cst.Index):
                indices.append(self.visit(part.value))
            elif isinstance(part, cst.Slice):
                indices.append(
                    Operation("slice", (self.visit(part.lower), self.visit(part.upper), self.visit(part.step)))
                )
        rec.tick()
        return Item(base, indices[0] if len(indices) == 1 else Collection("tuple", tuple(indices)))

    # -- constants and text

    def integer(self, node: cst.Integer, *_: Any) -> Expr:
        try:
            value = int(node.value.replace("_", ""), 0)
        except ValueError:
            return Opaque("int")
        return Const(value) if value.bit_length() < 64 else Opaque("int")  # beyond: no store and no text would hold it

    def float(self, node: cst.Float, *_: Any) -> Expr:
        return Const(float(node.value.replace("_", "")))

    def string(self, node: cst.SimpleString, *_: Any) -> Expr:
        value = _literal(node)
        return Const(_encodable(value)) if isinstance(value, str) else Opaque("bytes")

    def concatenated(self, node: cst.ConcatenatedString, *_: Any) -> Expr:
        parts: list[Expr] = []
        for side in (node.left, node.right):
            value = self.visit(side)
            parts.extend(value.parts if isinstance(value, Text) else (value,))
        if all(isinstance(part, Const) for part in parts):
            return Const("".join(str(part.value) for part in parts if isinstance(part, Const)))
        return Text(tuple(parts))

    def formatted(self, node: cst.FormattedString, *_: Any) -> Expr:
        parts: list[Expr] = []
        for part in node.parts:
            if isinstance(part, cst.FormattedStringText):
                parts.append(Const(part.value))
            elif isinstance(part, cst.FormattedStringExpression):
                parts.append(self.visit(part.expression))
                for spec in part.format_spec or ():
                    self.other(spec)
        return Text(tuple(parts))

    # -- calls

    def call(self, node: cst.Call, role: Role, user: int, trail: Trail) -> Expr:
        rec, awaited, self.awaited = self.rec, self.awaited, False
        index = rec.begin_call(node, role, user, trail, awaited)
        outer, rec.anchor = rec.anchor, rec.span(node)
        func = self.visit(node.func, "value", -1, ("()",))
        args = []
        for arg in node.args:
            name = arg.keyword.value if arg.keyword else arg.star or None
            args.append(Arg(name, self.visit(arg.value, "argument", index)))
        rec.anchor = outer
        rec.end_call(index, func, tuple(args))
        return CallRef(index)

    def await_(self, node: cst.Await, role: Role, user: int, trail: Trail) -> Expr:
        self.awaited = isinstance(node.expression, cst.Call)
        value = self.visit(node.expression, role, user, trail)
        self.awaited = False
        return value

    # -- operators

    def binary(self, node: cst.BinaryOperation, *_: Any) -> Expr:
        # a + b + c ... nests on the left: a loop instead of recursion keeps long sums cheap
        right: list[tuple[str, cst.BaseExpression]] = []
        left: cst.BaseExpression = node
        while isinstance(left, cst.BinaryOperation):
            right.append((_BINARY.get(type(left.operator).__name__, "?"), left.right))
            left = left.left
        value = self.visit(left)
        for op, operand in reversed(right):
            value = Operation(op, (value, self.visit(operand)))
        return value

    def boolean(self, node: cst.BooleanOperation, role: Role, user: int, trail: Trail) -> Expr:
        op = "and" if isinstance(node.operator, cst.And) else "or"
        left = self.visit(node.left, role, user, trail)
        with self.rec.within(self.rec.open("and" if op == "and" else "or", test=left)):
            right = self.visit(node.right, role, user, trail)
        return Operation(op, (left, right))

    def unary(self, node: cst.UnaryOperation, *_: Any) -> Expr:
        op = _BINARY.get(type(node.operator).__name__, "?")
        value = self.visit(node.expression)
        if op == "-" and isinstance(value, Const) and isinstance(value.value, (int, float)):
            return Const(-value.value)
        return Operation(op, (value,))

    def comparison(self, node: cst.Comparison, *_: Any) -> Expr:
        operands = [self.visit(node.left)]
        operands += [self.visit(target.comparator) for target in node.comparisons]
        ops = [_BINARY.get(type(target.operator).__name__, "?") for target in node.comparisons]
        return Operation(ops[0] if len(ops) == 1 else "compare", tuple(operands))

    def conditional(self, node: cst.IfExp, role: Role, user: int, trail: Trail) -> Expr:
        test = self.visit(node.test, "test")
        group = self.rec.new_group()
        with self.rec.within(self.rec.open("if", group=group, test=test)):
            body = self.visit(node.body, role, user, trail)
        with self.rec.within(self.rec.open("else", group=group, test=test)):
            orelse = self.visit(node.orelse, role, user, trail)
        return Operation("if", (body, test, orelse))

    def walrus(self, node: cst.NamedExpr, role: Role, user: int, trail: Trail) -> Expr:
        value = self.visit(node.value, "bind")
        self.rec.bind(self.target(node.target), value, "assign")
        return value

    # -- displays

    def collection(self, node: cst.List | cst.Tuple | cst.Set, role: Role, user: int, *_: Any) -> Expr:
        kind = type(node).__name__.lower()
        items = []
        for element in node.elements:
            value = self.visit(element.value, "collect", user)
            items.append(Operation("star", (value,)) if isinstance(element, cst.StarredElement) else value)
        return Collection(kind, tuple(items))  # type: ignore[arg-type]

    def mapping(self, node: cst.Dict, role: Role, user: int, *_: Any) -> Expr:
        items: list[tuple[Expr | None, Expr]] = []
        for element in node.elements:
            if isinstance(element, cst.DictElement):
                items.append((self.visit(element.key), self.visit(element.value, "collect", user)))
            else:
                items.append((None, self.visit(element.value, "collect", user)))
        return Mapping(tuple(items))

    def comprehension(self, node: Any, role: Role, user: int, trail: Trail) -> Expr:
        rec = self.rec
        opened: list[int] = []
        clause: cst.CompFor | None = node.for_in
        innermost = rec.block
        while clause is not None:
            iterable = self.visit(clause.iter, "iterate")
            names: list[str] = []
            innermost = rec.open(
                "comprehension", test=iterable, span=rec.span(node), is_async=clause.asynchronous is not None
            )
            opened.append(innermost)
            self.assign(clause.target, Part(iterable, None), "for", names)
            rec.blocks[innermost].targets = tuple(names)
            for condition in clause.ifs:
                opened.append(rec.open("if", test=self.visit(condition.test, "test")))
            clause = clause.inner_for_in
        if isinstance(node, cst.DictComp):
            kind = "dict"
            element: Expr = Collection("tuple", (self.visit(node.key, "collect"), self.visit(node.value, "collect")))
        else:
            kind = _DISPLAYS[type(node).__name__]
            element = self.visit(node.elt, "collect", user)
        for block in reversed(opened):
            rec.close(block)
        return Comprehension(kind, element, innermost)  # type: ignore[arg-type]

    def lambda_(self, node: cst.Lambda, *_: Any) -> Expr:
        rec = self.rec
        params = self.params(node.params)
        name = "<lambda>"
        outer = rec.scopes[rec.scope].qualname
        scope = Scope("lambda", name, f"{outer}.{name}" if outer else name, rec.scope, 0, rec.span(node), params)
        index = rec.open_scope(scope, "lambda")
        scope.returns = self.visit(node.body, "return")
        rec.leave("return", scope.returns)
        rec.close_scope(index)
        return LambdaRef(index)

    def yield_(self, node: cst.Yield, *_: Any) -> Expr:
        value = node.value
        inner = value.item if isinstance(value, cst.From) else value
        self.rec.leave("yield", self.visit(inner, "return") if inner else None)
        return Opaque("yield")

    # -- shared with statements

    def params(self, node: cst.Parameters) -> tuple[Param, ...]:
        """Defaults and annotations are evaluated where the function is defined."""
        found: list[Param] = []

        def add(param: Any, kind: str) -> None:
            default = self.visit(param.default) if param.default else None
            annotation = self.visit(param.annotation.annotation) if param.annotation else None
            found.append(Param(param.name.value, kind, default, annotation))  # type: ignore[arg-type]

        for param in (*node.posonly_params, *node.params):
            add(param, "positional")
        if isinstance(node.star_arg, cst.Param):
            add(node.star_arg, "star")
        for param in node.kwonly_params:
            add(param, "keyword")
        if node.star_kwarg:
            add(node.star_kwarg, "double-star")
        return tuple(found)

    def target(self, node: cst.CSTNode) -> Expr:
        """What is assigned to: a bare name is not a use of it, the base of an attribute or item is."""
        return Name(node.value) if isinstance(node, cst.Name) else self.visit(node)

    def assign(self, target: cst.CSTNode, value: Expr, kind: str, names: list[str] | None = None) -> None:
        """Binds a target, unpacking tuples; collects the bare names bound."""
        if isinstance(target, (cst.Tuple, cst.List)):
            for index, element in enumerate(target.elements):
                inner = Part(value, index)
                if isinstance(value, Collection) and len(value.items) == len(target.elements):
                    self.assign(element.value, value.items[index], kind, names)
                else:
                    self.assign(element.value, inner, kind, names)
            return
        if isinstance(target, cst.StarredElement):
            target = target.value
        place = self.target(target)
        if names is not None and isinstance(place, Name):
            names.append(place.id)
        self.rec.bind(place, value, kind)


def _encodable(text: str) -> str:
    r"""Halves of surrogate pairs (`"\ud83d"`) written out: no report and no store can hold them."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _literal(node: cst.SimpleString) -> str | bytes | None:
    written = node.value
    if "\\" not in written and written[0] in "'\"":  # most strings: nothing to evaluate
        quotes = 3 if written[:3] in ('"""', "'''") else 1
        return written[quotes:-quotes]
    try:
        value = node.evaluated_value
    except (ValueError, SyntaxError):
        return None
    return value if isinstance(value, (str, bytes)) else None


_HANDLERS: dict[type[cst.CSTNode], Callable[..., Expr]] = {
    cst.Name: Expressions.name,
    cst.Attribute: Expressions.attribute,
    cst.Subscript: Expressions.subscript,
    cst.Integer: Expressions.integer,
    cst.Float: Expressions.float,
    cst.SimpleString: Expressions.string,
    cst.ConcatenatedString: Expressions.concatenated,
    cst.FormattedString: Expressions.formatted,
    cst.Call: Expressions.call,
    cst.Await: Expressions.await_,
    cst.BinaryOperation: Expressions.binary,
    cst.BooleanOperation: Expressions.boolean,
    cst.UnaryOperation: Expressions.unary,
    cst.Comparison: Expressions.comparison,
    cst.IfExp: Expressions.conditional,
    cst.NamedExpr: Expressions.walrus,
    cst.List: Expressions.collection,
    cst.Tuple: Expressions.collection,
    cst.Set: Expressions.collection,
    cst.Dict: Expressions.mapping,
    cst.ListComp: Expressions.comprehension,
    cst.SetComp: Expressions.comprehension,
    cst.DictComp: Expressions.comprehension,
    cst.GeneratorExp: Expressions.comprehension,
    cst.Lambda: Expressions.lambda_,
    cst.Yield: Expressions.yield_,
}
