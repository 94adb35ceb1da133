"""LibCST statements -> blocks, bindings and exits, in evaluation order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from greenlint.facts.expressions import Expressions
from greenlint.facts.fields import children
from greenlint.facts.model import Expr, Imported, Name, Opaque, Operation, Part, Scope
from greenlint.facts.recorder import Recorder


class Statements:
    def __init__(self, recorder: Recorder) -> None:
        self.rec = recorder
        self.expr = Expressions(recorder)

    def body(self, nodes: Iterable[cst.CSTNode]) -> None:
        for node in nodes:
            self.visit(node)

    def suite(self, node: cst.BaseSuite) -> None:
        self.body(node.body)

    def visit(self, node: cst.CSTNode) -> None:
        if isinstance(node, cst.SimpleStatementLine):
            self.body(node.body)
            return
        handler = _HANDLERS.get(type(node))
        outer, self.rec.anchor = self.rec.anchor, self.rec.span(node)
        if handler:
            handler(self, node)
        else:
            for child in children(node):
                self.expr.visit(child)
        self.rec.anchor = outer

    # -- simple statements

    def expression(self, node: cst.Expr) -> None:
        self.expr.visit(node.value, "discard")

    def assign(self, node: cst.Assign) -> None:
        value = self.expr.visit(node.value, "bind")
        for target in node.targets:
            self.expr.assign(target.target, value, "assign")

    def annotated(self, node: cst.AnnAssign) -> None:
        annotation = self.expr.visit(node.annotation.annotation)
        value = self.expr.visit(node.value, "bind") if node.value else Opaque("declared")
        self.rec.bind(self.expr.target(node.target), value, "assign", annotation)

    def augment(self, node: cst.AugAssign) -> None:
        target = self.expr.target(node.target)
        if isinstance(target, Name):
            self.rec.use(target.id, ())
        value = self.expr.visit(node.value, "bind")
        op = type(node.operator).__name__.removesuffix("Assign")
        self.rec.bind(target, Operation({"Add": "+", "BitOr": "|"}.get(op, op), (target, value)), "augment")

    def delete(self, node: cst.Del) -> None:
        elements = node.target.elements if isinstance(node.target, cst.Tuple) else [node.target]
        for element in elements:
            inner = element.value if isinstance(element, cst.Element) else element
            self.rec.bind(self.expr.target(inner), Opaque("deleted"), "delete")

    def return_(self, node: cst.Return) -> None:
        self.rec.leave("return", self.expr.visit(node.value, "return") if node.value else None)

    def raise_(self, node: cst.Raise) -> None:
        self.rec.leave("raise", self.expr.visit(node.exc) if node.exc else None)

    def break_(self, node: cst.Break) -> None:
        self.rec.leave("break", None)

    def continue_(self, node: cst.Continue) -> None:
        self.rec.leave("continue", None)

    def scope_names(self, node: cst.Global | cst.Nonlocal) -> None:
        scope = self.rec.scopes[self.rec.scope]
        scope.global_names += tuple(item.name.value for item in node.names)

    def import_(self, node: cst.Import) -> None:
        for alias in node.names:
            module = _dotted(alias.name)
            if alias.asname:
                self.rec.bind(self.expr.target(alias.asname.name), Imported(module, None, 0), "import")
            else:
                root = module.split(".")[0]
                self.rec.bind(Name(root), Imported(root, None, 0), "import")
                if root != module:  # `import a.b` also loads a.b: kept for the import graph
                    self.rec.bind(Name(module), Imported(module, None, 0), "import")

    def import_from(self, node: cst.ImportFrom) -> None:
        module, level = _dotted(node.module) if node.module else "", len(node.relative)
        if isinstance(node.names, cst.ImportStar):
            self.rec.star_imports.append(Imported(module, None, level))
            return
        for alias in node.names:
            name = _dotted(alias.name)
            target = self.expr.target(alias.asname.name) if alias.asname else Name(name)
            self.rec.bind(target, Imported(module, name, level), "import")

    # -- compound statements

    def if_(self, node: cst.If) -> None:
        rec, group = self.rec, self.rec.new_group()
        arm: cst.If | cst.Else | None = node
        test: Expr = Opaque()
        while isinstance(arm, cst.If):
            test = self.expr.visit(arm.test, "test")
            with rec.within(rec.open("if", group=group, test=test, span=rec.span(arm))):
                self.suite(arm.body)
            arm = arm.orelse
        if arm is not None:
            with rec.within(rec.open("else", group=group, test=test)):
                self.suite(arm.body)

    def for_(self, node: cst.For) -> None:
        rec = self.rec
        iterable = self.expr.visit(node.iter, "iterate")
        names: list[str] = []
        with rec.within(rec.open("for", test=iterable, is_async=node.asynchronous is not None)) as block:
            self.expr.assign(node.target, Part(iterable, None), "for", names)
            rec.blocks[block].targets = tuple(names)
            self.suite(node.body)
        if node.orelse:
            self.suite(node.orelse.body)

    def while_(self, node: cst.While) -> None:
        rec = self.rec
        with rec.within(rec.open("while")) as block:  # the test runs each round: it belongs to the loop
            rec.blocks[block].test = self.expr.visit(node.test, "test")
            self.suite(node.body)
        if node.orelse:
            self.suite(node.orelse.body)

    def try_(self, node: cst.Try | cst.TryStar) -> None:
        rec, group = self.rec, self.rec.new_group()
        with rec.within(rec.open("try", group=group)):
            self.suite(node.body)
            if node.orelse:
                self.suite(node.orelse.body)
        for handler in node.handlers:
            caught = self.expr.visit(handler.type) if handler.type else None
            name = handler.name.name.value if handler.name and isinstance(handler.name.name, cst.Name) else None
            with rec.within(rec.open("except", group=group, test=caught, targets=(name,) if name else ())):
                if name:
                    rec.bind(Name(name), Opaque("exception"), "except")
                self.suite(handler.body)
        if node.finalbody:
            with rec.within(rec.open("finally")):
                self.suite(node.finalbody.body)

    def with_(self, node: cst.With) -> None:
        rec = self.rec
        opened = []
        for item in node.items:
            context = self.expr.visit(item.item, "with")
            names: list[str] = []
            block = rec.open("with", test=context, is_async=node.asynchronous is not None)
            opened.append(block)
            if item.asname:
                self.expr.assign(item.asname.name, context, "with", names)
                rec.blocks[block].targets = tuple(names)
        self.suite(node.body)
        for block in reversed(opened):
            rec.close(block)

    def match(self, node: cst.Match) -> None:
        rec, group = self.rec, self.rec.new_group()
        subject = self.expr.visit(node.subject, "test")
        for case in node.cases:
            with rec.within(rec.open("case", group=group, test=subject)):
                for name in _captures(case.pattern):
                    rec.bind(Name(name), Part(subject, None), "assign")
                if case.guard:
                    self.expr.visit(case.guard, "test")
                self.suite(case.body)

    def function(self, node: cst.FunctionDef) -> None:
        rec = self.rec
        decorators = tuple(self.expr.visit(item.decorator, "decorator") for item in node.decorators)
        params = self.expr.params(node.params)
        returns = self.expr.visit(node.returns.annotation) if node.returns else None
        name = node.name.value
        index = len(rec.scopes)
        rec.bind(Name(name), Opaque(f"scope {index}"), "def")
        scope = Scope(
            "function", name, self._qualname(name), rec.scope, 0, rec.span(node), params, decorators, (), returns,
            node.asynchronous is not None,
        )  # fmt: skip
        rec.open_scope(scope, "function")
        self.suite(node.body)
        rec.close_scope(index)

    def class_(self, node: cst.ClassDef) -> None:
        rec = self.rec
        decorators = tuple(self.expr.visit(item.decorator, "decorator") for item in node.decorators)
        bases = tuple(self.expr.visit(arg.value) for arg in node.bases)
        for keyword in node.keywords:
            self.expr.visit(keyword.value)
        name = node.name.value
        index = len(rec.scopes)
        rec.bind(Name(name), Opaque(f"scope {index}"), "class")
        scope = Scope("class", name, self._qualname(name), rec.scope, 0, rec.span(node), (), decorators, bases)
        rec.open_scope(scope, "class")
        self.suite(node.body)
        rec.close_scope(index)

    def _qualname(self, name: str) -> str:
        outer = self.rec.scopes[self.rec.scope].qualname
        return f"{outer}.{name}" if outer else name


def _dotted(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def _captures(pattern: cst.CSTNode) -> list[str]:
    names: list[str] = []
    for child in (pattern, *children(pattern)):
        name = getattr(child, "name", None)
        if isinstance(child, (cst.MatchAs, cst.MatchStar)) and isinstance(name, cst.Name):
            names.append(name.value)
        if child is not pattern:
            names.extend(_captures(child))
    return list(dict.fromkeys(names))


_HANDLERS: dict[type[cst.CSTNode], Callable[[Statements, Any], None]] = {
    cst.Expr: Statements.expression,
    cst.Assign: Statements.assign,
    cst.AnnAssign: Statements.annotated,
    cst.AugAssign: Statements.augment,
    cst.Del: Statements.delete,
    cst.Return: Statements.return_,
    cst.Raise: Statements.raise_,
    cst.Break: Statements.break_,
    cst.Continue: Statements.continue_,
    cst.Global: Statements.scope_names,
    cst.Nonlocal: Statements.scope_names,
    cst.Import: Statements.import_,
    cst.ImportFrom: Statements.import_from,
    cst.If: Statements.if_,
    cst.For: Statements.for_,
    cst.While: Statements.while_,
    cst.Try: Statements.try_,
    cst.TryStar: Statements.try_,
    cst.With: Statements.with_,
    cst.Match: Statements.match,
    cst.FunctionDef: Statements.function,
    cst.ClassDef: Statements.class_,
}
