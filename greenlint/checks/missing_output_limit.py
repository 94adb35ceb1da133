"""A chat call whose API has no bound of its own, and that sets none anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenlint.catalog.specs import ObjectSpec
from greenlint.checks.match import Match, chain_text, operation_of
from greenlint.footprint import classify
from greenlint.footprint.waste import Amount, Waste
from greenlint.project import Call
from greenlint.project.urls import host_of, url_of

_LIKELY_CAP = 1000  # tokens; generous for most answers, only used to size the worst case
_WORST = 16_384  # tokens; what common hosted chat models may write in one answer
_HIGH = 8192  # tokens; a default from here on is no bound for ordinary tasks


def check(call: Call) -> Iterator[Match]:
    if call.kind not in ("chat", "agent") or call.spec is None or call.function.in_test:
        return
    default = call.limit_default
    high = isinstance(default, int) and default >= _HIGH
    if not (default == "none" or high) or not call.args.get("limit").absent:
        return
    if classify(call.args.get("model").text).kind != "text":
        return  # a chat API that draws or speaks
    own = call.spec.args.get("limit", ())
    maker = _maker(call, bool(own))
    names = maker[1].args.get("limit", ()) if maker else own
    if not names or (maker and _bound_later(maker[0], names)):
        return
    schema = call.args.get("schema")
    bound_by_schema = call.spec.structured or schema.given
    local = call.spec.mode == "local"
    reason, values = _reason(call, maker[0] if maker else None, schema.given)
    if schema.given and schema.expr is not None:
        values["names"] = call.show(schema.expr)
    if high and reason == "default":
        reason, values = "high-default", {**values, "default": str(default)}
    yield Match(
        maker[0] if maker else call,
        reason,
        {"call": call.text, "argument": names[0].rsplit(".", 1)[-1], "limit": _written(call, names), **values},
        waste=Waste(
            unit="tokens", now=Amount(_WORST), after=Amount(_LIKELY_CAP), operation=operation_of(call), bounded=True,
            direction="output",
        ),
        confidence="medium" if bound_by_schema or local or maker else "high",
        level="info" if bound_by_schema or local else None,
        root=(call.file.path if call.origin is None else call.origin, call.path),
    )  # fmt: skip


def _written(call: Call, names: Sequence[str]) -> str:
    """The argument that a repair would add: behind a client with another address, the one that all servers know."""
    clients = [call.project.call(lib.origin) for lib in call.libs if lib.origin is not None]
    elsewhere = any(client.arg("base_url") is not None for client in clients)
    return "max_tokens" if elsewhere and "max_tokens" in names else names[0]


def _maker(call: Call, own: bool) -> tuple[Call, ObjectSpec] | None:
    """The constructor on which the limit belongs: that of the model, under chains and prompts.

    Where the call takes a limit too, the constructor wins only if the limit is one of its plain arguments.
    """
    for made, spec in call.makers:
        names = spec.args.get("limit", ())
        if names and not (own and "." in names[0]):
            return made, spec
    return None


def _reason(call: Call, maker: Call | None, schema: bool) -> tuple[str, dict[str, str]]:
    if maker is not None:
        return "constructor", {"call": maker.text}
    if call.carrier is not None:
        return "raw-request", {"host": host_of(url_of(call, call.carrier)) or "?"}
    if schema:
        return "schema", {}
    if any(arg.name == "**" for arg in call.site.args) and call.function.callers:
        caller = call.function.callers[0]
        return "wrapper", {"call": caller.text, "chain": chain_text([caller, call])}
    return "default", {}


def _bound_later(maker: Call, names: tuple[str, ...]) -> bool:
    """`model.bind(max_tokens=...)`, `with_config(...)` in the same file gives the limit after all."""
    plain = {name.rsplit(".", 1)[-1] for name in names}
    return any(
        arg.name in plain
        for site in maker.file.facts.calls
        if getattr(site.func, "name", "") in ("bind", "with_config", "with_options", "copy")
        for arg in site.args
    )
