"""The tables that one walk fills, and where in the file the walk stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from greenlint.facts.model import (
    Arg,
    Attribute,
    Binding,
    Block,
    BlockKind,
    CallSite,
    Exit,
    Expr,
    Facts,
    Imported,
    Item,
    Name,
    Opaque,
    Part,
    Role,
    Scope,
    Store,
    Use,
)
from greenlint.facts.places import Places
from greenlint.finding import Span


class Recorder:
    """Appends events in evaluation order; `block` and `scope` are where the walk stands."""

    def __init__(self, places: Places, lines: int) -> None:
        whole = Span(1, 1, max(lines, 1), 1)
        self.places = places
        self.in_text = False  # CPython before 3.12 places what stands inside an f-string wrongly
        self.order = 0
        self.block = 0
        self.scope = 0
        self.anchor = whole  # span of the statement or call around
        self.groups = 0
        self.blocks = [Block("module", -1, 0, 0, span=whole)]
        self.scopes = [Scope("module", "", "", -1, 0, whole)]
        self.calls: list[CallSite] = []
        self.bindings: list[Binding] = []
        self.stores: list[Store] = []
        self.uses: list[Use] = []
        self.exits: list[Exit] = []
        self.star_imports: list[Imported] = []

    def facts(self, path: str, lines: int, cells: tuple[tuple[int, int, int], ...]) -> Facts:
        self.blocks[0].end = self.order + 1
        return Facts(
            path, lines, self.scopes, self.blocks, self.calls, self.bindings, self.stores, self.uses, self.exits,
            self.star_imports, cells,
        )  # fmt: skip

    def tick(self) -> int:
        self.order += 1
        return self.order

    def span(self, node: ast.AST) -> Span:
        return self.anchor if self.in_text else self.places.span(node)

    def new_group(self) -> int:
        self.groups += 1
        return self.groups

    @contextmanager
    def within(self, index: int) -> Iterator[int]:
        """Closes an opened block at the end of the `with`; gives the block's index."""
        try:
            yield index
        finally:
            self.close(index)

    def open(
        self,
        kind: BlockKind,
        *,
        group: int = -1,
        test: Expr | None = None,
        targets: tuple[str, ...] = (),
        span: Span | None = None,
        is_async: bool = False,
    ) -> int:
        self.blocks.append(
            Block(kind, self.block, self.scope, self.tick(), 0, group, test, targets, span or self.anchor, is_async)
        )
        self.block = len(self.blocks) - 1
        return self.block

    def close(self, index: int) -> None:
        self.blocks[index].end = self.tick()
        self.block = self.blocks[index].parent

    def open_scope(self, scope: Scope, kind: BlockKind) -> int:
        """Enters a new scope with a block of its own; gives the scope's index."""
        self.scopes.append(scope)
        index = len(self.scopes) - 1
        self.scope = index
        scope.block = self.open(kind, span=scope.span)
        return index

    def close_scope(self, index: int) -> None:
        scope = self.scopes[index]
        self.close(scope.block)
        self.scope = scope.parent

    def bind(self, target: Expr, value: Expr, kind: str, annotation: Expr | None = None) -> None:
        """One assignment to a name, an attribute or an item; an unpacked target binds its parts."""
        order = self.tick()
        line = self.anchor.line
        if isinstance(target, Name):
            self.bindings.append(
                Binding(target.id, value, kind, self.scope, self.block, order, line, annotation)  # type: ignore[arg-type]
            )
        elif isinstance(target, (Attribute, Item)):
            store = kind if kind in ("augment", "delete") else "assign"
            self.stores.append(Store(target, value, store, self.scope, self.block, order, line))  # type: ignore[arg-type]

    def bind_parts(self, names: list[Expr], value: Expr, kind: str) -> None:
        for index, target in enumerate(names):
            self.bind(target, Part(value, index), kind)

    def use(self, name: str, trail: tuple[str, ...]) -> None:
        self.uses.append(Use(name, self.scope, self.block, self.tick(), trail))

    def leave(self, kind: str, value: Expr | None) -> None:
        self.exits.append(Exit(kind, value, self.scope, self.block, self.tick()))  # type: ignore[arg-type]

    def begin_call(self, node: ast.Call, role: Role, user: int, trail: tuple[str, ...], awaited: bool) -> int:
        self.calls.append(
            CallSite(Opaque(), (), self.scope, self.block, 0, self.span(node), awaited, role, user, trail)
        )
        return len(self.calls) - 1

    def end_call(self, index: int, func: Expr, args: tuple[Arg, ...]) -> None:
        call = self.calls[index]
        call.func, call.args, call.order = func, args, self.tick()
