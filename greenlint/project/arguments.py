"""Where a call's arguments come from: written in place, in a config object, in `**params`, on the constructor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenlint.facts.model import Attribute, CallRef, CallSite, Const, Expr, Item, Mapping, Name, Operation
from greenlint.project.values import CallKey, Fn, Lib, Obj, Parameter, Thunk, Value
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.catalog.specs import CallSpec, Role
    from greenlint.project.calls import Call

State = Literal["given", "absent", "unknown"]
_LARGEST = 1e15  # `float("inf")` and its kin say "no limit", not how many


@dataclass(frozen=True, slots=True)
class Argument:
    """What is known of one argument. `unknown`: it may be set somewhere that cannot be read (`**kwargs`)."""

    state: State
    expr: Expr | None = None
    file: FileView | None = None
    at: At | None = None
    value: str | int | float | bool | None = None  # when it is one constant
    name: str = ""  # as it is called there

    @property
    def given(self) -> bool:
        return self.state == "given"

    @property
    def absent(self) -> bool:
        return self.state == "absent"

    @property
    def number(self) -> float | None:
        """A number that can be counted with: neither infinite nor beyond what any API takes."""
        number = self.value if isinstance(self.value, (int, float)) and not isinstance(self.value, bool) else None
        return number if number is not None and -_LARGEST < number < _LARGEST else None

    @property
    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None


ABSENT = Argument("absent")
UNKNOWN = Argument("unknown")


def first_given(found: Iterable[Argument]) -> Argument:
    """The first that is given; else unknown when some cannot be seen; else absent."""
    unknown = False
    for item in found:
        if item.given:
            return item
        unknown |= item.state == "unknown"
    return UNKNOWN if unknown else ABSENT


class Arguments:
    """Arguments of one call by role (`limit`, `model`, ...), as the catalogue names them."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self._memo: dict[Role, Argument] = {}

    def get(self, role: Role) -> Argument:
        if role not in self._memo:
            self._memo[role] = first_given(self._candidates(role))
        return self._memo[role]

    def _candidates(self, role: Role) -> Iterator[Argument]:
        """At the call itself, then on what made its receiver."""
        call, spec, carrier = self.call, self.call.spec, self.call.carrier
        if carrier is not None and spec is not None:  # a raw request: what the model is asked stands in its body
            if role in spec.args:
                yield self.in_body(call, carrier, spec.args[role])
            else:
                yield self.at_site(call, carrier.args.get(role, ()), carrier.positional)
        elif spec is not None:
            yield self.at_site(call, spec.args.get(role, ()), spec.positional)
        for maker, made in call.makers:
            yield self.at_site(maker, made.args.get(role, ()), made.positional)

    def at_site(self, call: Call, names: Sequence[str], positional: Sequence[str]) -> Argument:
        """One argument of one call under any of its names; `config.limit` is a key inside `config`."""
        return first_given(self._dotted(call, name, positional) for name in names)

    def _dotted(self, call: Call, name: str, positional: Sequence[str]) -> Argument:
        first, *rest = name.split(".")
        found = self.named(call, first, positional)
        return self._inside(found, rest) if found.given and rest else found

    def named(self, call: Call, name: str, positional: Sequence[str] = (), depth: int = 0) -> Argument:
        """An argument by its own name, by its position, or inside `**params`."""
        return first_given(self._written(call, name, positional, depth))

    def _written(self, call: Call, name: str, positional: Sequence[str], depth: int) -> Iterator[Argument]:
        site = call.site
        for arg in site.args:
            if arg.name == name:
                yield self._value(call.file, arg.value, call.at, name)
        if name in positional:
            index = positional.index(name) + call.shift
            before = [arg for arg in site.args if arg.name in (None, "*")][: index + 1]
            if any(arg.name == "*" for arg in before):
                yield UNKNOWN
            elif len(before) > index:
                yield self._value(call.file, before[index].value, call.at, name)
        for arg in site.args:
            if arg.name == "**":
                yield self.key(call.file, arg.value, call.at, name, depth)

    def _value(self, file: FileView, expr: Expr, at: At, name: str) -> Argument:
        """Given, unless it can only be None (or the library's own "not given")."""
        values = self.call.project.resolver.resolve(file, expr, at)
        if values and all(_nothing(value) for value in values):
            return ABSENT
        constants = [v.expr.value for v in values if isinstance(v, Thunk) and isinstance(v.expr, Const)]
        value = next((value for value in constants if value is not None), None)  # the nearest, where several can hold
        return Argument("given", expr, file, at, value, name)

    def in_body(self, call: Call, carrier: CallSpec, names: Sequence[str]) -> Argument:
        """A key of the JSON body of a request."""
        body = self.at_site(call, (*carrier.args.get("json", ()), *carrier.args.get("data", ())), carrier.positional)
        if body.expr is None:
            return UNKNOWN
        holder = self._unpacked(body)
        return first_given(self._inside(holder, name.split(".")) for name in names)

    def _unpacked(self, body: Argument) -> Argument:
        """`json.dumps(payload)`, `json.dumps(payload).encode()` -> `payload`."""
        expr, file, at = body.expr, body.file, body.at
        if expr is None or file is None or at is None:
            return body
        for value in self.call.project.resolver.resolve(file, expr, at):
            key = value.origin if isinstance(value, Lib) else None
            while key is not None:
                made = self.call.project.call(key)
                if made.path.endswith("dumps") and made.plain_args:
                    return Argument("given", made.plain_args[0].value, made.file, made.at, None, body.name)
                func = made.site.func
                inner = func.base if isinstance(func, Attribute) and func.name == "encode" else None
                key = CallKey(key.file, inner.id) if isinstance(inner, CallRef) else None
        return body

    # -- inside dictionaries and config objects

    def _inside(self, holder: Argument, keys: list[str]) -> Argument:
        if holder.expr is None or holder.file is None or holder.at is None:
            return UNKNOWN
        found = self.key(holder.file, holder.expr, holder.at, keys[0])
        return self._inside(found, keys[1:]) if found.given and len(keys) > 1 else found

    def key(self, file: FileView, expr: Expr, at: At, key: str, depth: int = 0) -> Argument:
        """`key` of a dict, of keyword arguments of a config constructor, or of an object's attribute."""
        if depth > 6:
            return UNKNOWN
        stored = self._stored(file, expr, at, key, depth)
        if stored is not None and stored.given:
            return stored
        values = self.call.project.resolver.resolve(file, expr, at)
        if not values:
            return UNKNOWN
        found = first_given(self._key_of(value, key, depth) for value in values)
        return UNKNOWN if found.absent and stored is not None else found

    def _key_of(self, value: object, key: str, depth: int) -> Argument:
        match value:
            case Thunk(file=file, expr=Mapping(items=items), at=at):
                return first_given(self._entry(file, name, item, at, key, depth) for name, item in items)
            case Thunk(file=file, expr=Operation(op="|", operands=operands), at=at):
                return first_given(self.key(file, part, at, key, depth + 1) for part in operands)
            case Thunk(expr=Const(value=None)):
                return ABSENT
            case Lib(path=path, origin=CallKey() as origin) if path.endswith("()"):
                maker = self.call.project.call(origin)
                if path in ("builtins.dict()",) or path.rsplit(".", 1)[-1][:1].isupper():
                    return self._keyword(maker, key, depth)
                return UNKNOWN
            case Obj(origin=CallKey() as origin, cls=cls):
                maker = self.call.project.call(origin)
                found = self._keyword(maker, key, depth)
                if found.given:
                    return found
                entries = self.call.project.resolver.class_attributes(cls).get(key, ())
                for expr, where, _ in entries:
                    return self._value(cls.file, expr, where, key)
                return found
            case Parameter(fn=fn, name=name):
                return self._extra_keywords(fn, name, key, depth)
        return UNKNOWN

    def _entry(self, file: FileView, name: Expr | None, item: Expr, at: At, key: str, depth: int) -> Argument:
        """What one entry of a dict says of `key`; a key that is computed may be any."""
        if name is None:
            return self.key(file, item, at, key, depth + 1)
        constant = name if isinstance(name, Const) else self.call.project.resolver.constant(file, name, at)
        if constant is None:
            return UNKNOWN
        return self._value(file, item, at, key) if constant.value == key else ABSENT

    def _keyword(self, maker: Call, key: str, depth: int) -> Argument:
        for arg in maker.site.args:
            if arg.name == key:
                return self._value(maker.file, arg.value, maker.at, key)
        for arg in maker.site.args:
            if arg.name == "**" or (arg.name is None and maker.path == "builtins.dict"):
                return self.key(maker.file, arg.value, maker.at, key, depth + 1)
        return ABSENT

    def _extra_keywords(self, fn: Fn, name: str, key: str, depth: int) -> Argument:
        """`**kwargs` handed on: what the known callers add."""
        param = next((p for p in fn.facts.params if p.name == name), None)
        callers = self.call.project.callers(fn)
        if param is None or not callers:
            return UNKNOWN
        if param.kind != "double-star":
            passed = self.call.project.resolver.passed(fn, name)
            if not passed:
                return UNKNOWN
            return first_given(self.key(k.file, v, k.file.at_call(k.index), key, depth + 1) for k, v in passed)
        return first_given(self.named(caller, key, depth=depth + 1) for caller in callers)

    def _stored(self, file: FileView, expr: Expr, at: At, key: str, depth: int) -> Argument | None:
        """`params["max_tokens"] = 100`, `params.update(...)`, `config.max_tokens = 100` before the call."""
        chain = _chain(expr)
        if chain is None:
            return None
        local = "." not in chain
        unknown = False
        for store in file.stores_on.get(chain.split(".")[0], ()):
            target = store.target
            if not isinstance(target, (Item, Attribute)) or _chain(target.base) != chain or store.kind != "assign":
                continue
            if local and store.scope == at.scope and store.order > at.order and not _same_loop(file, store.block, at):
                continue
            where = At(store.scope, store.block, store.order)
            if isinstance(target, Attribute):
                matches = target.name == key
            elif isinstance(target.index, Const):
                matches = target.index.value == key
            else:
                constant = self.call.project.resolver.constant(file, target.index, where)
                matches = constant is not None and constant.value == key
                unknown |= constant is None
            if matches:
                found = self._value(file, store.value, where, key)
                if found.given:
                    return found
        for site in _method_calls(file, chain, ("update", "setdefault")):
            where = At(site[1].scope, site[1].block, site[1].order)
            for arg in site[1].args:
                if arg.name == key:
                    return self._value(file, arg.value, where, key)
                if arg.name is None and site[0] == "update":
                    found = self.key(file, arg.value, where, key, max(4, depth + 1))
                    if found.given:
                        return found
                    unknown |= found.state == "unknown"
                if (
                    arg.name is None
                    and site[0] == "setdefault"
                    and isinstance(arg.value, Const)
                    and arg.value.value == key
                ):
                    return Argument("given", arg.value, file, where, None, key)
        return UNKNOWN if unknown else None


def _nothing(value: Value) -> bool:
    """None, or what a library takes for "not given"."""
    if isinstance(value, Lib):
        return value.path.rsplit(".", 1)[-1].removesuffix("()") in ("NOT_GIVEN", "NotGiven", "omit", "UNSET")
    return isinstance(value, Thunk) and isinstance(value.expr, Const) and value.expr.value is None


def _method_calls(file: FileView, chain: str, methods: tuple[str, ...]) -> Iterator[tuple[str, CallSite]]:
    for site in file.facts.calls:
        func = site.func
        if isinstance(func, Attribute) and func.name in methods and _chain(func.base) == chain:
            yield func.name, site


def _same_loop(file: FileView, block: int, at: At) -> bool:
    return any(file.encloses(loop, at.order) for loop in file.loops(block))


def _chain(expr: Expr) -> str | None:
    match expr:
        case Name(id=name):
            return name
        case Attribute(base=base, name=name):
            inner = _chain(base)
            return f"{inner}.{name}" if inner else None
    return None
