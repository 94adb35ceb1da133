"""Extraction: what one text says, where it stands, and that it travels."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest
from building import facts_of

from greenlint.facts import Facts
from greenlint.facts.model import Attribute, CallRef, Comprehension, Const, Name, Operation, Part, Text
from greenlint.finding import Span

PACKAGE = Path(__file__).resolve().parents[2] / "greenlint"


def test_a_call_keeps_its_callee_arguments_and_place() -> None:
    facts = facts_of("x = client.chat.create('m', messages=[1], **extra)\n")
    call = facts.calls[0]
    assert call.func == Attribute(Attribute(Name("client"), "chat"), "create")
    assert [arg.name for arg in call.args] == [None, "messages", "**"]
    assert (call.span.line, call.span.column, call.span.end_column) == (1, 5, 51)
    assert call.role == "bind"
    assert facts.bindings[0].value == CallRef(0)


@pytest.mark.parametrize(
    ("code", "role", "awaited"),
    [
        ("f()\n", "discard", False),
        ("def g():\n    return f()\n", "return", False),
        ("h(f())\n", "argument", False),
        ("[f() for _ in x]\n", "collect", False),
        ("if f(): pass\n", "test", False),
        ("with f() as y: pass\n", "with", False),
        ("for i in f(): pass\n", "iterate", False),
        ("async def g():\n    await f()\n", "discard", True),
    ],
)
def test_what_happens_to_a_result(code: str, role: str, awaited: bool) -> None:
    call = next(call for call in facts_of(code).calls if call.func == Name("f"))
    assert (call.role, call.awaited) == (role, awaited)


def test_what_follows_a_call_and_a_name_is_kept() -> None:
    facts = facts_of("r = ask()\nprint(r.choices[0].text)\nask().data[1]\n")
    use = next(use for use in facts.uses if use.name == "r")
    assert use.trail == ("choices", "[0]", "text")
    assert facts.calls[-1].trail == ("data", "[1]")


def test_loops_are_blocks_with_their_targets_and_intervals() -> None:
    facts = facts_of(
        """
        for i, row in enumerate(rows):
            a(row)
        while more():
            b()
        c = [d(x) for x in xs if x]
        """
    )
    kinds = {block.kind: block for block in facts.blocks}
    assert kinds["for"].targets == ("i", "row")
    assert kinds["comprehension"].targets == ("x",)
    inside = {call.func.id: call for call in facts.calls if isinstance(call.func, Name)}  # type: ignore[union-attr]
    loop = kinds["for"]
    assert loop.start <= inside["a"].order < loop.end
    assert not loop.start <= inside["b"].order < loop.end
    assert not loop.start <= inside["enumerate"].order < loop.end  # evaluated once, before the loop
    assert kinds["while"].start <= inside["more"].order < kinds["while"].end  # asked on each round


def test_arms_of_one_if_share_a_group() -> None:
    facts = facts_of("if a:\n    f()\nelif b:\n    g()\nelse:\n    h()\n")
    groups = {block.group for block in facts.blocks if block.kind in ("if", "else")}
    assert len(groups) == 1
    assert groups != {-1}


def test_values_are_small_expressions() -> None:
    facts = facts_of("a = f'x {b} y'\nc, d = e\nf = 1 + 2\ng = [h(i) for i in j]\nk = -3\nl = 'a' 'b'\n")
    values = {binding.name: binding.value for binding in facts.bindings}
    assert values["a"] == Text((Const("x "), Name("b"), Const(" y")))
    assert values["c"] == Part(Name("e"), 0)
    assert values["f"] == Operation("+", (Const(1), Const(2)))
    assert isinstance(values["g"], Comprehension)
    assert values["k"] == Const(-3)
    assert values["l"] == Const("ab")


def test_facts_survive_the_journey() -> None:
    facts = facts_of((PACKAGE / "project" / "resolve.py").read_text("utf-8"))
    data = msgspec.msgpack.encode(facts)
    assert msgspec.msgpack.encode(msgspec.msgpack.decode(data, type=Facts)) == data


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py"))[::9], ids=lambda path: path.name)
def test_each_call_stands_where_it_is_said_to(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    in_text = {id(node) for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr) for node in ast.walk(outer)}
    written = [
        ast.get_source_segment(text, node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and id(node) not in in_text
    ]
    told = [_cut(text, call.span) for call in facts_of(text).calls]
    assert set(written) <= set(told)


def _cut(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def test_a_call_in_an_f_string_stands_where_its_statement_does() -> None:
    assert facts_of("x = 1\ny = f'a {f(b)} c'\n").calls[0].span == Span(2, 1, 2, 18)


def test_an_elif_is_an_arm_and_an_if_inside_an_else_is_not() -> None:
    arms = facts_of("if a:\n    f()\nelif b:\n    g()\n").blocks
    nested = facts_of("if a:\n    f()\nelse:\n    if b:\n        g()\n").blocks
    assert [(block.kind, block.parent) for block in arms[1:]] == [("if", 0), ("if", 0)]
    assert [(block.kind, block.parent) for block in nested[1:]] == [("if", 0), ("else", 0), ("if", 2)]


def test_arguments_are_told_as_they_are_written() -> None:
    args = facts_of("f(a(), k=b(), *c(), **d())\n").calls[0].args
    assert [(arg.name, arg.value) for arg in args] == [
        (None, CallRef(1)), ("k", CallRef(2)), ("*", CallRef(3)), ("**", CallRef(4))
    ]  # fmt: skip


def test_what_an_f_string_says_is_read_as_python_reads_it() -> None:
    value = facts_of(r"a = 'x\n' f'{{b}} {c:>{d()}}'" + "\n").bindings[0].value
    assert value == Text((Const("x\n{b} "), Name("c")))


def test_columns_count_characters() -> None:
    assert facts_of("é = 'ü'; f()\n").calls[0].span.column == 10
