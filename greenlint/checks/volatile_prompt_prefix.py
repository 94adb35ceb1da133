"""A clock or an identifier before a long fixed text: the provider's prompt cache never matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from greenlint.checks.match import NONE, Match, N, fewer
from greenlint.checks.prompts import Piece, document, fixed, pieces, sources
from greenlint.facts.model import Const
from greenlint.footprint.waste import Amount
from greenlint.project import Call
from greenlint.project.render import render

_VOLATILE = {"clock", "identifier", "random"}
_TOKENS = 1000  # below this no provider caches a prompt (OpenAI from 1,024; Anthropic and Google 512 to 4,096 by model)
_CHARACTERS = 4  # of English text in a token, on average
_DAY = re.compile(r"(^|\.)(today|date)$")
_TIME = re.compile(r"%[HIMSfspXcT]|HH|mm|ss")


def check(call: Call) -> Iterator[Match]:
    if call.kind != "chat" or call.function.in_test or (call.spec is not None and call.spec.mode == "local"):
        return
    found = pieces(call)
    changing = next((place for place, piece in enumerate(found) if _volatile(call, piece)), None)
    if changing is None or _length(found[:changing]) >= _TOKENS:
        return
    rest = list(takewhile(lambda piece: fixed(call.project, piece), found[changing + 1 :]))
    tokens = _length(rest)
    read = next((piece for piece in rest if document(call.project, piece)), None)
    if tokens < _TOKENS and read is None:
        return
    count = tokens // 100 * 100
    yield Match(
        call,
        "constant" if read is not None else "default",
        {
            "call": call.text,
            "names": render(found[changing].file, found[changing].expr),
            "count": str(count),
            "target": render(read.file, read.expr) if read is not None else "",
        },
        waste=fewer("tokens", call, Amount(count, "N"), Amount(count), calls=N)
        if count
        else fewer("tokens", call, Amount(1, "T"), NONE),
        confidence="medium" if read is not None else "high",
    )


def _length(found: list[Piece]) -> int:
    """Tokens of the constant text."""
    return sum(len(piece.text) for piece in found if piece.text) // _CHARACTERS


def _volatile(call: Call, piece: Piece) -> bool:
    if piece.text is not None:
        return False
    made = list(sources(call.project, piece))
    marked = [source for source in made if source.marks & _VOLATILE]
    if not marked:
        return False
    if any("identifier" in source.marks or "random" in source.marks for source in marked):
        return True
    return not any(_only_day(source) for source in made)


def _only_day(source: Call) -> bool:
    """`date.today()`, `now().date()`, `strftime("%d %B %Y")`: the same text all day."""
    name = source.text.rsplit(".", 1)[-1]
    if name in ("strftime", "format"):
        given = source.plain_args[0].value if source.plain_args else None
        return isinstance(given, Const) and isinstance(given.value, str) and not _TIME.search(given.value)
    if name == "date":
        return True
    return name == "today" and source.path.startswith("datetime.date.")
