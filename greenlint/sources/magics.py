"""IPython's own syntax -> Python of the same lines: magics, shell lines and questions give way to `pass`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.sources.parse import parse

# `%%time` and its kin run the cell as Python; every other cell magic makes the whole cell something else.
_PYTHON_CELLS = frozenset([
    "time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "debug", "python", "python3", "pypy",
    "ipytest", "snakeviz", "heat", "scalene", "pyinstrument", "local", "cache", "px", "wandb", "opts", "output",
    "run_pytest", "notify", "measure", "skip", "tb", "matplotlib", "load_ext", "black",
])  # fmt: skip
# `%time x = f()` runs its rest as Python in the notebook itself.
_PYTHON_LINES = frozenset(("time", "timeit", "prun", "memit", "mprun", "lprun", "snakeviz"))
# Databricks and others: in the first line, these make the whole cell another language.
_FOREIGN_LINES = frozenset(("sql", "md", "md-sandbox", "sh", "bash", "scala", "r", "R", "fs", "html", "javascript"))

_CELL_MAGIC = re.compile(r"\s*%%\s*([\w-]+)")
_LINE_MAGIC = re.compile(r"(\s*)%\s*([\w.-]+)(.*)", re.S)
_OPTIONS = re.compile(r"(?:\s+(?:-[nrpgRN]\s*\d+|-[sfTDlmu]\s+\S+|--?[A-Za-z][\w-]*(?=\s)))*\s*")
_SHELL = re.compile(r"\s*!")
_QUESTION = re.compile(r"\s*\?")
_ASSIGNED = re.compile(r"(\s*[\w.,*\s\[\]()]+?=\s*)(?:!|%(?!=))")
# Typed without `%`, as IPython's automagic allows.
_BARE = re.compile(r"\s*(?:(?:pip3?|conda|mamba|uv)\s+\w|(?:cd|ls|cat|mkdir|cp|mv|rm|git|wget|curl)\s+[\w./~-])")

_TOKEN = re.compile(r"\"\"\"|'''|[\"'#()\[\]{}]")


def foreign(code: str) -> bool:
    """Whether the first line says that the cell is no Python at all."""
    for line in code.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            magic = _CELL_MAGIC.match(line)
            if magic:
                return magic[1] not in _PYTHON_CELLS
            single = _LINE_MAGIC.match(line)
            return bool(single) and single[2] in _FOREIGN_LINES  # type: ignore[index]
    return False


def blank(code: str) -> str:
    """As many lines, the first of them `pass`."""
    return "pass" + "\n" * code.count("\n")


def without_magics(code: str) -> str:
    """The cell with each IPython line replaced. Lines and columns of what stays are kept; it may still be no Python."""
    lines = code.split("\n")
    done: list[str] = []
    state = _State()
    while len(done) < len(lines):
        here = len(done)
        if state.at_start:
            taken = 1 + sum(1 for _ in _continuations(lines, here))
            replacement = _replaced("\n".join(lines[here : here + taken]))
            if replacement is not None:
                done += replacement.split("\n")
                continue
        before = state.copy()
        code_part = state.read(lines[here])
        if before.at_start and code_part.rstrip().endswith("?"):
            done.append(_indent(lines[here]) + "pass")
            state = before
            continue
        done.append(lines[here])
    return "\n".join(done)


def _continuations(lines: list[str], here: int) -> Iterator[int]:
    while here + 1 < len(lines) and lines[here].endswith("\\"):
        here += 1
        yield here


def _replaced(statement: str) -> str | None:
    """Python for a line (and the lines it continues on) that is IPython's; None when it is not."""
    indent, rest = _indent(statement), "\n" * statement.count("\n")
    if _CELL_MAGIC.match(statement) or _SHELL.match(statement) or _QUESTION.match(statement) or _BARE.match(statement):
        return indent + "pass" + rest
    magic = _LINE_MAGIC.match(statement)
    if magic:
        return _timed(magic) or indent + "pass" + rest
    assigned = _ASSIGNED.match(statement)
    if assigned:
        return assigned[1] + "get_ipython()" + rest
    return None


def _timed(magic: re.Match[str]) -> str | None:
    """`%time x = f()` as `0;    x = f()`: the same columns."""
    indent, name, rest = magic.groups()
    if name not in _PYTHON_LINES:
        return None
    options = _OPTIONS.match(rest)
    start = magic.start(3) + (options.end() if options else 0)
    code = magic.string[start:]
    padded = indent + "0;" + " " * (start - len(indent) - 2) + code
    return padded if code.strip() and not isinstance(parse(padded.strip()), tuple) else None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


class _State:
    """Where the reader of physical lines is: in a string, in brackets, after a backslash."""

    def __init__(self, quote: str = "", depth: int = 0, continued: bool = False) -> None:
        self.quote, self.depth, self.continued = quote, depth, continued

    def copy(self) -> _State:
        return _State(self.quote, self.depth, self.continued)

    @property
    def at_start(self) -> bool:
        """Whether the next line begins a statement."""
        return not (self.quote or self.depth or self.continued)

    def read(self, line: str) -> str:
        """Takes a line in; gives it back without its comment."""
        position, length = 0, len(line)
        while position < length:
            if self.quote:
                end = _end_of_string(line, position, self.quote)
                if end < 0:
                    break
                position, self.quote = end, ""
                continue
            token = _TOKEN.search(line, position)
            if token is None:
                break
            sign = token[0]
            position = token.end()
            if sign == "#":
                self.continued = False
                return line[: token.start()]
            if sign[0] in "\"'":
                self.quote = sign
            else:
                self.depth = max(0, self.depth + (1 if sign in "([{" else -1))
        self.continued = line.endswith("\\")
        if len(self.quote) == 1 and not self.continued:
            self.quote = ""  # an error of the cell: the string ends with the line
        return line


def _end_of_string(line: str, position: int, quote: str) -> int:
    while position < len(line):
        if line[position] == "\\":
            position += 2
        elif line.startswith(quote, position):
            return position + len(quote)
        else:
            position += 1
    return -1
