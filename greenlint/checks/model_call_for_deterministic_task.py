"""A short prompt that asks a model for what one line of Python does exactly."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.deterministic_tasks import done_by
from greenlint.checks.match import NONE, ONE, Match, chain_text, fewer
from greenlint.checks.prompts import Piece, flat, pieces
from greenlint.project import Call


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test:
        return
    if call.kind == "chat":
        task = _task(pieces(call, ("prompt", "input")))
        chain = [call]
    elif call.functions and call.site.args:
        chains = [chain for chain in call.reaching(frozenset({"chat"})) if len(chain) <= 3]
        if not chains:
            return
        chain = min(chains, key=len)
        tasks = (_task(flat(call.project, call.file, arg.value, call.at)) for arg in call.site.args)
        task = next((found for found in tasks if found), "")
    else:
        return
    if not task:
        return
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "names": task, "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], ONE, NONE),
        chain=chain[1:],
        confidence="medium",
    )


def _task(found: list[Piece]) -> str:
    """What of the standard library does it; "" for anything else, longer, or with judgement in it."""
    texts = [piece.text for piece in found if piece.text is not None]
    if not found or found[0].text is None or len(found) - len(texts) > 1:
        return ""
    return done_by(" ".join(texts))
