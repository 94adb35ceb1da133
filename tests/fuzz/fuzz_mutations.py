"""Real files spoiled: bytes and lines lost, doubled, swapped, grown; newlines mixed; names that only look alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random

from fuzz_programs import Programs

from greenlint.cards import load_cards

PACKAGE = Path(__file__).resolve().parents[2] / "greenlint"
ODD = (
    b"\0", b"\x0c", b"\r", b"\r\n", b"\xff", b"\xef\xbb\xbf", b"\x1b[31m", "\u202e".encode(), "\u2028".encode(),
    "é".encode("latin-1"), b"\x1a", b"\\\n", b"\t", b"'''", b'"""', b"(", b")", b"{", b"#", b"# type: ignore\n",
    b"# greenlint: ignore[", b"# noqa: GRN", b"# coding: utf-7\n", b"\xf0\x9f\x8c\xb1", b":=", b"async ", b"await ",
    b"lambda: ", b"f'{", b"*", b"**", b"@", b"if ", b"%%bash\n", b"!ls\n", b"\xed\xa0\x80",
)  # fmt: skip
ALIKE = {b"a": "а".encode(), b"o": "ο".encode(), b"e": "е".encode(), b"c": "ｃ".encode(), b"i": "ı".encode()}


@lru_cache(maxsize=1)
def seeds() -> tuple[bytes, ...]:
    """Examples of every card, and this package's own modules."""
    codes = [
        code.encode()
        for card in load_cards().values()
        for example in card.examples
        for files in (example.bad_files(), example.good_files())
        for code in files.values()
    ]
    own = sorted(PACKAGE.rglob("*.py"))
    return (*codes, *(path.read_bytes() for path in own if path.stat().st_size < 20_000))


def module(random: Random) -> bytes:
    """A module of one of the kinds: random, spoiled, glued from two, deep, or long."""
    kind = random.randrange(10)
    if kind < 4:
        return Programs(random).module().encode("utf-8", "replace")
    if kind < 8:
        return spoiled(random, random.choice(seeds()))
    if kind == 8:
        return spoiled(random, random.choice(seeds()) + b"\n" + Programs(random).module().encode("utf-8", "replace"))
    return random.choice(EXTREMES)(random)


def spoiled(random: Random, data: bytes) -> bytes:
    """One to four changes."""
    for _ in range(random.randint(1, 4)):
        data = random.choice(CHANGES)(random, data)
    return data


def notebook(random: Random) -> bytes:
    """Cells of random code, spoiled as code, as JSON or as bytes."""
    cells: list[object] = []
    for _ in range(random.randint(0, 6)):
        code = module(random).decode("utf-8", "replace")[:5000]
        source = random.choice(
            (code, code.splitlines(keepends=True), [code], None, 3, [1], {"a": code}, "%%bash\n" + code)
        )
        kind = random.choice(("code", "code", "code", "markdown", "raw", "", None))
        cells.append({"cell_type": kind, "source": source, "metadata": {}, "outputs": [], "execution_count": None})
    kernel = random.choice(({"name": "python3", "language": "python"}, {}, None, {"name": "ir"}, {"language": 3}, []))
    made: object = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    made = random.choice((made, made, made, {"worksheets": [{"cells": cells}]}, {"worksheets": 1}, cells, None, {}))
    data = json.dumps(made, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 1))).encode(
        "utf-8", "replace"
    )
    return spoiled(random, data) if random.random() < 0.4 else data


def _lines(change: Callable[[Random, list[bytes]], None]) -> Callable[[Random, bytes], bytes]:
    def changed(random: Random, data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        if lines:
            change(random, lines)
        return b"".join(lines)

    return changed


def _delete(random: Random, lines: list[bytes]) -> None:
    del lines[random.randrange(len(lines))]


def _double(random: Random, lines: list[bytes]) -> None:
    place = random.randrange(len(lines))
    lines[place:place] = [lines[place]] * random.choice((1, 1, 2, 50))


def _swap(random: Random, lines: list[bytes]) -> None:
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _indent(random: Random, lines: list[bytes]) -> None:
    place = random.randrange(len(lines))
    lines[place] = random.choice((b"    ", b"\t", b" ", b"\x0c")) + lines[place]


def _newlines(random: Random, lines: list[bytes]) -> None:
    for place in range(len(lines)):
        lines[place] = lines[place].rstrip(b"\r\n") + random.choice((b"\n", b"\r\n", b"\r", b"\n"))


def _truncate(random: Random, data: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _insert(random: Random, data: bytes) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(ODD) + data[place:]


def _bytes(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _alike(random: Random, data: bytes) -> bytes:
    letter = random.choice(sorted(ALIKE))
    return data.replace(letter, ALIKE[letter], random.randint(1, 5))


def _rename(random: Random, data: bytes) -> bytes:
    words = sorted(set(re.findall(rb"[A-Za-z_]\w*", data)))
    return data.replace(random.choice(words), random.choice(words)) if words else data


CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    _lines(_delete), _lines(_double), _lines(_swap), _lines(_swap), _lines(_indent), _lines(_newlines), _truncate,
    _insert, _insert, _bytes, _alike, _rename,
)  # fmt: skip


def _grown(before: bytes, middle: bytes, after: bytes, most: int) -> Callable[[Random], bytes]:
    """`before` and `after` as often as each other: nesting, chains, long lines."""

    def made(random: Random) -> bytes:
        times = random.choice((10, 100, 500, 1000, most))
        head = b"from openai import OpenAI\nclient = OpenAI()\nfor row in rows:\n    x = "
        return head + before * min(times, most) + middle + after * min(times, most) + b"\n"

    return made


EXTREMES: tuple[Callable[[Random], bytes], ...] = (
    _grown(b"(", b"1", b")", 20_000),
    _grown(b"[", b"", b"]", 20_000),
    _grown(b"{1:", b"2", b"}", 20_000),
    _grown(b"f'{", b"1", b"}'", 200),
    _grown(b"lambda: ", b"1", b"", 20_000),
    _grown(b"not ", b"1", b"", 20_000),
    _grown(b"-", b"1", b"", 20_000),
    _grown(b"1 + ", b"1", b"", 50_000),
    _grown(b"'a' ", b"'b'", b"", 50_000),
    _grown(b"a if b else ", b"c", b"", 20_000),
    _grown(b"client", b"", b".chat(1)", 20_000),
    _grown(b"client.chat.completions.create(model='m', messages=[", b"1", b"])", 300),
    _grown(b"x = ", b"1", b"", 20_000),
    _grown(b"0, ", b"0", b"", 200_000),
    _grown(b"", b"'" + b"x" * 1_000_000 + b"'", b"", 1),
    _grown(b"", b"1\n", b"    client.chat.completions.create(model='m', messages=row)\n", 1000),
    _grown(b"", b"1\n", b"def f(x):\n    return f(x)\n", 2000),
    _grown(b"", b"1\n", b"x = x + [client]\n", 3000),
    _grown(b"", b"1\nwhile 1:\n    if x: pass\n", b"    elif y: z = client.chat(x)\n", 3000),
)
