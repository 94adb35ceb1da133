"""Statements -> blocks, bindings and exits, in evaluation order."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable
from typing import Any

from greenlint.facts.expressions import SIGNS, Expressions
from greenlint.facts.model import Imported, Name, Opaque, Operation, Part, Scope
from greenlint.facts.recorder import Recorder


class Statements:
    def __init__(self, recorder: Recorder) -> None:
        self.rec = recorder
        self.expr = Expressions(recorder)

    def body(self, nodes: Iterable[ast.stmt]) -> None:
        rec = self.rec
        for node in nodes:
            handler = _HANDLERS.get(type(node))
            outer, rec.anchor = rec.anchor, rec.span(node)
            if handler:
                handler(self, node)
            else:
                self.expr.other(node)
            rec.anchor = outer

    # -- simple statements

    def expression(self, node: ast.Expr) -> None:
        self.expr.visit(node.value, "discard")

    def assign(self, node: ast.Assign) -> None:
        value = self.expr.visit(node.value, "bind")
        for target in node.targets:
            self.expr.assign(target, value, "assign")

    def annotated(self, node: ast.AnnAssign) -> None:
        annotation = self.expr.visit(node.annotation)
        value = self.expr.visit(node.value, "bind") if node.value else Opaque("declared")
        self.rec.bind(self.expr.target(node.target), value, "assign", annotation)

    def augment(self, node: ast.AugAssign) -> None:
        target = self.expr.target(node.target)
        if isinstance(target, Name):
            self.rec.use(target.id, ())
        value = self.expr.visit(node.value, "bind")
        self.rec.bind(target, Operation(SIGNS[type(node.op)], (target, value)), "augment")

    def delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            for element in target.elts if isinstance(target, ast.Tuple) else (target,):
                self.rec.bind(self.expr.target(element), Opaque("deleted"), "delete")

    def return_(self, node: ast.Return) -> None:
        self.rec.leave("return", self.expr.visit(node.value, "return") if node.value else None)

    def raise_(self, node: ast.Raise) -> None:
        self.rec.leave("raise", self.expr.visit(node.exc) if node.exc else None)

    def break_(self, node: ast.Break) -> None:
        self.rec.leave("break", None)

    def continue_(self, node: ast.Continue) -> None:
        self.rec.leave("continue", None)

    def scope_names(self, node: ast.Global | ast.Nonlocal) -> None:
        scope = self.rec.scopes[self.rec.scope]
        scope.global_names += tuple(node.names)

    def import_(self, node: ast.Import) -> None:
        for alias in node.names:
            module = alias.name
            if alias.asname:
                self.rec.bind(Name(alias.asname), Imported(module, None, 0), "import")
            else:
                root = module.split(".")[0]
                self.rec.bind(Name(root), Imported(root, None, 0), "import")
                if root != module:  # `import a.b` also loads a.b: kept for the import graph
                    self.rec.bind(Name(module), Imported(module, None, 0), "import")

    def import_from(self, node: ast.ImportFrom) -> None:
        module, level = node.module or "", node.level
        for alias in node.names:
            if alias.name == "*":
                self.rec.star_imports.append(Imported(module, None, level))
            else:
                self.rec.bind(Name(alias.asname or alias.name), Imported(module, alias.name, level), "import")

    # -- compound statements

    def if_(self, node: ast.If) -> None:
        rec, group = self.rec, self.rec.new_group()
        while True:
            test = self.expr.visit(node.test, "test")
            with rec.within(rec.open("if", group=group, test=test, span=rec.span(node))):
                self.body(node.body)
            if not _has_elif(node):
                break
            node = node.orelse[0]  # type: ignore[assignment]
        if node.orelse:
            with rec.within(rec.open("else", group=group, test=test)):
                self.body(node.orelse)

    def for_(self, node: ast.For | ast.AsyncFor) -> None:
        rec = self.rec
        iterable = self.expr.visit(node.iter, "iterate")
        names: list[str] = []
        with rec.within(rec.open("for", test=iterable, is_async=isinstance(node, ast.AsyncFor))) as block:
            self.expr.assign(node.target, Part(iterable, None), "for", names)
            rec.blocks[block].targets = tuple(names)
            self.body(node.body)
        self.body(node.orelse)

    def while_(self, node: ast.While) -> None:
        rec = self.rec
        with rec.within(rec.open("while")) as block:  # the test runs each round: it belongs to the loop
            rec.blocks[block].test = self.expr.visit(node.test, "test")
            self.body(node.body)
        self.body(node.orelse)

    def try_(self, node: Any) -> None:
        """`node`: ast.Try, or ast.TryStar where Python has it."""
        rec, group = self.rec, self.rec.new_group()
        with rec.within(rec.open("try", group=group)):
            self.body(node.body)
            self.body(node.orelse)
        for handler in node.handlers:
            caught = self.expr.visit(handler.type) if handler.type else None
            name = handler.name
            with rec.within(rec.open("except", group=group, test=caught, targets=(name,) if name else ())):
                if name:
                    rec.bind(Name(name), Opaque("exception"), "except")
                self.body(handler.body)
        if node.finalbody:
            with rec.within(rec.open("finally")):
                self.body(node.finalbody)

    def with_(self, node: ast.With | ast.AsyncWith) -> None:
        rec = self.rec
        opened = []
        for item in node.items:
            context = self.expr.visit(item.context_expr, "with")
            names: list[str] = []
            block = rec.open("with", test=context, is_async=isinstance(node, ast.AsyncWith))
            opened.append(block)
            if item.optional_vars:
                self.expr.assign(item.optional_vars, context, "with", names)
                rec.blocks[block].targets = tuple(names)
        self.body(node.body)
        for block in reversed(opened):
            rec.close(block)

    def match(self, node: ast.Match) -> None:
        rec, group = self.rec, self.rec.new_group()
        subject = self.expr.visit(node.subject, "test")
        for case in node.cases:
            with rec.within(rec.open("case", group=group, test=subject)):
                for name in dict.fromkeys(_captures(case.pattern)):
                    rec.bind(Name(name), Part(subject, None), "assign")
                if case.guard:
                    self.expr.visit(case.guard, "test")
                self.body(case.body)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        rec = self.rec
        decorators = tuple(self.expr.visit(item, "decorator") for item in node.decorator_list)
        params = self.expr.params(node.args)
        returns = self.expr.visit(node.returns) if node.returns else None
        name = node.name
        index = len(rec.scopes)
        rec.bind(Name(name), Opaque(f"scope {index}"), "def")
        scope = Scope(
            "function", name, self._qualname(name), rec.scope, 0, rec.anchor, params, decorators, (), returns,
            isinstance(node, ast.AsyncFunctionDef),
        )  # fmt: skip
        rec.open_scope(scope, "function")
        self.body(node.body)
        rec.close_scope(index)

    def class_(self, node: ast.ClassDef) -> None:
        rec = self.rec
        decorators = tuple(self.expr.visit(item, "decorator") for item in node.decorator_list)
        bases = tuple(self.expr.visit(base.value if isinstance(base, ast.Starred) else base) for base in node.bases)
        for keyword in node.keywords:
            self.expr.visit(keyword.value)
        name = node.name
        index = len(rec.scopes)
        rec.bind(Name(name), Opaque(f"scope {index}"), "class")
        scope = Scope("class", name, self._qualname(name), rec.scope, 0, rec.anchor, (), decorators, bases)
        rec.open_scope(scope, "class")
        self.body(node.body)
        rec.close_scope(index)

    def _qualname(self, name: str) -> str:
        outer = self.rec.scopes[self.rec.scope].qualname
        return f"{outer}.{name}" if outer else name


def _has_elif(node: ast.If) -> bool:
    """CPython has no `elif`: it is the one `if` that an `else` holds and that stands no deeper."""
    below = node.orelse
    return len(below) == 1 and isinstance(below[0], ast.If) and below[0].col_offset == node.col_offset


def _captures(pattern: ast.pattern) -> Iterable[str]:
    for node in ast.walk(pattern):
        name = node.name if isinstance(node, (ast.MatchAs, ast.MatchStar)) else getattr(node, "rest", None)
        if name:
            yield name


_HANDLERS: dict[type[ast.AST], Callable[[Statements, Any], None]] = {
    ast.Expr: Statements.expression,
    ast.Assign: Statements.assign,
    ast.AnnAssign: Statements.annotated,
    ast.AugAssign: Statements.augment,
    ast.Delete: Statements.delete,
    ast.Return: Statements.return_,
    ast.Raise: Statements.raise_,
    ast.Break: Statements.break_,
    ast.Continue: Statements.continue_,
    ast.Global: Statements.scope_names,
    ast.Nonlocal: Statements.scope_names,
    ast.Import: Statements.import_,
    ast.ImportFrom: Statements.import_from,
    ast.If: Statements.if_,
    ast.For: Statements.for_,
    ast.AsyncFor: Statements.for_,
    ast.While: Statements.while_,
    ast.Try: Statements.try_,
    ast.With: Statements.with_,
    ast.AsyncWith: Statements.with_,
    ast.Match: Statements.match,
    ast.FunctionDef: Statements.function,
    ast.AsyncFunctionDef: Statements.function,
    ast.ClassDef: Statements.class_,
}
if sys.version_info >= (3, 11):
    _HANDLERS[ast.TryStar] = Statements.try_
