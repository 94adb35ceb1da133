"""A large or high-quality image for something that the code itself calls small, or makes smaller at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import ONE, Match, operation_of
from greenlint.checks.prompts import pieces
from greenlint.facts.model import Attribute, Collection, Const, Expr
from greenlint.footprint.waste import Amount, Operation, Waste
from greenlint.project import Call

_SMALL = re.compile(
    r"thumb(nail)?s?\b|\bicons?\b|favicon|avatar|preview|vignette|\bemoji|sticker|(?<![a-z])thumb", re.I
)
_LARGE_SIDE = 1280  # pixels; a longer side than this is no size for a thumbnail
_QUALITIES = {"high", "xhigh", "max", "hd", "ultra"}
_SIZES = {"2k", "4k"}
_SMALL_SIDE = 512  # pixels; what is resized to this or less was made too large
_AFTER = 1.05  # megapixels of 1024 x 1024, what most hosted models draw at least


def check(call: Call) -> Iterator[Match]:
    if call.kind != "image" or call.function.in_test:
        return
    large = _large(call)
    if not large:
        return
    shrinks = _shrinks(call)
    small = _called_small(call)
    values = {"call": call.text, "argument": ", ".join(large)}
    waste = _waste(call)
    if shrinks is not None:
        yield Match(call, "resized", {**values, "names": shrinks.text}, waste=waste, related=[shrinks])
    elif small:
        yield Match(call, "default", {**values, "names": small}, waste=waste, confidence="medium")


def _large(call: Call) -> list[str]:
    """The arguments that ask for much, as written."""
    found = []
    size, quality = call.args.get("size"), call.args.get("quality")
    if max(_sides(call), default=0) > _LARGE_SIDE or (size.text or "").lower() in _SIZES:
        found.append(f"{size.name}={size.value!r}")
    if (quality.text or "").lower() in _QUALITIES:
        found.append(f"{quality.name}={quality.value!r}")
    return found


def _sides(call: Call) -> list[int]:
    """Width and height in pixels, as far as the code states them."""
    given = call.args.get("size")
    if given.number is not None:
        return [int(given.number)]
    return [int(side) for side in re.findall(r"\d+", given.text or "")] if "x" in (given.text or "") else []


def _waste(call: Call) -> Waste:
    operation = operation_of(call)
    sides = _sides(call)
    now = operation.megapixels or (sides[0] * sides[-1] / 1e6 if sides else None)
    if now is None or now <= _AFTER:
        return Waste(unit="calls", now=ONE, after=ONE, operation=operation)
    instead = Operation(
        kind="image", model=operation.model, mode=operation.mode, steps=operation.steps, megapixels=_AFTER
    )
    return Waste(unit="megapixels", now=Amount(now), after=Amount(_AFTER), operation=operation, instead=instead)


def _called_small(call: Call) -> str:
    """The name of the function, a name that takes the result, or words of the prompt that say small."""
    for name in (call.function.name, *call.bound_names):
        if _SMALL.search(name.replace("_", " ")):
            return name
    for piece in pieces(call, ("prompt",)):
        found = _SMALL.search(piece.text or "")
        if found:
            return found.group(0)
    return ""


def _shrinks(call: Call) -> Call | None:
    """A later `resize((128, 128))` or `thumbnail(...)` in the same function, the only use of the picture."""
    resizes = [other for other in call.function.calls if other.site.order > call.site.order and _small_target(other)]
    saved = [
        other for other in call.function.calls
        if other.site.order > call.site.order and other.text.endswith((".save", ".write_bytes", ".show"))
    ]  # fmt: skip
    if len(resizes) != 1:
        return None
    later = [other for other in saved if not _after_resize(other, resizes[0])]
    return None if later else resizes[0]


def _after_resize(save: Call, resize: Call) -> bool:
    return save.site.order > resize.site.order


def _small_target(call: Call) -> bool:
    func = call.site.func
    if not isinstance(func, Attribute) or func.name not in ("resize", "thumbnail"):
        return False
    size: Expr | None = call.arg("size", 0)
    if not isinstance(size, Collection) or len(size.items) != 2:
        return False
    sides = [part.value for part in size.items if isinstance(part, Const) and isinstance(part.value, int)]
    return len(sides) == 2 and max(sides) <= _SMALL_SIDE
