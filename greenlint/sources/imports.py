"""What a text imports, read from its words: quick, and never less than what Python sees.

It may see more (an import inside a string), which only makes the screen keep a file. Each pattern can match in one
way only, so that no text takes longer than its length allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"(?:[ \t\f]|\\\n)"
_NAMED = rf"[\w.]+(?:{_GAP}+as{_GAP}+\w+)?"
_WORD = re.compile(r"\bfrom(?=[.\s\\])|\bimport(?=[\s\\])")
_MODULES = re.compile(rf"{_GAP}+({_NAMED}(?:{_GAP}*,{_GAP}*{_NAMED})*)")
_PATH = re.compile(r"(?:[.\w \t\f]|\\\n)*")
_FROM, _IMPORT = re.compile(r"\bfrom\b"), re.compile(r"\bimport\b")
_GAPS = re.compile(rf"{_GAP}*")
_REST_OF_LINE = re.compile(r"(?:[^\n;#\\]|\\\n)*")
_CLOSE_OR_COMMENT = re.compile(r"[)#]")
_COMMENT = re.compile(r"#[^\n]*")


def imports(text: str) -> Iterator[tuple[str, str | None, int]]:
    """(module, name or None, leading dots) of each import; a star import has the name "*". Newlines are "\\n"."""
    word = _WORD.search(text)
    while word is not None:
        end = word.end()
        if word[0] == "import":
            modules = _MODULES.match(text, end)
            if modules is not None:
                end = modules.end()
                for part in modules[1].replace("\\\n", " ").split(","):
                    yield part.split()[0], None, 0
        else:
            end, path = _path(text, end)
            if path is not None:
                end, names = _names(text, end)
                module = path.lstrip(".")
                for part in names.split(","):
                    if words := part.split():
                        yield module, words[0], len(path) - len(module)
        word = _WORD.search(text, end)


def _path(text: str, start: int) -> tuple[int, str | None]:
    """Where `import` ends after a `from`, and what stands between; None when there is no `import`."""
    run = _PATH.match(text, start)
    end = run.end() if run else start
    word = _IMPORT.search(text, start, end)
    if word is None:
        return end, None  # nor has any other `from` that stands in between
    path = _FROM.split(text[start : word.start()])[-1]
    return word.end(), "".join(path.replace("\\\n", " ").split())


def _names(text: str, start: int) -> tuple[int, str]:
    """Where the names after `import` end, and the names, without brackets and comments."""
    gap = _GAPS.match(text, start)
    begin = gap.end() if gap else start
    if text[begin : begin + 1] != "(":
        line = _REST_OF_LINE.match(text, begin)
        end = line.end() if line else begin
        return end, text[begin:end].replace("\\\n", " ")
    end = _closing(text, begin)
    return end, _COMMENT.sub("", text[begin + 1 : end]).replace("\\\n", " ")


def _closing(text: str, place: int) -> int:
    """Where the next closing bracket stands that no comment holds; the end of the text when there is none."""
    while (found := _CLOSE_OR_COMMENT.search(text, place)) is not None:
        if found[0] == ")":
            return found.start()
        place = text.find("\n", found.start())
        if place < 0:
            break
    return len(text)
