"""A model call while a module is imported: at each start of a process, each worker, each test collection."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.imports import at_once, at_top_level, runs_at_import
from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.project import Call
from greenlint.project.calls import MODEL_KINDS
from greenlint.project.values import Fn
from greenlint.sources.modules import module_name

_KINDS = MODEL_KINDS - {"local"}  # a first run that warms up weights of this process is no answer bought


def check(call: Call) -> Iterator[Match]:
    if not at_top_level(call) or call.cache:
        return
    chains = [chain for chain in call.reaching(_KINDS) if at_once(chain) and not any(step.cache for step in chain)]
    if not chains or not (runs_at_import(call) or _serves(call)):
        return
    chain = min(chains, key=len)
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "names": module_name(call.file.path), "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], N),
        chain=chain[1:],
        confidence="high" if runs_at_import(call) else "medium",
    )


def _serves(call: Call) -> bool:
    """The module holds handlers: a server imports it, once for each worker and each restart."""
    return any(
        call.project.function(Fn(call.file, index)).contexts & {"route", "event", "startup"}
        for index, scope in enumerate(call.file.facts.scopes)
        if scope.kind == "function"
    )
