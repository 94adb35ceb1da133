"""An agent that may take hundreds or thousands of steps: its limit is removed, very high, or left to a huge default."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.graphs import goes_round
from greenlint.checks.match import Match, fewer
from greenlint.facts.model import CallRef, Collection, Const, Expr, Mapping
from greenlint.footprint.waste import Amount
from greenlint.project import Call
from greenlint.project.values import Thunk

_HIGH = 50  # turns of a model; the libraries' own defaults lie between 10 and 25
_HIGH_GRAPH = 100  # steps of a graph, two or more of which make one turn
_HUGE = 1000  # a default from here on is no bound
_LIKELY = 25  # turns after which a run has gone wrong


def check(call: Call) -> Iterator[Match]:
    if call.kind != "agent" or call.spec is None or call.function.in_test:
        return
    names = [
        *call.spec.args.get("limit-turns", ()),
        *(n for _, made in call.makers for n in made.args.get("limit-turns", ())),
    ]
    removed = _removed(call)
    limit = call.args.get("limit-turns")
    root = call.makers[0][0].key if call.makers else call.key
    if removed:
        yield _match(call, "removed", {"argument": removed}, _HUGE, root)
    elif limit.number is not None:
        high = _HIGH_GRAPH if limit.name == "recursion_limit" else _HIGH
        if limit.number >= high:
            shown = {"argument": f"{limit.name}={limit.value}", "count": str(int(limit.number))}
            yield _match(call, "high", shown, limit.number, root)
    elif limit.absent and names:
        default = _default(call)
        if default is not None and default >= _HUGE and _loops(call) and not _limited(call):
            shown = {"argument": names[0].rsplit(".", 1)[-1], "default": str(default)}
            yield _match(call, "default", shown, default, root)


def _match(call: Call, reason: str, values: dict[str, str], steps: float, root: object) -> Match:
    return Match(
        call,
        reason,
        {"call": call.text, **values},
        waste=fewer("calls", call, Amount(steps), Amount(_LIKELY), bounded=True),
        root=root,
    )


def _default(call: Call) -> int | None:
    found = [call.spec.turns_default if call.spec else None, *(made.turns_default for _, made in call.makers)]
    return next((value for value in found if isinstance(value, int)), None)


def _removed(call: Call) -> str:
    """`max_turns=None` written at the call or at the constructor, as code text."""
    sites = [(call, call.spec.args if call.spec else {}), *((made, spec.args) for made, spec in call.makers)]
    for site, args in sites:
        for name in args.get("limit-turns", ()):
            first, _, rest = name.partition(".")
            expr = site.arg(first)
            if expr is not None and rest:
                expr = _inside(site, expr, rest)
            if expr is not None and _none(site, expr):
                return f"{name.rsplit('.', 1)[-1]}=None"
    return ""


def _inside(site: Call, expr: Expr, key: str) -> Expr | None:
    """`UsageLimits(request_limit=None)`, `{"recursion_limit": None}`."""
    if isinstance(expr, CallRef):
        return site.project.call_at(site.file, expr.id).arg(key)
    if isinstance(expr, Mapping):
        return next((value for name, value in expr.items if isinstance(name, Const) and name.value == key), None)
    return None


def _none(site: Call, expr: Expr) -> bool:
    values = site.project.resolver.resolve(site.file, expr, site.at)
    return bool(values) and all(isinstance(v, Thunk) and v.expr == Const(None) for v in values)


def _loops(call: Call) -> bool:
    """The agent can go round: it has tools, or a graph branches and one of its nodes asks a model."""
    for made, spec in call.makers:
        if made.path.rsplit(".", 1)[-1] == "compile":
            return goes_round(made)
        if spec.args.get("tools"):
            tools = made.arg("tools", 1)
            return tools is not None and not (isinstance(tools, Collection) and not tools.items)
    return False


def _limited(call: Call) -> bool:
    """A limit somewhere in the files of the call or of its makers: `recursion_limit`, a call-limit middleware."""
    for file in {call.file, *(made.file for made, _ in call.makers)}:
        for index, site in enumerate(file.facts.calls):
            if "call-limit" in call.project.call_at(file, index).marks:
                return True
            if any(_names_limit(part) for arg in site.args for part in file.parts(arg.value)):
                return True
            if any(arg.name == "recursion_limit" for arg in site.args):
                return True
        for binding in file.facts.bindings:
            if any(_names_limit(part) for part in file.parts(binding.value)):
                return True
        if any(_names_limit(part) for store in file.facts.stores for part in file.parts(store.target)):
            return True
    return False


def _names_limit(part: Expr) -> bool:
    if isinstance(part, Const):
        return part.value == "recursion_limit"
    return isinstance(part, Mapping) and any(
        isinstance(k, Const) and k.value == "recursion_limit" for k, _ in part.items
    )
