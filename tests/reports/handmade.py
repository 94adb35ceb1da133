"""Findings made by hand, so that reports are tested without the engine."""

from __future__ import annotations

from collections.abc import Callable

from greenlint.engine import Report
from greenlint.finding import Finding, Notice, Place, Span
from greenlint.footprint.waste import Amount, Operation, Waste

Print = Callable[..., str]  # (report, settings=..., **style) -> text

CODE = """from openai import OpenAI
client = OpenAI()
for row in rows:
\tanswer = client.chat.completions.create(model="gpt-4o", messages=prompt)
"""
WASTE = Waste(
    unit="calls", now=Amount(1, "N"), after=Amount(1), operation=Operation(kind="chat", model="gpt-4o")
)  # fmt: skip


def make(path: str = "app.py", **changes: object) -> Finding:
    """GRN101 on line 4 of CODE, unless `changes` say otherwise."""
    values = {"call": "client.chat.completions.create", "loop": "for row in rows"}
    fields: dict[str, object] = {
        "path": path, "span": Span(4, 11, 4, 73), "code": "GRN101", "name": "loop-invariant-model-call",
        "level": "warning", "kind": "neutral", "confidence": "high", "reason": "default", "values": values,
        "waste": WASTE, "fingerprint": "abc123",
        "chain": (Place("lib/llm.py", Span(7, 5, 7, 20), "ask(question)"),),
        "related": (Place("other.py", Span(2, 1, 2, 9), ""),),
    } | changes  # fmt: skip
    return Finding(**fields)  # type: ignore[arg-type]


def limit(path: str = "b.py") -> Finding:
    """GRN201: a risk, so without a saving."""
    waste = Waste(
        unit="tokens", now=Amount(16384), after=Amount(1000), operation=Operation(kind="chat", model="gpt-4o"),
        bounded=True, direction="output",
    )  # fmt: skip
    return make(
        path, code="GRN201", name="missing-output-limit", kind="risk", chain=(), related=(), waste=waste,
        values={"call": "ask", "argument": "max_tokens"}, span=Span(1, 1, 1, 4),
    )  # fmt: skip


def tool() -> Finding:
    """GRN901: nothing to estimate, an error."""
    return make(
        "bad.py", code="GRN901", name="cannot-parse", level="error", kind="tool", waste=None, chain=(), related=(),
        values={"names": "invalid syntax"}, span=Span(1, 1, 1, 2),
    )  # fmt: skip


def in_cell() -> Finding:
    """A finding in the third cell of a notebook."""
    return make("lab.ipynb", span=Span(2, 1, 2, 9, cell=2), chain=(), related=())


def report_of(*findings: Finding, notices: tuple[Notice, ...] = (), crashed: bool = False) -> Report:
    return Report(list(findings), list(notices), 3, 5, crashed)
