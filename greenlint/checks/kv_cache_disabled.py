"""Text generation that reads the whole prefix again for each token."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, operation_of
from greenlint.checks.training import trains
from greenlint.facts.model import Attribute, Const, Store
from greenlint.footprint.waste import Amount, Waste
from greenlint.project import Call
from greenlint.project.view import root_name

_TOKENS = 200  # new tokens of an answer where the code sets no limit


def check(call: Call) -> Iterator[Match]:
    if call.kind != "local" or call.function.in_test or "cache" not in _roles(call):
        return
    limit = call.args.get("limit").number
    if limit == 1:
        return
    cache = call.args.get("cache")
    if cache.value is False and cache.file is not None:
        if (cache.file is call.file and cache.at is not None and cache.at.order == call.at.order) or not trains(
            cache.file
        ):
            yield _match(call, "default", {"argument": f"{cache.name}=False"}, limit)
        return
    store = None if cache.given else _switched_off(call)  # the call's own argument wins
    if store is not None and not trains(call.file):
        target = call.show(store.target)
        yield _match(call, "config", {"target": target, "other_line": str(store.line)}, limit)


def _roles(call: Call) -> set[str]:
    return set(call.spec.args) if call.spec is not None else set()


def _match(call: Call, reason: str, values: dict[str, str], limit: float | None) -> Match:
    tokens = limit or _TOKENS
    return Match(
        call,
        reason,
        {"call": call.text, **values},
        waste=Waste(
            unit="tokens", now=Amount(tokens * tokens / 2), after=Amount(tokens), direction="input",
            operation=operation_of(call),
        ),
    )  # fmt: skip


def _switched_off(call: Call) -> Store | None:
    """`model.config.use_cache = False` on the same model before, and not switched on again."""
    root = call.receiver
    found: Store | None = None
    for store in call.file.facts.stores:
        target = store.target
        if isinstance(target, Attribute) and target.name == "use_cache" and root and root_name(target) == root:
            same = store.scope == call.site.scope
            if (same and store.order > call.site.order) or not isinstance(store.value, Const):
                continue
            found = store if store.value.value is False else None
    return found
