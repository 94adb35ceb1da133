"""The same documents are embedded again at each start or request, because nothing keeps the index."""

from __future__ import annotations

import os
from collections.abc import Iterator

from greenlint.checks.constant_sources import constant_source
from greenlint.checks.imports import at_top_level, runs_at_import
from greenlint.checks.match import ONE, Match, N, fewer
from greenlint.facts.model import Const, Mapping
from greenlint.project import Call
from greenlint.project.values import Fn

_KINDS = frozenset({"embed", "store"})
_KEPT = frozenset({"index-load", "index-persist"})


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test or call.cache:
        return
    if call.kind == "embed" and call.args.get("corpus").given:
        yield from _built(call)
    elif at_top_level(call) and call.functions and _serves(call):
        yield from _random_ids(call)


def _built(call: Call) -> Iterator[Match]:
    """An index made from documents, in memory."""
    if (
        not call.args.get("persist").absent
        or _kept(call)
        or call.path.rsplit(".", 1)[-1].startswith(("add", "aadd", "insert"))
    ):
        return
    corpus = call.args.get("corpus")
    if corpus.file is not call.file or corpus.expr is None:
        return
    source = constant_source(call, corpus.expr)
    if source is None:
        return
    values = {"call": call.text, "iterable": source}
    waste = fewer("calls", call, N, ONE)
    if call.function.is_module:
        if at_top_level(call) and (runs_at_import(call) or _serves(call)):
            yield Match(call, "default", values, waste=waste)
        return
    for repeat in call.function.repeats:
        if repeat.kind in ("route", "event") and not any(
            step.cache or step.function.is_cached for step in repeat.chain
        ):
            handler = repeat.function or call.function
            yield Match(
                call, "route", {**values, "function": handler.name}, waste=waste, chain=[*repeat.chain, call],
                confidence="high" if not repeat.chain else "medium",
            )  # fmt: skip
            return
    start = _start(call)
    if start:
        yield Match(call, "startup", {**values, "function": start}, waste=waste, confidence="medium")


def _start(call: Call) -> str:
    """The start-up function or served module that runs the call."""
    if "startup" in call.function.contexts:
        return call.function.name
    for caller in call.function.callers:
        if caller.cache or caller.function.is_cached:
            continue
        if "startup" in caller.function.contexts:
            return caller.function.name
        if at_top_level(caller) and (runs_at_import(caller) or _serves(caller)):
            return call.function.name
    return ""


def _random_ids(call: Call) -> Iterator[Match]:
    """A helper run at import embeds a constant source and writes it under ids that are new each time."""
    for fn in call.functions:
        function = call.project.function(fn)
        kinds = {inner.kind for inner in function.calls}
        for inner in function.calls:
            if inner.kind == "store" and ("embed" in kinds or inner.args.get("corpus").given):
                shown = _random_id(inner)
                if shown and _constant_arguments(call):
                    yield Match(
                        call, "random-ids", {"call": call.text, "argument": shown},
                        waste=fewer("calls", next((c for c in function.calls if c.kind == "embed"), inner), N, ONE),
                        chain=[inner],
                    )  # fmt: skip
                    return


def _constant_arguments(call: Call) -> bool:
    return all(constant_source(call, arg.value) is not None for arg in call.site.args)


def _random_id(call: Call) -> str:
    """`ids=[str(uuid4()) ...]`, `{"id": uuid4(), ...}`: the id as written, when an identifier is drawn for it."""
    exprs = [arg.value for arg in call.site.args if arg.name in ("id", "ids")]
    exprs += [
        value
        for arg in call.site.args for part in call.file.parts(arg.value) if isinstance(part, Mapping)
        for key, value in part.items if isinstance(key, Const) and key.value in ("id", "_id", "point_id")
    ]  # fmt: skip
    for expr in exprs:
        names = call.file.names(expr)
        drawn = [b.value for b in call.file.facts.bindings if b.name in names and b.scope == call.site.scope]
        for source in (expr, *drawn):
            for part in call.file.parts(source):
                index = getattr(part, "id", None)
                if isinstance(index, int) and "identifier" in call.project.call_at(call.file, index).marks:
                    return call.show(expr)
    return ""


def _kept(call: Call) -> bool:
    """Some file of the same folder saves an index or loads one back."""
    folder = os.path.dirname(call.file.path)
    for path, file in call.project.files.items():
        if os.path.dirname(path) == folder:
            for index in range(len(file.facts.calls)):
                if call.project.call_at(file, index).marks & _KEPT:
                    return True
    return any("cache" in made.text.lower() or "Cache" in made.text for made, _ in call.makers)


def _serves(call: Call) -> bool:
    """The module holds handlers: a server runs it once for each worker and each restart."""
    return any(
        call.project.function(Fn(call.file, index)).contexts & {"route", "event", "startup"}
        for index, scope in enumerate(call.file.facts.scopes)
        if scope.kind == "function"
    )
