"""What the test process may ask of the meter, besides what the learner's code asks of the services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from greenlint.learn.meter.ledger import Row, RowKind, Site
from greenlint.learn.meter.spec import Answer
from greenlint.learn.meter.tokens import tokens
from greenlint.learn.meter.world import Failure, World


class Outcome(msgspec.Struct, kw_only=True):
    """How one test ended."""

    test: str
    passed: bool
    message: str = ""  # of the assertion, or of the exception
    kind: str = ""  # "assertion", or the exception's name
    site: Site | None = None  # the learner's line that raised


class Notes(msgspec.Struct, kw_only=True):
    """What the test process reported."""

    outcomes: list[Outcome] = []
    breaches: list[str] = []  # things that the lab refused: "network example.org:443", "process", "fork"
    sites: dict[int, list[Site | None]] = {}  # connection -> the learner's line of each request, in order
    load_error: dict[str, Any] | None = None


class Control:
    """Commands by name. Anything unknown is a KeyError: the two ends are one release."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.notes = Notes(outcomes=[], breaches=[], sites={})
        self._commands: dict[str, Callable[..., Any]] = {
            "begin": world.begin,
            "end": self._end,
            "sleep": world.wait,
            "table": world.put,
            "answer": self._answer,
            "fail": self._fail,
            "replies": world.replies,
            "rows": self._rows,
            "local": self._local,
            "breach": self.notes.breaches.append,
            "site": self._site,
            "load-error": self._load_error,
            "now": lambda: world.clock,
            "busy": lambda: world.in_flight,
        }

    def do(self, command: str, arguments: list[Any]) -> Any:
        return self._commands[command](*arguments)

    def _end(self, outcome: dict[str, Any]) -> None:
        self.notes.outcomes.append(msgspec.convert(outcome, Outcome))

    def _answer(self, rule: dict[str, Any]) -> None:
        self.world.scripted.insert(0, msgspec.convert(rule, Answer))

    def _fail(self, failure: dict[str, Any]) -> None:
        self.world.failures.append(msgspec.convert(failure, Failure))

    def _load_error(self, error: dict[str, Any]) -> None:
        self.notes.load_error = error

    def _site(self, connection: int, file: str | None, line: int) -> None:
        self.notes.sites.setdefault(connection, []).append(Site(file, line) if file else None)

    def _rows(self, kind: str | None) -> list[dict[str, Any]]:
        rows = [row for row in self.world.ledger.of(self.world.test) if kind in (None, row.kind)]
        return [msgspec.to_builtins(row) for row in rows]

    def _local(self, kind: RowKind, library: str, model: str, inputs: list[str], facts: dict[str, Any]) -> list[Any]:
        """A model on this machine was loaded or used. Gives one secret answer for each input."""
        site = Site(*facts.pop("site")) if facts.get("site") else None
        facts.pop("site", None)
        size = facts.pop("vector", None)
        row = Row(
            number=0,
            test=self.world.test,
            kind=kind,
            route=f"{library} {kind}",
            model=model,
            items=len(inputs),
            site=site,
        )
        for name, value in facts.items():
            setattr(row, name, value)
        row.tokens_in, row.clock = sum(map(tokens, inputs)), self.world.clock
        row.about = inputs[0][:80] if inputs else model
        row.digest = self.world.secret.tag("local", kind, library, model, inputs)
        self.world.new_row(row)
        replies: list[Any] = []
        for text in inputs:
            reply: Any = self.world.secret.tag("local", model, text)
            if size:
                reply = self.world.secret.vector(size, model, text)
            self.world.serve(text, str(reply))
            replies.append(reply)
        return replies
