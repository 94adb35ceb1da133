"""Random Python modules that use the catalogued libraries in every way that the grammar allows.

All choices go through a `random.Random`: the same seed gives the same program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

from greenlint.catalog import load_catalog

T = TypeVar("T")
NAMES = ("a", "b", "rows", "row", "client", "messages", "prompt", "self", "i", "result", "x", "_", "données")
TYPES = ("int", "str", "list[str]", "openai.OpenAI", "'Client'", "Any", "Optional[dict]", "X | None")
STRINGS = (
    '"gpt-4o"', "'https://api.openai.com/v1/chat/completions'", '"Say {x}"', 'f"Say {a!r:>{b}} {rows}"', '"""long\ntext"""',
    "b'bytes'", '"a" "b"', "r'\\d'", '"\\ud83d"', "f'{x}' 'y'", '"%s of %d" % (a, b)', '"yes or no?".format(a, b=b)', "''",
)  # fmt: skip
ARGUMENTS = (
    "model", "messages", "max_tokens", "n", "temperature", "stream", "timeout", "input", "prompt", "tools", "headers",
    "json", "data", "params", "url", "size", "num_inference_steps", "use_cache", "batch_size", "stop", "response_format",
)  # fmt: skip
DECORATORS = (
    "functools.cache", "functools.lru_cache(maxsize=None)", "property", "staticmethod", "app.get('/x')", "tenacity.retry",
    "tenacity.retry(stop=tenacity.stop_after_attempt(3))", "st.cache_data", "pytest.mark.parametrize('x', [1])",
    "(lambda f: f)", "contextlib.contextmanager", "a.b[c](d)",
)  # fmt: skip


class Programs:
    """Makes modules with one source of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.depth = 0
        self.chosen = [self.pick(calls()) for _ in range(random.randint(1, 4))]  # what this module is about

    def module(self) -> str:
        imports = [f"import {path.split('(')[0].rpartition('.')[0] or path.split('(')[0]}" for path in self.chosen]
        imports += [self.imports() for _ in range(self.random.randint(0, 3))]
        made = [
            f"{name} = {path.partition('(')[0]}()"
            for name, path in zip(NAMES, self.chosen, strict=False)
            if "(" in path
        ]
        return "\n".join([*imports, *made, *self.block("", self.random.randint(1, 8))]) + "\n"

    # -- statements

    def block(self, indent: str, count: int = 0, inside: str = "") -> list[str]:
        """`inside`: def, async or loop, as far as the grammar cares."""
        if self.depth > 3:
            return [f"{indent}pass"]
        self.depth += 1
        lines: list[str] = []
        for _ in range(count or self.random.randint(1, 3)):
            lines += self.pick(STATEMENTS)(self, indent, inside)
        self.depth -= 1
        return lines

    def imports(self) -> str:
        path = self.pick(paths()).split("(")[0]
        package, _, name = path.rpartition(".")
        if not package:
            return f"import {path}"
        return self.pick(
            (
                f"import {package}",
                f"import {package} as {self.name()}",
                f"from {package} import {name}",
                f"from {package} import {name} as {self.name()}",
                f"from {package} import *",
                f"from . import {name}",
                f"try:\n    import {package}\nexcept ImportError:\n    {package.split('.')[0]} = None",
            )
        )

    def simple(self, indent: str, inside: str) -> list[str]:
        options = [
            self.expr(), f"{self.target()} = {self.expr()}", f"{self.name()}: {self.pick(TYPES)} = {self.expr()}",
            f"{self.name()} += {self.expr()}", f"{self.name()} = {self.name()} = {self.expr()}", "pass",
            f"assert {self.expr()}, {self.expr()}", f"raise {self.expr()} from {self.name()}", f"del {self.name()}",
            f"{self.name()} = {self.client()}", f"self.client = {self.client()}", f"print({self.expr()}); {self.name()}",
            f"{self.name()}.append({{'role': 'user', 'content': {self.expr()}}})", f"global g{self.random.randint(0, 9)}",
        ]  # fmt: skip
        if "def" in inside or "async" in inside:
            options += [f"return {self.expr()}", "return"]
        if "def" in inside:
            options += [f"yield {self.expr()}", f"{self.name()} = yield"]
        if "loop" in inside:
            options += ["break", "continue"]
        if "async" in inside:
            options += [f"await {self.expr()}", f"{self.name()} = await {self.call()}"]
        return [indent + self.pick(options)]

    def loop(self, indent: str, inside: str) -> list[str]:
        kept = f"{inside} loop"
        a_sync = "async " if "async" in inside and self.random.random() < 0.3 else ""
        head = self.pick(
            (
                f"{a_sync}for {self.target()} in {self.expr()}:",
                f"for {self.name()} in range({self.expr()}):",
                f"for {self.name()}, *{self.name()} in enumerate({self.expr()}):",
                "while True:",
                f"while {self.expr()}:",
                f"while ({self.name()} := {self.call()}) is not None:",
            )
        )
        lines = [indent + head, *self.block(f"{indent}    ", inside=kept)]
        if self.random.random() < 0.2:
            lines += [f"{indent}else:", *self.block(f"{indent}    ", inside=inside)]
        return lines

    def branch(self, indent: str, inside: str) -> list[str]:
        lines = [f"{indent}if {self.expr()}:", *self.block(f"{indent}    ", inside=inside)]
        if self.random.random() < 0.4:
            lines += [f"{indent}elif {self.expr()}:", *self.block(f"{indent}    ", inside=inside)]
        if self.random.random() < 0.4:
            lines += [f"{indent}else:", *self.block(f"{indent}    ", inside=inside)]
        return lines

    def attempt(self, indent: str, inside: str) -> list[str]:
        lines = [f"{indent}try:", *self.block(f"{indent}    ", inside=inside)]
        catch = self.pick(("except:", "except Exception as e:", "except (OSError, ValueError):", "finally:"))
        return [*lines, indent + catch, *self.block(f"{indent}    ", inside=inside)]

    def having(self, indent: str, inside: str) -> list[str]:
        a_sync = "async " if "async" in inside and self.random.random() < 0.5 else ""
        head = self.pick(
            (f"{self.client()} as {self.name()}", self.call(), f"({self.call()} as a, {self.client()} as b)")
        )
        return [f"{indent}{a_sync}with {head}:", *self.block(f"{indent}    ", inside=inside)]

    def function(self, indent: str, inside: str) -> list[str]:
        kind = self.pick(("def", "def", "async"))
        head = "async def" if kind == "async" else "def"
        arguments = self.pick(
            ("", "self", "a, b=1", "*args, **kwargs", "a, /, b, *, c: int = 3", f"client: {self.pick(TYPES)}", "x={}")
        )
        returns = self.pick(("", "", f" -> {self.pick(TYPES)}"))
        lines = [f"{indent}@{self.pick(DECORATORS)}"] if self.random.random() < 0.4 else []
        name = self.pick((*NAMES[:8], "test_it", "__init__", "main", "__call__"))
        return [*lines, f"{indent}{head} {name}({arguments}){returns}:", *self.block(f"{indent}    ", inside=kind)]

    def klass(self, indent: str, inside: str) -> list[str]:
        bases = self.pick(("", "", f"({self.pick(paths()).split('(')[0]})", "(Base, metaclass=Meta)", "(a.b[int])"))
        lines = [f"{indent}@{self.pick(DECORATORS)}"] if self.random.random() < 0.2 else []
        return [
            *lines,
            f"{indent}class {self.pick(('A', 'B', 'Client'))}{bases}:",
            *self.block(f"{indent}    ", inside=""),
        ]

    def match(self, indent: str, inside: str) -> list[str]:
        lines = [f"{indent}match {self.expr()}:"]
        for pattern in ("1 | 2", "[a, *rest]", "{'k': v, **kw}", "Point(x=0, y=b)", "str() as s", "_"):
            if pattern == "_" or self.random.random() < 0.3:
                guard = f" if {self.expr()}" if self.random.random() < 0.2 else ""
                lines += [f"{indent}    case {pattern}{guard}:", *self.block(f"{indent}        ", inside=inside)]
        return lines

    # -- expressions

    def expr(self) -> str:
        if self.depth > 4:
            return self.atom()
        self.depth += 1
        made = self.pick(EXPRESSIONS)(self)
        self.depth -= 1
        return made

    def atom(self) -> str:
        return self.pick(
            (self.name(), f"({self.pick(STRINGS)})", str(self.random.randint(0, 5000)), "None", "...", "1e400", "0.5")
        )

    def call(self) -> str:
        path = self.pick(self.chosen if self.random.random() < 0.8 else paths())
        return self.with_calls(path) + f"({self.arguments()})"

    def client(self) -> str:
        return f"{self.pick(self.chosen).split('(')[0]}({self.arguments()})"

    def method(self) -> str:
        place = self.random.randrange(len(self.chosen))
        _head, _, tail = self.chosen[place].partition("()")
        if tail and self.random.random() < 0.7:
            return f"{NAMES[place]}{self.with_calls(tail)}({self.arguments()})"
        tail = tail.rpartition("()")[2].lstrip(".") or "create"
        return f"{self.pick((self.name(), 'self.client', f'({self.expr()})'))}.{tail}({self.arguments()})"

    def with_calls(self, path: str) -> str:
        return path.replace("()", f"({self.arguments() if self.random.random() < 0.3 else ''})")

    def arguments(self) -> str:
        made = [self.expr() for _ in range(self.random.randint(0, 2))]
        made += [f"{name}={self.expr()}" for name in self.distinct(ARGUMENTS)]
        if self.random.random() < 0.15:
            made.append(self.pick((f"*{self.name()}", f"**{self.name()}", "**{'model': 'gpt-4o', **x}")))
        return ", ".join(made)

    def distinct(self, names: tuple[str, ...]) -> list[str]:
        return sorted({self.pick(names) for _ in range(self.random.randint(0, 3))})

    def operation(self) -> str:
        sign = self.pick(("+", "-", "*", "**", "//", "%", "and", "or", "in", "is not", "<", "!=", "@", "if a else"))
        return f"({self.expr()} {sign} {self.expr()})"

    def collection(self) -> str:
        inside = ", ".join(self.expr() for _ in range(self.random.randint(0, 3)))
        pairs = ", ".join(f"{self.atom()}: {self.expr()}" for _ in range(self.random.randint(0, 3)))
        return self.pick(
            (f"[{inside}]", f"({inside},)" if inside else "()", f"{{{pairs}}}", f"[*{self.name()}, {inside}]")
        )

    def comprehension(self) -> str:
        clause = f"for {self.target()} in {self.expr()}"
        if self.random.random() < 0.3:
            clause += f" if {self.expr()}"
        if self.random.random() < 0.2:
            clause += f" for {self.name()} in {self.name()}"
        return self.pick(
            (f"[{self.expr()} {clause}]", f"{{{self.atom()}: {self.expr()} {clause}}}", f"sum({self.expr()} {clause})")
        )

    def odd(self) -> str:
        return self.pick(
            (
                f"(lambda {self.name()}: {self.expr()})",
                f"({self.name()} := {self.expr()})",
                f"{self.name()}[{self.expr()}]",
                f"{self.name()}[a:{self.expr()}]",
                f"({self.expr()}).{self.name()}",
                f"(not {self.expr()})",
                f"asyncio.gather(*[{self.call()} for x in rows])",
                f"json.dumps({self.expr()}, indent=2)",
                f"input({self.expr()})",
                f"time.sleep({self.expr()})",
            )
        )

    def target(self) -> str:
        return self.pick((self.name(), self.name(), "a, b", "(a, *b)", "x.y", "rows[0]", "[a, (b, x)]"))

    def name(self) -> str:
        return self.pick(NAMES)

    def pick(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]


STATEMENTS: tuple[Callable[..., list[str]], ...] = (
    *(Programs.simple,) * 5, Programs.loop, Programs.loop, Programs.branch, Programs.attempt, Programs.having,
    Programs.function, Programs.function, Programs.klass, Programs.match,
)  # fmt: skip
EXPRESSIONS: tuple[Callable[[Programs], str], ...] = (
    *(Programs.atom,) * 4, *(Programs.call,) * 3, *(Programs.method,) * 2, Programs.operation, Programs.collection,
    Programs.comprehension, Programs.odd,
)  # fmt: skip


@lru_cache(maxsize=1)
def calls() -> tuple[str, ...]:
    """Every call that costs something, where its name has no glob."""
    return tuple(sorted({name for name in load_catalog()._calls.names() if re.fullmatch(r"[\w.()]+", name)}))


@lru_cache(maxsize=1)
def paths() -> tuple[str, ...]:
    """Every name of the catalogue without a glob."""
    catalog = load_catalog()
    tables = (catalog._calls, catalog._clients, catalog._objects, catalog._marks)
    return tuple(sorted({name for table in tables for name in table.names() if re.fullmatch(r"[\w.()]+", name)}))
