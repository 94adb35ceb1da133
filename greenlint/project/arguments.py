"""Where a call's arguments come from: written in place, in a config object, in `**params`, on the constructor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenlint.facts.model import Attribute, CallRef, CallSite, Const, Expr, Item, Mapping, Name, Operation
from greenlint.project.values import CallKey, Fn, Lib, Obj, Parameter, Thunk
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.catalog.specs import CallSpec
    from greenlint.project.calls import Call

State = Literal["given", "absent", "unknown"]


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
        return self.value if isinstance(self.value, (int, float)) and not isinstance(self.value, bool) else None

    @property
    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None


ABSENT = Argument("absent")
UNKNOWN = Argument("unknown")


class Arguments:
    """Arguments of one call by role (`limit`, `model`, ...), as the catalogue names them."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self._memo: dict[str, Argument] = {}

    def get(self, role: str) -> Argument:
        if role not in self._memo:
            self._memo[role] = self._find(role)
        return self._memo[role]

    def _find(self, role: str) -> Argument:
        call, spec = self.call, self.call.spec
        unknown = False
        carrier = call.carrier
        if carrier is not None and spec is not None:  # a raw request: what the model is asked stands in its body
            if role not in spec.args:
                return self.at_site(call, carrier.args.get(role, ()), carrier.positional)  # type: ignore[call-overload]
            return self._in_body(call, carrier, spec.args[role])  # type: ignore[index]
        if spec is not None:
            found = self.at_site(call, spec.args.get(role, ()), spec.positional)  # type: ignore[call-overload]
            if found.given:
                return found
            unknown |= found.state == "unknown"
        for maker, made in call.makers:
            found = self.at_site(maker, made.args.get(role, ()), made.positional)  # type: ignore[call-overload]
            if found.given:
                return found
            unknown |= found.state == "unknown"
        return UNKNOWN if unknown else ABSENT

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

    def at_site(self, call: Call, names: Sequence[str], positional: Sequence[str]) -> Argument:
        """One argument of one call under any of its names."""
        unknown = False
        for name in names:
            first, _, rest = name.partition(".")
            found = self.named(call, first, positional)
            if found.given and rest:
                found = self._inside(found, rest.split("."))
            if found.given:
                return found
            unknown |= found.state == "unknown"
        return UNKNOWN if unknown else ABSENT

    def named(self, call: Call, name: str, positional: Sequence[str] = ()) -> Argument:
        """An argument by its own name, by its position, or inside `**params`."""
        site, unknown = call.site, False
        for arg in site.args:
            if arg.name == name:
                return self._value(call.file, arg.value, call.at, name)
        if name in positional:
            index = positional.index(name)
            plain = [arg for arg in site.args if arg.name in (None, "*")]
            for place, arg in enumerate(plain[: index + 1]):
                if arg.name == "*":
                    unknown = True
                elif place == index and not unknown:
                    return self._value(call.file, arg.value, call.at, name)
        for arg in site.args:
            if arg.name == "**":
                found = self.key(call.file, arg.value, call.at, name)
                if found.given:
                    return found
                unknown |= found.state == "unknown"
        return UNKNOWN if unknown else ABSENT

    def _value(self, file: FileView, expr: Expr, at: At, name: str) -> Argument:
        """Given, unless it can only be None (or the library's own "not given")."""
        values = self.call.project.resolver.resolve(file, expr, at)
        constants = [v.expr.value for v in values if isinstance(v, Thunk) and isinstance(v.expr, Const)]
        open_ended = any(not (isinstance(v, Thunk) and isinstance(v.expr, Const)) for v in values)
        nothing = [
            v for v in values
            if (isinstance(v, Lib) and v.path.rsplit(".", 1)[-1].removesuffix("()") in ("NOT_GIVEN", "NotGiven", "omit", "UNSET"))
            or (isinstance(v, Thunk) and isinstance(v.expr, Const) and v.expr.value is None)
        ]  # fmt: skip
        if values and len(nothing) == len(values):
            return ABSENT
        real = [value for value in constants if value is not None]
        value = real[0] if real and not (open_ended and not constants) and len(set(map(str, real))) == 1 else None
        if len(set(map(str, real))) > 1:
            value = real[0]
        return Argument("given", expr, file, at, value, name)

    def _in_body(self, call: Call, carrier: CallSpec, names: Sequence[str]) -> Argument:
        """A key of the JSON body of a request."""
        body = self.at_site(call, (*carrier.args.get("json", ()), *carrier.args.get("data", ())), carrier.positional)
        if body.expr is None:
            return UNKNOWN
        body, unknown = self._unpacked(body), False
        for name in names:
            found = self._inside(body, name.split("."))
            if found.given:
                return found
            unknown |= found.state == "unknown"
        return UNKNOWN if unknown else ABSENT

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
        stored = self._stored(file, expr, at, key)
        if stored is not None and stored.given:
            return stored
        values = self.call.project.resolver.resolve(file, expr, at)
        if not values:
            return UNKNOWN
        unknown = stored is not None
        for value in values:
            found = self._key_of(value, key, depth)
            if found.given:
                return found
            unknown |= found.state == "unknown"
        return UNKNOWN if unknown else ABSENT

    def _key_of(self, value: object, key: str, depth: int) -> Argument:
        match value:
            case Thunk(file=file, expr=Mapping(items=items), at=at):
                unknown = False
                for name, item in items:
                    if name is None:
                        inner = self.key(file, item, at, key, depth + 1)
                        if inner.given:
                            return inner
                        unknown |= inner.state == "unknown"
                    elif isinstance(name, Const):
                        if name.value == key:
                            return self._value(file, item, at, key)
                    else:
                        unknown = unknown or not self._other_key(file, name, at, key)
                return UNKNOWN if unknown else ABSENT
            case Thunk(file=file, expr=Operation(op="|", operands=operands), at=at):
                found = [self.key(file, part, at, key, depth + 1) for part in operands]
                return next((f for f in found if f.given), UNKNOWN if any(not f.absent for f in found) else ABSENT)
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

    def _other_key(self, file: FileView, name: Expr, at: At, key: str) -> bool:
        """A computed key that certainly is another one."""
        constant = self.call.project.resolver.constant(file, name, at)
        return constant is not None and constant.value != key

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
            found = [self.key(k.file, v, k.file.at_call(k.index), key, depth + 1)
                     for k, v in self.call.project.resolver.passed(fn, name)]  # fmt: skip
            if not found:
                return UNKNOWN
            return next((f for f in found if f.given), UNKNOWN if any(not f.absent for f in found) else ABSENT)
        unknown = False
        for caller in callers:
            found_one = self.named(caller, key)
            if found_one.given:
                return found_one
            unknown |= found_one.state == "unknown"
        return UNKNOWN if unknown else ABSENT

    def _stored(self, file: FileView, expr: Expr, at: At, key: str) -> Argument | None:
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
                    found = self.key(file, arg.value, where, key, 4)
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
