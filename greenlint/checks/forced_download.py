"""Weights or data fetched again although they are on the disk."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import ONE, Match, N, fewer
from greenlint.facts.model import Const
from greenlint.project import Call


def check(call: Call) -> Iterator[Match]:
    forced = _forced(call)
    if not forced or call.function.in_test or _repairs(call):
        return
    model = call.args.get("model") if call.spec is not None else None
    expr = model.expr if model is not None and model.expr is not None else call.arg("path", 0)
    shown = (model.text if model is not None else None) or (call.show(expr) if expr is not None else call.text)
    yield Match(
        call,
        values={"call": call.text, "model": shown, "argument": forced},
        waste=fewer("loads", call, N, ONE),
    )


def _forced(call: Call) -> str:
    """`force_download=True` as written; "" where nothing forces, or where an option decides."""
    names = [*(call.spec.args.get("force", ()) if call.spec is not None else ())]
    if any(lib.path == "datasets.load_dataset" for lib in call.libs):
        names.append("download_mode")
    for name in names:
        expr = call.arg(name)
        if expr in (Const(True), Const("force_redownload")):
            return f"{name}={call.show(expr)}"
    return ""


def _repairs(call: Call) -> bool:
    """After an error, or under a condition: a broken cache is fetched anew on purpose."""
    return any(
        call.file.block(index).kind in ("except", "if", "else", "case") for index in call.file.within(call.site.block)
    )
