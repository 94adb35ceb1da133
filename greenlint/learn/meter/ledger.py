"""What was asked, row by row, and the sums that budgets speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from greenlint.learn.model import Unit

RowKind = Literal[
    "chat", "embed", "image", "video", "speech", "transcribe", "moderate", "batch", "status", "http", "load", "local",
]  # fmt: skip


class Site(msgspec.Struct, frozen=True):
    """The learner's line that asked."""

    file: str
    line: int


class Row(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One request, one job inside a batch, or one pass of a local model."""

    number: int
    test: str
    kind: RowKind
    route: str  # "POST /v1/chat/completions", "weather GET /forecast/lyon"
    status: int = 200
    model: str | None = None
    weight: float = 1
    tokens_in: int = 0
    tokens_cached: int = 0  # of tokens_in
    tokens_out: int = 0
    candidates: int = 1
    items: int = 1  # texts of one embedding request, rows of one page, inputs of one local pass
    images: int = 0
    megapixels: float = 0
    seconds: float = 0
    bytes_in: int = 0  # of the answer's body
    bytes_out: int = 0  # of the request's body
    connection: int = 0
    order: int = 0  # of the request on its connection, from 0
    digest: str = ""  # of method, path, query and body
    about: str = ""  # the end of the prompt, or the path: for people
    in_flight: int = 1
    clock: float = 0
    cost_only: bool = False  # a row inside a batch: tokens, but no request of its own
    limited: bool = True  # the request bounds its answer
    site: Site | None = None


class Sums(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One test or the whole run."""

    calls: float = 0
    repeats: float = 0
    tokens: float = 0
    tokens_in: float = 0
    tokens_out: float = 0
    tokens_cached: float = 0
    images: float = 0
    megapixels: float = 0
    seconds: float = 0
    bytes: float = 0
    connections: float = 0
    wait: float = 0
    peak: float = 0
    loads: float = 0
    passes: float = 0
    weight: float = 0

    def of(self, unit: Unit) -> float:
        if unit == "tokens-read":
            return self.tokens_in - self.tokens_cached
        return float(getattr(self, unit.replace("-", "_")))


class Ledger(msgspec.Struct, kw_only=True):
    rows: list[Row] = []
    waits: dict[str, float] = {}  # test -> virtual seconds slept

    def tests(self) -> list[str]:
        return list(dict.fromkeys([row.test for row in self.rows] + list(self.waits)))

    def of(self, test: str | None) -> list[Row]:
        """Rows of a test; of all tests for None."""
        return [row for row in self.rows if test is None or row.test == test]

    def sums(self, test: str | None = None) -> Sums:
        waits = self.waits.values() if test is None else [self.waits.get(test, 0.0)]
        return add_up(self.of(test), sum(waits))


def requests(rows: Iterable[Row]) -> list[Row]:
    """Rows that crossed the network."""
    return [row for row in rows if not row.cost_only and row.kind not in ("load", "local")]


def repeats(rows: Iterable[Row]) -> list[Row]:
    """Requests equal to a former one of the same test that was answered without error."""
    seen: set[tuple[str, str]] = set()
    again: list[Row] = []
    for row in requests(rows):
        if row.kind in ("status", "batch"):
            continue
        key = (row.test, row.digest)
        if key in seen:
            again.append(row)
        elif row.status < 400:
            seen.add(key)
    return again


def add_up(rows: list[Row], wait: float = 0) -> Sums:
    asked = requests(rows)
    return Sums(
        calls=len(asked),
        repeats=len(repeats(rows)),
        tokens=sum(row.tokens_in + row.tokens_out for row in rows),
        tokens_in=sum(row.tokens_in for row in rows),
        tokens_out=sum(row.tokens_out for row in rows),
        tokens_cached=sum(row.tokens_cached for row in rows),
        images=sum(row.images for row in rows),
        megapixels=round(sum(row.megapixels for row in rows), 2),
        seconds=round(sum(row.seconds for row in rows), 1),
        bytes=sum(row.bytes_in + row.bytes_out for row in rows),
        connections=len({(row.test, row.connection) for row in asked}),
        wait=round(wait, 2),
        peak=max((row.in_flight for row in asked), default=0),
        loads=sum(row.kind == "load" for row in rows),
        passes=sum(row.kind == "local" for row in rows),
        weight=round(
            sum(row.weight for row in asked if row.kind in ("chat", "image", "video", "speech"))
            + sum(row.weight for row in rows if row.kind == "local"),
            2,
        ),
    )


def most_repeated(rows: list[Row]) -> tuple[Row, int] | None:
    """The request that came most often, and how often."""
    counts = Counter(row.digest for row in requests(rows))
    if not counts:
        return None
    digest, count = counts.most_common(1)[0]
    return next(row for row in rows if row.digest == digest), count
