"""Plans about the arguments of one call: take one out, write another value, add one or an entry of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from greenlint.finding import Span
from greenlint.fixes.edit import Edit
from greenlint.fixes.layout import Item, with_last, without

if TYPE_CHECKING:
    import libcst as cst

    from greenlint.fixes.tree import Tree


class RemoveArgument(msgspec.Struct, frozen=True):
    """`f(x, name=...)` -> `f(x)`."""

    call: Span
    name: str

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        node = tree.call(self.call)
        index = _index(node, self.name)
        if node is None or index is None:
            return ()
        return (without(tree.code.text, _items(node, tree), index, _close(self.call, tree)),)


class ChangeArgument(msgspec.Struct, frozen=True):
    """`f(x, name=4)` -> `f(x, name=1)`."""

    call: Span
    name: str
    value: str

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        value = _value(tree.call(self.call), self.name)
        return (Edit(tree.start(value), tree.end(value), self.value),) if value is not None else ()


class AddArgument(msgspec.Struct, frozen=True):
    """`f(x)` -> `f(x, name=value)`."""

    call: Span
    name: str
    value: str

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        import libcst as cst

        node = tree.call(self.call)
        if node is None or _index(node, self.name) is not None:
            return ()
        tight = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        new = cst.Arg(cst.parse_expression(self.value), keyword=cst.Name(self.name), equal=tight)
        return with_last(tree.code.text, _items(node, tree), tree.written(new), _close(self.call, tree))


class AddEntry(msgspec.Struct, frozen=True):
    """`f(x, name={"a": 1})` -> `f(x, name={"a": 1, "key": value})`."""

    call: Span
    name: str
    key: str
    value: str

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        import libcst as cst

        holder = _value(tree.call(self.call), self.name)
        if not isinstance(holder, cst.Dict) or holder.lpar:
            return ()
        items = [Item(tree.start(element), tree.end(element)) for element in holder.elements]
        quote = "'" if items and tree.code.text.startswith("'", items[0].start) else '"'
        new = f"{quote}{self.key}{quote}: {self.value}"
        return with_last(tree.code.text, items, new, tree.end(holder) - 1)


def _index(node: cst.Call | None, name: str) -> int | None:
    """Which of the arguments has the name."""
    args = node.args if node is not None else ()
    return next(
        (index for index, arg in enumerate(args) if arg.keyword is not None and arg.keyword.value == name), None
    )


def _value(node: cst.Call | None, name: str) -> cst.BaseExpression | None:
    """What the argument of that name is given."""
    index = _index(node, name)
    return node.args[index].value if node is not None and index is not None else None


def _items(node: cst.Call, tree: Tree) -> list[Item]:
    return [Item(tree.start(arg), tree.end(arg)) for arg in node.args]


def _close(call: Span, tree: Tree) -> int:
    return tree.code.offset(call.end_line, call.end_column) - 1
