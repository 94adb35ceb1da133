"""Several candidates are generated, and only the first is read."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import ONE, Match, fewer
from greenlint.footprint.waste import Amount
from greenlint.project import Call

_LISTS = ("choices", "data", "images", "candidates", "generations", "generated_images", "outputs")


def check(call: Call) -> Iterator[Match]:
    if call.kind not in ("chat", "image", "video", "local") or call.function.in_test:
        return
    count = call.args.get("count")
    if count.number is None or count.number <= 1:
        return
    if not only_first(call):
        return
    yield Match(
        call,
        values={"call": call.text, "argument": f"{count.name}={count.value}", "count": str(count.value)},
        waste=fewer("images" if call.kind == "image" else "candidates", call, Amount(count.number), ONE),
    )


def only_first(call: Call) -> bool:
    """Every way the result is read goes through element 0 of its list; anything else (returned, iterated) says no."""
    if call.site.trail:
        return _first(call.site.trail)
    names = call.bound_names
    if call.site.role != "bind" or not names:
        return False
    uses = [
        use for name in names for use in call.file.uses.get(name, ())
        if use.scope == call.site.scope and use.order > call.site.order
    ]  # fmt: skip
    return bool(uses) and all(_first(use.trail) for use in uses)


def _first(trail: tuple[str, ...]) -> bool:
    """`.choices[0]...`, `[0]...`: the list is only ever entered at its first element."""
    for step in trail:
        if step == "[0]":
            return True
        if step.startswith("[") and step.strip("[]").strip("'\"") not in _LISTS:
            return False
        if step == "()":
            return False
    return False
