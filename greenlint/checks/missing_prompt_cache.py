"""A long fixed text sent again and again to an API that caches prompts only where it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from greenlint.checks.match import NONE, Match, fewer
from greenlint.checks.prompts import document, fixed, pieces
from greenlint.facts.model import Attribute, Const, Expr, Mapping, Name
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Repeat
from greenlint.project.values import Thunk
from greenlint.project.view import FileView

_TOKENS = 1024  # the shortest prefix that most Claude models cache (Anthropic, prompt caching; 512 to 4,096 by model)
_CHARACTERS = 4  # of English text in a token, on average
_ON_REQUEST = ("anthropic",)
_MARKERS = ("cache_control", "cachePoint", "cache_point")


def check(call: Call) -> Iterator[Match]:
    if call.kind not in ("chat", "agent") or call.spec is None or call.function.in_test:
        return
    if call.spec.library not in _ON_REQUEST or not call.args.get("prompt-cache").absent:
        return
    system = call.args.get("system")
    if system.expr is None or system.file is None:
        return
    head = list(takewhile(lambda piece: fixed(call.project, piece), pieces(call, ("system",))))
    long = any(document(call.project, piece) for piece in head)
    tokens = sum(len(piece.text) for piece in head if piece.text) // _CHARACTERS
    repeat = _often(call)
    if (tokens < _TOKENS and not long) or repeat is None or _marked(call):
        return
    served = repeat.kind in ("route", "event")
    yield Match(
        call,
        "route" if served else "default",
        {
            "call": call.text,
            "target": call.show(system.expr) if system.file is call.file else system.name,
            "argument": "cache_control",
            "loop": repeat.loop.text if repeat.loop else repeat.site.text if repeat.site else "",
            "function": repeat.function.name if repeat.function else call.function.name,
        },
        waste=fewer("tokens", call, *_read(tokens)),
        confidence="medium",
        related=repeat.chain[:1],
    )


def _read(tokens: int) -> tuple[Amount, Amount]:
    """Tokens read again at each call, and once; T where the code does not state how many."""
    return (Amount(tokens, "N"), Amount(tokens)) if tokens >= _TOKENS else (Amount(1, "T"), NONE)


def _often(call: Call) -> Repeat | None:
    for repeat in call.repeats:
        if repeat.kind in ("loop", "map", "apply", "route", "event") and (repeat.size is None or repeat.size > 2):
            return repeat
    return None


def _marked(call: Call) -> bool:
    """A marker on a block of the system text, on a tool or on a message."""
    for role in ("system", "prompt", "tools"):
        given = call.args.get(role)
        if (
            given.expr is not None
            and given.file is not None
            and any(_has_marker(given.file, part) for part in _seen(call, given.file, given.expr))
        ):
            return True
    return False


def _seen(call: Call, file: FileView, expr: Expr) -> Iterator[Expr]:
    for part in (expr, *file.parts(expr)):
        yield part
        if isinstance(part, (Name, Attribute)):  # `[STABLE, {...}]`: a block that has a name
            for value in call.project.resolver.resolve(file, part, call.at):
                if isinstance(value, Thunk):
                    yield from value.file.parts(value.expr)


def _has_marker(file: FileView, part: Expr) -> bool:
    return isinstance(part, Mapping) and any(isinstance(key, Const) and key.value in _MARKERS for key, _ in part.items)
