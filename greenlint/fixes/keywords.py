"""Shared: keyword arguments as CPython's tree shows them, where they are written out."""

from __future__ import annotations

import ast

from greenlint.finding import Finding
from greenlint.fixes.arguments import RemoveArgument
from greenlint.fixes.code import Code


def keyword(call: ast.Call, name: str) -> ast.keyword | None:
    return next((item for item in call.keywords if item.arg == name), None)


def literal(call: ast.Call, name: str) -> object:
    """The value of a keyword argument that is written as one constant; None for everything else."""
    found = keyword(call, name)
    return found.value.value if found is not None and isinstance(found.value, ast.Constant) else None


def callee(call: ast.Call) -> str:
    """The last name of what is called: `create` of `client.chat.completions.create(...)`."""
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def call_named(finding: Finding, code: Code) -> ast.Call | None:
    """The call that a finding stands at and names; code in an f-string is told at the statement around it."""
    call = code.call(finding.span)
    named = finding.values.get("call", "").removesuffix("()").rsplit(".", 1)[-1]
    return call if call is not None and named and named == callee(call) else None


def removal(finding: Finding, code: Code, values: tuple[object, ...]) -> RemoveArgument | None:
    """Takes out the argument that the finding names, where it is written at the call itself as one of the values."""
    call = call_named(finding, code)
    name = finding.values.get("argument", "").partition("=")[0]
    if call is None or not name:
        return None
    value = literal(call, name)
    return RemoveArgument(finding.span, name) if any(value is wanted or value == wanted for wanted in values) else None
