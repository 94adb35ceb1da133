"""What a check says: four verdicts, the first failure with its next step, what was measured."""

from __future__ import annotations

from typing import Literal

import msgspec

from greenlint.learn.meter.ledger import Ledger, Site, Sums
from greenlint.learn.model import Stage
from greenlint.learn.rulecheck import Seen

State = Literal["passed", "failed", "skipped"]
Cause = Literal["", "assertion", "error", "time-out", "memory", "ended", "syntax", "missing", "lab"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One stage. `summary` is one line; `details` say what was seen; `step` says what to do next."""

    stage: Stage
    state: State
    summary: str = ""
    cause: Cause = ""
    details: tuple[str, ...] = ()
    step: str = ""
    site: Site | None = None
    test: str = ""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """The whole check of one exercise."""

    exercise: str
    seed: int
    verdicts: tuple[Verdict, ...]
    ledger: Ledger
    sums: dict[str, Sums]  # test -> sums; `total`
    findings: tuple[Seen, ...] = ()  # of other rules, for information
    notes: tuple[str, ...] = ()
    seconds: float = 0  # real time of the check

    @property
    def passed(self) -> bool:
        return all(verdict.state == "passed" for verdict in self.verdicts)

    @property
    def failure(self) -> Verdict | None:
        """The first stage that failed."""
        return next((verdict for verdict in self.verdicts if verdict.state == "failed"), None)
