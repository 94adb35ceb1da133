"""An answer that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import NONE, ONE, Match, chain_text, fewer
from greenlint.facts.model import Arg, Attribute, Const, Mapping
from greenlint.project import Call
from greenlint.project.view import FileView

KINDS = frozenset({"chat", "embed", "image", "rerank", "moderate", "classify", "transcribe"})
_WARM_UP = re.compile(r"warm|ping|preload|prime|heartbeat|health|keep_?alive", re.I)
_HANDLED = {"callbacks", "callback_manager", "callback", "memory", "streaming", "on_token", "stream_handler"}
_PURE = frozenset(
    {"format", "join", "strip", "lstrip", "rstrip", "lower", "upper", "title", "replace", "split", "splitlines", "get",
     "startswith", "endswith", "capitalize", "dedent", "dumps", "loads", "str", "int", "float", "len", "list", "dict",
     "tuple", "json", "raise_for_status", "getenv", "model_dump", "to_dict", "max", "min", "sorted", "isinstance",
     "append", "extend", "range", "enumerate", "zip", "encode", "decode", "items", "keys", "values", "map", "sum"}
)  # fmt: skip


def check(call: Call) -> Iterator[Match]:
    if call.site.role not in ("discard", "bind") or call.function.in_test or _WARM_UP.search(call.function.name):
        return
    chains = [chain for chain in call.reaching(KINDS) if not any(acts(step) for step in chain)]
    if not chains:
        return
    chain = min(chains, key=len)
    if len(chain) > 1 and not all(_only_answers(step, chain) for step in chain[1:]):
        return
    names = call.bound_names
    if call.site.role == "bind":
        if not names or call.project.is_notebook(call.file) or any(_read(call, name) for name in names):
            return
        reason = "assigned" if len(chain) == 1 else "wrapper"
    elif call.site.trail or _shown(call):
        return
    else:
        reason = "default" if len(chain) == 1 else "wrapper"
    yield Match(
        call,
        reason,
        {"call": call.text, "target": ", ".join(names), "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], ONE, NONE),
        chain=chain[1:],
        confidence="high" if reason == "default" else "medium",
    )


def acts(call: Call) -> bool:
    """The call does something besides answering: it is kept, continued, streamed, handed to a callback."""
    if call.spec is None:
        return False
    limit = call.args.get("limit").number
    if limit is not None and limit <= 1:
        return True
    if call.origin is None and call.path.endswith("()"):
        return True  # known by its annotation only: a subclass may do more than answer
    if "corpus" in call.spec.args or any(
        call.args.get(role).given for role in ("store", "background", "conversation", "history", "tools", "stream")
    ):
        return True
    if call.path.rsplit(".", 1)[-1].startswith(("send", "stream", "astream", "add")):
        return True
    sites = [call.site, *(maker.site for maker, _ in call.makers)]
    return any(arg.name in _HANDLED or arg.name == "**" or _calls_back(arg) for site in sites for arg in site.args) or (
        call.spec.mode == "local" and call.spec.library in ("transformers", "torch")
    )


def _calls_back(arg: Arg) -> bool:
    """`config={"callbacks": [...]}`"""
    return (
        arg.name == "config"
        and isinstance(arg.value, Mapping)
        and any(isinstance(key, Const) and key.value == "callbacks" for key, _ in arg.value.items)
    )


def _only_answers(step: Call, chain: list[Call]) -> bool:
    """The function around this step gives its answer back and does nothing else worth calling it for."""
    function, file = step.function, step.file
    leaves = file.exits_of.get(function.fn.scope, ())
    if any(leave.kind == "yield" for leave in leaves) or not any(
        leave.kind == "return" and leave.value is not None and not isinstance(leave.value, Const) for leave in leaves
    ):
        return False
    if any(store.scope == function.fn.scope and isinstance(store.target, Attribute) for store in file.facts.stores):
        return False
    if function.scope.global_names:
        return False
    return all(inner in chain or inner.spec is not None or _harmless(inner) for inner in function.calls)


def _harmless(call: Call) -> bool:
    name = call.text.rsplit(".", 1)[-1].removesuffix("()")
    if name in _PURE or name[:1].isupper():
        func = call.site.func
        grows = name in ("append", "extend") and isinstance(func, Attribute)
        return not grows or (call.receiver is not None and (call.site.scope, call.receiver) in call.file.bindings)
    catalog = call.project.catalog
    return any(catalog.client(lib.path) or catalog.object(lib.path) for lib in call.libs)


def _read(call: Call, name: str) -> bool:
    """Some code reads the name after the call, or may: another scope, the next round, an importing module."""
    scope = call.site.scope
    if name in call.scope.global_names or name == "__all__":
        return True
    if call.function.is_module and call.file.path in call.project.imported:
        return True
    around = call.file.loops(call.site.block)
    for use in call.file.uses.get(name, ()):
        if use.scope != scope:
            if _inside(call.file, use.scope, scope):
                return True
        elif use.order > call.site.order or any(call.file.encloses(loop, use.order) for loop in around):
            return True
    return False


def _inside(file: FileView, inner: int, outer: int) -> bool:
    while inner > 0:
        if inner == outer:
            return True
        inner = file.scope(inner).parent
    return outer == 0


def _shown(call: Call) -> bool:
    """The last expression of a notebook cell is displayed."""
    if not call.project.is_notebook(call.file) or call.site.block != 0:
        return False
    facts = call.file.facts
    following = [first for first, _, _ in facts.cells if first > call.line]
    end = min(following, default=facts.lines + 1)
    last = call.span.end_line
    return not any(
        last < line < end for line in [*(c.span.line for c in facts.calls), *(b.line for b in facts.bindings)]
    )
