"""Indented JSON that goes into a prompt: the blanks are tokens too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.flow import reaches_prompt
from greenlint.checks.match import Match, chain_text, operation_of
from greenlint.facts.model import Attribute, CallRef, Const
from greenlint.footprint.waste import Amount, Waste
from greenlint.project import Call, Project
from greenlint.project.scoping import tail

_METHODS = {"model_dump_json", "to_json", "json"}  # pydantic and pandas: methods that take `indent`
_SHOWN = re.compile(
    r"(^|\.)(print|pprint|write|write_text|log|debug|info|warning|error|json|code|markdown|text|save|dump|echo)$"
)
_INDENTED = 1.4  # tokens of indented JSON for one token of the same JSON on one line; 2 against the compact form


def check(project: Project) -> Iterator[Match]:
    """Any call can make JSON: `visit.model_dump_json(indent=2)` of a class that nobody knows."""
    for file in project.files.values():
        for index, site in enumerate(file.facts.calls):
            if any(arg.name == "indent" for arg in site.args) or tail(site.func) == "pformat":
                yield from _of(project.call_at(file, index))


def _of(call: Call) -> Iterator[Match]:
    indent = _indent(call) if call.callees else ""
    if not indent or call.function.in_test or _shown(call):
        return
    found = reaches_prompt(call)
    if found is None:
        return
    chain = found
    names = call.bound_names
    values = {"target": names[0] if names else call.text, "argument": indent, "call": chain[-1].text}
    if len(chain) > 1:
        values["chain"] = chain_text(chain)
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        values,
        waste=Waste(
            unit="tokens", now=Amount(_INDENTED, "T"), after=Amount(1, "T"), direction="input",
            operation=operation_of(chain[-1]),
        ),
        chain=chain,
        confidence="high" if len(chain) == 1 else "medium",
    )  # fmt: skip


def _indent(call: Call) -> str:
    """The argument that indents, as written; "" when nothing does."""
    name = call.site.func.name if isinstance(call.site.func, Attribute) else ""
    if call.path == "pprint.pformat":
        return "pformat"
    dumps = call.path.endswith("json.dumps") or ("json-dump" in call.marks and name.endswith("dumps"))
    if not dumps and (name not in _METHODS or call.path.startswith("streamlit.")):
        return ""
    expr = call.arg("indent")
    if expr is None or (isinstance(expr, Const) and not expr.value):
        return ""
    return f"indent={call.show(expr)}"


def _shown(call: Call) -> bool:
    """The same text is printed, logged or saved: people read it."""
    names = set(call.bound_names)
    for other in call.function.calls:
        if _SHOWN.search(other.text) and any(
            (names and other.file.names(arg.value) & names) or arg.value == CallRef(call.key.index)
            for arg in other.site.args
        ):
            return True
    return False
