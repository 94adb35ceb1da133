"""A request while a module is imported: at each start of a process, each test run, each worker."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.imports import at_once, runs_at_import
from greenlint.checks.match import Match, chain_text, fewer
from greenlint.checks.requests import shown_url
from greenlint.footprint.waste import Amount
from greenlint.project import Call

KINDS = frozenset({"http", "search", "api"})


def check(call: Call) -> Iterator[Match]:
    if not runs_at_import(call) or call.cache:
        return
    chains = [chain for chain in call.reaching(KINDS) if at_once(chain) and not _on_this_machine(chain[-1])]
    if not chains:
        return
    chain = min(chains, key=len)
    address = shown_url(chain[-1])
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default" if address != call.text else "client",
        {"call": call.text, "url": address, "chain": chain_text(chain), "module": call.file.path},
        waste=fewer("calls", chain[-1], Amount(1, "N")),
        chain=chain[1:],
        confidence="medium",
    )


def _on_this_machine(call: Call) -> bool:
    """A server beside the program, such as Ollama's: asked for its list of models, it answers at once."""
    return call.spec is not None and call.spec.mode == "local"
