"""Notebooks of every kind: which cells are read, and where their lines come from."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from greenlint.finding import Notice
from greenlint.sources import Source, from_bytes
from greenlint.sources.gate import gate

PYTHON = {"kernelspec": {"name": "python3", "language": "python"}, "language_info": {"name": "python"}}


def code(source: str | list[str], **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source, **more}


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def read(content: object) -> Source | Notice:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return from_bytes(Path("nb.ipynb"), data)


def notebook(*cells: dict[str, Any], metadata: object = PYTHON) -> Source:
    result = read({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    assert isinstance(result, Source), result
    assert isinstance(gate(result), ast.Module)
    return result


def notice(result: Source | Notice, notice_code: str) -> str:
    assert isinstance(result, Notice)
    assert result.code == notice_code
    assert "\n" not in result.text
    return result.text


def test_cells_are_joined_and_lines_find_back() -> None:
    result = notebook(text("# title"), code("import a\n\na.b()"), text("more"), code(["x = 1\n", "y = 2"]), code(""))
    assert result.text == "import a\n\na.b()\nx = 1\ny = 2\n"
    assert [(cell.index, cell.line, cell.lines) for cell in result.cells or ()] == [(1, 1, 3), (3, 4, 2), (4, 6, 1)]
    assert [result.place(line) for line in range(1, 7)] == [(1, 1), (1, 2), (1, 3), (3, 1), (3, 2), (4, 1)]


def test_a_module_places_its_own_lines() -> None:
    result = from_bytes(Path("a.py"), b"x = 1\n")
    assert isinstance(result, Source)
    assert result.place(7) == (None, 7)


def test_magics_and_other_languages() -> None:
    result = notebook(
        code("%pip install openai\nimport openai"),
        code("%%bash\necho 'it'\nls"),
        code("%%time\nx = f()"),
        code("x = await g()"),
        code("async for x in y: print(x);"),
    )
    expected = ["pass", "import openai", "pass", "", "", "pass", "x = f()", "x = await g()"]
    assert result.text.split("\n") == [*expected, "async for x in y: print(x);"]
    assert result.notices == ()


def test_a_broken_cell_does_not_lose_the_others() -> None:
    result = notebook(text(""), code("x = 1"), code("\nprint 'old'\nz = 3"), code("y = 2"))
    assert result.text == "x = 1\npass\n\n\ny = 2"
    (told,) = result.notices
    assert told.code == "notebook-cell"
    assert told.text.startswith("nb.ipynb: cell 2 left out, line 2: ")


def test_many_broken_cells_make_one_notice() -> None:
    result = notebook(*[code("print 'old'")] * 9)
    (told,) = result.notices
    assert "cell 0 left out, line 1" in told.text
    assert "(and cells 1, 2, …)" in told.text


@pytest.mark.parametrize("hostile", ["x = a" + ".b()" * 3_000, "x = (" * 3_000, "x = '\0'", "\ud83d = 1"])
def test_a_hostile_cell_does_not_lose_the_others(hostile: str) -> None:
    result = notebook(code("x = 1"), code(hostile), code("y = 2"))
    assert result.text == "x = 1\npass\ny = 2"
    assert len(result.notices) == 1


def test_cells_that_only_make_sense_together_stay_apart() -> None:
    result = notebook(
        code("if x:\n    y = 1"), code("else:\n    y = 2"), code("z = (1,"), code("2)"), code("w = 1 + \\")
    )
    assert result.text == "if x:\n    y = 1\npass\n\npass\npass\npass"


def test_an_indented_cell_is_moved_to_the_left() -> None:
    result = notebook(code("\n    x = 1\n    if x:\n        y = 2\n"))
    assert result.text == "\nx = 1\nif x:\n    y = 2\n"
    assert (result.cells or ())[0].indent == 4


def test_newlines_inside_cells() -> None:
    assert notebook(code("x = 1\r\ny = 2\rz = 3")).text == "x = 1\ny = 2\nz = 3"


def test_cells_of_other_languages_in_a_python_notebook() -> None:
    sql = code("SELECT 1\nFROM t", metadata={"vscode": {"languageId": "sql"}})
    assert notebook(sql, code("x = 1")).text == "pass\n\nx = 1"


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        None,
        [],
        {"kernelspec": None, "language_info": None},
        {"kernelspec": {"name": "my-venv"}},
        {"kernelspec": {"name": "ir", "language": "python"}},
        {"language_info": {"name": "ipython"}},
        {"kernelspec": {"name": "pyspark"}},
    ],
)
def test_notebooks_in_python(metadata: object) -> None:
    assert notebook(code("x = 1"), metadata=metadata).text == "x = 1"


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"language_info": {"name": "R"}}, "R"),
        ({"kernelspec": {"name": "julia-1.9", "language": "julia"}}, "julia"),
        ({"kernelspec": {"name": "ir"}}, "ir"),
        ({"kernelspec": {"name": ".net-csharp"}}, ".net-csharp"),
    ],
)
def test_notebooks_in_other_languages(metadata: object, language: str) -> None:
    content = {"cells": [code("x <- 1")], "metadata": metadata, "nbformat": 4}
    assert f"written in {language}" in notice(read(content), "notebook-language")


def test_format_3() -> None:
    def cell(source: list[str], language: str = "python") -> dict[str, Any]:
        return {"cell_type": "code", "input": source, "language": language, "outputs": [], "prompt_number": 1}

    sheets = [
        {"cells": [{"cell_type": "heading", "source": "title"}, cell(["x = 1\n", "y = 2"])]},
        {"cells": [cell(["z = 3"]), cell(["ls"], "bash")]},
    ]
    result = read({"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": sheets})
    assert isinstance(result, Source)
    assert result.text == "x = 1\ny = 2\nz = 3\npass"
    assert [cell.index for cell in result.cells or ()] == [1, 2, 3]


@pytest.mark.parametrize("empty", [b"", b" \n", b'{"cells": [], "metadata": {}, "nbformat": 4}'])
def test_empty_notebooks(empty: bytes) -> None:
    result = read(empty)
    assert isinstance(result, Source)
    assert (result.text, result.cells) == ("", ())


@pytest.mark.parametrize(
    "malformed",
    [
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"nbformat": 4}',
        b'{"cells": 1}',
        b'{"cells": [1]}',
        b'{"cells": [{"cell_type": "code", "source": 1}]}',
        b'{"cells": [{"cell_type": "code", "source": [1]}]}',
        b'<<<<<<< HEAD\n{"cells": []}',
        b'{"cells": []} trailing',
        b'{"cells": [{"cell_type": "code", "source": "\xff"}]}',
        b"[" * 100_000,
    ],
)
def test_malformed_notebooks(malformed: bytes) -> None:
    assert notice(read(malformed), "notebook").startswith("nb.ipynb: skipped, it is no valid notebook: ")


def test_what_json_allows_less_than_jupyter_writes() -> None:
    result = read(b'{"cells": [{"cell_type": "code", "source": "x = 1", "outputs": [NaN, "\\ud83d"]}]}')
    assert isinstance(result, Source)
    assert result.text == "x = 1"
    marked = read(b'\xef\xbb\xbf{"cells": [{"cell_type": "code", "source": "x = 1"}]}')
    assert isinstance(marked, Source)


def test_cells_without_a_type_or_a_source() -> None:
    assert notebook({}, {"cell_type": "raw", "source": "x"}, {"cell_type": "code"}, code("y = 1")).text == "\ny = 1"
