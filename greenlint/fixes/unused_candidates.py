"""`create(..., n=5)` of which one answer is read: the argument goes, or says 1 where the API's own default is more."""

from __future__ import annotations

import ast

from greenlint.finding import Finding
from greenlint.fixes.arguments import ChangeArgument, RemoveArgument
from greenlint.fixes.code import Code
from greenlint.fixes.keywords import call_named, literal

_MORE_BY_DEFAULT = ("number_of_images", "sample_count")  # Imagen draws four unless told otherwise
_CHOOSES = ("best_of",)  # the service generates them all and picks: the first is not any of them


def plan(finding: Finding, code: Code) -> ChangeArgument | RemoveArgument | None:
    call = call_named(finding, code)
    name = finding.values.get("argument", "").partition("=")[0]
    if call is None or name in _CHOOSES:
        return None
    holders = [part for part in (call, *_configs(call)) if _is_count(literal(part, name), finding)]
    if len(holders) != 1:
        return None
    span = code.span(holders[0])
    return ChangeArgument(span, name, "1") if name in _MORE_BY_DEFAULT else RemoveArgument(span, name)


def _configs(call: ast.Call) -> list[ast.Call]:
    """`config=types.GenerateContentConfig(...)`: objects made in place for the call."""
    return [item.value for item in call.keywords if item.arg and isinstance(item.value, ast.Call)]


def _is_count(value: object, finding: Finding) -> bool:
    return isinstance(value, int) and str(value) == finding.values.get("count")
