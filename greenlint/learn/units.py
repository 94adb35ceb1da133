"""Amounts of the ledger's units, in words."""

from __future__ import annotations

from greenlint.learn.model import Unit
from greenlint.texts import language, ngettext


def number(value: float, digits: int = 1) -> str:
    """1234.5 -> `1,234.5`, in French `1 234,5`."""
    whole = float(value).is_integer()
    text = f"{value:,.0f}" if whole else f"{value:,.{digits}f}"
    return text.replace(",", "\u202f").replace(".", ",") if language() == "fr" else text


def amount(unit: Unit, value: float, bare: bool = False) -> str:
    """`30 calls`; `30` when bare. Bytes become kB or MB."""
    if unit == "bytes":
        return size(value)
    if bare:
        return number(value)
    return name(unit, value).format(n=number(value))


def size(value: float) -> str:
    """Bytes, in the largest unit that leaves a readable number."""
    for factor, word in ((1e6, "MB"), (1e3, "kB")):
        if value >= factor:
            return f"{number(value / factor)} {word.replace('B', 'o') if language() == 'fr' else word}"
    return ngettext("{n} byte", "{n} bytes", int(value)).format(n=number(value))


def name(unit: Unit, value: float) -> str:
    """The unit's words with `{n}` for the number."""
    n = 1 if value == 1 else 2
    words: dict[str, str] = {
        "calls": ngettext("{n} call", "{n} calls", n),
        "repeats": ngettext("{n} repeated request", "{n} repeated requests", n),
        "tokens": ngettext("{n} token", "{n} tokens", n),
        "tokens-in": ngettext("{n} input token", "{n} input tokens", n),
        "tokens-out": ngettext("{n} output token", "{n} output tokens", n),
        "tokens-cached": ngettext("{n} cached token", "{n} cached tokens", n),
        "tokens-read": ngettext("{n} input token read afresh", "{n} input tokens read afresh", n),
        "images": ngettext("{n} image", "{n} images", n),
        "megapixels": ngettext("{n} megapixel", "{n} megapixels", n),
        "seconds": ngettext("{n} second of media", "{n} seconds of media", n),
        "connections": ngettext("{n} connection", "{n} connections", n),
        "wait": ngettext("{n} s of waiting", "{n} s of waiting", n),
        "peak": ngettext("{n} request at once", "{n} requests at once", n),
        "loads": ngettext("{n} model load", "{n} model loads", n),
        "passes": ngettext("{n} model pass", "{n} model passes", n),
        "weight": ngettext("{n} unit of model weight", "{n} units of model weight", n),
    }
    return words[unit]
