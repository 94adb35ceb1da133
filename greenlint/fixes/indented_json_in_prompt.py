"""`json.dumps(data, indent=4)` on its way to a prompt: `indent` goes. `pprint.pformat` is for a person to replace."""

from __future__ import annotations

from greenlint.finding import Finding
from greenlint.fixes.arguments import RemoveArgument
from greenlint.fixes.code import Code
from greenlint.fixes.keywords import callee, literal

_WRITERS = ("dumps", "model_dump_json", "to_json", "json")


def plan(finding: Finding, code: Code) -> RemoveArgument | None:
    call = code.call(finding.span)
    if call is None or callee(call) not in _WRITERS or not isinstance(literal(call, "indent"), (int, str)):
        return None
    return RemoveArgument(finding.span, "indent")
