"""The living state behind the meter: tables, rules, jobs, the virtual clock and the ledger of one run."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from greenlint.learn.meter.ledger import Ledger, Row
from greenlint.learn.meter.spec import Answer, WorldFile
from greenlint.learn.meter.tokens import Secret


class Failure(msgspec.Struct, kw_only=True):
    """The next `times` requests that fit are refused."""

    path: str  # regular expression over "POST /v1/chat/completions" or "weather GET /forecast/lyon"
    status: int
    times: int = 1
    retry_after: float | None = None
    body: str | None = None  # regular expression over the request's body


class World:
    """Touched by the server's thread only while it runs."""

    def __init__(self, spec: WorldFile, key: bytes, *, guessed: bool = False) -> None:
        """`guessed`: the answers stand for those that a program makes up without asking: nothing is written down."""
        self.spec, self.guessed = spec, guessed
        self.secret = Secret(key)
        self.ledger = Ledger(rows=[], waits={})
        self.test = ""
        self.clock = 1_000_000.0  # virtual seconds
        self.tables: dict[str, dict[str, dict[str, Any]]] = {}
        self.versions: dict[str, int] = {}
        self.scripted: list[Answer] = []
        self.failures: list[Failure] = []
        self.served: list[tuple[str, str, str]] = []  # test, prompt, reply
        self.used: dict[int, int] = {}  # id of an answer rule -> how often it was used
        self.prefixes: dict[str, float] = {}  # cached prompt prefix -> when it was last used
        self.jobs: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.windows: dict[str, list[float]] = {}  # service -> times of its last requests, for `rate`
        self.in_flight = 0
        self.orders: dict[int, int] = {}

    def begin(self, test: str) -> None:
        """Each test starts with the services as world.yaml describes them."""
        self.test = test
        self.tables, self.scripted, self.failures = {}, [], []
        self.prefixes, self.jobs, self.files, self.windows = {}, {}, {}, {}
        self.used = {}

    def wait(self, seconds: float) -> None:
        self.clock += seconds
        self.ledger.waits[self.test] = self.ledger.waits.get(self.test, 0.0) + seconds

    def new_row(self, row: Row) -> Row:
        row.number = len(self.ledger.rows) + 1
        if not self.guessed:
            self.ledger.rows.append(row)
        return row

    def put(self, table: str, rows: dict[str, dict[str, Any]]) -> None:
        self.tables[table] = rows
        self.versions[table] = self.versions.get(table, 0) + 1

    def weight(self, model: str | None) -> float:
        if model is None:
            return 1.0
        tiers = self.spec.models.tiers
        return next((weight for glob, weight in tiers.items() if fnmatchcase(model, glob)), 1.0)

    def failure(self, route: str, body: str) -> Failure | None:
        for failure in self.failures:
            if failure.times > 0 and re.search(failure.path, route) and re.search(failure.body or "", body):
                failure.times -= 1
                return failure
        return None

    def replies(self, containing: str) -> list[str]:
        """What this test's services really answered to prompts that contain the text."""
        return [reply for test, prompt, reply in self.served if test == self.test and containing in prompt]

    def serve(self, prompt: str, reply: str) -> None:
        if not self.guessed:
            self.served.append((self.test, prompt, reply))
