"""Lists of messages by name, and what shortens them."""

from __future__ import annotations

import re

from greenlint.facts.model import Attribute, Collection, Expr, Item, Name, Opaque, Operation
from greenlint.project.view import FileView

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


def trimmed(file: FileView, history: str) -> bool:
    """Something in the file shortens the list: a slice, a pop, a `del`, a helper named for it."""
    tail = re.split(r"[.\[]", history)[-1].strip("'\"]")

    def same(expr: Expr) -> bool:
        chain = chain_of(expr)
        return chain is not None and re.split(r"[.\[]", chain)[-1].strip("'\"]") == tail

    for site in file.facts.calls:
        func = site.func
        if isinstance(func, Attribute) and func.name in _TRIMS and same(func.base):
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
