"""Workflow commands: GitHub shows each finding beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from greenlint.reports.clean import clean
from greenlint.reports.entries import Entry
from greenlint.reports.place import position
from greenlint.texts import language

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """`::warning title=…,file=…,line=…::message`. Lines of a notebook's cell stand in the message only."""
    for entry in entries:
        finding, span = entry.finding, entry.finding.span
        fields = {"title": f"greenlint {finding.code} {finding.name}", "file": entry.path}
        if span.cell is None:
            fields |= {"line": str(span.line), "endLine": str(span.end_line)}
            if span.line == span.end_line:  # GitHub refuses columns that span lines
                fields |= {"col": str(span.column), "endColumn": str(span.end_column)}
        properties = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
        text = f"{entry.path}:{position(span)}: {finding.code} {entry.message}. {entry.card.remedy.get(language())}"
        yield f"::{_COMMAND[finding.level]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
