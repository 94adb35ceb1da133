"""IPython's lines give way to Python of the same number of lines, and leave everything else where it stands."""

from __future__ import annotations

import ast

import pytest

from greenlint.sources.magics import foreign, without_magics


@pytest.mark.parametrize(
    ("code", "python"),
    [
        ("!pip install openai", "pass"),
        ("  !ls\nx = 1", "  pass\nx = 1"),
        ("!!ls", "pass"),
        ("%pip install x", "pass"),
        ("%matplotlib inline", "pass"),
        ("%load_ext autoreload\n%autoreload 2", "pass\npass"),
        ("!docker run \\\n  -e A=1 \\\n  image\nx = 1", "pass\n\n\nx = 1"),
        ("pip install x", "pass"),
        ("cd ..", "pass"),
        ("files = !ls *.py", "files = get_ipython()"),
        ("a, b = !ls", "a, b = get_ipython()"),
        ("x.y = %sql SELECT 1", "x.y = get_ipython()"),
        ("x = !ls \\\n  -l", "x = get_ipython()\n"),
        ("obj?", "pass"),
        ("obj??", "pass"),
        ("?obj", "pass"),
        ("if x:\n    obj.method?", "if x:\n    pass"),
        ("obj?  # why?", "pass"),
        ("print(1)  # why?", "print(1)  # why?"),
        ("%time x = f()", "0;    x = f()"),
        ("    %time x = f()", "    0;    x = f()"),
        ("%timeit -n 10 -r3 f(x)", "0;                f(x)"),
        ("%timeit -o f(x)", "0;         f(x)"),
        ("%time x = f(1, \\\n  2)", "0;    x = f(1, \\\n  2)"),
        ("%time await f()", "0;    await f()"),
        ("%time for x in y: f(x)", "pass"),
        ("%time", "pass"),
        ("%timeit f(", "pass"),
        ("%prun -s cumtime f(x)", "0;               f(x)"),
        ("%%time\nx = f()", "pass\nx = f()"),
        ("\n%%capture out\n!ls\nx = 1", "\npass\npass\nx = 1"),
    ],
)
def test_lines(code: str, python: str) -> None:
    assert without_magics(code) == python


@pytest.mark.parametrize(
    "code",
    [
        "x = (a\n%b)",
        'x = """\n!ls\n%time\nwhy?\n"""',
        "x = '''a\\\n!ls'''",
        'x = "a" \\\n"!b"',
        'x = {\n "a": """b""", # (\n}\ny != z',
        "x = a % b; y = 'c?'",
        "f(a)[b] = c",
        "x = f'{y=!r}'",
        "# is it?\nx = 1",
        "x = '#'  # '''\ny = 1",
        "x = 'it\\'s ('\ny = 1",
    ],
)
def test_python_is_left_alone(code: str) -> None:
    assert without_magics(code) == code
    ast.parse(code)


def test_columns_are_kept() -> None:
    code = "%timeit -n 1 client.create()"
    assert without_magics(code).index("client") == code.index("client")


@pytest.mark.parametrize(
    ("code", "is_foreign"),
    [
        ("%%bash\nls", True),
        ("%%html\n<b>", True),
        ("%%javascript\nx", True),
        ("%%writefile a.py\nx = 1", True),
        ("# note\n\n%%sql\nSELECT 1", True),
        ("%sql\nSELECT 1", True),
        ("%md\n# title", True),
        ("%%time\nx = 1", False),
        ("%%capture --no-stderr\nx = 1", False),
        ("%time\nx = 1", False),
        ("x = 1\n%%bash\nls", False),
        ("!ls", False),
        ("", False),
    ],
)
def test_other_languages(code: str, is_foreign: bool) -> None:
    assert foreign(code) is is_foreign


@pytest.mark.parametrize(
    "code", ["", "\\", "'", '"""', "%", "!", "?", "%%", "= !", "x = %", "(", "}\n!ls", "\\\n\\\n", "%time \\", "'\\"]
)
def test_fragments_keep_their_lines(code: str) -> None:
    assert without_magics(code).count("\n") == code.count("\n")
