"""Is there a cache already? Decorators, cached clients, own dictionaries, files that exist, singletons (guard G13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenlint.facts.model import (
    Attribute,
    CallRef,
    Collection,
    Const,
    Exit,
    Expr,
    Imported,
    Item,
    Mapping,
    Name,
    Operation,
)
from greenlint.project.render import render
from greenlint.project.view import MUTATORS, FileView, root_name

if TYPE_CHECKING:
    from greenlint.project.calls import Call

_TABLE = re.compile(r"dict$|cache$|^(TTL|LRU|LFU)|^Weak.*Dictionary$", re.I)
_EXISTS = re.compile(r"\b(exists|isfile|is_file|isdir|is_dir)$")
_STATE = re.compile(
    r"session_state|user_session|_cache|cache\b|cached|memo|seen|visited|loaded|initiali[sz]ed|ready|store", re.I
)


def cache_of(call: Call, since: int = 0) -> str:
    """The guard or cache around one call, as code text; "" when there is none in its own function.

    `since`: order from which on guards count, so that one around a whole loop does not stand for its items.
    """
    function = call.function
    if function.is_cached:
        return f"@{_decorator(call)}"
    for lib in call.libs:
        maker = lib.origin
        if maker is not None:
            made = call.project.call(maker)
            if "cache-object" in made.marks and not _goes_past(call):
                return made.text
    for maker_call, made_spec in call.makers:
        if made_spec.cached:
            return maker_call.text
    if call.project.installs_cache(call):
        return "install_cache"
    return guard_of(call, since)


def _goes_past(call: Call) -> bool:
    """A method that the cache around it answers only when told to: `embed_query` without a cache for queries."""
    return "cache-bypass" in call.marks and not any(
        made.arg(name) is not None for made, spec in call.makers for name in spec.args.get("cache", ())
    )


def _decorator(call: Call) -> str:
    function = call.function
    for decorator in function.scope.decorators:
        marks = call.project.marks_of(function.file, decorator, function.at)
        if marks & {"cache-decorator", "cache-decorator-unbounded", "cached-property"}:
            return render(function.file, decorator)
    return "cache"


def guard_of(call: Call, since: int = 0) -> str:
    """`if key not in cache:` around the call, or `if key in cache: return ...` before it."""
    test = guard_test(call, since)
    return render(call.file, test) if test is not None else ""


def guard_test(call: Call, since: int = 0) -> Expr | None:
    """The condition of that guard; None where there is none."""
    file, scope = call.file, call.site.scope
    for index in file.within(call.site.block):
        block = file.block(index)
        if block.start < since:
            break
        if block.kind == "or" and block.test is not None and _at_hand(file, block.test, scope):
            return block.test  # `value = cache.get(key) or load()`
        if block.kind == "if" and block.test is not None and _missing(file, block.test, scope):
            return block.test
        if block.kind in ("else",) and block.test is not None and _present(file, block.test, scope):
            return block.test
        if block.kind == "except" and block.test is not None and _lookup_failed(file, index, block.test):
            return block.test
    for leave in file.exits_of.get(call.site.scope, ()):
        if leave.kind in ("return", "continue", "yield") and since <= leave.order < call.site.order:
            test = _early(file, leave, call)
            if test is not None:
                return test
    return None


def _early(file: FileView, leave: Exit, call: Call) -> Expr | None:
    """The test of an `if` that leaves before the call because the answer is already there."""
    if leave.kind == "continue":  # goes on with its own loop, and with what comes after that
        around = next((at for at in file.within(leave.block) if file.block(at).kind in ("for", "while")), None)
        if around is None or not file.encloses(around, call.site.order):
            return None
    for index in file.within(leave.block):
        block = file.block(index)
        if block.kind in ("for", "while") and not file.encloses(index, call.site.order):
            return None
        if block.kind == "if" and block.test is not None and not file.encloses(index, call.site.order):
            present = _present(file, block.test, call.site.scope)
            return block.test if present else None
        if block.kind == "try":
            return None
    return None


def _missing(file: FileView, test: Expr, scope: int) -> bool:
    """The value is not there yet: `k not in d`, `x is None`, `not x`, `not exists(p)`, ``k not in session_state`."""
    match test:
        case Operation(op="not in", operands=(_, container)):
            return not _fixed(file, container)
        case Operation(op="is" | "==", operands=(left, Const(value=None))):
            return _kept(file, left, scope)
        case Operation(op="not", operands=(inner,)):
            return (
                _exists(file, inner)
                or _kept(file, inner, scope)
                or (isinstance(inner, Operation) and inner.op == "in" and not _fixed(file, inner.operands[1]))
            )
        case Operation(op="and" | "or", operands=operands):
            return any(_missing(file, part, scope) for part in operands)
    return False


def _present(file: FileView, test: Expr, scope: int) -> bool:
    match test:
        case Operation(op="in", operands=(_, container)):
            return isinstance(container, (Name, Attribute, Item)) and not _fixed(file, container)
        case Operation(op="is not" | "!=", operands=(left, Const(value=None))):
            return _kept(file, left, scope)
        case Operation(op="and", operands=operands):
            return any(_present(file, part, scope) for part in operands)
        case Operation(op="not", operands=(inner,)):
            return _missing(file, inner, scope)
    return _exists(file, test) or (
        isinstance(test, (Name, Attribute)) and _kept(file, test, scope) and bool(_STATE.search(_tail(test)))
    )


def _fixed(file: FileView, container: Expr) -> bool:
    """A list of constants that nothing adds to: `kind not in SKIPPED` chooses, it remembers nothing."""
    if isinstance(container, (Const, Collection)):
        return True
    if not isinstance(container, Name):
        return False
    values = [binding.value for binding in file.facts.bindings if binding.name == container.id]
    if container.id.isupper() and all(isinstance(value, Imported) for value in values):
        return not _STATE.search(container.id)
    return bool(values) and all(_constants(value) for value in values) and not _added_to(file, container.id)


def _constants(value: Expr) -> bool:
    """A display with something in it: an empty one is there to be filled."""
    items = [key for key, _ in value.items] if isinstance(value, Mapping) else getattr(value, "items", ())
    return bool(items) and all(isinstance(item, Const) for item in items)


def _added_to(file: FileView, name: str) -> bool:
    return any(
        isinstance(site.func, Attribute) and site.func.base == Name(name) and site.func.name in MUTATORS
        for site in file.facts.calls
    ) or any(isinstance(store.target, Item) and store.target.base == Name(name) for store in file.facts.stores)


def _exists(file: FileView, expr: Expr) -> bool:
    if not isinstance(expr, CallRef):
        return False
    return bool(_EXISTS.search(_tail(file.facts.calls[expr.id].func)))


def _kept(file: FileView, expr: Expr, scope: int) -> bool:
    """Something that outlives the call: an attribute, a global, a cached lookup. A local name only if looked up."""
    if isinstance(expr, (Attribute, Item)):
        return True
    if isinstance(expr, CallRef):
        return _looks_up(file, expr)
    if isinstance(expr, Name):
        if any(expr.id in facts.global_names for facts in file.facts.scopes):
            return True
        if any(param.name == expr.id for param in file.scope(scope).params):
            return False
        bindings = [b for b in file.facts.bindings if b.name == expr.id]
        if any(b.scope == 0 for b in bindings):
            return True
        return any(_looks_up(file, b.value) for b in bindings)
    return False


def _at_hand(file: FileView, expr: Expr, scope: int) -> bool:
    """Left of an `or`: something looked up, kept, or given by the caller."""
    given = isinstance(expr, Name) and any(param.name == expr.id for param in file.scope(scope).params)
    return given or isinstance(expr, Attribute) or _kept(file, expr, scope)


def _is_table(file: FileView, expr: Expr) -> bool:
    """A dict that outlives the call: at module level, or on an object."""
    values = [binding.value for binding in file.bindings.get((0, _tail(expr)), ()) if isinstance(expr, Name)]
    if isinstance(expr, Attribute):
        values += [s.value for s in file.facts.stores if isinstance(s.target, Attribute) and s.target.name == expr.name]
        values += [b.value for b in file.facts.bindings if b.name == expr.name]
    return any(
        isinstance(value, Mapping)
        or (isinstance(value, CallRef) and bool(_TABLE.search(_tail(file.facts.calls[value.id].func))))
        for value in values
    )


def _looks_up(file: FileView, expr: Expr) -> bool:
    """`cache.get(key)`, `redis.get(key)`, `clients.get(key)` of a module's dict, `session.get("llm")`."""
    if isinstance(expr, CallRef):
        func = file.facts.calls[expr.id].func
        if isinstance(func, Attribute) and func.name in ("get", "fetch", "lookup", "load", "read"):
            base = root_name(func.base) or ""
            if _is_table(file, func.base):
                return True
            return bool(
                _STATE.search(_tail(func.base)) or _STATE.search(base) or re.search(r"redis|db|disk|kv|lru", base, re.I)
            )
        return bool(re.search(r"cache|lookup|find_existing", _tail(func), re.I))
    return isinstance(expr, Item) and bool(_STATE.search(_tail(expr.base)))


def _lookup_failed(file: FileView, block: int, caught: Expr) -> bool:
    """`try: return cache[key]` / `except KeyError:`."""
    return _tail(caught) in ("KeyError", "FileNotFoundError", "DoesNotExist", "ObjectDoesNotExist")


def _tail(expr: Expr) -> str:
    match expr:
        case Name(id=name) | Attribute(name=name):
            return name
        case Item(base=base):
            return _tail(base)
    return ""
