"""CPython's verdict, and what is refused so that no parser dies or hangs: under every interpreter of this machine."""

from __future__ import annotations

import ast
import glob
import json
import os
import shutil
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import pytest

from greenlint.finding import Notice
from greenlint.sources import Source, from_bytes
from greenlint.sources.gate import gate
from greenlint.sources.nesting import kills_parser
from greenlint.sources.parse import ParseFailure

PACKAGE = Path(__file__).resolve().parents[2] / "greenlint"

SHAPES = {
    "parentheses": "'(' * n + 'a' + ')' * n",
    "sum": "'x = ' + ' + '.join(['a'] * n)",
    "and": "'x = ' + ' and '.join(['a'] * n)",
    "not": "'not ' * n + 'a'",
    "lambda": "'lambda: ' * n + 'a'",
    "attributes": "'x = a' + '.b' * n",
    "calls": "'x = a' + '.b()' * n",
    "decorator": "'@a' + '.b' * n + '\\ndef f(): pass'",
    "import": "'import a' + '.b' * n",
    "elif": "'if a: pass\\n' + 'elif a: pass\\n' * n",
    "comprehension": "'[a' + ' for a in b' * n + ']'",
    "indentation": "''.join(' ' * i + 'if a:\\n' for i in range(min(n, 400))) + ' ' * min(n, 400) + 'pass'",
    "pattern": "'match a:\\n case ' + '{1: ' * min(n, 180) + 'x' + '}' * min(n, 180) + ': pass'",
    "f-string": "\"f'{\" + 'a.b().' * n + \"c}'\"",
}
HOSTILE = (3_000, 12_000)
ENOUGH_FOR_3_10 = 120_000  # links that kill the parser of CPython 3.10 on 8 MB of stack

PROGRAM = """
import json, sys, types
package, shapes, sizes, most, limit = json.loads(sys.argv[1])
sys.setrecursionlimit(limit)
outer, inner = types.ModuleType("greenlint"), types.ModuleType("greenlint.sources")
outer.__path__, inner.__path__ = [package], [package + "/sources"]
sys.modules.update({"greenlint": outer, "greenlint.sources": inner})
from greenlint.sources.parse import parse
for name, shape in shapes.items():
    for n in [*sizes, most] if name in ("calls", "sum") else sizes:
        result = parse(eval(shape))
        if not isinstance(result, tuple):
            sys.exit(f"{name} {n}: let through")
print("survived")
"""


def interpreters() -> list[str]:
    """One of each minor version from 3.10 on: this one, those on the PATH and pyenv's."""
    found = {sys.version_info[:2]: sys.executable}
    candidates = [shutil.which(f"python3.{minor}") for minor in range(10, 20)]
    candidates += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python")))
    for python in filter(None, candidates):
        code = "import sys; print(*sys.version_info[:2])"
        result = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
        if result.returncode == 0:
            major, minor = map(int, result.stdout.split())
            if minor >= 10:
                found.setdefault((major, minor), python)
    return [found[version] for version in sorted(found)]


@pytest.mark.parametrize("limit", [1_000, 10_000])
@pytest.mark.parametrize("python", interpreters())
def test_hostile_texts_kill_no_interpreter(python: str, limit: int) -> None:
    argument = json.dumps([str(PACKAGE), SHAPES, HOSTILE, ENOUGH_FOR_3_10, limit])
    command = [python, "-I", "-c", PROGRAM, argument]
    result = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "survived\n", "")


def test_what_passes_is_safe_for_libcst_and_a_walk() -> None:
    """The deepest of each shape that passes, in a process of its own: parsed in a second or two, walked recursively."""
    program = textwrap.dedent("""
        import json, sys, time
        import libcst
        from greenlint.sources.parse import parse
        sys.setrecursionlimit(10_000)
        def walk(node):
            for child in node.children:
                walk(child)
        for name, shape in json.loads(sys.argv[1]).items():
            passed = 0
            for n in (5, 11, 90, 190, 290, 550):
                text = eval(shape)
                if isinstance(parse(text), tuple):
                    continue
                passed += 1
                start = time.perf_counter()
                walk(libcst.parse_module(text))
                assert time.perf_counter() - start < 10, (name, n)
            assert passed, name
    """)
    command = [sys.executable, "-c", program, json.dumps(SHAPES)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def source(text: str) -> Source:
    result = from_bytes(Path("a.py"), text.encode())
    assert isinstance(result, Source)
    return result


def test_a_tree() -> None:
    tree = gate(source("import a\nx = await a.b()\n"))
    assert isinstance(tree, ast.Module)
    assert len(tree.body) == 2


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("x = 1\ny = (\n", 2, 5),
        ("é = 'ö' 1\n", 1, 9),
        ("if x:\npass\n", 2, 1),
        ("print 'a'\n", 1, 1),
        ("\n\n  x", 3, 3),
    ],
)
def test_a_failure_says_where(text: str, line: int, column: int) -> None:
    failure = gate(source(text))
    assert isinstance(failure, ParseFailure)
    assert failure.line == line
    assert 1 <= failure.column <= column + 1
    assert failure.message
    assert "\n" not in failure.message


def test_a_refusal_is_one_line_that_names_the_place() -> None:
    notice = gate(source("x = 1\n\ny = a" + ".b()" * 300 + "\n"))
    assert isinstance(notice, Notice)
    assert notice.code == "too-deep"
    assert notice.text == "a.py: skipped, it nests too deep to be read near line 3; split the expression there"


@pytest.mark.parametrize(
    "text",
    [
        "x = a" + ".b()" * 250,
        "x = " + " + ".join(["a"] * 500),
        "x = (" + "'a'\n" * 4_000 + ")",
        "x = [" + "[1, -2.5, a.b],\n" * 20_000 + "]",
        "if a: pass\n" + "elif a: pass\n" * 400,
        "match a:\n case {1: {2: [x, (y, z)]}}: pass",
        "match a:\n case [" + "1, " * 500 + "]: pass\n case (((b))): pass",
    ],
)
def test_large_but_harmless(text: str) -> None:
    assert isinstance(gate(source(text)), ast.Module)


@pytest.mark.parametrize("wrap", ["x = {}", "x = ({})", "f(a, {})", "x = '''\n# ' '''; y = {}", "f'{{{}}}'"])
def test_the_guard_of_3_10_sees_chains_anywhere(wrap: str) -> None:
    assert kills_parser(wrap.format("a" + ".b" * 12_000))
    assert kills_parser(wrap.format("a" + "()" * 12_000))
    assert not kills_parser(wrap.format("a" + ".b" * 5_000))


def test_the_guard_of_3_10_lets_long_flat_texts_pass() -> None:
    assert not kills_parser("x = [" + "(-1.5, a.b - c),\n" * 20_000 + "]")
    assert not kills_parser("a.b(c.d)\n" * 20_000)
    assert not kills_parser("'''" + "a.b.c " * 20_000 + "'''")
    assert not kills_parser("# " + "a.b.c " * 20_000)


def test_warnings_stay_silent_and_are_no_errors() -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("error")
        assert isinstance(gate(source("x = '\\d'\nassert (1, 'x')\nx is 1\n")), ast.Module)
    assert seen == []
