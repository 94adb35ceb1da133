"""Lists of messages by name, what goes into them, and what shortens them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.facts.model import (
    Attribute,
    CallRef,
    CallSite,
    Collection,
    Comprehension,
    Const,
    Expr,
    Item,
    Name,
    Opaque,
    Operation,
)
from greenlint.project import Call
from greenlint.project.view import FileView

MAKERS = ("__init__", "__post_init__", "__new__")  # what they add is there before the first message
GROWS = ("append", "extend", "insert")
_TRIMS = ("pop", "popleft", "clear", "remove")
_TRIM_NAMES = re.compile(
    r"trim|truncat|summar|compress|compact|prune|shorten|window|reduce|limit|cap_|_cap|evict|forget", re.I
)


def chain_of(expr: Expr) -> str | None:
    """`messages`, `self.messages`, `st.session_state.messages`, `session["messages"]`."""
    match expr:
        case Name(id=name):
            return name
        case Attribute(base=base, name=name):
            inner = chain_of(base)
            return f"{inner}.{name}" if inner else None
        case Item(base=base, index=index):
            inner = chain_of(base)
            key = getattr(index, "value", None)
            return f"{inner}[{key!r}]" if inner and isinstance(key, str) else None
    return None


def wholes(call: Call, expr: Expr, depth: int = 0) -> list[Expr]:
    """Lists that an argument of a call holds whole, those too that a local list was made of."""
    found: list[Expr] = []
    for part in whole(call.file, expr):
        found.append(part)
        if isinstance(part, Name) and depth < 4:
            for held in _held(call, part.id):
                found += wholes(call, held, depth + 1)
    return list(dict.fromkeys(found))


def whole(file: FileView, expr: Expr, depth: int = 0) -> list[Expr]:
    """Lists that an expression holds whole: named, given by a call, joined, copied, or copied entry by entry."""
    if depth > 4:
        return []
    match expr:
        case Operation(op="+", operands=operands):
            return [part for operand in operands for part in whole(file, operand, depth + 1)]
        case Collection(items=items):
            return [
                part for item in items if isinstance(item, Operation) and item.op == "star"
                for part in whole(file, item.operands[0], depth + 1)
            ]  # fmt: skip
        case Comprehension(block=block):
            source = file.block(block).test
            return whole(file, source, depth + 1) if source is not None else []
        case CallRef(id=index):
            func = file.facts.calls[index].func
            return whole(file, func.base, depth + 1) if isinstance(func, Attribute) and func.name == "copy" else [expr]
    return [expr] if chain_of(expr) is not None else []


def growing(file: FileView, history: str) -> Iterator[tuple[int, int]]:
    """(order, scope) of each place that adds to the list."""
    for site in file.facts.calls:
        func = site.func
        if isinstance(func, Attribute) and func.name in GROWS and chain_of(func.base) == history:
            yield site.order, site.scope
    for binding in file.facts.bindings:
        if binding.kind == "augment" and binding.name == history:
            yield binding.order, binding.scope
    for store in file.facts.stores:
        if store.kind == "augment" and chain_of(store.target) == history:
            yield store.order, store.scope


def _held(call: Call, name: str) -> Iterator[Expr]:
    """What a local list was made of before the call: `[system] + history`, `extend(history)`, a loop over it."""
    file, scope, until = call.file, call.site.scope, call.site.order
    for binding in file.bindings.get((scope, name), ()):
        if binding.order < until and binding.kind == "assign":
            yield binding.value
        elif binding.order < until and binding.kind == "augment":
            yield from (part for part in getattr(binding.value, "operands", ()) if part != Name(name))
    for method in GROWS:
        for index in file.methods_on.get((scope, name), {}).get(method, ()):
            site = file.facts.calls[index]
            if site.order >= until or not isinstance(site.func, Attribute) or site.func.base != Name(name):
                continue
            if method == "extend":
                yield from (arg.value for arg in site.args)
                continue
            for block in file.loops(site.block):
                source = file.block(block).test
                whole = file.block(block).kind == "for" and not call.project.loop(file, block).exits
                if source is not None and whole and not file.encloses(block, until):
                    yield source


def trimmed(file: FileView, history: str) -> bool:
    """Something in the file shortens the list: a slice, a pop, a `del`, a helper named for it."""
    tail = re.split(r"[.\[]", history)[-1].strip("'\"]")

    def same(expr: Expr) -> bool:
        chain = chain_of(expr)
        return chain is not None and re.split(r"[.\[]", chain)[-1].strip("'\"]") == tail

    for site in file.facts.calls:
        func = site.func
        if isinstance(func, Attribute) and func.name in _TRIMS and same(func.base) and not _takes_back(file, site):
            return True
        name = func.name if isinstance(func, Attribute) else func.id if isinstance(func, Name) else ""
        if _TRIM_NAMES.search(name) and any(
            same(part)
            for arg in site.args
            for part in file.parts(arg.value)
            if isinstance(part, (Name, Attribute, Item))
        ):
            return True
        if _TRIM_NAMES.search(name) and re.search(r"hist|messag|context|memor|conver|token", name, re.I):
            return True
        if (
            any(arg.name == "maxlen" for arg in site.args)
            if name == "deque"
            else any(_sliced(arg.value, same) for arg in site.args)
        ):
            return True
    for binding in file.facts.bindings:
        if _sliced(binding.value, same):
            return True
    for store in file.facts.stores:
        if _sliced(store.value, same) or (
            store.kind == "delete" and isinstance(store.target, Item) and same(store.target.base)
        ):
            return True
        if isinstance(store.target, Item) and isinstance(store.target.index, Operation) and same(store.target.base):
            return True
    return False


def _takes_back(file: FileView, site: CallSite) -> bool:
    """`messages.pop()` takes the newest away again, as after an error; it bounds nothing unless a length is asked."""
    func = site.func
    newest = isinstance(func, Attribute) and func.name == "pop" and all(arg.value == Const(-1) for arg in site.args)
    asked = (file.block(block) for block in file.within(site.block))
    return newest and not any(
        block.kind in ("if", "while") and block.test is not None
        and any(isinstance(part, CallRef) for part in file.parts(block.test))
        for block in asked
    )  # fmt: skip


def _sliced(expr: Expr, same: object) -> bool:
    match expr:
        case Item(base=base, index=Operation(op="slice", operands=(low, high, _))) if callable(same) and same(base):
            return not _last_only(low, high)
        case Operation(operands=operands):
            return any(_sliced(part, same) for part in operands)
        case Collection(items=items):
            return any(_sliced(part, same) for part in items)
    return False


def _last_only(low: Expr, high: Expr) -> bool:
    """`messages[:]` is a copy, not a window."""
    return isinstance(low, Opaque) and isinstance(high, Opaque)
