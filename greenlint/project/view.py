"""One file's facts, indexed for the questions that linking asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

import msgspec

from greenlint.facts.model import (
    Attribute,
    Binding,
    Block,
    CallRef,
    CallSite,
    Collection,
    Comprehension,
    Exit,
    Expr,
    Facts,
    Item,
    Mapping,
    Name,
    Operation,
    Part,
    Scope,
    Store,
    Text,
    Use,
)

LOOPS = ("for", "while", "comprehension")
MUTATORS = frozenset(
    {"append", "extend", "insert", "add", "update", "pop", "popleft", "remove", "clear", "setdefault", "appendleft",
     "write", "send", "put", "sort", "reverse", "push", "discard", "popitem"}
)  # fmt: skip


class At(msgspec.Struct, frozen=True, gc=False):
    """Where an expression is evaluated."""

    scope: int
    block: int
    order: int


class FileView:
    """Facts of one file with indexes; identity is the file."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.path = facts.path
        self.bindings: dict[tuple[int, str], list[Binding]] = defaultdict(list)
        for binding in facts.bindings:
            scope = self.owner_of_name(binding.scope, binding.name)
            self.bindings[scope, binding.name].append(binding)
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, scope_facts in enumerate(facts.scopes):
            if scope_facts.parent >= 0:
                self.children[scope_facts.parent].append(index)

    @cached_property
    def _bound_inside(self) -> frozenset[str]:
        """Names that some function, class or lambda binds or takes."""
        return frozenset(name for scope, name in self.bindings if scope) | frozenset(
            param.name for scope in self.facts.scopes for param in scope.params
        )

    def is_of_module(self, name: str) -> bool:
        """Nothing but the module itself gives this name a value, so that every function means the same by it."""
        return name not in self._bound_inside

    @cached_property
    def dotted_imports(self) -> bool:
        """Some module is imported by a dotted name, as in `import a.b`."""
        return any(binding.kind == "import" and "." in binding.name for binding in self.facts.bindings)

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = defaultdict(list)
        for use in self.facts.uses:
            found[use.name].append(use)
        return found

    @cached_property
    def stores_on(self) -> dict[str, list[Store]]:
        """Stores by the name at the root of their target."""
        found: dict[str, list[Store]] = defaultdict(list)
        for store in self.facts.stores:
            root = root_name(store.target)
            if root:
                found[root].append(store)
        return found

    @cached_property
    def exits_of(self) -> dict[int, list[Exit]]:
        found: dict[int, list[Exit]] = defaultdict(list)
        for leave in self.facts.exits:
            found[leave.scope].append(leave)
        return found

    @cached_property
    def calls_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for index, call in enumerate(self.facts.calls):
            found[call.scope].append(index)
        return found

    @cached_property
    def methods_on(self) -> dict[tuple[int, str], dict[str, list[int]]]:
        """Calls of methods: scope and name at the root of the receiver -> name of the method -> indices."""
        found: dict[tuple[int, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for index, call in enumerate(self.facts.calls):
            if isinstance(call.func, Attribute):
                root = root_name(call.func.base)
                if root:
                    found[call.scope, root][call.func.name].append(index)
        return found

    def mutations(self, scope: int, name: str) -> Iterator[int]:
        """Indices of the calls that change something under a name: `rows.append(…)`."""
        methods = self.methods_on.get((scope, name), {})
        for method in methods.keys() & MUTATORS:
            yield from methods[method]

    @cached_property
    def handed_in(self) -> dict[tuple[int, str], list[int]]:
        """Scope and name -> indices of the calls that take it as an argument by itself."""
        found: dict[tuple[int, str], list[int]] = defaultdict(list)
        for index, call in enumerate(self.facts.calls):
            for arg in call.args:
                if isinstance(arg.value, Name):
                    found[call.scope, arg.value.id].append(index)
        return found

    # -- scopes

    def scope(self, index: int) -> Scope:
        return self.facts.scopes[index]

    def owner_of_name(self, scope: int, name: str) -> int:
        """Where a binding made in `scope` lands: `global` and `nonlocal` names go further out."""
        facts = self.facts.scopes[scope]
        if name in facts.global_names:
            return 0 if not self._bound_outside(facts.parent, name) else facts.parent
        return scope

    def _bound_outside(self, scope: int, name: str) -> bool:
        return scope > 0 and self.facts.scopes[scope].kind in ("function", "lambda") and (scope, name) in self.bindings

    def global_name(self, scope: int, name: str) -> bool:
        """A name read in a function means the module's: no function around binds it or takes it as a parameter."""
        while scope > 0:
            if (scope, name) in self.bindings or any(param.name == name for param in self.scope(scope).params):
                return False
            scope = self.scope(scope).parent
        return True

    def enclosing_function(self, scope: int) -> int:
        """The function (or module) whose code this scope's code runs in: lambdas and classes count as their own."""
        while self.facts.scopes[scope].kind == "lambda":
            scope = self.facts.scopes[scope].parent
        return scope

    def method_class(self, scope: int) -> int | None:
        """The class of a method, or of a function nested in one."""
        while scope > 0:
            parent = self.facts.scopes[scope].parent
            if self.facts.scopes[parent].kind == "class":
                return parent
            scope = parent
        return None

    # -- blocks

    def block(self, index: int) -> Block:
        return self.facts.blocks[index]

    def ancestors(self, block: int) -> Iterator[int]:
        """The block and the blocks around it, inside out, to the module."""
        while block >= 0:
            yield block
            block = self.facts.blocks[block].parent

    def within(self, block: int) -> Iterator[int]:
        """The block and those around it up to its scope's own block, inside out."""
        for index in self.ancestors(block):
            yield index
            if self.facts.blocks[index].kind in ("function", "lambda", "module", "class"):
                return

    def loops(self, block: int) -> list[int]:
        """Loops of the same function around a block, inside out."""
        return [index for index in self.within(block) if self.facts.blocks[index].kind in LOOPS]

    def encloses(self, outer: int, order: int) -> bool:
        found = self.facts.blocks[outer]
        return found.start <= order < found.end

    def exclusive(self, one: int, other: int) -> bool:
        """Can never both run in one pass: different arms of the same `if` or `match`."""
        arms = {
            self.facts.blocks[index].group: index
            for index in self.ancestors(one)
            if self.facts.blocks[index].kind in ("if", "else", "case") and self.facts.blocks[index].group >= 0
        }
        return any(
            arms.get(self.facts.blocks[index].group, index) != index
            for index in self.ancestors(other)
            if self.facts.blocks[index].kind in ("if", "else", "case")
        )

    def dominates(self, first: int, second: int) -> bool:
        """Whatever runs `second` has entered `first` before."""
        return first in self.ancestors(second)

    # -- expressions

    def call(self, ref: CallRef | int) -> CallSite:
        return self.facts.calls[ref.id if isinstance(ref, CallRef) else ref]

    def at_call(self, index: int) -> At:
        call = self.facts.calls[index]
        return At(call.scope, call.block, call.order)

    def calls_in(self, block: int) -> list[int]:
        """Indices of the calls inside a block (nested functions left out)."""
        found = self.facts.blocks[block]
        return [
            index
            for index in self.calls_of.get(found.scope, ())
            if found.start <= self.facts.calls[index].order < found.end
        ]

    def parts(self, expr: Expr) -> Iterator[Expr]:
        """The expression and everything below it, through calls."""
        stack = [expr]
        while stack:
            node = stack.pop()
            yield node
            if isinstance(node, Attribute):
                stack.append(node.base)
            elif isinstance(node, Item):
                stack += (node.index, node.base)
            elif isinstance(node, CallRef):
                call = self.facts.calls[node.id]
                stack.append(call.func)
                stack += [arg.value for arg in call.args]
            elif isinstance(node, (Text,)):
                stack += node.parts
            elif isinstance(node, Collection):
                stack += node.items
            elif isinstance(node, Mapping):
                for key, value in node.items:
                    stack.append(value)
                    if key is not None:
                        stack.append(key)
            elif isinstance(node, Operation):
                stack += node.operands
            elif isinstance(node, Part):
                stack.append(node.base)
            elif isinstance(node, Comprehension):
                stack.append(node.element)
                for index in self.within(node.block):
                    block = self.facts.blocks[index]
                    if block.kind == "comprehension" and block.test is not None:
                        stack.append(block.test)
                    elif block.kind not in ("comprehension", "if"):
                        break

    def names(self, expr: Expr) -> set[str]:
        return {node.id for node in self.parts(expr) if isinstance(node, Name)}


def root_name(expr: Expr) -> str | None:
    while isinstance(expr, (Attribute, Item, Part)):
        expr = expr.base
    return expr.id if isinstance(expr, Name) else None
