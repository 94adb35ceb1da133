"""A function that predicts gets `@torch.inference_mode()`, where the module imports torch by name.

Not where the decorator would hold for too little or too much: `async` functions and generator expressions (it would be
over before they run), generators (callers run between its steps), lambdas, the module itself.
"""

from __future__ import annotations

import ast
import re

from greenlint.finding import Finding, Span
from greenlint.fixes.code import Code
from greenlint.fixes.decorate import Decorate
from greenlint.fixes.keywords import call_named

_COMPILES = re.compile(r"jit|compile|script|overload")
_LATE = (ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)


def plan(finding: Finding, code: Code) -> Decorate | None:
    if call_named(finding, code) is None or code.tree is None:
        return None
    function = _function_around(finding.span, code, code.tree)
    if not isinstance(function, ast.FunctionDef) or _is_generator(function) or _is_compiled(function):
        return None
    torch = _torch(code.tree, function)
    return Decorate(code.span(function), f"{torch}.inference_mode()") if torch else None


def _function_around(span: Span, code: Code, tree: ast.Module) -> ast.AST | None:
    """What runs the call that stands there: the nearest function, or what is none, around it."""
    around = [
        node for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, *_LATE))
        and node.lineno <= span.line <= (node.end_lineno or node.lineno)
        and any(isinstance(part, ast.Call) and code.span(part) == span for part in _inside(node))
    ]  # fmt: skip
    return around[-1] if around else None  # `walk` goes from the outside to the inside


def _inside(node: ast.AST) -> list[ast.AST]:
    """All that is in the body: decorators and defaults run around the function."""
    body = getattr(node, "body", node)
    return [part for item in (body if isinstance(body, list) else [body]) for part in ast.walk(item)]


def _is_generator(function: ast.FunctionDef) -> bool:
    return any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in _inside(function))


def _is_compiled(function: ast.FunctionDef) -> bool:
    """`@torch.jit.script`, `@numba.njit`: what reads the function's code would read the decorator's."""
    return any(_COMPILES.search(ast.unparse(decorator)) for decorator in function.decorator_list)


def _torch(tree: ast.Module, function: ast.FunctionDef) -> str:
    """The name under which torch is imported at the top of the module, before the function; "" where none is sure."""
    for statement in tree.body:
        if statement.lineno >= function.lineno:
            return ""
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                name = alias.asname or "torch"
                if alias.name == "torch" and not _bound_again(tree, name):
                    return name
    return ""


def _bound_again(tree: ast.Module, name: str) -> bool:
    return any(
        (isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.arg) and node.arg == name)
        for node in ast.walk(tree)
    )
