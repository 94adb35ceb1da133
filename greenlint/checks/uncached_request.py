"""A GET that a handler, a rerun or a loop repeats, with no cache of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.checks.requests import is_get, is_local, shown_url, url
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Repeat

_HITS = 0.5  # assumed share answered by a cache with a short lifetime; only sizes the estimate
_FRESH = re.compile(r"time|clock|now\b|random|health|status|ping|webhook|live|stream|upload|token|auth|login", re.I)
_KEYS = re.compile(r"jwks|well-known|openid-configuration|oauth2?/v\d/certs|\bcerts?\b", re.I)  # the same for days
_VECTORS = re.compile(r"similarity|vector|retriev|index|collection|store", re.I)
_STORES = {"vector_stores", "langchain_stores"}  # files of the catalogue
_CONDITIONAL = re.compile(r"if-none-match|if-modified-since", re.I)
_CHANGING = {"clock", "random", "identifier"}


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test or not is_get(call) or call.cache or is_local(call) or call.own_repeats:
        return
    if call.function.is_module or call.args.get("stream").value is True:
        return
    repeat, keys = _hot(call), _KEYS.search(shown_url(call))
    if _moves(call) or _own_data(call) or _conditional(call) or _personal(call):
        return
    if _FRESH.search(url(call)) and not keys:
        return
    if repeat is None:
        if keys and call.scope.params:
            yield Match(call, "keys", {"call": call.text, "url": shown_url(call), "function": call.function.name},
                        waste=fewer("calls", call, N, Amount(1 - _HITS, "N"), hit_rate=_HITS))  # fmt: skip
        return
    handler = repeat.function
    reason = {"route": "route", "event": "route", "task": "wrapper", "rerun": "rerun"}.get(repeat.kind, "default")
    if reason == "default" and repeat.loop is None:
        reason = "wrapper"
    yield Match(
        call,
        reason,
        {
            "call": call.text,
            "url": shown_url(call),
            "function": handler.name if handler and reason == "route" else call.function.name,
            "loop": repeat.loop.text if repeat.loop else "",
            "chain": chain_text([*repeat.chain, call]),
        },
        waste=fewer("calls", call, N, Amount(1 - _HITS, "N"), hit_rate=_HITS),
        confidence="medium",
        level=None if _constant(call) else "info",
        related=repeat.chain[:1],
    )


def _hot(call: Call) -> Repeat | None:
    for repeat in call.function.repeats:
        clicked = repeat.function is not None and repeat.function.by_hand
        if repeat.kind in ("route", "event", "rerun") and not clicked and not any(step.cache for step in repeat.chain):
            return repeat
    return None


def _own_data(call: Call) -> bool:
    """A search in one's own vectors: each question is another."""
    own = call.spec is not None and call.spec.library in _STORES
    return call.kind == "search" and (own or bool(_VECTORS.search(call.path) or _VECTORS.search(call.text)))


def _personal(call: Call) -> bool:
    """Headers or cookies that come from the caller: one person's answer must not reach another."""
    moving = {param.name for param in call.scope.params}
    for binding in call.file.facts.bindings:
        if binding.scope == call.site.scope and call.file.names(binding.value) & (moving | {"request", "session"}):
            moving.add(binding.name)
    for role in ("headers", "cookies"):
        given = call.args.get(role)
        if given.expr is not None and given.file is call.file and call.file.names(given.expr) & moving:
            return True
    return False


def _constant(call: Call) -> bool:
    """The same URL for everybody."""
    return "{}" not in url(call) and bool(url(call)) and call.args.get("params").absent


def _conditional(call: Call) -> bool:
    """It asks only whether the answer has changed: the former one is kept."""
    return bool(_CONDITIONAL.search(repr(call.args.get("headers").expr)))


def _moves(call: Call) -> bool:
    """The request carries a clock, a random number or a person's key."""
    return any(found.marks & _CHANGING for found in call.function.calls if found.site.order < call.site.order)
