"""A Jupyter notebook -> one Source: its Python cells joined, with the map back to cells and their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from greenlint.finding import Notice
from greenlint.sources.magics import blank, foreign, without_magics
from greenlint.sources.nesting import Refusal
from greenlint.sources.parse import ParseFailure, parse
from greenlint.sources.source import Cell, Source
from greenlint.texts import _

_PYTHON = re.compile(r"[ix]?python|pyspark|pyodide|sage", re.I)  # how `language` may begin
_FOREIGN_KERNEL = re.compile(  # how the name of a kernel that is no Python may begin; others are often somebody's venv
    r"ir\b|julia|bash|zsh|sh\b|javascript|typescript|deno|node|spark\b|sparkkernel|scala|almond|spylon|java|ijava|kotlin"
    r"|\.net|xcpp|xeus-c|rust|evcxr|gophernotes|octave|matlab|sas\b|stata|haskell|ihaskell|ruby|php|perl|sos\b",
    re.I,
)
_MARK = b"\xef\xbb\xbf"
_NAMED_CELLS = 3  # broken cells named in a notice; the others are counted


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: str | list[str] = ""
    input: str | list[str] = ""  # nbformat 3
    language: str | None = None  # nbformat 3
    metadata: Any = None


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell] | None = None
    worksheets: list[_Sheet] | None = None  # nbformat 3
    metadata: Any = None


_decoder = msgspec.json.Decoder(_Notebook)


def notebook(path: str, data: bytes, digest: str) -> Source | Notice:
    """The code cells of a notebook (nbformat 3 or 4); a notice when there is nothing to read."""
    if not data.strip():
        return Source(path=path, data_digest=digest, text="", cells=())
    try:
        content = _decoded(data.removeprefix(_MARK))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        text = _("{path}: skipped, it is no valid notebook: {error}")
        return Notice(path=path, code="notebook", text=text.format(path=path, error=_one_line(error)))
    cells = content.cells
    if cells is None and content.worksheets is not None:
        cells = [cell for sheet in content.worksheets for cell in sheet.cells]
    if cells is None:
        text = _("{path}: skipped, it is no valid notebook: it has no cells")
        return Notice(path=path, code="notebook", text=text.format(path=path))
    language = _language(content.metadata)
    if language is not None:
        text = _("{path}: skipped, its cells are written in {language}, not in Python")
        return Notice(path=path, code="notebook-language", text=text.format(path=path, language=language))
    return _joined(path, digest, cells)


def _decoded(data: bytes) -> _Notebook:
    try:
        return _decoder.decode(data)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # the standard library reads NaN and halves of surrogate pairs too
        return msgspec.convert(json.loads(data), _Notebook)


def _one_line(error: Exception) -> str:
    return str(error).split("\n")[0][:200] or type(error).__name__


def _language(metadata: object) -> str | None:
    """What the notebook is written in when that is not Python."""
    info, kernel = _dict(_dict(metadata).get("language_info")), _dict(_dict(metadata).get("kernelspec"))
    for name in (info.get("name"), kernel.get("language")):
        if isinstance(name, str) and name.strip():
            return None if _PYTHON.match(name.strip()) else name.strip()
    name = kernel.get("name")
    return name if isinstance(name, str) and _FOREIGN_KERNEL.match(name) else None


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _joined(path: str, digest: str, cells: list[_Cell]) -> Source:
    texts: list[str] = []
    placed: list[Cell] = []
    broken: list[tuple[int, ParseFailure | Refusal]] = []
    line = 1
    for index, code in _python_cells(cells):
        text, indent, failure = _readable(code)
        if failure is not None:
            broken.append((index, failure))
        lines = text.count("\n") + 1
        texts.append(text)
        placed.append(Cell(line=line, index=index, lines=lines, indent=indent))
        line += lines
    notices = (_broken(path, broken),) if broken else ()
    return Source(path=path, data_digest=digest, text="\n".join(texts), cells=tuple(placed), notices=notices)


def _python_cells(cells: list[_Cell]) -> Iterator[tuple[int, str]]:
    for index, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        written = cell.source or cell.input
        code = written if isinstance(written, str) else "".join(written)
        code = code.replace("\r\n", "\n").replace("\r", "\n")
        language = cell.language or _dict(_dict(cell.metadata).get("vscode")).get("languageId") or "python"
        yield index, code if _PYTHON.match(str(language)) else blank(code)


def _readable(code: str) -> tuple[str, int, ParseFailure | Refusal | None]:
    """The cell as Python with as many lines, the columns cut off its left, and what was wrong when it is blanked."""
    failure = parse(code)
    if not isinstance(failure, tuple):
        return code, 0, None
    if foreign(code):
        return blank(code), 0, None
    dedented, indent = _dedented(code)
    converted = without_magics(dedented)
    failure = parse(converted)
    if not isinstance(failure, tuple):
        return converted, indent, None
    return blank(code), 0, failure


def _dedented(code: str) -> tuple[str, int]:
    """Without the indentation of the first line of code, as IPython runs it."""
    lines = code.split("\n")
    first = next((line for line in lines if line.strip()), "")
    margin = first[: len(first) - len(first.lstrip())]
    if not margin:
        return code, 0
    return "\n".join(line.removeprefix(margin) for line in lines), len(margin)


def _broken(path: str, broken: list[tuple[int, ParseFailure | Refusal]]) -> Notice:
    """One notice for a notebook, whatever the number of its broken cells."""
    index, failure = broken[0]
    error = failure.message if isinstance(failure, ParseFailure) else _("it nests too deep")
    others = ", ".join(str(cell) for cell, _failure in broken[1:_NAMED_CELLS]) + (
        ", …" if len(broken) > _NAMED_CELLS else ""
    )
    if others:
        text = _("{path}: cell {cell} left out, line {line}: {error} (and cells {others}); the rest is checked")
    else:
        text = _("{path}: cell {cell} left out, line {line}: {error}; the rest is checked")
    text = text.format(path=path, cell=index, line=failure.line, error=error, others=others)
    return Notice(path=path, code="notebook-cell", text=text)
