"""A test that asks a real, hosted model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import NONE, ONE, Match, chain_text, fewer
from greenlint.facts.model import Attribute, CallRef, Expr, Name
from greenlint.project import Call, Function
from greenlint.project.calls import MODEL_KINDS
from greenlint.project.values import Fn
from greenlint.project.view import FileView

_KINDS = MODEL_KINDS - {"local"}
_REPLACED = {"mock", "fake", "live-test"}
_FAKES = re.compile(r"mock|fake|stub|patch|monkey|vcr|cassette|recorded|respx|responses|httpx_mock|dummy", re.I)
_LIVE = re.compile(
    r"live|integration|e2e|end_to_end|slow|network|external|manual|eval|bench|smoke|acceptance|real", re.I
)


def check(call: Call) -> Iterator[Match]:
    function = call.function
    if not _is_test(function) or call.cache or _announced(function):
        return
    chain = _real(call)
    if chain is None or any(_real(other) for other in function.calls if other.site.order < call.site.order):
        return
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "function": function.name, "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], ONE, NONE),
        chain=chain[1:],
        confidence="medium",
    )


def _real(call: Call) -> list[Call] | None:
    """The way to a hosted model."""
    chains = [
        chain
        for chain in call.reaching(_KINDS)
        if chain[-1].spec is not None and chain[-1].spec.mode != "local"
        if not any(step.function.is_cached for step in chain)
    ]
    return min(chains, key=len, default=None)


def _is_test(function: Function) -> bool:
    """What a test runner runs: a test, or a fixture of one."""
    if not function.in_test or function.scope.kind != "function" or function.callers:
        return False  # runners find tests by name; what code calls is a part of the program
    return (
        function.name.startswith("test") or "fixture" in function.contexts or function.name in ("setUp", "setUpClass")
    )


def _announced(function: Function) -> bool:
    """The model is replaced here, or the test says that it is a live one."""
    file, project = function.file, function.project
    if _LIVE.search(file.path.rsplit("tests/", 1)[-1]) or _LIVE.search(function.name):
        return True
    if any(_FAKES.search(param.name) for param in function.scope.params):
        return True
    decorators = [*function.scope.decorators]
    cls = file.method_class(function.fn.scope)
    if cls is not None:
        decorators += file.scope(cls).decorators
    if any(
        _FAKES.search(_name(file, each)) or _LIVE.search(_name(file, each)) or _marks(function, each)
        for each in decorators
    ):
        return True
    if any(binding.name == "pytestmark" for binding in file.facts.bindings):
        return True
    return (
        _replaces(project.function(Fn(file, 0)))
        or _replaces(function)
        or any(
            _replaces(project.function(Fn(file, index)))
            for index, scope in enumerate(file.facts.scopes)
            if scope.kind == "function" and not scope.name.startswith("test")
        )
    )


def _replaces(function: Function) -> bool:
    return any(call.marks & _REPLACED or _FAKES.search(call.text) for call in function.calls)


def _marks(function: Function, decorator: Expr) -> bool:
    return bool(function.project.marks_of(function.file, decorator, function.at) & _REPLACED)


def _name(file: FileView, expr: Expr) -> str:
    while isinstance(expr, CallRef):
        expr = file.facts.calls[expr.id].func
    if isinstance(expr, Attribute):
        return f"{_name(file, expr.base)}.{expr.name}"
    return expr.id if isinstance(expr, Name) else ""
