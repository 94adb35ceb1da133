"""The JSON report: everything that greenlint knows, flat, in the shape of `document.Document`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from greenlint import __version__
from greenlint.engine import Report
from greenlint.finding import Notice, Place, Span
from greenlint.reports import totals
from greenlint.reports.clean import encodable
from greenlint.reports.document import SCHEMA_VERSION, Document, NoticeRow, Related, Row, Totals
from greenlint.reports.entries import Entry, shown_path


def text(report: Report, entries: Sequence[Entry]) -> str:
    """The document, indented by two spaces."""
    return msgspec.json.format(msgspec.json.encode(document(report, entries)), indent=2).decode() + "\n"


def document(report: Report, entries: Sequence[Entry]) -> Document:
    return Document(
        schema_version=SCHEMA_VERSION,
        version=__version__,
        findings=[_row(entry) for entry in entries],
        totals=Totals(
            files=report.files,
            read=report.read,
            findings=len(entries),
            error=totals.count(entries, "error"),
            warning=totals.count(entries, "warning"),
            info=totals.count(entries, "info"),
            not_estimated=totals.not_estimated(entries),
            per_1000_runs=totals.saved(entries),
            rules=totals.by_rule(entries),
        ),
        notices=[_notice(notice) for notice in report.notices],
    )


def _row(entry: Entry) -> Row:
    finding = entry.finding
    chain = [_related(place, "chain") for place in finding.chain]
    return Row(
        **_position(entry.path, finding.span),
        code=finding.code,
        name=finding.name,
        level=finding.level,
        kind=finding.kind,
        confidence=finding.confidence,
        message=entry.message,
        fingerprint=finding.fingerprint,
        waste=finding.waste,
        estimate=entry.estimate,
        related=chain + [_related(place, "also") for place in finding.related],
    )


def _notice(notice: Notice) -> NoticeRow:
    path = None if notice.path is None else encodable(shown_path(notice.path))
    return NoticeRow(path=path, code=notice.code, text=encodable(notice.text))


def _related(place: Place, role: str) -> Related:
    return Related(**_position(shown_path(place.path), place.span), role=role, text=place.text)


def _position(path: str, span: Span) -> dict[str, Any]:
    return {
        "path": encodable(path),
        "cell": span.cell,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
