"""What one source says, in our own small, serialisable terms. Knows no tree and no rule.

A file is a tree of blocks (module, functions, loops, branches, ...). Everything that happens is an event with an
`order` (evaluation order, counted through the file) and the block that it happens in. So "inside this loop" is an
interval, "before" is a comparison, and "on the other branch" is two arms of one group.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from greenlint.finding import Span


class Const(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="k"):
    value: str | int | float | bool | None


class Name(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="n"):
    id: str


class Attribute(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="a"):
    base: Expr
    name: str


class Item(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="i"):
    """`base[index]`; a slice is an Operation "slice"."""

    base: Expr
    index: Expr


class CallRef(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="c"):
    """The call with this index in `Facts.calls`."""

    id: int


class Text(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="f"):
    """An f-string: constants and expressions in order."""

    parts: tuple[Expr, ...]


class Collection(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="l"):
    kind: Literal["list", "tuple", "set"]
    items: tuple[Expr, ...]


class Mapping(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="d"):
    """A dict display; a key of None is `**value`."""

    items: tuple[tuple[Expr | None, Expr], ...]


class Operation(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="o"):
    """Operators (`+`, `|`, `==`, `not`, `and`, `or`, `slice`, `star`) and `if` (body, test, else)."""

    op: str
    operands: tuple[Expr, ...]


class Comprehension(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="g"):
    kind: Literal["list", "set", "dict", "generator"]
    element: Expr
    block: int  # the innermost `for` block


class LambdaRef(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="y"):
    """The lambda with this index in `Facts.scopes`."""

    scope: int


class Imported(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="m"):
    """`import module` (name None) or `from module import name`; `level` counts the leading dots."""

    module: str
    name: str | None
    level: int


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="p"):
    """One element of a value that was unpacked or iterated; index None: any element."""

    base: Expr
    index: int | None


class Opaque(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="x"):
    """Something that no rule needs to look into."""

    text: str = ""


Expr: TypeAlias = (
    Const | Name | Attribute | Item | CallRef | Text | Collection | Mapping | Operation | Comprehension
    | LambdaRef | Imported | Part | Opaque
)  # fmt: skip

BlockKind = Literal[
    "module", "function", "class", "lambda",
    "for", "while", "comprehension",
    "if", "else", "try", "except", "finally", "with", "case", "and", "or",
]  # fmt: skip


class Block(msgspec.Struct, array_like=True, gc=False):
    """A region of code that is entered together. `start <= order < end` holds for the events inside."""

    kind: BlockKind
    parent: int
    scope: int  # the scope whose code this is
    start: int
    end: int = 0
    group: int = -1  # arms of one if / try / match share a group and exclude each other (if, case)
    test: Expr | None = (
        None  # condition of if / while, iterable of for, context of with, type of except, left of and / or
    )
    targets: tuple[str, ...] = ()  # names bound by for / with / except
    span: Span | None = None
    is_async: bool = False


class Param(msgspec.Struct, frozen=True, array_like=True, gc=False):
    name: str
    kind: Literal["positional", "star", "keyword", "double-star"]
    default: Expr | None = None
    annotation: Expr | None = None


class Scope(msgspec.Struct, array_like=True, gc=False):
    """A module, class, function or lambda."""

    kind: Literal["module", "class", "function", "lambda"]
    name: str
    qualname: str
    parent: int
    block: int
    span: Span
    params: tuple[Param, ...] = ()
    decorators: tuple[Expr, ...] = ()
    bases: tuple[Expr, ...] = ()  # of a class
    returns: Expr | None = None  # annotation, or the value of a lambda
    is_async: bool = False
    global_names: tuple[str, ...] = ()  # declared global or nonlocal


class Binding(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name gets a value."""

    name: str
    value: Expr
    kind: Literal["assign", "augment", "for", "with", "import", "def", "class", "except", "delete"]
    scope: int
    block: int
    order: int
    line: int
    annotation: Expr | None = None


class Store(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An attribute or an item gets a value: `target = value`, `target += value`, `del target`."""

    target: Expr
    value: Expr
    kind: Literal["assign", "augment", "delete"]
    scope: int
    block: int
    order: int
    line: int


class Use(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name is read; `trail` is what follows at once: `r.choices[0].text` -> ("choices", "[0]", "text")."""

    name: str
    scope: int
    block: int
    order: int
    trail: tuple[str, ...]


class Exit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    kind: Literal["return", "yield", "break", "continue", "raise"]
    value: Expr | None
    scope: int
    block: int
    order: int


class Arg(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """name None: positional; "*" and "**": unpacked."""

    name: str | None
    value: Expr


Role = Literal["discard", "bind", "return", "argument", "test", "iterate", "collect", "with", "decorator", "value"]


class CallSite(msgspec.Struct, array_like=True, gc=False):
    """One call, whatever it calls."""

    func: Expr
    args: tuple[Arg, ...]
    scope: int
    block: int
    order: int
    span: Span
    awaited: bool = False
    role: Role = "value"  # what happens to the result
    user: int = -1  # the call that takes the result as an argument
    trail: tuple[str, ...] = ()  # what follows at once, as in Use


class Facts(msgspec.Struct, array_like=True, gc=False):
    """All facts of one source. Indices point into the lists."""

    path: str
    lines: int
    scopes: list[Scope]
    blocks: list[Block]
    calls: list[CallSite]
    bindings: list[Binding]
    stores: list[Store]
    uses: list[Use]
    exits: list[Exit]
    star_imports: list[Imported]
    cells: tuple[tuple[int, int, int], ...] = ()  # notebooks: (first line of text, cell, first line in the cell)
